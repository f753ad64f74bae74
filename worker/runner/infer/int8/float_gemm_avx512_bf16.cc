#include <immintrin.h>

#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/float_tiles.h"
#include "worker/runner/infer/int8/lanes_avx512.h"

namespace octavo::int8 {
namespace {

/// BF16 groups for RegisterTile.
struct Bf16Dot {
  static constexpr int kInputBytes = 2;
  using Element = float;
  using Sum = __m512;
  using Input = __m512i;
  using Weights = __m512i;
  static Sum LoadSum(const float* p) { return _mm512_load_ps(p); }
  static void StoreSum(float* p, Sum sum) { _mm512_storeu_ps(p, sum); }
  static Input Broadcast(const uint8_t* p) {
    int32_t pair;
    __builtin_memcpy(&pair, p, sizeof(pair));
    return _mm512_set1_epi32(pair);
  }
  static Weights LoadWeights(const uint8_t* p) { return _mm512_load_si512(p); }
  static Sum Add(Sum sum, Input input, Weights weights) {
    return _mm512_dpbf16_ps(sum, (__m512bh)input, (__m512bh)weights);
  }
};

}  // namespace

void Avx512GemmBf16(const FloatGemmCall& call) { FloatTiles<LanesAvx512, Bf16Dot, 24>::Gemm(call); }

void Avx512ToBf16Row(const float* x, int size, int padded, uint16_t* out) {
  for (int i = 0; i < size; i += 16) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), (__m256i)_mm512_cvtneps_pbh(_mm512_loadu_ps(x + i)));
  }
  for (int i = size; i < padded; ++i) out[i] = 0;
}

}  // namespace octavo::int8
