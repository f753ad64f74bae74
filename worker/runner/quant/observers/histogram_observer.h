#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_HISTOGRAM_OBSERVER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_HISTOGRAM_OBSERVER_H_

#include "worker/runner/quant/observers/observer.h"
#include "worker/runner/quant/observers/rescaling_histogram.h"

namespace octavo {

/// The range of least expected squared error, as torch.ao.quantization.HistogramObserver finds it: over a histogram it
/// cuts one end after the other at ever deeper quantiles, by 1e-5 of the values each, and stops before the error
/// grows. The error takes the values of a bin as spread evenly, and 256 codes, also for a reduced range.
///
/// Where PyTorch computes in float32, so does this, in the same order, but for sums over the bins, which are in double
/// here. The ends are PyTorch's bin edges unless two steps of its search have the same error to float32's precision.
class HistogramObserver : public Observer {
 public:
  /// PyTorch's default for `bins` is 2,048. REQUIRES: bins >= 2.
  explicit HistogramObserver(int bins) : histogram_(bins) {}

 private:
  void Add(absl::Span<const float> values, Range range) override { histogram_.Add(values, range); }
  Range ChooseRange() const override;

  RescalingHistogram histogram_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_HISTOGRAM_OBSERVER_H_
