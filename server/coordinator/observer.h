#ifndef OCTAVO_SERVER_COORDINATOR_OBSERVER_H_
#define OCTAVO_SERVER_COORDINATOR_OBSERVER_H_

#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "server/core/changes.h"
#include "server/core/scheduler.h"

namespace octavo {

/// Who wants to hear what the coordinator did, for metrics. Called on the coordinator's thread; must not block.
class CoordinatorObserver {
 public:
  virtual ~CoordinatorObserver() = default;
  /// These are on disk.
  virtual void OnEvents(const std::vector<Event>& events) = 0;
  /// A batch of that many commands was written in a transaction whose COMMIT took so long.
  virtual void OnCommit(int commands, absl::Duration commit, int64_t wal_bytes) = 0;
  /// A stale commit was refused.
  virtual void OnStaleCommit() = 0;
  /// About once a second.
  virtual void OnTick(const Scheduler& scheduler, absl::Time now) = 0;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_COORDINATOR_OBSERVER_H_
