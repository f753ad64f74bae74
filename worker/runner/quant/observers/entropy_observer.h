#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_ENTROPY_OBSERVER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_ENTROPY_OBSERVER_H_

#include <cstddef>

#include "worker/runner/quant/observers/centred_histogram.h"
#include "worker/runner/quant/observers/observer.h"

namespace octavo {

/// The search takes time with the square of the bins. From 10,000 bins on, ONNX Runtime's smoothing can take more than
/// there is from a bin, and fails.
inline constexpr size_t kMostEntropyBins = 8192;

/// The range around zero whose quantized distribution loses least information (Kullback-Leibler divergence), as ONNX
/// Runtime's EntropyCalibrater finds it (HistogramCollector.get_entropy_threshold of
/// onnxruntime/quantization/calibrate.py, after Migacz, "8-bit inference with TensorRT", 2017). The ends are bin edges,
/// but never outside the values seen. ONNX Runtime has a "symmetric" option here too, which changes nothing.
///
/// The same: the histogram (up to kMostEntropyBins bins, then see CentredHistogram), the candidates, the merging into
/// quantized bins with its whole-number division, the smoothing, the first of equal divergences. What differs:
/// divergences are in double instead of float32, so that the choice may differ between two of equal divergence to
/// float32's precision.
///
/// ONNX Runtime's defaults are 128 bins and 128 quantized bins. They leave one single candidate, all of the histogram,
/// until a later batch makes that grow: hence the larger default of ObserverOptions.
class EntropyObserver : public Observer {
 public:
  /// REQUIRES: both even, 2 <= quantized_bins <= bins <= kMostEntropyBins.
  EntropyObserver(int bins, int quantized_bins)
      : quantized_bins_(static_cast<size_t>(quantized_bins)), histogram_(bins, kMostEntropyBins) {}

 private:
  void Add(absl::Span<const float> values, Range range) override { histogram_.Add(values, range); }
  /// In O(bins²).
  Range ChooseRange() const override;

  const size_t quantized_bins_;
  CentredHistogram histogram_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_ENTROPY_OBSERVER_H_
