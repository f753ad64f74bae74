#ifndef OCTAVO_WORKER_RUNNER_JOB_PROBE_H_
#define OCTAVO_WORKER_RUNNER_JOB_PROBE_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/json.h"
#include "worker/runner/job/engine_functions.h"
#include "worker/runner/job/job_context.h"

namespace octavo {

/// The object that `octavo-runner --probe` prints; with `peak` also threads and gemm_peak, which takes seconds and all
/// CPUs.
absl::StatusOr<Json> Probe(const EngineFunctions& engine, bool peak);

/// What a fresh process that only opens a model does: `octavo-runner --open PATH`. Opens it, answers one short text and
/// returns {"peak_memory_bytes": …} of this process.
absl::StatusOr<Json> OpenOnce(const EngineFunctions& engine, const std::string& path, int threads);

/// Runs OpenOnce in two fresh processes of this program, the first after the files' pages were dropped from the page
/// cache. Blocks until they have ended.
absl::StatusOr<OpenCost> MeasureOpenCost(const std::string& path, int threads);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_PROBE_H_
