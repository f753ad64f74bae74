#ifndef OCTAVO_WORKER_RUNNER_JOB_JOBS_H_
#define OCTAVO_WORKER_RUNNER_JOB_JOBS_H_

#include "absl/status/statusor.h"
#include "common/json.h"
#include "worker/runner/job/job_context.h"

namespace octavo {

// One function per job kind (docs/runner-protocol.md lists inputs and outputs). Each writes its output files and
// returns the report's "result". Errors carry their class (failure.h); CANCELLED after a stop, with everything saved
// that a next attempt can use.

absl::StatusOr<Json> RunBaseline(JobContext& context);
absl::StatusOr<Json> RunDynamic(JobContext& context);
absl::StatusOr<Json> RunStatic(JobContext& context);
absl::StatusOr<Json> RunQat(JobContext& context);
absl::StatusOr<Json> RunMixed(JobContext& context);
absl::StatusOr<Json> RunEvaluate(JobContext& context);
absl::StatusOr<Json> RunPredict(JobContext& context);
absl::StatusOr<Json> RunTokenize(JobContext& context);
absl::StatusOr<Json> RunDescribe(JobContext& context);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_JOBS_H_
