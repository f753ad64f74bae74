#include <immintrin.h>

#include "worker/runner/infer/int8/amx_attention.h"
#include "worker/runner/infer/int8/cpu.h"
#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/lanes_avx512.h"
#include "worker/runner/infer/int8/row_kernels.h"

namespace octavo::int8 {
namespace {

using Rows = RowKernels<LanesAvx512>;

constexpr int kTileBytes = 1024;

/// All eight tiles have 16 rows of 64 bytes. The barrier keeps GCC 12 from dropping the stores before the instruction.
void LoadTileConfig() {
  struct alignas(64) {
    uint8_t palette = 1;
    uint8_t start_row = 0;
    uint8_t reserved[14] = {};
    uint16_t row_bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
    uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
  } config;
  asm volatile("" : : "r"(&config) : "memory");
  _tile_loadconfig(&config);
}

void ReleaseTiles() { _tile_release(); }

/// Asks for the lines that a later block of the panel will need.
inline void PrefetchBlock(const int8_t* block, int lines) {
  for (int line = 0; line < lines; ++line) _mm_prefetch(reinterpret_cast<const char*>(block) + line * 64, _MM_HINT_T0);
}

/// 16 rows by the 64 columns of a panel.
void Tile16(const GemmCall& call, int row, int panel) {
  const PackedLinear& linear = *call.linear;
  const int64_t stride = InputStride(call);
  const int8_t* a = call.a + row * stride;
  const int8_t* w = linear.weights + static_cast<int64_t>(panel) * linear.depths * 4 * kTileBytes;
  const int32_t* starts = linear.signed_starts + panel * kPanel;
  _tile_loadd(0, starts, 0);  // a stride of 0: the same row sixteen times
  _tile_loadd(1, starts + 16, 0);
  _tile_loadd(2, starts + 32, 0);
  _tile_loadd(3, starts + 48, 0);
  for (int depth = 0; depth < linear.depths; ++depth, w += 4 * kTileBytes) {
    _tile_loadd(4, a + depth * kDepth, stride);
    PrefetchBlock(w + 8 * kTileBytes, 64);
    _tile_loadd(5, w, 64);
    _tile_dpbssd(0, 4, 5);
    _tile_loadd(6, w + kTileBytes, 64);
    _tile_dpbssd(1, 4, 6);
    _tile_loadd(5, w + 2 * kTileBytes, 64);
    _tile_dpbssd(2, 4, 5);
    _tile_loadd(6, w + 3 * kTileBytes, 64);
    _tile_dpbssd(3, 4, 6);
  }
  alignas(64) int32_t sums[16][kPanel];
  _tile_stored(0, sums[0], sizeof(sums[0]));
  _tile_stored(1, sums[0] + 16, sizeof(sums[0]));
  _tile_stored(2, sums[0] + 32, sizeof(sums[0]));
  _tile_stored(3, sums[0] + 48, sizeof(sums[0]));
  const int rows = call.row_end - row < 16 ? call.row_end - row : 16;
  Rows::Finish(sums[0], kPanel, rows, kPanel, row, panel * kPanel, call);
}

/// 32 rows by half a panel.
void Tile32(const GemmCall& call, int row, int panel, int half) {
  const PackedLinear& linear = *call.linear;
  const int64_t stride = InputStride(call);
  const int8_t* a = call.a + row * stride;
  const int8_t* w = linear.weights + (static_cast<int64_t>(panel) * linear.depths * 4 + half * 2) * kTileBytes;
  const int32_t* starts = linear.signed_starts + panel * kPanel + half * 32;
  _tile_loadd(0, starts, 0);
  _tile_loadd(1, starts + 16, 0);
  _tile_loadd(2, starts, 0);
  _tile_loadd(3, starts + 16, 0);
  for (int depth = 0; depth < linear.depths; ++depth, w += 4 * kTileBytes) {
    _tile_loadd(4, a + depth * kDepth, stride);
    _tile_loadd(6, w, 64);
    _tile_dpbssd(0, 4, 6);
    _tile_loadd(7, w + kTileBytes, 64);
    _tile_dpbssd(1, 4, 7);
    _tile_loadd(5, a + 16 * stride + depth * kDepth, stride);
    _tile_dpbssd(2, 5, 6);
    _tile_dpbssd(3, 5, 7);
  }
  alignas(64) int32_t sums[32][32];
  _tile_stored(0, sums[0], sizeof(sums[0]));
  _tile_stored(1, sums[0] + 16, sizeof(sums[0]));
  _tile_stored(2, sums[16], sizeof(sums[0]));
  _tile_stored(3, sums[16] + 16, sizeof(sums[0]));
  const int rows = call.row_end - row < 32 ? call.row_end - row : 32;
  Rows::Finish(sums[0], 32, rows, 32, row, panel * kPanel + half * 32, call);
}

void Gemm(const GemmCall& call) {
  for (int panel = call.panel_begin; panel < call.panel_end; ++panel) {
    int row = call.row_begin;
    for (; row + 16 < call.row_end; row += 32) {
      Tile32(call, row, panel, 0);
      Tile32(call, row, panel, 1);
    }
    if (row < call.row_end) Tile16(call, row, panel);
  }
}

constexpr Kernels kKernels = {"AMX INT8",
                              "amx",
                              LoadTileConfig,
                              ReleaseTiles,
                              Gemm,
                              AmxAttention::Scratch,
                              AmxAttention::Run,
                              Rows::QuantizeRow,
                              Rows::EncodeRow,
                              Rows::NormRow,
                              Rows::EmbedRow,
                              Rows::TanhRow,
                              Rows::Dot,
                              Avx512GemmFp32,
                              AmxGemmBf16,
                              Avx512ToBf16Row,
                              true};

}  // namespace

const Kernels* AmxKernels() { return HasAmxInt8() ? &kKernels : nullptr; }

}  // namespace octavo::int8
