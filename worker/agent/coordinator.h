#ifndef OCTAVO_WORKER_AGENT_COORDINATOR_H_
#define OCTAVO_WORKER_AGENT_COORDINATOR_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "worker/agent/attempt.h"
#include "worker/agent/stop_signal.h"

namespace octavo {

/// What a Sync tells the coordinator besides who the worker is.
struct SyncState {
  std::vector<AttemptId> held;  // every attempt that this worker has
  bool draining = false;
  absl::Duration wait;  // how long the coordinator may hold the answer back
};

struct SyncReply {
  struct Stop {
    AttemptId id;
    StopReason reason = StopReason::kStale;
  };
  std::vector<Assignment> grants;
  std::vector<Stop> stops;
  bool draining = false;
  absl::Duration lease_duration;
  absl::Duration lease_margin;
  absl::Duration next_sync;
  std::string server_id;
};

struct AttemptReport {
  AttemptId id;
  int64_t log_offset = 0;
  std::string log;                      // at most kMaxLogChunk
  std::optional<JobProgress> progress;  // nothing: unchanged
  bool started = false;
};
inline constexpr size_t kMaxLogChunk = 512 << 10;

struct ReportReply {
  int64_t log_size = 0;
  bool stop = false;
};

/// The agent's side of WorkerService and ArtifactService (proto/octavo/v1), free of gRPC so that everything above it is
/// tested against a fake. Each call blocks, has a deadline of its own, and may be made from any thread, Sync from one
/// at a time. Errors carry the server's ErrorInfo (common/error_info.h); those of a transfer's own file are LocalErrors
/// (call_error.h). All are safe to repeat.
class Coordinator {
 public:
  using Sink = std::function<absl::Status(absl::string_view bytes)>;

  virtual ~Coordinator() = default;
  virtual absl::StatusOr<SyncReply> Sync(const SyncState& state) = 0;
  /// Makes the Sync that waits, or else the next one, return CANCELLED at once.
  virtual void InterruptSync() = 0;
  virtual absl::StatusOr<ReportReply> Report(const AttemptReport& report) = 0;
  virtual absl::Status Commit(const AttemptId& id, const AttemptEnd& end) = 0;
  /// Which of at most 1,000 digests are not stored.
  virtual absl::StatusOr<std::vector<std::string>> FindMissing(const std::vector<std::string>& sha256) = 0;
  /// Uploads a file's bytes as a blob, from where the last try ended. CANCELLED on `stop`.
  virtual absl::Status Upload(const std::string& path, const std::string& sha256, const StopSignal& stop) = 0;
  /// Gives a blob's bytes from `offset` on to `sink`. CANCELLED on `stop`.
  virtual absl::Status Download(const std::string& sha256, int64_t offset, const Sink& sink,
                                const StopSignal& stop) = 0;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_COORDINATOR_H_
