#ifndef OCTAVO_WORKER_AGENT_BACKOFF_H_
#define OCTAVO_WORKER_AGENT_BACKOFF_H_

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/time/time.h"

namespace octavo {

/// Pauses between tries of a call: doubling up to a cap, each drawn between half and all of its length so that the
/// workers of a restarted coordinator do not come back in step. Thread-compatible.
class Backoff {
 public:
  /// Gives numbers in [0, 1).
  using Random = std::function<double()>;

  Backoff(absl::Duration first, absl::Duration longest, Random random)
      : first_(first), longest_(longest), next_(first), random_(std::move(random)) {}

  /// The pause before the next try.
  absl::Duration Next() {
    const absl::Duration pause = next_ * (0.5 + 0.5 * random_());
    next_ = std::min(next_ * 2, longest_);
    return pause;
  }
  /// A try succeeded.
  void Reset() { next_ = first_; }

 private:
  const absl::Duration first_;
  const absl::Duration longest_;
  absl::Duration next_;
  Random random_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_BACKOFF_H_
