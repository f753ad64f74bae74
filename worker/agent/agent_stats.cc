#include "worker/agent/agent_stats.h"

#include <algorithm>

namespace octavo {

void AgentStats::SetSlots(int slots) {
  MutexLock lock(mutex_);
  now_.slots = slots;
}

void AgentStats::SetDraining(bool draining) {
  MutexLock lock(mutex_);
  now_.draining = draining;
}

void AgentStats::Synced(absl::Time now) {
  MutexLock lock(mutex_);
  now_.last_sync = now;
}

void AgentStats::SyncFailed() {
  MutexLock lock(mutex_);
  ++now_.sync_failures;
}

void AgentStats::LeaseLost() {
  MutexLock lock(mutex_);
  ++now_.lease_losses;
}

void AgentStats::Uploaded(int64_t bytes) {
  MutexLock lock(mutex_);
  now_.uploaded_bytes += bytes;
}

void AgentStats::Downloaded(int64_t bytes) {
  MutexLock lock(mutex_);
  now_.downloaded_bytes += bytes;
}

void AgentStats::SourceGave(SourceKind kind, int64_t bytes) {
  MutexLock lock(mutex_);
  now_.source_bytes[kind] += bytes;
}

void AgentStats::SourceAsked(SourceKind kind, SourceOutcome outcome) {
  MutexLock lock(mutex_);
  ++now_.source_files[{kind, outcome}];
}

void AgentStats::Logged(int64_t bytes) {
  MutexLock lock(mutex_);
  now_.log_bytes += bytes;
}

void AgentStats::SetCacheBytes(int64_t bytes) {
  MutexLock lock(mutex_);
  now_.cache_bytes = bytes;
}

void AgentStats::RunnerStarted(const AttemptId& id) {
  MutexLock lock(mutex_);
  now_.running[id] = {};
}

void AgentStats::RunnerUses(const AttemptId& id, int64_t rss_bytes, absl::Duration cpu_time) {
  MutexLock lock(mutex_);
  Running& running = now_.running[id];
  running.rss_bytes = rss_bytes;
  running.cpu_time = std::max(running.cpu_time, cpu_time);
  now_.peak_runner_rss_bytes = std::max(now_.peak_runner_rss_bytes, rss_bytes);
}

void AgentStats::RunnerTrains(const AttemptId& id, double samples_per_second) {
  MutexLock lock(mutex_);
  now_.running[id].training_rate = samples_per_second;
}

void AgentStats::RunnerEnded(const AttemptId& id, const AttemptEnd& end) {
  MutexLock lock(mutex_);
  const auto it = now_.running.find(id);
  if (it == now_.running.end()) return;
  // The sum of both must not fall: what the end tells lacks children that nobody had waited for.
  now_.runner_cpu_time += std::max(it->second.cpu_time, end.user_time + end.system_time);
  now_.peak_runner_rss_bytes = std::max(now_.peak_runner_rss_bytes, end.max_rss_bytes);
  now_.running.erase(it);
}

void AgentStats::Ended(const std::string& kind, AttemptOutcome outcome) {
  MutexLock lock(mutex_);
  ++now_.ended[{kind, outcome}];
}

AgentStats::Snapshot AgentStats::Get() const {
  MutexLock lock(mutex_);
  return now_;
}

}  // namespace octavo
