#include "worker/runner/quant/observers/percentile_observer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace octavo {
namespace {

/// The lower edge of the first bin up to which at least `share` of the values lie; the upper end if rounding leaves the
/// sum of all shares below it.
float EdgeAtShare(const EdgeHistogram& histogram, double share) {
  const auto& counts = histogram.counts;
  const double total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), int64_t{0}));
  double cumulated = 0;
  size_t bin = 0;
  for (; bin < counts.size(); ++bin) {
    cumulated += static_cast<double>(counts[bin]) / total;
    if (cumulated >= share) break;
  }
  return histogram.edges[bin];
}

Range Within(Range range, Range seen) {
  const Range within = {std::max(range.min, seen.min), std::min(range.max, seen.max)};
  return within.min <= within.max ? within : seen;
}

}  // namespace

Range PercentileObserver::ChooseRange() const {
  const double cut = (100.0 - percentile_) / 200.0;
  const EdgeHistogram& histogram = histogram_.histogram();
  return Within({EdgeAtShare(histogram, cut), EdgeAtShare(histogram, 1.0 - cut)}, histogram_.seen());
}

Range MagnitudePercentileObserver::ChooseRange() const {
  const float edge = EdgeAtShare(histogram_.histogram(), percentile_ / 100.0);
  return Within({-edge, edge}, histogram_.seen());
}

}  // namespace octavo
