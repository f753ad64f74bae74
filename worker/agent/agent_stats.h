#ifndef OCTAVO_WORKER_AGENT_AGENT_STATS_H_
#define OCTAVO_WORKER_AGENT_AGENT_STATS_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "common/mutex.h"
#include "worker/agent/attempt.h"
#include "worker/agent/source_outcome.h"

namespace octavo {

/// Figures about this agent, for /metrics and the health check. Thread-safe.
class AgentStats {
 public:
  struct Running {
    int64_t rss_bytes = 0;
    absl::Duration cpu_time;
    double training_rate = 0;  // samples per second
  };
  struct Snapshot {
    int slots = 0;
    bool draining = false;
    absl::Time last_sync = absl::UnixEpoch();  // epoch: none yet
    int64_t sync_failures = 0;
    int64_t lease_losses = 0;  // times that jobs were stopped because the coordinator was out of reach
    int64_t uploaded_bytes = 0;
    int64_t downloaded_bytes = 0;
    std::map<SourceKind, int64_t> source_bytes;  // of inputs
    std::map<std::pair<SourceKind, SourceOutcome>, int64_t> source_files;
    int64_t cache_bytes = 0;
    int64_t log_bytes = 0;
    int64_t peak_runner_rss_bytes = 0;                                // of any runner since the start
    absl::Duration runner_cpu_time;                                   // of the runners that ended since the start
    std::map<std::pair<std::string, AttemptOutcome>, int64_t> ended;  // by kind and outcome
    std::map<AttemptId, Running> running;                             // attempts with a runner process
  };

  void SetSlots(int slots);
  void SetDraining(bool draining);
  void Synced(absl::Time now);
  void SyncFailed();
  void LeaseLost();
  void Uploaded(int64_t bytes);
  void Downloaded(int64_t bytes);
  void SourceGave(SourceKind kind, int64_t bytes);
  void SourceAsked(SourceKind kind, SourceOutcome outcome);
  void Logged(int64_t bytes);
  void SetCacheBytes(int64_t bytes);
  void RunnerStarted(const AttemptId& id);
  void RunnerUses(const AttemptId& id, int64_t rss_bytes, absl::Duration cpu_time);
  void RunnerTrains(const AttemptId& id, double samples_per_second);
  /// The process is gone; its outputs and its end may still be on their way. Nothing happens if none was started.
  void RunnerEnded(const AttemptId& id, const AttemptEnd& end);
  /// An attempt is over, with or without a runner. `outcome` is the one that counts: kRevoked where the coordinator did
  /// not take the end.
  void Ended(const std::string& kind, AttemptOutcome outcome);

  Snapshot Get() const;

 private:
  mutable Mutex mutex_;
  Snapshot now_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_AGENT_STATS_H_
