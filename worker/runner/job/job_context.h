#ifndef OCTAVO_WORKER_RUNNER_JOB_JOB_CONTEXT_H_
#define OCTAVO_WORKER_RUNNER_JOB_JOB_CONTEXT_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/clock.h"
#include "common/json.h"
#include "worker/runner/job/engine_functions.h"
#include "worker/runner/job/events.h"
#include "worker/runner/job/job_spec.h"
#include "worker/runner/job/stop.h"

namespace octavo {

/// What a model file needs to be opened and to answer once, measured in a process that does only that.
struct OpenCost {
  /// The files' pages were dropped from the page cache first; empty where they would not go.
  std::optional<double> cold_seconds;
  double warm_seconds = 0;        // the same again: the pages are in memory
  int64_t peak_memory_bytes = 0;  // largest resident set (VmHWM)
};

/// Everything that a running job uses. Lives as long as the job; confined to the job's thread but for `events` and
/// `stop`.
struct JobContext {
  JobSpec spec;
  std::string dir;
  EngineFunctions engine;
  /// Opens the model at a path in fresh processes, a folder as FP32. Empty in tests without such a program.
  std::function<absl::StatusOr<OpenCost>(const std::string& path)> measure_open_cost;
  EventWriter& events;
  const StopFlag& stop;
  const Clock& clock;
  absl::Time started;
  std::map<std::string, std::string> input_digests = {};  // those of inputs that were hashed already, by name

  std::string Input(absl::string_view name) const { return absl::StrCat(dir, "/inputs/", name); }
  std::string Output(absl::string_view name) const { return absl::StrCat(dir, "/outputs/", name); }
  std::string Work(absl::string_view name) const { return absl::StrCat(dir, "/work/", name); }
  uint32_t seed() const { return spec.Param<uint32_t>("seed"); }
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_JOB_CONTEXT_H_
