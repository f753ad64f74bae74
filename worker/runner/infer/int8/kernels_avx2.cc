#include <immintrin.h>

#include "worker/runner/infer/int8/cpu.h"
#include "worker/runner/infer/int8/float_attention.h"
#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/lanes_avx2.h"
#include "worker/runner/infer/int8/row_kernels.h"

namespace octavo::int8 {
namespace {

using Rows = RowKernels<LanesAvx2>;

/// R rows by 16 columns. Bytes are widened to 16 bits and multiplied in pairs into 32 bits, which is exact (vpmaddubsw
/// would saturate). A register holds four columns, each as two partial sums that are added at the end.
template <int R>
void TileRows(const int8_t* a, int64_t stride, const int8_t* w, const int32_t* starts, int depths, int32_t* out) {
  __m256i sums[R][4];
  for (int r = 0; r < R; ++r) {
    for (int t = 0; t < 4; ++t) sums[r][t] = _mm256_setzero_si256();
  }
  for (int depth = 0; depth < depths; ++depth, w += kPanel * kDepth) {
    for (int group = 0; group < 16; ++group) {
      __m256i inputs[R];
      for (int r = 0; r < R; ++r) {
        int32_t four;
        __builtin_memcpy(&four, a + r * stride + depth * kDepth + group * 4, 4);
        inputs[r] = _mm256_cvtepi8_epi16(_mm_set1_epi32(four));
      }
      for (int t = 0; t < 4; ++t) {
        const auto* bytes = reinterpret_cast<const __m128i*>(w + group * 64 + t * 16);
        const __m256i weights = _mm256_cvtepi8_epi16(_mm_load_si128(bytes));
        for (int r = 0; r < R; ++r) sums[r][t] = _mm256_add_epi32(sums[r][t], _mm256_madd_epi16(inputs[r], weights));
      }
    }
  }
  for (int r = 0; r < R; ++r) {
    for (int t = 0; t < 4; t += 2) {
      const __m256i mixed = _mm256_hadd_epi32(sums[r][t], sums[r][t + 1]);
      const __m256i ordered = _mm256_permute4x64_epi64(mixed, 0xd8);
      const __m256i start = _mm256_load_si256(reinterpret_cast<const __m256i*>(starts + t * 4));
      _mm256_store_si256(reinterpret_cast<__m256i*>(out + r * kPanel + t * 4), _mm256_add_epi32(start, ordered));
    }
  }
}

template <int R>
void PanelRows(const GemmCall& call, int row, int panel) {
  const PackedLinear& linear = *call.linear;
  const int64_t stride = InputStride(call);
  const int8_t* w = linear.weights + static_cast<int64_t>(panel) * linear.depths * kPanel * kDepth;
  alignas(64) int32_t out[R][kPanel];
  for (int t = 0; t < 4; ++t) {
    const int32_t* starts = linear.signed_starts + panel * kPanel + t * 16;
    TileRows<R>(call.a + row * stride, stride, w + t * 16 * 64, starts, linear.depths, out[0] + t * 16);
  }
  Rows::Finish(out[0], kPanel, R, kPanel, row, panel * kPanel, call);
}

void Gemm(const GemmCall& call) {
  for (int panel = call.panel_begin; panel < call.panel_end; ++panel) {
    int row = call.row_begin;
    for (; row + 2 <= call.row_end; row += 2) PanelRows<2>(call, row, panel);
    for (; row < call.row_end; ++row) PanelRows<1>(call, row, panel);
  }
}

void Nothing() {}

constexpr Kernels kKernels = {"AVX2 INT8",
                              "avx2",
                              Nothing,
                              Nothing,
                              Gemm,
                              FloatAttention<LanesAvx2>::Scratch,
                              FloatAttention<LanesAvx2>::Run,
                              Rows::QuantizeRow,
                              Rows::EncodeRow,
                              Rows::NormRow,
                              Rows::EmbedRow,
                              Rows::TanhRow,
                              Rows::Dot,
                              Avx2GemmFp32,
                              Avx2GemmBf16,
                              Avx2ToBf16Row,
                              false};

}  // namespace

const Kernels* Avx2Kernels() { return HasAvx2() ? &kKernels : nullptr; }

}  // namespace octavo::int8
