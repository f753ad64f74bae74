#ifndef OCTAVO_WORKER_RUNNER_TRAIN_TRAINER_OPTIONS_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_TRAINER_OPTIONS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"

namespace octavo {

/// INVALID_ARGUMENT for the first option out of range, with its value and the range; UNIMPLEMENTED for a device that
/// this build lacks.
absl::Status CheckTrainerOptions(const TrainerOptions& options);

/// The same for what QatOptions has besides.
absl::Status CheckQatOptions(const QatOptions& options);

/// What "auto", "fp32" and "bf16" ask for.
absl::StatusOr<ComputeType> RequestedPrecision(const TrainerOptions& options);

/// Learning rate of the step after `done` steps, as transformers' linear schedule: it rises from 0 over
/// ceil(warmup_ratio · total_steps) steps, then falls to 0 at total_steps.
double LearningRateAt(const TrainerOptions& options, int64_t done);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_TRAINER_OPTIONS_H_
