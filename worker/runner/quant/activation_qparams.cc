#include "worker/runner/quant/activation_qparams.h"

#include <algorithm>
#include <limits>

namespace octavo {
namespace {

constexpr float kSmallestActivationScale = std::numeric_limits<float>::epsilon();

ActivationQParams ChooseAffine(float min, float max, int32_t quant_min, int32_t quant_max) {
  min = std::min(0.0f, min);  // in this order 0 for NaN
  max = std::max(0.0f, max);
  ActivationQParams qparams{.quant_min = quant_min, .quant_max = quant_max};
  qparams.scale = std::max((max - min) / static_cast<float>(quant_max - quant_min), kSmallestActivationScale);
  const int32_t zero_point = quant_min - static_cast<int32_t>(std::nearbyint(min / qparams.scale));
  qparams.zero_point = std::clamp(zero_point, quant_min, quant_max);
  return qparams;
}

ActivationQParams ChooseSymmetric(float min, float max, int32_t quant_min, int32_t quant_max) {
  const float max_abs = std::max(std::max(0.0f, std::fabs(min)), std::fabs(max));  // passes over NaN
  ActivationQParams qparams{.zero_point = (quant_min + quant_max + 1) / 2, .quant_max = quant_max};
  const int32_t levels = quant_max - qparams.zero_point;
  qparams.quant_min = qparams.zero_point - levels;
  qparams.scale = std::max(max_abs / static_cast<float>(levels), kSmallestActivationScale);
  return qparams;
}

}  // namespace

ActivationQParams ChooseQParams(float min, float max, ActivationScheme scheme, int32_t quant_min, int32_t quant_max) {
  return scheme == ActivationScheme::kAffine ? ChooseAffine(min, max, quant_min, quant_max)
                                             : ChooseSymmetric(min, max, quant_min, quant_max);
}

}  // namespace octavo
