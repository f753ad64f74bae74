#include "worker/runner/quant/observers/edge_histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace octavo {
namespace {

constexpr size_t kValuesAtOnce = 512;
constexpr float kSmallestSpan = 1e-30f;

Range Widened(Range range, size_t bins) {
  if (range.max - range.min < kSmallestSpan) range = {range.min - 0.5f, range.max + 0.5f};
  const float largest = std::max(std::fabs(range.min), std::fabs(range.max));
  const float enough = static_cast<float>(bins) * largest * std::numeric_limits<float>::epsilon();
  if (range.max - range.min < enough) range = {range.min - enough, range.max + enough};
  return range;
}

/// Where x is among equal bins, give or take one for rounding.
struct BinGuess {
  explicit BinGuess(const EdgeHistogram& histogram)
      : first(histogram.edges.front()),
        per_value(static_cast<float>(histogram.counts.size()) / (histogram.edges.back() - first)),
        last_bin(static_cast<float>(histogram.counts.size() - 1)) {}

  int32_t Of(float x) const {
    return static_cast<int32_t>(std::min(last_bin, std::max(0.0f, (x - first) * per_value)));
  }

  float first, per_value, last_bin;
};

/// Adds each value to the bin that the edges say, beginning the search at its guess.
void CountBlock(const float* x, const int32_t* guesses, size_t size, EdgeHistogram& histogram) {
  const float* const edges = histogram.edges.data();
  int64_t* const counts = histogram.counts.data();
  const size_t last_bin = histogram.counts.size() - 1;
  const float first = edges[0];
  const float last = edges[last_bin + 1];
  for (size_t i = 0; i < size; ++i) {
    if (x[i] < first || x[i] > last) continue;
    size_t bin = static_cast<size_t>(guesses[i]);
    while (x[i] < edges[bin]) --bin;
    while (bin < last_bin && x[i] >= edges[bin + 1]) ++bin;
    ++counts[bin];
  }
}

}  // namespace

EdgeHistogram EdgeHistogram::Linear(Range range, size_t bins) {
  range = Widened(range, bins);
  EdgeHistogram histogram{.edges = std::vector<float>(bins + 1), .counts = std::vector<int64_t>(bins)};
  const float step = (range.max - range.min) / static_cast<float>(bins);
  for (size_t i = 0; i < bins; ++i) histogram.edges[i] = static_cast<float>(i) * step + range.min;
  histogram.edges[bins] = range.max;
  return histogram;
}

void CountInto(absl::Span<const float> values, Magnitude magnitude, EdgeHistogram& histogram) {
  const BinGuess guess(histogram);
  float block[kValuesAtOnce];
  int32_t guesses[kValuesAtOnce];
  for (size_t begin = 0; begin < values.size(); begin += kValuesAtOnce) {
    const float* x = values.data() + begin;
    const size_t size = std::min(kValuesAtOnce, values.size() - begin);
    if (magnitude == Magnitude::kAbsolute) {
      for (size_t i = 0; i < size; ++i) block[i] = std::fabs(x[i]);
      x = block;
    }
    for (size_t i = 0; i < size; ++i) guesses[i] = guess.Of(x[i]);
    CountBlock(x, guesses, size, histogram);
  }
}

}  // namespace octavo
