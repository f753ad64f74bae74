#ifndef OCTAVO_CLIENT_COMMANDS_RUNNER_PROBE_H_
#define OCTAVO_CLIENT_COMMANDS_RUNNER_PROBE_H_

#include "absl/status/statusor.h"
#include "common/cancellation.h"
#include "common/json.h"

namespace octavo::client {

enum class ProbeDepth {
  kFacts,  // takes as long as LibTorch takes to load, at most a minute
  kPeaks,  // measures matrix products too, for some seconds and at most three minutes
};

/// What octavo-runner --probe says of this machine: an object with "devices", "isa", "libtorch_version" …
/// (docs/runner-protocol.md). Blocks for as long as that takes: DEADLINE_EXCEEDED. NOT_FOUND if there is no
/// octavo-runner, CANCELLED when the user interrupts, INTERNAL if the probe fails.
absl::StatusOr<Json> ProbeRunner(const Cancellation& cancellation, ProbeDepth depth = ProbeDepth::kFacts);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_RUNNER_PROBE_H_
