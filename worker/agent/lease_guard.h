#ifndef OCTAVO_WORKER_AGENT_LEASE_GUARD_H_
#define OCTAVO_WORKER_AGENT_LEASE_GUARD_H_

#include "absl/time/time.h"

namespace octavo {

/// Until when this worker may run jobs. The coordinator renews all leases of a worker at each Sync that it receives and
/// gives a lease away lease_duration later. This worker stops lease_margin earlier, counted from the moment when it
/// *sent* the last Sync that was answered, so its jobs are gone before another worker can have them, however long the
/// answer took.
///
/// Arithmetic only: times come in as arguments, from a clock that runs on while the machine is suspended (BootClock).
/// Thread-compatible.
class LeaseGuard {
 public:
  /// A Sync sent at `sent` was answered OK with these terms.
  void Renewed(absl::Time sent, absl::Duration lease_duration, absl::Duration lease_margin);
  /// When the jobs must be stopped. InfinitePast before the first answer: nothing may run then.
  absl::Time Deadline() const { return deadline_; }
  bool Expired(absl::Time now) const { return now >= deadline_; }
  /// How long a stopped runner may take to end: within the margin, with half of it left for SIGKILL to work.
  absl::Duration StopGrace(absl::Duration wanted) const;
  /// The longest that one Sync may wait for news such that two more tries fit in before the deadline.
  absl::Duration LongestWait() const;

 private:
  absl::Time deadline_ = absl::InfinitePast();
  absl::Duration usable_ = absl::ZeroDuration();
  absl::Duration margin_ = absl::ZeroDuration();
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_LEASE_GUARD_H_
