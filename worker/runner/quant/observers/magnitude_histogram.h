#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MAGNITUDE_HISTOGRAM_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MAGNITUDE_HISTOGRAM_H_

#include "absl/types/span.h"
#include "worker/runner/quant/observers/edge_histogram.h"
#include "worker/runner/quant/observers/observer.h"

namespace octavo {

/// A histogram of |x| that grows by bins at its end: HistogramCollector.collect_absolute_value of
/// onnxruntime/quantization/calibrate.py, where one Add is one collect. The first batch sets the lower end and the
/// width of the bins; what a later batch has below that end is left out, as there.
///
/// What differs: growing beyond kMostBins first merges bins in pairs.
class MagnitudeHistogram {
 public:
  /// REQUIRES: 2 <= bins <= kMostBins.
  explicit MagnitudeHistogram(int bins) : first_bins_(static_cast<size_t>(bins)) {}

  /// Adds values that span exactly `range`. REQUIRES: values not empty, |x| <= Observer::kLargestValue.
  void Add(absl::Span<const float> values, Range range);

  /// REQUIRES: at least one Add.
  const EdgeHistogram& histogram() const { return histogram_; }
  /// The smallest and the largest value seen, with their signs.
  Range seen() const { return seen_; }

 private:
  void GrowTo(float magnitude);
  void MergePairs();

  const size_t first_bins_;
  EdgeHistogram histogram_;
  Range seen_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MAGNITUDE_HISTOGRAM_H_
