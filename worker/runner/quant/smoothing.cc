#include "worker/runner/quant/smoothing.h"

#include <algorithm>
#include <cmath>

namespace octavo {
namespace {

// As in the authors' code: a column that is nearly zero would else get an extreme factor.
constexpr double kSmallestFactor = 1e-5;

}  // namespace

std::vector<float> SmoothingFactors(absl::Span<const float> largest_inputs, absl::Span<const float> largest_weights,
                                    double alpha) {
  std::vector<float> factors;
  for (size_t c = 0; c < largest_inputs.size(); ++c) {
    if (largest_inputs[c] == 0 || largest_weights[c] == 0) {
      factors.push_back(1.0f);
      continue;
    }
    const double factor = std::pow(largest_inputs[c], alpha) / std::pow(largest_weights[c], 1 - alpha);
    factors.push_back(static_cast<float>(std::max(factor, kSmallestFactor)));
  }
  return factors;
}

}  // namespace octavo
