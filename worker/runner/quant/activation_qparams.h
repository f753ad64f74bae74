#ifndef OCTAVO_WORKER_RUNNER_QUANT_ACTIVATION_QPARAMS_H_
#define OCTAVO_WORKER_RUNNER_QUANT_ACTIVATION_QPARAMS_H_

// The one definition of static activation quantization: one scale and zero point for a whole tensor, codes in uint8.
//   q = clamp(round_half_even(x · (1 / scale)) + zero_point, quant_min, quant_max)      x ≈ (q - zero_point) · scale
// Observers, fake quantization and kernels must give the same codes; tests compare them with this.
//
// Files compiled for one instruction set each include this: without always_inline the linker could keep an AVX-512 copy
// for every caller.

#include <cmath>
#include <cstdint>

namespace octavo {

enum class ActivationScheme {
  kAffine,     // the codes cover [min, max], widened to hold 0
  kSymmetric,  // the codes cover [-max|x|, max|x|]; the zero point is the middle code
};

inline constexpr int32_t kFullQuantMax = 255;
/// For CPUs without VNNI, which add two products of uint8 and int8 in 16 bits: 2 · 127 · 127 does not saturate them.
inline constexpr int32_t kReducedQuantMax = 127;

struct ActivationQParams {
  float scale = 1.0f;
  int32_t zero_point = 0;
  int32_t quant_min = 0;
  int32_t quant_max = kFullQuantMax;
};

/// The parameters for values in [min, max].
///
/// kAffine is PyTorch's UniformQuantizationObserverBase._calculate_qparams for quint8, bit for bit: the range is
/// widened to hold 0, so that 0 has an exact code; scale = (max - min) / (quant_max - quant_min), at least FLT_EPSILON.
///
/// kSymmetric differs from PyTorch, which divides by 127.5 and lets +max saturate: here the zero point is
/// (quant_min + quant_max + 1) / 2, the code quant_min is given up and both ends have a code. Of 0 … 255 that leaves
/// 1 … 255 around 128 with scale max|x| / 127; of 0 … 127 it leaves 1 … 127 around 64 with max|x| / 63. The quant_min
/// of the result says so.
///
/// An end that is NaN counts as 0, so that the result is always sound; observers refuse NaN before
/// (observers/observer.h).
///
/// REQUIRES: min <= max with a finite difference, or NaN; 0 <= quant_min, quant_min + 2 <= quant_max <= 255.
ActivationQParams ChooseQParams(float min, float max, ActivationScheme scheme, int32_t quant_min = 0,
                                int32_t quant_max = kFullQuantMax);

/// The code of `x`. Values outside the range saturate; NaN, which is the caller's error (int8_numerics.h), gives
/// quant_min.
[[gnu::always_inline]] inline uint8_t QuantizeActivation(float x, const ActivationQParams& qparams) {
  const float low = static_cast<float>(qparams.quant_min);
  const float high = static_cast<float>(qparams.quant_max);
  const float code = std::nearbyint(x * (1.0f / qparams.scale)) + static_cast<float>(qparams.zero_point);
  return static_cast<uint8_t>(!(code > low) ? low : code > high ? high : code);
}

[[gnu::always_inline]] inline float DequantizeActivation(uint8_t code, const ActivationQParams& qparams) {
  return static_cast<float>(static_cast<int32_t>(code) - qparams.zero_point) * qparams.scale;
}

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_ACTIVATION_QPARAMS_H_
