#include "worker/runner/quant/observers/centred_histogram.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace octavo {
namespace {

constexpr float kSmallestThreshold = 1e-30f;

float ThresholdOf(Range range) {
  const float threshold = std::max(std::fabs(range.min), std::fabs(range.max));
  return threshold < kSmallestThreshold ? 0.0f : threshold;
}

}  // namespace

void CentredHistogram::Add(absl::Span<const float> values, Range range) {
  const float threshold = ThresholdOf(range);
  if (histogram_.counts.empty()) {
    seen_ = range;
    threshold_ = threshold;
    histogram_ = EdgeHistogram::Linear({-threshold, threshold}, first_bins_);
  } else {
    seen_ = {std::min(seen_.min, range.min), std::max(seen_.max, range.max)};
    if (threshold > threshold_) GrowTo(threshold);
  }
  CountInto(values, Magnitude::kSigned, histogram_);
}

void CentredHistogram::GrowTo(float threshold) {
  if (threshold_ == 0.0f) {  // all zeros so far: they lie in the middle bin of any width
    threshold_ = threshold;
    histogram_.edges = EdgeHistogram::Linear({-threshold, threshold}, histogram_.counts.size()).edges;
    return;
  }
  while (true) {
    const float stride = 2.0f * threshold_ / static_cast<float>(histogram_.counts.size());
    const double added = std::floor(static_cast<double>(threshold - threshold_) / static_cast<double>(stride)) + 1.0;
    if (static_cast<double>(histogram_.counts.size()) + 2.0 * added <= static_cast<double>(most_bins_)) {
      Surround(static_cast<size_t>(added), static_cast<float>(added) * stride + threshold_);
      return;
    }
    MergePairs();
  }
}

void CentredHistogram::MergePairs() {
  const size_t half = histogram_.counts.size() / 2;
  if (half % 2 == 1) {  // zero must stay an edge
    Surround(1, threshold_ + threshold_ / static_cast<float>(half));
  }
  std::vector<int64_t> merged(histogram_.counts.size() / 2);
  for (size_t i = 0; i < merged.size(); ++i) merged[i] = histogram_.counts[2 * i] + histogram_.counts[2 * i + 1];
  histogram_ = EdgeHistogram::Linear({-threshold_, threshold_}, merged.size());
  histogram_.counts = std::move(merged);
}

void CentredHistogram::Surround(size_t bins_each_side, float threshold) {
  const std::vector<int64_t> old = std::move(histogram_.counts);
  threshold_ = threshold;
  histogram_ = EdgeHistogram::Linear({-threshold, threshold}, old.size() + 2 * bins_each_side);
  std::copy(old.begin(), old.end(), histogram_.counts.begin() + static_cast<ptrdiff_t>(bins_each_side));
}

}  // namespace octavo
