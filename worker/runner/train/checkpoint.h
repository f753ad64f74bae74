#ifndef OCTAVO_WORKER_RUNNER_TRAIN_CHECKPOINT_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_CHECKPOINT_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/train/adamw.h"

namespace octavo {

/// What a kind of training keeps besides: options that decide its bits, as text, and FP32 tensors of its state.
struct CheckpointExtras {
  std::string options;
  std::vector<std::pair<std::string, at::Tensor>> tensors;
};

/// Writes parameters, moments, step and seed as one safetensors file, which appears whole or not at all. The state of
/// the random numbers is (seed, step): dropout draws from counters.
/// `resolved` is the type that really computes. What decides the bits of a step goes into the file.
absl::Status WriteCheckpoint(const std::string& path, const TrainerOptions& options, ComputeType resolved,
                             const AdamW& optimizer, const CheckpointExtras& extras);

/// Reads what WriteCheckpoint wrote into the optimizer, its parameters and the tensors of `extras`. INVALID_ARGUMENT
/// for a damaged file or one of other options (seed, total_steps, model), another build or other kernels; then nothing
/// has changed.
absl::Status ReadCheckpoint(const std::string& path, const TrainerOptions& options, ComputeType resolved,
                            AdamW& optimizer, const CheckpointExtras& extras);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_CHECKPOINT_H_
