#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_PERCENTILE_OBSERVER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_PERCENTILE_OBSERVER_H_

#include "worker/runner/quant/observers/centred_histogram.h"
#include "worker/runner/quant/observers/magnitude_histogram.h"
#include "worker/runner/quant/observers/observer.h"

namespace octavo {

// The range without the outermost values, as ONNX Runtime's PercentileCalibrater finds it (HistogramCollector.
// compute_percentile of onnxruntime/quantization/calibrate.py; 2,048 bins and 99.999 % are its defaults). It has two
// forms, by its option "symmetric". Each end is the lower edge of the bin where the cumulated share of the values
// reaches the quantile, but never outside the values seen. The result is the same to the bit, with two exceptions:
// beyond kMostBins bins are merged, where ONNX Runtime takes more memory; and where all values lie in the bin whose
// lower edge is chosen, so that ONNX Runtime's max is below its min, the range is that of the values seen.

/// Cuts half of what is above the percentile at either end ("symmetric" off).
class PercentileObserver : public Observer {
 public:
  /// REQUIRES: 50 < percentile <= 100, bins even, 2 … kMostBins.
  PercentileObserver(int bins, double percentile) : percentile_(percentile), histogram_(bins) {}

 private:
  void Add(absl::Span<const float> values, Range range) override { histogram_.Add(values, range); }
  Range ChooseRange() const override;

  const double percentile_;
  CentredHistogram histogram_;
};

/// Cuts the largest |x| ("symmetric" on). The result is no wider than the values seen, so it need not be symmetric;
/// ActivationScheme::kSymmetric makes it so.
class MagnitudePercentileObserver : public Observer {
 public:
  /// REQUIRES: 50 < percentile <= 100, 2 <= bins <= kMostBins.
  MagnitudePercentileObserver(int bins, double percentile) : percentile_(percentile), histogram_(bins) {}

 private:
  void Add(absl::Span<const float> values, Range range) override { histogram_.Add(values, range); }
  Range ChooseRange() const override;

  const double percentile_;
  MagnitudeHistogram histogram_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_PERCENTILE_OBSERVER_H_
