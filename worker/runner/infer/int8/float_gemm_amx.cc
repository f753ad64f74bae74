#include <immintrin.h>

#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/float_tiles.h"
#include "worker/runner/infer/int8/lanes_avx512.h"

namespace octavo::int8 {
namespace {

constexpr int kTileRows = 16;
constexpr int kOutBytes = kPanel * static_cast<int>(sizeof(float));

/// 16 rows by one panel.
void Bf16Panel16(const uint16_t* a, int64_t a_bytes, const uint8_t* w, const PackedFloatLinear& linear,
                 const float* biases, float* out) {
  _tile_loadd(0, biases, 0);  // a stride of 0: the same row sixteen times
  _tile_loadd(1, biases + 16, 0);
  _tile_loadd(2, biases + 32, 0);
  _tile_loadd(3, biases + 48, 0);
  for (int depth = 0; depth < linear.depths; ++depth, w += kBlockWeights) {
    _tile_loadd(4, a + depth * kBf16Depth, a_bytes);
    for (int line = 0; line < 64; ++line) __builtin_prefetch(w + 2 * kBlockWeights + line * 64);
    _tile_loadd(5, w, kGroupWeights);
    _tile_dpbf16ps(0, 4, 5);
    _tile_loadd(6, w + kTileWeights, kGroupWeights);
    _tile_dpbf16ps(1, 4, 6);
    _tile_loadd(5, w + 2 * kTileWeights, kGroupWeights);
    _tile_dpbf16ps(2, 4, 5);
    _tile_loadd(6, w + 3 * kTileWeights, kGroupWeights);
    _tile_dpbf16ps(3, 4, 6);
  }
  _tile_stored(0, out, kOutBytes);
  _tile_stored(1, out + 16, kOutBytes);
  _tile_stored(2, out + 32, kOutBytes);
  _tile_stored(3, out + 48, kOutBytes);
}

/// 32 rows by half a panel.
void Bf16Half32(const uint16_t* a, int64_t a_bytes, const uint8_t* w, const PackedFloatLinear& linear,
                const float* biases, float* out) {
  _tile_loadd(0, biases, 0);
  _tile_loadd(1, biases + 16, 0);
  _tile_loadd(2, biases, 0);
  _tile_loadd(3, biases + 16, 0);
  for (int depth = 0; depth < linear.depths; ++depth, w += kBlockWeights) {
    const uint16_t* block = a + depth * kBf16Depth;
    _tile_loadd(4, block, a_bytes);
    _tile_loadd(6, w, kGroupWeights);
    _tile_dpbf16ps(0, 4, 6);
    _tile_loadd(7, w + kTileWeights, kGroupWeights);
    _tile_dpbf16ps(1, 4, 7);
    _tile_loadd(5, block + kTileRows * (a_bytes / 2), a_bytes);
    _tile_dpbf16ps(2, 5, 6);
    _tile_dpbf16ps(3, 5, 7);
  }
  _tile_stored(0, out, kOutBytes);
  _tile_stored(1, out + 16, kOutBytes);
  _tile_stored(2, out + kTileRows * kPanel, kOutBytes);
  _tile_stored(3, out + kTileRows * kPanel + 16, kOutBytes);
}

/// Up to 32 rows by one panel, through a buffer so that rows beyond the last are not written.
void Bf16Rows(const FloatGemmCall& call, int row, int rows, int panel) {
  const PackedFloatLinear& linear = *call.linear;
  const auto* a = static_cast<const uint16_t*>(call.a) + row * call.a_stride;
  const int64_t a_bytes = call.a_stride * 2;
  const uint8_t* w =
      static_cast<const uint8_t*>(linear.weights) + static_cast<int64_t>(panel) * linear.depths * kBlockWeights;
  const float* biases = linear.biases + panel * kPanel;
  alignas(64) float sums[2 * kTileRows * kPanel];
  if (rows <= kTileRows) {
    Bf16Panel16(a, a_bytes, w, linear, biases, sums);
  } else {
    Bf16Half32(a, a_bytes, w, linear, biases, sums);
    Bf16Half32(a, a_bytes, w + 2 * kTileWeights, linear, biases + 32, sums + 32);
  }
  FloatEpilogue<LanesAvx512>::Apply(call.epilogue, sums, kPanel, rows);
  for (int r = 0; r < rows; ++r) {
    __builtin_memcpy(call.out + (row + r) * call.out_stride + panel * kPanel, sums + r * kPanel, kOutBytes);
  }
}

}  // namespace

void AmxGemmBf16(const FloatGemmCall& call) {
  constexpr int kMost = 2 * kTileRows;
  for (int panel = call.panel_begin; panel < call.panel_end; ++panel) {
    for (int row = call.row_begin; row < call.row_end; row += kMost) {
      Bf16Rows(call, row, call.row_end - row < kMost ? call.row_end - row : kMost, panel);
    }
  }
}

}  // namespace octavo::int8
