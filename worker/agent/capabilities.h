#ifndef OCTAVO_WORKER_AGENT_CAPABILITIES_H_
#define OCTAVO_WORKER_AGENT_CAPABILITIES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace octavo {

/// What this machine can do, as `octavo-runner --probe` found it (docs/runner-protocol.md).
struct Capabilities {
  std::string device_class;
  std::vector<std::string> devices;
  std::vector<std::string> isa;
  int cpus = 0;
  int64_t memory_bytes = 0;
  std::string cpu_model;
  std::string libtorch_version;
  std::string runner_build;
  bool fetches_sources = false;  // told by the agent, not by the probe
};

/// Reads the probe's JSON. INVALID_ARGUMENT with the field.
absl::StatusOr<Capabilities> ParseProbe(absl::string_view json);

/// Runs `runner --probe` with its output in `scratch_folder`. The runner's message is part of the error.
absl::StatusOr<Capabilities> ProbeMachine(const std::string& runner, const std::vector<std::string>& environment,
                                          const std::string& scratch_folder, absl::Duration timeout);

/// What runners get of this process's environment, as NAME=value: a fixed list of names, and all that begin with
/// OCTAVO_RUNNER_; completed by common/runner_environment.h.
std::vector<std::string> RunnerEnvironment();

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_CAPABILITIES_H_
