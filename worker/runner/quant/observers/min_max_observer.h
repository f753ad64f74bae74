#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MIN_MAX_OBSERVER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MIN_MAX_OBSERVER_H_

#include <limits>

#include "worker/runner/quant/observers/observer.h"

namespace octavo {

/// The smallest and the largest value ever seen: PyTorch's torch.ao.quantization.MinMaxObserver, bit for bit. One
/// outlier decides the range. The order of the batches does not matter.
class MinMaxObserver : public Observer {
 private:
  void Add(absl::Span<const float> values, Range range) override;
  Range ChooseRange() const override { return range_; }

  Range range_{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MIN_MAX_OBSERVER_H_
