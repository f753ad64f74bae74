#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_LANES_AVX2_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_LANES_AVX2_H_

#include <immintrin.h>

#include <cstdint>

namespace octavo::int8 {
namespace {

/// Sixteen floats in two registers; the same results, bit for bit, as LanesScalar.
struct LanesAvx2 {
  __m256 lo, hi;

  static __m256 Convert(__m128i bytes) { return _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)); }
  static LanesAvx2 Load(const float* p) { return {_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8)}; }
  static LanesAvx2 LoadI32(const int32_t* p) {
    return {_mm256_cvtepi32_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p))),
            _mm256_cvtepi32_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p + 8)))};
  }
  static LanesAvx2 LoadI8(const int8_t* p) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    return {Convert(bytes), Convert(_mm_srli_si128(bytes, 8))};
  }
  static LanesAvx2 Set(float x) { return {_mm256_set1_ps(x), _mm256_set1_ps(x)}; }
  void Store(float* p) const {
    _mm256_storeu_ps(p, lo);
    _mm256_storeu_ps(p + 8, hi);
  }
  void StoreI8(int8_t* p) const {
    const __m256i words = _mm256_packs_epi32(_mm256_cvtps_epi32(lo), _mm256_cvtps_epi32(hi));
    const __m256i ordered = _mm256_permute4x64_epi64(words, 0xd8);
    const __m128i bytes = _mm_packs_epi16(_mm256_castsi256_si128(ordered), _mm256_extracti128_si256(ordered, 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(p), bytes);
  }
  static LanesAvx2 Add(LanesAvx2 a, LanesAvx2 b) { return {_mm256_add_ps(a.lo, b.lo), _mm256_add_ps(a.hi, b.hi)}; }
  static LanesAvx2 Sub(LanesAvx2 a, LanesAvx2 b) { return {_mm256_sub_ps(a.lo, b.lo), _mm256_sub_ps(a.hi, b.hi)}; }
  static LanesAvx2 Mul(LanesAvx2 a, LanesAvx2 b) { return {_mm256_mul_ps(a.lo, b.lo), _mm256_mul_ps(a.hi, b.hi)}; }
  static LanesAvx2 Div(LanesAvx2 a, LanesAvx2 b) { return {_mm256_div_ps(a.lo, b.lo), _mm256_div_ps(a.hi, b.hi)}; }
  static LanesAvx2 Fma(LanesAvx2 a, LanesAvx2 b, LanesAvx2 c) {
    return {_mm256_fmadd_ps(a.lo, b.lo, c.lo), _mm256_fmadd_ps(a.hi, b.hi, c.hi)};
  }
  static LanesAvx2 Fnma(LanesAvx2 a, LanesAvx2 b, LanesAvx2 c) {
    return {_mm256_fnmadd_ps(a.lo, b.lo, c.lo), _mm256_fnmadd_ps(a.hi, b.hi, c.hi)};
  }
  static LanesAvx2 Max(LanesAvx2 a, LanesAvx2 b) { return {_mm256_max_ps(a.lo, b.lo), _mm256_max_ps(a.hi, b.hi)}; }
  static LanesAvx2 Min(LanesAvx2 a, LanesAvx2 b) { return {_mm256_min_ps(a.lo, b.lo), _mm256_min_ps(a.hi, b.hi)}; }
  static LanesAvx2 Abs(LanesAvx2 a) {
    const __m256 sign = _mm256_set1_ps(-0.0f);
    return {_mm256_andnot_ps(sign, a.lo), _mm256_andnot_ps(sign, a.hi)};
  }
  static LanesAvx2 CopySign(LanesAvx2 a, LanesAvx2 sign) {
    const __m256 mask = _mm256_set1_ps(-0.0f);
    return {_mm256_or_ps(_mm256_andnot_ps(mask, a.lo), _mm256_and_ps(mask, sign.lo)),
            _mm256_or_ps(_mm256_andnot_ps(mask, a.hi), _mm256_and_ps(mask, sign.hi))};
  }
  static LanesAvx2 Round(LanesAvx2 a) {
    return {_mm256_round_ps(a.lo, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC),
            _mm256_round_ps(a.hi, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)};
  }
  static __m256 Exp2Half(__m256 n) {
    const __m256i biased = _mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127));
    return _mm256_castsi256_ps(_mm256_slli_epi32(biased, 23));
  }
  static LanesAvx2 Exp2Whole(LanesAvx2 n) { return {Exp2Half(n.lo), Exp2Half(n.hi)}; }
  static LanesAvx2 Keep(LanesAvx2 a, int count, float other) {
    const __m256 index = _mm256_setr_ps(0, 1, 2, 3, 4, 5, 6, 7);
    const __m256 limit = _mm256_set1_ps(static_cast<float>(count)), fill = _mm256_set1_ps(other);
    const __m256 eight = _mm256_set1_ps(8);
    return {_mm256_blendv_ps(fill, a.lo, _mm256_cmp_ps(index, limit, _CMP_LT_OQ)),
            _mm256_blendv_ps(fill, a.hi, _mm256_cmp_ps(_mm256_add_ps(index, eight), limit, _CMP_LT_OQ))};
  }
  float Sum() const {
    const __m256 eight = _mm256_add_ps(lo, hi);
    const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
  }
  float Largest() const {
    const __m256 eight = _mm256_max_ps(lo, hi);
    const __m128 four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    const __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_shuffle_ps(two, two, 1)));
  }
};

}  // namespace
}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_LANES_AVX2_H_
