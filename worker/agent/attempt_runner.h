#ifndef OCTAVO_WORKER_AGENT_ATTEMPT_RUNNER_H_
#define OCTAVO_WORKER_AGENT_ATTEMPT_RUNNER_H_

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/clock.h"
#include "worker/agent/agent_stats.h"
#include "worker/agent/attempt.h"
#include "worker/agent/backoff.h"
#include "worker/agent/blob_cache.h"
#include "worker/agent/call_error.h"
#include "worker/agent/coordinator.h"
#include "worker/agent/input_sources.h"
#include "worker/agent/job_directory.h"
#include "worker/agent/log_reporter.h"
#include "worker/agent/runner_supervisor.h"
#include "worker/agent/stop_signal.h"

namespace octavo {

/// What all attempts of one agent share. Everything outlives the attempts.
struct AttemptContext {
  Coordinator* coordinator = nullptr;
  BlobCache* cache = nullptr;
  InputSources* sources = nullptr;  // null: inputs come from the coordinator alone
  AgentStats* stats = nullptr;
  const Clock* clock = nullptr;  // BootClock or a fake
  std::string jobs_root;
  std::string runner;
  std::vector<std::string> environment;  // of the runners
  std::vector<std::string> devices;      // of this machine: "cpu", "cuda"
  absl::Duration kill_grace = absl::Seconds(10);
  int64_t log_bytes = int64_t{256} << 20;
  absl::Duration report_interval = absl::Milliseconds(500);
  absl::Duration shutdown_upload = absl::Seconds(30);  // how long outputs are uploaded while the agent ends
  absl::Duration shutdown_commit = absl::Seconds(5);   // and how long a commit is tried
  std::function<Backoff()> backoff;                    // a fresh one for each use
};

/// The life of one attempt on this worker: inputs, runner, log, outputs, commit. Run() does it all on the caller's
/// thread, and one helper thread reports. RequestStop() from any thread.
class AttemptRunner {
 public:
  AttemptRunner(Assignment assignment, const AttemptContext& context);

  /// Returns when nothing more is to be done for the attempt: its end was committed, it belongs to somebody else, or
  /// the agent ends and could not reach the coordinator.
  void Run();

  /// Stops the attempt: its inputs' transfer and its runner. The outputs of a runner that had finished all the same are
  /// stored and committed, through outages too, because the commit's fence decides whether they count. Only kCancelled
  /// and kStale give them up at once, and kShutdown after AttemptContext::shutdown_upload.
  void RequestStop(StopReason reason, absl::Duration grace);

  const AttemptId& id() const { return assignment_.id; }

 private:
  class Observer;

  AttemptEnd Execute();
  AttemptEnd RunInside(const JobDirectory& dir);
  void ReportUntil(const std::stop_token& ended, const StopSignal& tick);
  void HandleReport(const absl::StatusOr<LogReporter::Sent>& sent);
  void StoreOutputs(AttemptEnd& end);
  void HurryUpload(const StopSignal& done);
  absl::Status CommitEnd(AttemptEnd& end);
  bool Amend(const absl::Status& refusal, Patience& patience, AttemptEnd& end);
  absl::Status FlushLog();
  void Finish(const AttemptEnd& end, bool committed);
  std::string ResolveDevice() const;

  const Assignment assignment_;
  const AttemptContext& context_;
  StopSignal stop_;      // of inputs and runner: everything that is requested
  StopSignal give_up_;   // of outputs
  StopSignal shutdown_;  // kShutdown, whatever else was requested before
  std::optional<JobDirectory> dir_;
  std::optional<LogReporter> reporter_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_ATTEMPT_RUNNER_H_
