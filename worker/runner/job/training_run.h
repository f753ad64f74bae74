#ifndef OCTAVO_WORKER_RUNNER_JOB_TRAINING_RUN_H_
#define OCTAVO_WORKER_RUNNER_JOB_TRAINING_RUN_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/json.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/training_loop.h"
#include "worker/runner/job/training_state.h"

namespace octavo {

/// A training that came to its end, in this attempt or an earlier one.
struct FinishedTraining {
  TrainingState state;
  int64_t resumed_from_step = 0;  // 0 where it started afresh
};

/// The sha256 of all that decides the numbers of a training: parameters, `inputs` (DigestInputs), threads, device, the
/// program, LibTorch and the instruction sets. Attempts may share a state only where it is equal.
absl::StatusOr<std::string> TrainingDigest(const JobContext& context, const EngineCapabilities& capabilities,
                                           const Json& inputs);

/// What the job's parameters say of training `model_dir` on `train_rows` rows. REQUIRES: a kind whose table has them.
TrainerOptions TrainerOptionsOf(const JobContext& context, const std::string& model_dir,
                                const std::vector<std::string>& labels, int64_t train_rows);

/// The "train" phase: trains, or resumes what an earlier attempt left under `digest`, or takes what it finished.
/// `create` makes the trainer where there is something to train; it may still fill in `data`. The best epoch's weights
/// lie in BestModelDir().
absl::StatusOr<FinishedTraining> RunTraining(JobContext& context, const std::string& digest,
                                             const std::function<absl::StatusOr<std::unique_ptr<Trainer>>()>& create,
                                             const TrainingLoop::Data& data);

/// The "training" object of the result.
Json DescribeTraining(const JobContext& context, const FinishedTraining& training);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_TRAINING_RUN_H_
