#include <immintrin.h>

#include "worker/runner/infer/int8/cpu.h"
#include "worker/runner/infer/int8/float_attention.h"
#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/lanes_avx512.h"
#include "worker/runner/infer/int8/register_tile.h"
#include "worker/runner/infer/int8/row_kernels.h"

namespace octavo::int8 {
namespace {

using Rows = RowKernels<LanesAvx512>;

constexpr int kRowBlock = 6;

/// INT8 groups for RegisterTile. vpdpbusd multiplies unsigned by signed bytes without saturating between: the
/// activations are shifted by 128, for which the sums' starts make up.
struct Int8Dot {
  using Element = int32_t;
  using Sum = __m512i;
  using Input = __m512i;
  using Weights = __m512i;
  static Sum LoadSum(const int32_t* p) { return _mm512_load_si512(p); }
  static void StoreSum(int32_t* p, Sum sum) { _mm512_store_si512(p, sum); }
  static Input Broadcast(const uint8_t* p) {
    int32_t four;
    __builtin_memcpy(&four, p, sizeof(four));
    return _mm512_xor_si512(_mm512_set1_epi32(four), _mm512_set1_epi32(static_cast<int32_t>(0x80808080u)));
  }
  static Weights LoadWeights(const uint8_t* p) { return _mm512_load_si512(p); }
  static Sum Add(Sum sum, Input input, Weights weights) { return _mm512_dpbusd_epi32(sum, input, weights); }
};

template <int rows>
void PanelRows(const GemmCall& call, int row, int panel) {
  const PackedLinear& linear = *call.linear;
  const int64_t stride = InputStride(call);
  const uint8_t* w =
      reinterpret_cast<const uint8_t*>(linear.weights) + static_cast<int64_t>(panel) * linear.depths * kBlockWeights;
  TileOperands operands = {
      reinterpret_cast<const uint8_t*>(call.a) + row * stride, stride, w, linear.depths, nullptr, 0};
  FetchNextPanel(w, (row - call.row_begin) / kRowBlock, (call.row_end - call.row_begin + kRowBlock - 1) / kRowBlock,
                 operands);
  alignas(64) int32_t sums[rows][kPanel];
  RegisterTile<Int8Dot, rows, kTiles>(operands, linear.unsigned_starts + panel * kPanel, sums[0], kPanel);
  Rows::Finish(sums[0], kPanel, rows, kPanel, row, panel * kPanel, call);
}

void Gemm(const GemmCall& call) {
  for (int panel = call.panel_begin; panel < call.panel_end; ++panel) {
    ForRowBlocks<kRowBlock>(call.row_begin, call.row_end,
                            [&]<int rows>(int row) { PanelRows<rows>(call, row, panel); });
  }
}

void Nothing() {}

constexpr Kernels kKernels = {"AVX512-VNNI INT8",
                              "avx512_vnni",
                              Nothing,
                              Nothing,
                              Gemm,
                              FloatAttention<LanesAvx512>::Scratch,
                              FloatAttention<LanesAvx512>::Run,
                              Rows::QuantizeRow,
                              Rows::EncodeRow,
                              Rows::NormRow,
                              Rows::EmbedRow,
                              Rows::TanhRow,
                              Rows::Dot,
                              Avx512GemmFp32,
                              Avx2GemmBf16,
                              Avx2ToBf16Row,
                              false};

constexpr Kernels WithBf16(Kernels kernels) {
  kernels.gemm_bf16 = Avx512GemmBf16;
  kernels.to_bf16_row = Avx512ToBf16Row;
  kernels.fast_bf16 = true;
  return kernels;
}

constexpr Kernels kKernelsWithBf16 = WithBf16(kKernels);

}  // namespace

const Kernels* VnniKernels() {
  if (!HasAvx512Vnni()) return nullptr;
  return HasAvx512Bf16() ? &kKernelsWithBf16 : &kKernels;
}

}  // namespace octavo::int8
