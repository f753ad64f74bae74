#include "worker/runner/quant/observers/mse_observer.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace octavo {
namespace {

constexpr int kShrinks = 100;

/// `count` values taken to be `value`.
struct Mass {
  float value, count;
};

std::vector<Mass> MiddlesOfBins(const RescalingHistogram& histogram) {
  const Range range = histogram.range();
  const absl::Span<const float> counts = histogram.counts();
  const float width = (range.max - range.min) / static_cast<float>(counts.size());
  std::vector<Mass> masses;
  for (size_t bin = 0; bin < counts.size(); ++bin) {
    if (counts[bin] > 0.0f) masses.push_back({range.min + (static_cast<float>(bin) + 0.5f) * width, counts[bin]});
  }
  return masses;
}

double SquaredError(const std::vector<Mass>& masses, const ActivationQParams& qparams) {
  double error = 0;
  for (const Mass& mass : masses) {
    const float difference = DequantizeActivation(QuantizeActivation(mass.value, qparams), qparams) - mass.value;
    error += static_cast<double>(mass.count) * static_cast<double>(difference) * static_cast<double>(difference);
  }
  return error;
}

}  // namespace

Range MseObserver::ChooseRange() const {
  const std::vector<Mass> masses = MiddlesOfBins(histogram_);
  // With 0 inside, as it is quantized, an end that shrinks alone never passes the other.
  const Range full = {std::min(histogram_.range().min, 0.0f), std::max(histogram_.range().max, 0.0f)};
  Range best = full;
  double least = std::numeric_limits<double>::infinity();
  const auto consider = [&](Range range) {
    const double error = SquaredError(masses, ChooseQParams(range.min, range.max, scheme_, quant_min_, quant_max_));
    if (error < least) {
      least = error;
      best = range;
    }
  };
  const auto shrunk = [](float end, int percent) {
    return end * (static_cast<float>(kShrinks - percent) / static_cast<float>(kShrinks));
  };
  for (int i = 0; i < kShrinks; ++i) consider({shrunk(full.min, i), shrunk(full.max, i)});
  if (scheme_ == ActivationScheme::kAffine) {
    for (int i = 0; i < kShrinks; ++i) consider({best.min, shrunk(full.max, i)});
    for (int i = 0; i < kShrinks; ++i) consider({shrunk(full.min, i), best.max});
  }
  return best;
}

}  // namespace octavo
