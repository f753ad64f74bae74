#ifndef OCTAVO_WORKER_RUNNER_JOB_TRAINING_LOOP_H_
#define OCTAVO_WORKER_RUNNER_JOB_TRAINING_LOOP_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/job/evaluation.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/training_state.h"
#include "worker/runner/text/batching.h"

namespace octavo {

/// Trains over seeded, length-bucketed batches, validates after each epoch (and before the first, if asked) and keeps
/// the best epoch's weights in work/best-EPOCH. Saves checkpoints in work/ every checkpoint_steps steps and when asked
/// to stop, and resumes from them so that the weights equal those of an uninterrupted run. Confined to one thread; use
/// once.
class TrainingLoop {
 public:
  struct Data {
    const EncodedRows& train;
    const EncodedRows& validation;
    int num_classes = 0;
    absl::Span<const float> teacher_logits = {};  // [train rows × classes], to distil from; empty: none
    bool start_is_epoch = false;                  // the model before its first step is epoch 0 and can be the best one
    /// Called with each new best epoch's trainer, its validation logits and the folder of its weights, once these are
    /// written there; what it adds to the folder stays with them.
    std::function<absl::Status(Trainer&, absl::Span<const float>, const std::string&)> on_best = nullptr;
  };

  /// `state` is LoadTrainingState()'s. The context and the rows must outlive the loop.
  TrainingLoop(JobContext& context, Trainer& trainer, Data data, TrainingState state);

  /// Ends with the finished state. CANCELLED after a stop, with everything saved; else the engine's or the disk's
  /// error.
  absl::StatusOr<TrainingState> Run();

  /// The step that Run() went on from; 0 where it started afresh.
  int64_t first_step() const { return first_step_; }

 private:
  absl::Status Resume();
  absl::Status RunStep();
  absl::Status FinishEpoch();
  absl::Status SaveBest(int64_t epoch, absl::Span<const float> logits);
  absl::Status Save();
  absl::Status SaveAndStop();
  const Batch& NextBatch();
  void AddCurveRow();
  void ReportProgress(double loss);

  JobContext& context_;
  Trainer& trainer_;
  const Data data_;
  TrainingState state_;
  const int64_t batch_size_;
  const int64_t steps_per_epoch_;
  const int64_t total_steps_;
  const int64_t checkpoint_steps_;
  const int64_t curve_interval_;
  std::vector<int32_t> lengths_;
  std::vector<Batch> batches_;  // of epoch batches_epoch_
  int64_t batches_epoch_ = -1;
  double last_learning_rate_ = 0;
  // Of this process alone, for rate and ETA.
  absl::Time run_started_;
  double earlier_seconds_ = 0;
  int64_t first_step_ = 0;
};

/// Steps of a whole training.
int64_t TotalTrainingSteps(int64_t rows, int64_t batch_size, int64_t epochs);

/// The state that an earlier attempt left in work/, or a fresh one where there is none that belongs to this job.
TrainingState LoadTrainingState(JobContext& context, const std::string& job_digest);

/// Folder of the weights of `epoch`.
std::string BestModelDir(const JobContext& context, int64_t epoch);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_TRAINING_LOOP_H_
