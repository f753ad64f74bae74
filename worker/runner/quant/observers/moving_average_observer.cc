#include "worker/runner/quant/observers/moving_average_observer.h"

namespace octavo {

void MovingAverageObserver::Add(absl::Span<const float> /*values*/, Range range) {
  if (!range_) {
    range_ = range;
    return;
  }
  range_->min += averaging_constant_ * (range.min - range_->min);
  range_->max += averaging_constant_ * (range.max - range_->max);
}

}  // namespace octavo
