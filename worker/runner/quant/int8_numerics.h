#ifndef OCTAVO_WORKER_RUNNER_QUANT_INT8_NUMERICS_H_
#define OCTAVO_WORKER_RUNNER_QUANT_INT8_NUMERICS_H_

// The one definition of symmetric INT8: scale, rounding and clamping. Weights (per output channel, embeddings per row)
// and activations (per token) are quantized by it; vector kernels must give the same integers, and tests compare them
// with it.
//   scale = max|x| / 127      q = clamp(round_half_even(x / scale), -127, 127)      x ≈ q · scale
// A row whose scale is below kSmallestScale counts as zero: all its integers are 0.
//
// NaN is the caller's error, for codes cannot carry it: weights that hold it are refused when they are read
// (quant/weight_source.h), calibration by the observers, and logits that are not finite by the jobs (job/evaluation.h).
// What it gives is defined all the same: the code -127, and a scale of the other values. In the kernels the scale may
// be NaN instead, and is of a row of nothing else, so that the logits show it.
//
// Files compiled for one instruction set each include this: without always_inline the linker could keep an AVX-512 copy
// for every caller.

#include <cmath>
#include <cstdint>

namespace octavo {

inline constexpr float kInt8Max = 127.0f;
inline constexpr float kSmallestScale = 1e-30f;

[[gnu::always_inline]] inline float SymmetricScale(float max_abs) { return max_abs / kInt8Max; }

[[gnu::always_inline]] inline int8_t QuantizeSymmetric(float x, float scale) {
  if (!(scale >= kSmallestScale)) return 0;
  const float rounded = std::nearbyint(x / scale);
  return static_cast<int8_t>(!(rounded > -kInt8Max) ? -kInt8Max : rounded > kInt8Max ? kInt8Max : rounded);
}

/// Quantizes one row of `size` values and returns its scale.
[[gnu::always_inline]] inline float QuantizeRowSymmetric(const float* x, int64_t size, int8_t* q) {
  float max_abs = 0;
  for (int64_t i = 0; i < size; ++i) max_abs = std::fabs(x[i]) > max_abs ? std::fabs(x[i]) : max_abs;
  const float scale = SymmetricScale(max_abs);
  for (int64_t i = 0; i < size; ++i) q[i] = QuantizeSymmetric(x[i], scale);
  return scale;
}

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_INT8_NUMERICS_H_
