#include "worker/runner/text/length_summary.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace octavo {
namespace {

constexpr int64_t kMostBins = 20;

/// The least of 1, 2, 5, 10, 20, 50 … that is not below `least`.
int64_t RoundWidth(int64_t least) {
  for (int64_t power = 1;; power *= 10) {
    for (const int64_t digit : {1, 2, 5}) {
      if (digit * power >= least) return digit * power;
    }
  }
}

std::vector<LengthSummary::Bin> MakeHistogram(const std::vector<int32_t>& sorted, int64_t p99) {
  // The last bin begins at or before p99, so that the few long texts do not squeeze the others into one bin. One bin
  // less than there may be, as rounding the beginning down can cost one.
  const int64_t width = RoundWidth((p99 - sorted.front()) / (kMostBins - 1) + 1);
  const int64_t begin = sorted.front() / width * width;
  std::vector<LengthSummary::Bin> bins;
  for (int64_t from = begin; from <= p99; from += width) bins.push_back({from, from + width - 1, 0});
  for (const int32_t length : sorted) {
    const auto bin = std::min(static_cast<size_t>((length - begin) / width), bins.size() - 1);
    ++bins[bin].texts;
  }
  bins.back().to = std::max<int64_t>(bins.back().to, sorted.back());
  return bins;
}

}  // namespace

LengthSummary SummarizeLengths(std::vector<int32_t> lengths) {
  LengthSummary summary;
  if (lengths.empty()) return summary;
  std::sort(lengths.begin(), lengths.end());
  const auto count = static_cast<double>(lengths.size());
  const auto rank = [&](double percent) -> int64_t {
    return lengths[static_cast<size_t>(std::max(1.0, std::ceil(percent * count / 100))) - 1];
  };
  summary.min = lengths.front();
  summary.mean = static_cast<double>(std::accumulate(lengths.begin(), lengths.end(), int64_t{0})) / count;
  summary.median = rank(50);
  summary.p90 = rank(90);
  summary.p95 = rank(95);
  summary.p99 = rank(99);
  summary.max = lengths.back();
  summary.histogram = MakeHistogram(lengths, summary.p99);
  return summary;
}

}  // namespace octavo
