#ifndef OCTAVO_WORKER_AGENT_STOP_SIGNAL_H_
#define OCTAVO_WORKER_AGENT_STOP_SIGNAL_H_

#include <stop_token>

#include "absl/time/time.h"
#include "common/mutex.h"
#include "worker/agent/attempt.h"

namespace octavo {

/// Asks one attempt to stop, from any thread. The first reason counts; a later request can only shorten the grace, and
/// kStale takes the place of any other reason, because nothing of the attempt counts any more. Thread-safe.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  /// `grace`: how long the runner may take after SIGTERM before it is killed.
  void Request(StopReason reason, absl::Duration grace);
  /// kNone while nobody asked.
  StopReason reason() const;
  bool requested() const { return reason() != StopReason::kNone; }
  /// REQUIRES: requested().
  absl::Duration grace() const;
  /// An eventfd that polls readable from the first request on; it is never read.
  int fd() const { return fd_; }
  /// For std::stop_callback, whose function runs at the first request, on that thread: it must not block.
  std::stop_token token() const { return source_.get_token(); }
  /// Blocks up to `timeout`; true when stopping was requested.
  bool WaitFor(absl::Duration timeout) const;

 private:
  const int fd_;
  std::stop_source source_;
  mutable Mutex mutex_;
  StopReason reason_ ABSL_GUARDED_BY(mutex_) = StopReason::kNone;
  absl::Duration grace_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteDuration();
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_STOP_SIGNAL_H_
