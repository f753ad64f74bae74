#ifndef OCTAVO_CLIENT_COMMANDS_DOCTOR_ENGINE_H_
#define OCTAVO_CLIENT_COMMANDS_DOCTOR_ENGINE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/commands/doctor_finding.h"
#include "common/json.h"

namespace octavo::client {

// What octavo-runner's probe (docs/runner-protocol.md) means for the experiments. All are pure; a field that the probe
// lacks or has in another type reads as absent.

/// LibTorch, instruction sets and what INT8 gains by them, CUDA, and operators that are missing. `nvidia_driver` is the
/// version of the driver of this machine, empty where there is none.
std::vector<Finding> JudgeEngine(const Json& probe, absl::string_view nvidia_driver);

/// One finding for each precision of gemm_peak, and what speed that promises; empty where nothing was measured.
std::vector<Finding> JudgePeaks(const Json& probe);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DOCTOR_ENGINE_H_
