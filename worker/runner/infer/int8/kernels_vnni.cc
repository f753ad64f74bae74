#include <immintrin.h>

#include "worker/runner/infer/int8/cpu.h"
#include "worker/runner/infer/int8/float_attention.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/lanes_avx512.h"
#include "worker/runner/infer/int8/row_kernels.h"

namespace octavo::int8 {
namespace {

using Rows = RowKernels<LanesAvx512>;

/// R rows by one panel. vpdpbusd multiplies unsigned by signed bytes without saturating between: the activations are
/// shifted by 128 and the weights' column sums taken off again.
template <int R>
void PanelRows(const GemmCall& call, int row, int panel) {
  const PackedLinear& linear = *call.linear;
  const int64_t stride = static_cast<int64_t>(linear.depths) * kDepth;
  const int8_t* a = call.a + row * stride;
  const int8_t* w = linear.weights + static_cast<int64_t>(panel) * linear.depths * kPanel * kDepth;
  __m512i sums[R][4];
  for (int t = 0; t < 4; ++t) {
    const __m512i start = _mm512_load_si512(linear.unsigned_starts + panel * kPanel + t * 16);
    for (int r = 0; r < R; ++r) sums[r][t] = start;
  }
  for (int depth = 0; depth < linear.depths; ++depth, w += kPanel * kDepth) {
    for (int group = 0; group < 16; ++group) {
      __m512i weights[4];
      for (int t = 0; t < 4; ++t) weights[t] = _mm512_load_si512(w + (t * 16 + group) * 64);
      for (int r = 0; r < R; ++r) {
        int32_t four;
        __builtin_memcpy(&four, a + r * stride + depth * kDepth + group * 4, 4);
        const __m512i inputs = _mm512_set1_epi32(four ^ static_cast<int32_t>(0x80808080u));
        for (int t = 0; t < 4; ++t) sums[r][t] = _mm512_dpbusd_epi32(sums[r][t], inputs, weights[t]);
      }
    }
  }
  alignas(64) int32_t out[R][kPanel];
  for (int r = 0; r < R; ++r) {
    for (int t = 0; t < 4; ++t) _mm512_store_si512(out[r] + t * 16, sums[r][t]);
  }
  Rows::Finish(out[0], kPanel, R, kPanel, row, panel * kPanel, call);
}

void Gemm(const GemmCall& call) {
  for (int panel = call.panel_begin; panel < call.panel_end; ++panel) {
    int row = call.row_begin;
    for (; row + 6 <= call.row_end; row += 6) PanelRows<6>(call, row, panel);
    for (; row + 2 <= call.row_end; row += 2) PanelRows<2>(call, row, panel);
    for (; row < call.row_end; ++row) PanelRows<1>(call, row, panel);
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
                              Rows::Dot};

}  // namespace

const Kernels* VnniKernels() { return HasAvx512Vnni() ? &kKernels : nullptr; }

}  // namespace octavo::int8
