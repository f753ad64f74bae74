#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_LANES_SCALAR_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_LANES_SCALAR_H_

#include <cmath>
#include <cstdint>
#include <cstring>

namespace octavo::int8 {
namespace {

/// Sixteen floats, one operation after the other: the reference that the vector versions are held to.
struct LanesScalar {
  float v[16];

  template <typename F>
  static LanesScalar Map(F f) {
    LanesScalar r;
    for (int i = 0; i < 16; ++i) r.v[i] = f(i);
    return r;
  }
  static LanesScalar Load(const float* p) {
    return Map([p](int i) { return p[i]; });
  }
  static LanesScalar LoadI32(const int32_t* p) {
    return Map([p](int i) { return static_cast<float>(p[i]); });
  }
  static LanesScalar LoadI8(const int8_t* p) {
    return Map([p](int i) { return static_cast<float>(p[i]); });
  }
  static LanesScalar Set(float x) {
    return Map([x](int) { return x; });
  }
  void Store(float* p) const { std::memcpy(p, v, sizeof(v)); }
  void StoreI8(int8_t* p) const {
    for (int i = 0; i < 16; ++i) p[i] = static_cast<int8_t>(v[i]);
  }
  static LanesScalar Add(const LanesScalar& a, const LanesScalar& b) {
    return Map([&](int i) { return a.v[i] + b.v[i]; });
  }
  static LanesScalar Sub(const LanesScalar& a, const LanesScalar& b) {
    return Map([&](int i) { return a.v[i] - b.v[i]; });
  }
  static LanesScalar Mul(const LanesScalar& a, const LanesScalar& b) {
    return Map([&](int i) { return a.v[i] * b.v[i]; });
  }
  static LanesScalar Div(const LanesScalar& a, const LanesScalar& b) {
    return Map([&](int i) { return a.v[i] / b.v[i]; });
  }
  static LanesScalar Fma(const LanesScalar& a, const LanesScalar& b, const LanesScalar& c) {
    return Map([&](int i) { return std::fma(a.v[i], b.v[i], c.v[i]); });
  }
  static LanesScalar Fnma(const LanesScalar& a, const LanesScalar& b, const LanesScalar& c) {
    return Map([&](int i) { return std::fma(-a.v[i], b.v[i], c.v[i]); });
  }
  static LanesScalar Max(const LanesScalar& a, const LanesScalar& b) {
    return Map([&](int i) { return a.v[i] > b.v[i] ? a.v[i] : b.v[i]; });
  }
  static LanesScalar Min(const LanesScalar& a, const LanesScalar& b) {
    return Map([&](int i) { return a.v[i] < b.v[i] ? a.v[i] : b.v[i]; });
  }
  static LanesScalar Abs(const LanesScalar& a) {
    return Map([&](int i) { return std::fabs(a.v[i]); });
  }
  static LanesScalar CopySign(const LanesScalar& a, const LanesScalar& sign) {
    return Map([&](int i) { return std::copysign(a.v[i], sign.v[i]); });
  }
  static LanesScalar Round(const LanesScalar& a) {
    return Map([&](int i) { return std::nearbyint(a.v[i]); });
  }
  /// 2^n for whole n in -126 … 127.
  static LanesScalar Exp2Whole(const LanesScalar& n) {
    return Map([&](int i) {
      const uint32_t bits = static_cast<uint32_t>(static_cast<int32_t>(n.v[i]) + 127) << 23;
      float r;
      std::memcpy(&r, &bits, sizeof(r));
      return r;
    });
  }
  /// The first `count` lanes of a, `other` in the rest.
  static LanesScalar Keep(const LanesScalar& a, int count, float other) {
    return Map([&](int i) { return i < count ? a.v[i] : other; });
  }
  float Sum() const {
    float t[16];
    std::memcpy(t, v, sizeof(t));
    for (int half = 8; half > 0; half /= 2) {
      for (int i = 0; i < half; ++i) t[i] += t[i + half];
    }
    return t[0];
  }
  float Largest() const {
    float m = v[0];
    for (int i = 1; i < 16; ++i) m = v[i] > m ? v[i] : m;
    return m;
  }
};

}  // namespace
}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_LANES_SCALAR_H_
