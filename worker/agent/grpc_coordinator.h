#ifndef OCTAVO_WORKER_AGENT_GRPC_COORDINATOR_H_
#define OCTAVO_WORKER_AGENT_GRPC_COORDINATOR_H_

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "worker/agent/agent_stats.h"
#include "worker/agent/capabilities.h"
#include "worker/agent/coordinator.h"

namespace octavo {

/// The coordinator over gRPC. Thread-safe as Coordinator says. A Sync that gets no answer in time makes the next call
/// use a new connection, since TCP would hold on to a dead one for minutes; a transfer notices a dead one by its
/// keepalive. A stop ends a transfer's call at once, wherever it waits.
class GrpcCoordinator final : public Coordinator {
 public:
  struct Options {
    std::string address;  // "HOST:PORT" or "unix:PATH"
    std::string worker_name;
    std::string instance_id;  // a UUID made at process start
    Capabilities capabilities;
    int slots = 1;
    absl::Duration call_timeout = absl::Seconds(5);  // beyond a Sync's wait; of Report and FindMissing
    absl::Duration commit_timeout = absl::Seconds(30);
    absl::Duration keepalive = absl::Seconds(30);          // a connection without any news is asked for a sign of life
    absl::Duration keepalive_timeout = absl::Seconds(20);  // and given up without one; the server allows one each 10 s
    int64_t min_transfer_rate = 256 << 10;                 // bytes per second that a transfer's deadline is made for
  };

  /// `stats` outlives this object. Does not connect yet.
  GrpcCoordinator(Options options, AgentStats& stats);
  ~GrpcCoordinator() override;

  absl::StatusOr<SyncReply> Sync(const SyncState& state) override;
  void InterruptSync() override;
  absl::StatusOr<ReportReply> Report(const AttemptReport& report) override;
  absl::Status Commit(const AttemptId& id, const AttemptEnd& end) override;
  absl::StatusOr<std::vector<std::string>> FindMissing(const std::vector<std::string>& sha256) override;
  absl::Status Upload(const std::string& path, const std::string& sha256, const StopSignal& stop) override;
  absl::Status Download(const std::string& sha256, int64_t offset, const Sink& sink, const StopSignal& stop) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_GRPC_COORDINATOR_H_
