#ifndef OCTAVO_WORKER_RUNNER_JOB_RUN_JOB_H_
#define OCTAVO_WORKER_RUNNER_JOB_RUN_JOB_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/clock.h"
#include "worker/runner/job/engine_functions.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/stop.h"

namespace octavo {

/// Exit statuses of octavo-runner (docs/runner-protocol.md).
enum class RunnerExit { kSucceeded = 0, kFailed = 1, kBadUsage = 2, kStopped = 3, kLifelineEnded = 4, kNoReport = 5 };

struct RunJobOptions {
  std::string dir;
  EngineFunctions engine;
  const StopFlag& stop;
  const Clock& clock = Clock::System();
  /// See JobContext; `threads` is the job's. May be empty.
  std::function<absl::StatusOr<OpenCost>(const std::string& path, int threads)> measure_open_cost = nullptr;
};

/// Runs the job in options.dir from job.json to report.json. Errors that have no report to go to are printed to stderr.
RunnerExit RunJob(const RunJobOptions& options);

/// OK, or what is wrong with job.json or the inputs' presence.
absl::Status ValidateJob(const std::string& dir);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_RUN_JOB_H_
