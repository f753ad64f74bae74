#ifndef OCTAVO_SERVER_CORE_VALIDATE_H_
#define OCTAVO_SERVER_CORE_VALIDATE_H_

#include "absl/status/status.h"
#include "server/core/scheduler.h"

namespace octavo {

inline constexpr int kMaxJobsPerExperiment = 200;
inline constexpr size_t kMaxParamsBytes = 256 << 10;

/// Checks a submission and fills in the parameters' defaults. INVALID_ARGUMENT BAD_REQUEST names the field
/// ("jobs[2].inputs[0].job") and what would be right; covers names, kinds, parameters, inputs, cycles and resources.
absl::Status ValidateExperiment(Scheduler::NewExperiment* experiment);

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_VALIDATE_H_
