#ifndef OCTAVO_WORKER_AGENT_RUNNER_SUPERVISOR_H_
#define OCTAVO_WORKER_AGENT_RUNNER_SUPERVISOR_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock.h"
#include "worker/agent/attempt.h"
#include "worker/agent/job_directory.h"
#include "worker/agent/process_usage.h"
#include "worker/agent/stop_signal.h"

namespace octavo {

/// What the supervisor tells while a runner runs. Called on the supervising thread; must not block.
class RunnerObserver {
 public:
  virtual ~RunnerObserver() = default;
  virtual void OnStarted(pid_t pid) = 0;
  virtual void OnProgress(const JobProgress& progress, double training_rate) = 0;
  virtual void OnUsage(const ProcessUsage& usage) = 0;
};

struct RunnerOptions {
  std::string runner;                                    // path of octavo-runner
  std::vector<std::string> environment;                  // complete
  absl::Duration time_limit = absl::InfiniteDuration();  // then SIGTERM, the grace, SIGKILL
  int64_t memory_bytes = 0;                              // resident set of the process group; 0: no limit
  int64_t log_bytes = int64_t{256} << 20;                // of stdout and stderr together
  absl::Duration kill_grace = absl::Seconds(10);         // for what this supervisor stops by itself
};

/// Runs one runner in `dir` (whose job.json is written) and returns how it ended, once the process group is gone (see
/// Subprocess: what was killed and does not die within about 2 s is left to the kernel; this process is a subreaper).
/// Blocks; a request of `stop` starts the kill ladder: SIGTERM to the group, the grace, SIGKILL.
///
/// Memory is limited by watching the resident set and killing at once: the runner's own every 50 ms, the whole process
/// group's once a second. No cgroup is needed, so that it works in any container and without rights; a job may be above
/// its limit for that long. The kernel's killer, should it come first, is pointed at the runner.
///
/// An error only where the runner could not be started.
absl::StatusOr<AttemptEnd> SuperviseRunner(const RunnerOptions& options, const AttemptId& id, const JobDirectory& dir,
                                           const Clock& clock, StopSignal& stop, RunnerObserver& observer);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_RUNNER_SUPERVISOR_H_
