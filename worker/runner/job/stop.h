#ifndef OCTAVO_WORKER_RUNNER_JOB_STOP_H_
#define OCTAVO_WORKER_RUNNER_JOB_STOP_H_

#include <atomic>

#include "absl/status/status.h"

namespace octavo {

/// Whether the job has been asked to stop. Set from a signal handler, hence only a lock-free flag. Thread-safe.
class StopFlag {
 public:
  void Request() { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const { return requested_.load(std::memory_order_relaxed); }
  /// CANCELLED once a stop has been asked for: for loops that have nothing to save.
  absl::Status Check() const { return requested() ? absl::CancelledError("stopped on request") : absl::OkStatus(); }

 private:
  std::atomic<bool> requested_{false};
  static_assert(std::atomic<bool>::is_always_lock_free);
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_STOP_H_
