#include "worker/runner/quant/observers/magnitude_histogram.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace octavo {
namespace {

/// The smallest and the largest |x| of values that span exactly `range`.
Range MagnitudesOf(absl::Span<const float> values, Range range) {
  const float largest = std::max(std::fabs(range.min), std::fabs(range.max));
  if (range.min >= 0.0f || range.max <= 0.0f) {
    return {std::min(std::fabs(range.min), std::fabs(range.max)), largest};
  }
  float smallest = largest;
  for (const float x : values) smallest = std::min(smallest, std::fabs(x));
  return {smallest, largest};
}

}  // namespace

void MagnitudeHistogram::Add(absl::Span<const float> values, Range range) {
  if (histogram_.counts.empty()) {
    seen_ = range;
    histogram_ = EdgeHistogram::Linear(MagnitudesOf(values, range), first_bins_);
  } else {
    seen_ = {std::min(seen_.min, range.min), std::max(seen_.max, range.max)};
    const float largest = std::max(std::fabs(range.min), std::fabs(range.max));
    if (largest > histogram_.edges.back()) GrowTo(largest);
  }
  CountInto(values, Magnitude::kAbsolute, histogram_);
}

void MagnitudeHistogram::GrowTo(float magnitude) {
  while (true) {
    // numpy.arange(first, magnitude + width, width): its length, then its elements, in its order of operations.
    const float width = histogram_.edges[1] - histogram_.edges[0];
    const float first = histogram_.edges.back() + width;
    const double added = std::ceil(static_cast<double>((magnitude + width - first) / width));
    if (static_cast<double>(histogram_.counts.size()) + added <= static_cast<double>(kMostBins)) {
      const float step = (first + width) - first;
      for (int i = 0; i < static_cast<int>(added); ++i) {
        histogram_.edges.push_back(first + static_cast<float>(i) * step);
        histogram_.counts.push_back(0);
      }
      return;
    }
    MergePairs();
  }
}

void MagnitudeHistogram::MergePairs() {
  auto& [edges, counts] = histogram_;
  if (counts.size() % 2 == 1) {
    edges.push_back(edges.back() + (edges[1] - edges[0]));
    counts.push_back(0);
  }
  const size_t merged = counts.size() / 2;
  for (size_t i = 0; i < merged; ++i) {
    counts[i] = counts[2 * i] + counts[2 * i + 1];
    edges[i + 1] = edges[2 * i + 2];
  }
  counts.resize(merged);
  edges.resize(merged + 1);
}

}  // namespace octavo
