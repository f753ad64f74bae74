#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_CENTRED_HISTOGRAM_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_CENTRED_HISTOGRAM_H_

#include "absl/types/span.h"
#include "worker/runner/quant/observers/edge_histogram.h"
#include "worker/runner/quant/observers/observer.h"

namespace octavo {

/// A histogram around zero that grows by bins at both ends: HistogramCollector.collect_value and merge_histogram of
/// onnxruntime/quantization/calibrate.py, where one Add is one collect. The first batch's largest |x| sets the width of
/// the bins.
///
/// What differs: growing beyond `most_bins` first merges bins in pairs; and a largest |x| below 1e-30 counts as 0,
/// where NumPy would run out of floats between the edges.
class CentredHistogram {
 public:
  /// REQUIRES: bins even, 2 <= bins <= most_bins.
  explicit CentredHistogram(int bins, size_t most_bins = kMostBins)
      : first_bins_(static_cast<size_t>(bins)), most_bins_(most_bins) {}

  /// Adds values that span exactly `range`. REQUIRES: values not empty, |x| <= Observer::kLargestValue.
  void Add(absl::Span<const float> values, Range range);

  /// REQUIRES: at least one Add. The number of bins is even.
  const EdgeHistogram& histogram() const { return histogram_; }
  /// The smallest and the largest value seen.
  Range seen() const { return seen_; }

 private:
  void GrowTo(float threshold);
  void MergePairs();
  void Surround(size_t bins_each_side, float threshold);

  const size_t first_bins_, most_bins_;
  EdgeHistogram histogram_;  // from -threshold_ to threshold_, or -0.5 to 0.5 for 0
  float threshold_ = 0;
  Range seen_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_CENTRED_HISTOGRAM_H_
