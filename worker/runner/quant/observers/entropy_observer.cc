#include "worker/runner/quant/observers/entropy_observer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "absl/types/span.h"

namespace octavo {
namespace {

using Counts = std::vector<int64_t>;

int64_t Sum(absl::Span<const int64_t> counts) { return std::accumulate(counts.begin(), counts.end(), int64_t{0}); }

/// `slice` merged into quantized bins and spread again over their members. A quantized bin is divided by the number of
/// members that `reference` has values in, rounded down; what is left over at the end joins the last quantized bin but
/// is given nothing back.
Counts Requantize(absl::Span<const int64_t> slice, const Counts& reference, size_t quantized_bins) {
  const size_t members = slice.size() / quantized_bins;
  Counts spread(slice.size());
  for (size_t index = 0; index < quantized_bins; ++index) {
    const size_t begin = index * members;
    const bool is_last = index + 1 == quantized_bins;
    const int64_t sum = Sum(slice.subspan(begin, is_last ? slice.size() - begin : members));
    const auto first = reference.begin() + static_cast<ptrdiff_t>(begin);
    const auto in_use =
        static_cast<int64_t>(members) - std::count(first, first + static_cast<ptrdiff_t>(members), int64_t{0});
    if (in_use != 0) std::fill_n(spread.begin() + static_cast<ptrdiff_t>(begin), members, sum / in_use);
  }
  return spread;
}

/// smooth_distribution of onnxruntime/quantization/quant_utils.py: gives every empty bin a little and takes it off the
/// others. Empty for a distribution of nothing.
std::vector<float> Smooth(const Counts& counts) {
  constexpr double kEpsilon = 0.0001;
  const auto zeros = std::count(counts.begin(), counts.end(), int64_t{0});
  const auto others = static_cast<int64_t>(counts.size()) - zeros;
  if (others == 0) return {};
  const float taken = static_cast<float>(kEpsilon * static_cast<double>(zeros) / static_cast<double>(others));
  std::vector<float> smooth;
  smooth.reserve(counts.size());
  for (const int64_t count : counts) {
    smooth.push_back(count == 0 ? static_cast<float>(kEpsilon) : static_cast<float>(count) - taken);
  }
  return smooth;
}

/// KL(p || q) of two distributions that need not be normalized. Infinite if one is empty.
double Divergence(const std::vector<float>& p, const std::vector<float>& q) {
  if (p.empty() || q.empty()) return std::numeric_limits<double>::infinity();
  const double p_sum = std::accumulate(p.begin(), p.end(), 0.0);
  const double q_sum = std::accumulate(q.begin(), q.end(), 0.0);
  double divergence = 0;
  for (size_t i = 0; i < p.size(); ++i) {
    const double share = static_cast<double>(p[i]) / p_sum;
    divergence += share * std::log(share / (static_cast<double>(q[i]) / q_sum));
  }
  return divergence;
}

/// What is lost if bins begin … end-1 are quantized and the values outside saturate.
double LossOfClipping(absl::Span<const int64_t> counts, size_t begin, size_t end, size_t quantized_bins) {
  const absl::Span<const int64_t> slice = counts.subspan(begin, end - begin);
  Counts clipped(slice.begin(), slice.end());
  clipped.front() += Sum(counts.subspan(0, begin));
  clipped.back() += Sum(counts.subspan(end));
  return Divergence(Smooth(clipped), Smooth(Requantize(slice, clipped, quantized_bins)));
}

}  // namespace

Range EntropyObserver::ChooseRange() const {
  const EdgeHistogram& histogram = histogram_.histogram();
  const size_t bins = histogram.counts.size();
  const size_t zero_bin = bins / 2;
  double least = std::numeric_limits<double>::infinity();
  Range best = {histogram.edges[zero_bin - quantized_bins_ / 2],
                histogram.edges[std::min(zero_bin + quantized_bins_ / 2 + 1, bins)]};
  for (size_t reach = quantized_bins_ / 2; reach <= zero_bin; ++reach) {
    const size_t begin = zero_bin - reach;
    const size_t end = std::min(zero_bin + reach + 1, bins);
    const double loss = LossOfClipping(histogram.counts, begin, end, quantized_bins_);
    if (loss < least) {
      least = loss;
      best = {histogram.edges[begin], histogram.edges[end]};
    }
  }
  const Range seen = histogram_.seen();
  return {std::max(best.min, seen.min), std::min(best.max, seen.max)};
}

}  // namespace octavo
