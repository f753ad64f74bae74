#include "worker/runner/quant/observers/rescaling_histogram.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace octavo {
namespace {

constexpr size_t kPartsPerBin = 16;
constexpr size_t kBlock = 512;
// Neighbouring values tend to fall into one bin; counters of their own spare them the wait for each other.
constexpr size_t kCounters = 4;

/// torch.histc's position of x among `bins` equal bins of `range`, in its order of operations. The last bin holds its
/// upper edge.
int32_t BinOf(float x, Range range, float bins) {
  return std::min(static_cast<int32_t>((x - range.min) * bins / (range.max - range.min)),
                  static_cast<int32_t>(bins) - 1);
}

void CountValues(absl::Span<const float> values, Range range, std::vector<float>& counts) {
  const size_t bins = counts.size();
  std::vector<uint64_t> counters(kCounters * bins);
  int32_t bin_of[kBlock];
  for (size_t begin = 0; begin < values.size(); begin += kBlock) {
    const float* x = values.data() + begin;
    const size_t size = std::min(kBlock, values.size() - begin);
    for (size_t i = 0; i < size; ++i) bin_of[i] = BinOf(x[i], range, static_cast<float>(bins));
    for (size_t i = 0; i < size; ++i) ++counters[static_cast<size_t>(bin_of[i]) * kCounters + i % kCounters];
  }
  for (size_t bin = 0; bin < bins; ++bin) {
    const auto first = counters.begin() + static_cast<ptrdiff_t>(bin * kCounters);
    counts[bin] += static_cast<float>(std::accumulate(first, first + kCounters, uint64_t{0}));
  }
}

/// Element `index` of torch.linspace(range.min, range.max, steps): counted from the nearer end.
float LinearStep(Range range, size_t steps, size_t index) {
  const float step = (range.max - range.min) / static_cast<float>(steps - 1);
  return index < steps / 2 ? range.min + step * static_cast<float>(index)
                           : range.max - step * static_cast<float>(steps - index - 1);
}

}  // namespace

void RescalingHistogram::Add(absl::Span<const float> values, Range range) {
  if (range_.min > range_.max) {
    range_ = range;
  } else {
    SpreadOver({std::min(range_.min, range.min), std::max(range_.max, range.max)});
  }
  if (range_.min == range_.max) {
    counts_[counts_.size() / 2] += static_cast<float>(values.size());
  } else {
    CountValues(values, range_, counts_);
  }
}

void RescalingHistogram::SpreadOver(Range wider) {
  const Range old_range = std::exchange(range_, wider);
  if (old_range.min == wider.min && old_range.max == wider.max) return;
  const std::vector<float> old = std::exchange(counts_, std::vector<float>(counts_.size()));
  const size_t bins = old.size();
  if (old_range.min == old_range.max) {
    counts_[static_cast<size_t>(BinOf(old_range.min, wider, static_cast<float>(bins)))] =
        std::accumulate(old.begin(), old.end(), 0.0f);
    return;
  }
  const size_t parts = bins * kPartsPerBin;
  const float half_part = 0.5f * ((old_range.max - old_range.min) / static_cast<float>(parts));
  size_t bin = 0;
  for (size_t part = 0; part < parts; ++part) {
    const float middle = LinearStep(old_range, parts + 1, part) + half_part;
    while (bin + 1 < bins && LinearStep(wider, bins + 1, bin + 1) <= middle) ++bin;
    counts_[bin] += old[part / kPartsPerBin] / static_cast<float>(kPartsPerBin);
  }
}

}  // namespace octavo
