// Compiled once per instruction set with OCTAVO_ROW_ISA naming its namespace. Includes nothing that instantiates shared
// inline functions: the linker could keep an AVX-512 copy of one and hand it to every caller.
#include "worker/runner/models/row_kernels.h"

#include <cmath>
#include <cstdint>

namespace octavo {
namespace OCTAVO_ROW_ISA {
namespace {

inline float Widen(float value) { return value; }
inline float Widen(Bf16 value) { return __builtin_bit_cast(float, static_cast<uint32_t>(value.bits) << 16); }

inline float Widen(Fp16 value) { return static_cast<float>(__builtin_bit_cast(_Float16, value.bits)); }

template <typename T>
inline T Narrow(float value);
template <>
inline float Narrow<float>(float value) {
  return value;
}
template <>
inline Bf16 Narrow<Bf16>(float value) {  // round half to even; activations and gradients are finite or the step fails
  const uint32_t bits = __builtin_bit_cast(uint32_t, value);
  return Bf16{static_cast<uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16)};
}

template <>
inline Fp16 Narrow<Fp16>(float value) {
  return Fp16{__builtin_bit_cast(uint16_t, static_cast<_Float16>(value))};
}

/// e^x for x ≤ 0, to 2 ulp: 2^n · 2^f with a polynomial in f. Branch-free so that loops over it vectorise.
inline float Exp(float x) {
  const float clamped = x < -87.0f ? -87.0f : x;
  const float t = clamped * 1.44269504088896f;
  const float n = std::floor(t + 0.5f);
  const float r = (clamped - n * 0.693359375f) - n * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  const float value = p * r * r + r + 1.0f;
  const float power = __builtin_bit_cast(float, static_cast<uint32_t>((static_cast<int32_t>(n) + 127) << 23));
  return value * power;
}

/// 64 → 32 bits per row (splitmix64), then a 32-bit mix per element ("lowbias32"): cheap enough to vectorise.
inline uint32_t RowSeed(uint64_t key, int64_t row) {
  uint64_t z = key + static_cast<uint64_t>(row + 1) * 0x9e3779b97f4a7c15ull;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return static_cast<uint32_t>((z ^ (z >> 31)) >> 16);
}
inline uint32_t ElementHash(uint32_t row_seed, uint32_t element) {
  uint32_t x = row_seed + element * 0x9e3779b9u;
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}
inline float Keep(uint32_t row_seed, int64_t element, const DropoutDraw& draw) {
  return ElementHash(row_seed, static_cast<uint32_t>(element)) < draw.threshold ? 0.0f : draw.scale;
}

/// Mean and 1/sqrt(var + eps) of one row, in two passes.
inline void Moments(const float* row, int64_t width, float eps, float* mean, float* inverse_deviation) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int64_t j = 0; j < width; ++j) sum += row[j];
  const float m = sum / static_cast<float>(width);
  float squares = 0;
#pragma omp simd reduction(+ : squares)
  for (int64_t j = 0; j < width; ++j) squares += (row[j] - m) * (row[j] - m);
  *mean = m;
  *inverse_deviation = 1.0f / std::sqrt(squares / static_cast<float>(width) + eps);
}

/// z = residual + dropout(branch) for one row.
template <typename T>
inline void AddRow(const T* branch, const float* residual, const DropoutDraw& draw, int64_t row, int64_t width,
                   float* z) {
  if (draw.threshold != 0) {
    const uint32_t seed = RowSeed(draw.key, row);
#pragma omp simd
    for (int64_t j = 0; j < width; ++j) z[j] = Widen(branch[j]) * Keep(seed, j, draw);
  } else {
#pragma omp simd
    for (int64_t j = 0; j < width; ++j) z[j] = Widen(branch[j]);
  }
  if (residual != nullptr) {
#pragma omp simd
    for (int64_t j = 0; j < width; ++j) z[j] += residual[j];
  }
}

template <typename T>
void AddNormForward(const T* branch, const float* residual, const float* gamma, const float* beta, float eps,
                    DropoutDraw draw, int64_t width, int64_t begin, int64_t end, float* out, float* normalized,
                    float* inverse_deviation) {
  for (int64_t row = begin; row < end; ++row) {
    const int64_t at = row * width;
    float* z = out + at;
    AddRow(branch + at, residual == nullptr ? nullptr : residual + at, draw, row, width, z);
    float mean = 0, inverse = 0;
    Moments(z, width, eps, &mean, &inverse);
    if (normalized != nullptr) {
      inverse_deviation[row] = inverse;
      float* n = normalized + at;
#pragma omp simd
      for (int64_t j = 0; j < width; ++j) {
        n[j] = (z[j] - mean) * inverse;
        z[j] = n[j] * gamma[j] + beta[j];
      }
    } else {
#pragma omp simd
      for (int64_t j = 0; j < width; ++j) z[j] = (z[j] - mean) * inverse * gamma[j] + beta[j];
    }
  }
}

template <typename T>
void AddNormBackward(const float* d_out, const float* normalized, const float* inverse_deviation, const float* gamma,
                     DropoutDraw draw, int64_t width, int64_t begin, int64_t end, float* d_residual, T* d_branch,
                     float* d_gamma, float* d_beta) {
  for (int64_t row = begin; row < end; ++row) {
    const int64_t at = row * width;
    const float* d = d_out + at;
    const float* n = normalized + at;
    float sum = 0, dot = 0;
#pragma omp simd reduction(+ : sum, dot)
    for (int64_t j = 0; j < width; ++j) {
      const float g = d[j] * gamma[j];
      sum += g;
      dot += g * n[j];
      d_gamma[j] += d[j] * n[j];
      d_beta[j] += d[j];
    }
    const float mean = sum / static_cast<float>(width), mean_dot = dot / static_cast<float>(width);
    const float inverse = inverse_deviation[row];
    const uint32_t seed = RowSeed(draw.key, row);
    T* branch = d_branch + at;
    if (d_residual != nullptr) {
      float* residual = d_residual + at;
#pragma omp simd
      for (int64_t j = 0; j < width; ++j) {
        const float z = inverse * (d[j] * gamma[j] - mean - n[j] * mean_dot);
        residual[j] = z;
        branch[j] = Narrow<T>(z * Keep(seed, j, draw));
      }
    } else {
#pragma omp simd
      for (int64_t j = 0; j < width; ++j) {
        const float z = inverse * (d[j] * gamma[j] - mean - n[j] * mean_dot);
        branch[j] = Narrow<T>(z * Keep(seed, j, draw));
      }
    }
  }
}

template <typename T>
void AddNorm(const T* branch, const float* residual, const float* gamma, const float* beta, float eps, int64_t width,
             int64_t begin, int64_t end, float* out, T* out_narrow) {
  for (int64_t row = begin; row < end; ++row) {
    const int64_t at = row * width;
    float* z = out + at;
    const T* b = branch + at;
    if (residual != nullptr) {
      const float* r = residual + at;
#pragma omp simd
      for (int64_t j = 0; j < width; ++j) z[j] = Widen(b[j]) + r[j];
    } else {
#pragma omp simd
      for (int64_t j = 0; j < width; ++j) z[j] = Widen(b[j]);
    }
    float mean = 0, inverse = 0;
    Moments(z, width, eps, &mean, &inverse);
    T* narrow = out_narrow + at;
#pragma omp simd
    for (int64_t j = 0; j < width; ++j) {
      const float value = (z[j] - mean) * inverse * gamma[j] + beta[j];
      z[j] = value;
      narrow[j] = Narrow<T>(value);
    }
  }
}

template <typename T>
void Dropout(const T* in, DropoutDraw draw, int64_t width, int64_t begin, int64_t end, T* out) {
  for (int64_t row = begin; row < end; ++row) {
    const uint32_t seed = RowSeed(draw.key, row);
    const T* from = in + row * width;
    T* to = out + row * width;
#pragma omp simd
    for (int64_t j = 0; j < width; ++j) to[j] = Narrow<T>(Widen(from[j]) * Keep(seed, j, draw));
  }
}

template <typename T>
inline void ZeroTail(T* row, int64_t from, int64_t to) {
  for (int64_t j = from; j < to; ++j) row[j] = Narrow<T>(0.0f);
}

template <typename T>
inline void SoftmaxRow(const T* scores, int64_t length, float scale, T* out) {
  float highest = Widen(scores[0]);
#pragma omp simd reduction(max : highest)
  for (int64_t j = 0; j < length; ++j) highest = Widen(scores[j]) > highest ? Widen(scores[j]) : highest;
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int64_t j = 0; j < length; ++j) sum += Exp((Widen(scores[j]) - highest) * scale);
  const float inverse = 1.0f / sum;
#pragma omp simd
  for (int64_t j = 0; j < length; ++j) out[j] = Narrow<T>(Exp((Widen(scores[j]) - highest) * scale) * inverse);
}

template <typename T>
void SoftmaxForward(const T* scores, ScoreShape shape, float scale, DropoutDraw draw, int64_t begin, int64_t end,
                    T* probabilities, T* dropped) {
  const int64_t padded = shape.padded;
  for (int64_t matrix = begin; matrix < end; ++matrix) {
    const int64_t length = shape.lengths[matrix / shape.heads];
    for (int64_t i = 0; i < padded; ++i) {
      const int64_t row = matrix * padded + i;
      T* p = probabilities + row * padded;
      T* d = dropped + row * padded;
      if (i >= length) {
        ZeroTail(p, 0, padded);
        if (d != p) ZeroTail(d, 0, padded);
        continue;
      }
      SoftmaxRow(scores + row * padded, length, scale, p);
      ZeroTail(p, length, padded);
      if (draw.threshold == 0) continue;
      const uint32_t seed = RowSeed(draw.key, row);
#pragma omp simd
      for (int64_t j = 0; j < padded; ++j) d[j] = Narrow<T>(Widen(p[j]) * Keep(seed, j, draw));
    }
  }
}

template <typename T>
void SoftmaxBackward(const T* probabilities, const T* d_dropped, ScoreShape shape, float scale, DropoutDraw draw,
                     int64_t begin, int64_t end, T* d_scores) {
  const int64_t padded = shape.padded;
  for (int64_t row = begin * padded; row < end * padded; ++row) {
    const T* p = probabilities + row * padded;
    const T* d = d_dropped + row * padded;
    T* out = d_scores + row * padded;
    const uint32_t seed = RowSeed(draw.key, row);
    float dot = 0;
#pragma omp simd reduction(+ : dot)
    for (int64_t j = 0; j < padded; ++j) dot += Widen(p[j]) * Widen(d[j]) * Keep(seed, j, draw);
#pragma omp simd
    for (int64_t j = 0; j < padded; ++j) {
      out[j] = Narrow<T>(Widen(p[j]) * (Widen(d[j]) * Keep(seed, j, draw) - dot) * scale);
    }
  }
}

template <typename T>
void AddColumns(const T* rows, int64_t width, int64_t begin, int64_t end, float* sums) {
  for (int64_t row = begin; row < end; ++row) {
    const T* from = rows + row * width;
#pragma omp simd
    for (int64_t j = 0; j < width; ++j) sums[j] += Widen(from[j]);
  }
}

template <typename T>
constexpr RowKernels<T> kTable = {AddNormForward<T>, AddNormBackward<T>, AddNorm<T>,   Dropout<T>,
                                  SoftmaxForward<T>, SoftmaxBackward<T>, AddColumns<T>};

}  // namespace

extern const RowKernels<float> kFloatRows;
extern const RowKernels<Bf16> kBf16Rows;
extern const RowKernels<Fp16> kFp16Rows;
const RowKernels<float> kFloatRows = kTable<float>;
const RowKernels<Bf16> kBf16Rows = kTable<Bf16>;
const RowKernels<Fp16> kFp16Rows = kTable<Fp16>;

}  // namespace OCTAVO_ROW_ISA
}  // namespace octavo
