#include <immintrin.h>

#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/float_tiles.h"
#include "worker/runner/infer/int8/lanes_avx2.h"

namespace octavo::int8 {
namespace {

/// BF16 groups for RegisterTile: both of a pair widened to floats, the second one added first.
struct WidenedDot {
  static constexpr int kInputBytes = 2;
  using Element = float;
  using Sum = LanesAvx2;
  struct Input {
    __m256 first, second;
  };
  struct Weights {
    LanesAvx2 first, second;
  };
  static __m256 First(__m256i pairs) { return _mm256_castsi256_ps(_mm256_slli_epi32(pairs, 16)); }
  static __m256 Second(__m256i pairs) {
    return _mm256_castsi256_ps(_mm256_and_si256(pairs, _mm256_set1_epi32(static_cast<int32_t>(0xffff0000u))));
  }
  static Sum LoadSum(const float* p) { return LanesAvx2::Load(p); }
  static void StoreSum(float* p, const Sum& sum) { sum.Store(p); }
  static Input Broadcast(const uint8_t* p) {
    int32_t pair;
    __builtin_memcpy(&pair, p, sizeof(pair));
    const __m256i pairs = _mm256_set1_epi32(pair);
    return {First(pairs), Second(pairs)};
  }
  static Weights LoadWeights(const uint8_t* p) {
    const __m256i lo = _mm256_load_si256(reinterpret_cast<const __m256i*>(p));
    const __m256i hi = _mm256_load_si256(reinterpret_cast<const __m256i*>(p + 32));
    return {{First(lo), First(hi)}, {Second(lo), Second(hi)}};
  }
  static Sum Add(const Sum& sum, const Input& input, const Weights& weights) {
    const LanesAvx2 first{input.first, input.first}, second{input.second, input.second};
    return LanesAvx2::Fma(first, weights.first, LanesAvx2::Fma(second, weights.second, sum));
  }
};

/// What RoundToBf16 says of eight floats.
__m256i ToBf16(__m256 x) {
  const __m256i bits = _mm256_castps_si256(x), high = _mm256_srli_epi32(bits, 16);
  const __m256i magnitude = _mm256_and_si256(bits, _mm256_set1_epi32(0x7fffffff));
  const __m256i odd = _mm256_and_si256(high, _mm256_set1_epi32(1));
  const __m256i rounded =
      _mm256_srli_epi32(_mm256_add_epi32(_mm256_add_epi32(bits, _mm256_set1_epi32(0x7fff)), odd), 16);
  const __m256i zero = _mm256_and_si256(high, _mm256_set1_epi32(0x8000));
  const __m256i quiet = _mm256_or_si256(high, _mm256_set1_epi32(0x40));
  const __m256i small = _mm256_cmpgt_epi32(_mm256_set1_epi32(0x00800000), magnitude);
  const __m256i nan = _mm256_cmpgt_epi32(magnitude, _mm256_set1_epi32(0x7f800000));
  return _mm256_blendv_epi8(_mm256_blendv_epi8(rounded, zero, small), quiet, nan);
}

}  // namespace

void Avx2GemmFp32(const FloatGemmCall& call) { FloatTiles<LanesAvx2, Fp32Dot<LanesAvx2>, 6>::Gemm(call); }

void Avx2GemmBf16(const FloatGemmCall& call) { FloatTiles<LanesAvx2, WidenedDot, 4>::Gemm(call); }

void Avx2ToBf16Row(const float* x, int size, int padded, uint16_t* out) {
  for (int i = 0; i < size; i += 16) {
    const __m256i words = _mm256_packus_epi32(ToBf16(_mm256_loadu_ps(x + i)), ToBf16(_mm256_loadu_ps(x + i + 8)));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), _mm256_permute4x64_epi64(words, 0xd8));
  }
  for (int i = size; i < padded; ++i) out[i] = 0;
}

}  // namespace octavo::int8
