#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MSE_OBSERVER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MSE_OBSERVER_H_

#include <cstdint>

#include "worker/runner/quant/activation_qparams.h"
#include "worker/runner/quant/observers/observer.h"
#include "worker/runner/quant/observers/rescaling_histogram.h"

namespace octavo {

/// The range of least mean squared error between the values and what quantizing and dequantizing makes of them, by grid
/// search: the range seen, widened to hold 0, then shrunk to 100 %, 99 %, … 1 %, both ends by the same factor.
///
/// Source: MSEObserver of MQBench (Li et al., "MQBench: Towards Reproducible and Deployable Model Quantization
/// Benchmark", 2021), with the codes that will really be used (scheme, reduced range). What differs: one search over a
/// histogram of all batches, whose values stand in the middle of their bin, instead of a search per batch over the
/// values and an average of the ranges; 100 factors instead of 80; and for kAffine then each end alone (first max, then
/// min) over the same factors, since activations like GELU's have a short side that clipping would ruin.
class MseObserver : public Observer {
 public:
  /// REQUIRES: bins >= 2; what ChooseQParams requires.
  MseObserver(int bins, ActivationScheme scheme, int32_t quant_min, int32_t quant_max)
      : scheme_(scheme), quant_min_(quant_min), quant_max_(quant_max), histogram_(bins) {}

 private:
  void Add(absl::Span<const float> values, Range range) override { histogram_.Add(values, range); }
  Range ChooseRange() const override;

  const ActivationScheme scheme_;
  const int32_t quant_min_, quant_max_;
  RescalingHistogram histogram_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MSE_OBSERVER_H_
