#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_LANES_AVX512_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_LANES_AVX512_H_

#include <immintrin.h>

#include <cstdint>

namespace octavo::int8 {
namespace {

/// Sixteen floats in one register; the same results, bit for bit, as LanesScalar.
struct LanesAvx512 {
  __m512 v;

  static LanesAvx512 Load(const float* p) { return {_mm512_loadu_ps(p)}; }
  static LanesAvx512 LoadI32(const int32_t* p) { return {_mm512_cvtepi32_ps(_mm512_loadu_si512(p))}; }
  static LanesAvx512 LoadI8(const int8_t* p) {
    return {_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))))};
  }
  static LanesAvx512 Set(float x) { return {_mm512_set1_ps(x)}; }
  void Store(float* p) const { _mm512_storeu_ps(p, v); }
  void StoreI8(int8_t* p) const {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(p), _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(v)));
  }
  static LanesAvx512 Add(LanesAvx512 a, LanesAvx512 b) { return {_mm512_add_ps(a.v, b.v)}; }
  static LanesAvx512 Sub(LanesAvx512 a, LanesAvx512 b) { return {_mm512_sub_ps(a.v, b.v)}; }
  static LanesAvx512 Mul(LanesAvx512 a, LanesAvx512 b) { return {_mm512_mul_ps(a.v, b.v)}; }
  static LanesAvx512 Div(LanesAvx512 a, LanesAvx512 b) { return {_mm512_div_ps(a.v, b.v)}; }
  static LanesAvx512 Fma(LanesAvx512 a, LanesAvx512 b, LanesAvx512 c) { return {_mm512_fmadd_ps(a.v, b.v, c.v)}; }
  static LanesAvx512 Fnma(LanesAvx512 a, LanesAvx512 b, LanesAvx512 c) { return {_mm512_fnmadd_ps(a.v, b.v, c.v)}; }
  static LanesAvx512 Max(LanesAvx512 a, LanesAvx512 b) { return {_mm512_max_ps(a.v, b.v)}; }
  static LanesAvx512 Min(LanesAvx512 a, LanesAvx512 b) { return {_mm512_min_ps(a.v, b.v)}; }
  static LanesAvx512 Abs(LanesAvx512 a) { return {_mm512_abs_ps(a.v)}; }
  static LanesAvx512 CopySign(LanesAvx512 a, LanesAvx512 sign) {
    const __m512 mask = _mm512_set1_ps(-0.0f);
    return {_mm512_or_ps(_mm512_andnot_ps(mask, a.v), _mm512_and_ps(mask, sign.v))};
  }
  static LanesAvx512 Round(LanesAvx512 a) {
    return {_mm512_roundscale_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)};
  }
  static LanesAvx512 Exp2Whole(LanesAvx512 n) {
    const __m512i bits = _mm512_slli_epi32(_mm512_add_epi32(_mm512_cvtps_epi32(n.v), _mm512_set1_epi32(127)), 23);
    return {_mm512_castsi512_ps(bits)};
  }
  static LanesAvx512 Keep(LanesAvx512 a, int count, float other) {
    const auto mask = static_cast<__mmask16>(count >= 16 ? 0xffffu : (1u << count) - 1);
    return {_mm512_mask_blend_ps(mask, _mm512_set1_ps(other), a.v)};
  }
  float Sum() const {
    const __m256 high = _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(v), 1));
    const __m256 eight = _mm256_add_ps(_mm512_castps512_ps256(v), high);
    const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
  }
  float Largest() const { return _mm512_reduce_max_ps(v); }
};

}  // namespace
}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_LANES_AVX512_H_
