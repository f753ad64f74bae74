#include "worker/runner/quant/observers/min_max_observer.h"

#include <algorithm>

namespace octavo {

void MinMaxObserver::Add(absl::Span<const float> /*values*/, Range range) {
  range_.min = std::min(range_.min, range.min);
  range_.max = std::max(range_.max, range.max);
}

}  // namespace octavo
