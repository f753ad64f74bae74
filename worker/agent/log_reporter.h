#ifndef OCTAVO_WORKER_AGENT_LOG_REPORTER_H_
#define OCTAVO_WORKER_AGENT_LOG_REPORTER_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "common/mutex.h"
#include "worker/agent/agent_stats.h"
#include "worker/agent/attempt.h"
#include "worker/agent/coordinator.h"
#include "worker/agent/file_tail.h"

namespace octavo {

/// Brings one attempt's log, progress and start to the coordinator. Where an answer names another log size than
/// expected (a coordinator that was restarted, an answer that was lost), it goes on from that size: bytes are neither
/// lost nor doubled. Send() from one thread at a time; the rest is thread-safe.
class LogReporter {
 public:
  LogReporter(AttemptId id, std::string log_path, Coordinator& coordinator, AgentStats& stats);

  void SetStarted();
  void SetProgress(const JobProgress& progress);

  struct Sent {
    bool more = false;  // the log has more bytes than were sent
    bool stop = false;  // the coordinator asks to stop
  };
  /// Sends what is new: one call at most, none if there is nothing. Errors are the coordinator's, or a LocalError
  /// (call_error.h) where the log cannot be read.
  absl::StatusOr<Sent> Send();

 private:
  /// The stored size, by an empty report at offset 0.
  absl::Status FindPosition();

  const AttemptId id_;
  Coordinator& coordinator_;
  AgentStats& stats_;
  FileTail log_;
  int64_t stored_ = 0;
  bool lost_position_ = false;
  Mutex mutex_;
  bool started_ ABSL_GUARDED_BY(mutex_) = false;                 // to be told
  std::optional<JobProgress> progress_ ABSL_GUARDED_BY(mutex_);  // to be told
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_LOG_REPORTER_H_
