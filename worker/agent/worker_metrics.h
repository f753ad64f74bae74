#ifndef OCTAVO_WORKER_AGENT_WORKER_METRICS_H_
#define OCTAVO_WORKER_AGENT_WORKER_METRICS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "worker/agent/agent_stats.h"

namespace octavo {

/// Serves /metrics in Prometheus's text format until it is destroyed. Thread-safe.
class WorkerMetrics {
 public:
  /// `address` is HOST:PORT, port 0 for any free one. `stats` outlives this object. UNAVAILABLE where it cannot listen.
  static absl::StatusOr<std::unique_ptr<WorkerMetrics>> Serve(const std::string& address, const AgentStats& stats);
  ~WorkerMetrics();
  int port() const;

 private:
  struct State;
  explicit WorkerMetrics(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_WORKER_METRICS_H_
