#ifndef OCTAVO_SERVER_METRICS_SERVER_METRICS_H_
#define OCTAVO_SERVER_METRICS_SERVER_METRICS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/api/rpc_observer.h"
#include "server/coordinator/observer.h"

namespace octavo {

/// The server's Prometheus metrics, prefix octavo_, and the HTTP endpoint /metrics. Known series are there from the
/// start, at 0. Labels are bounded: kinds, states, outcomes, rules, methods, and the workers that are known now.
/// Thread-safe.
class ServerMetrics final : public CoordinatorObserver, public RpcObserver {
 public:
  /// Listens on "HOST:PORT" (port 0: any); an empty address collects without serving. UNAVAILABLE where it cannot
  /// listen.
  static absl::StatusOr<std::unique_ptr<ServerMetrics>> Create(const std::string& address);
  ~ServerMetrics() override;

  /// "HOST:PORT" with the real port; empty where it does not serve.
  std::string address() const;
  /// The text that /metrics gives.
  std::string Render() const;

  /// What was stored at start.
  void SetJobs(const std::vector<std::pair<JobState, int64_t>>& counts);
  /// Asked about once a second.
  void WatchBlobBytes(std::function<int64_t()> bytes);
  void OnCorruptBlob();

  void OnEvents(const std::vector<Event>& events) override;
  void OnCommit(int commands, absl::Duration commit, int64_t wal_bytes) override;
  void OnStaleCommit() override;
  void OnTick(const Scheduler& scheduler, absl::Time now) override;
  void OnHandled(absl::string_view method, grpc::StatusCode code, absl::Duration took) override;

 private:
  struct Series;
  explicit ServerMetrics(std::unique_ptr<Series> series);
  const std::unique_ptr<Series> series_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_METRICS_SERVER_METRICS_H_
