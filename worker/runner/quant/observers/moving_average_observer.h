#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MOVING_AVERAGE_OBSERVER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MOVING_AVERAGE_OBSERVER_H_

#include <optional>

#include "worker/runner/quant/observers/observer.h"

namespace octavo {

/// Moving averages of each batch's minimum and maximum: PyTorch's torch.ao.quantization.MovingAverageMinMaxObserver.
/// The first batch sets the range, every later one moves it by `averaging_constant` of the difference. One call of
/// Observe is one batch, so batch sizes and their order matter.
class MovingAverageObserver : public Observer {
 public:
  /// REQUIRES: 0 < averaging_constant <= 1.
  explicit MovingAverageObserver(float averaging_constant) : averaging_constant_(averaging_constant) {}

 private:
  void Add(absl::Span<const float> values, Range range) override;
  Range ChooseRange() const override { return *range_; }

  const float averaging_constant_;
  std::optional<Range> range_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_MOVING_AVERAGE_OBSERVER_H_
