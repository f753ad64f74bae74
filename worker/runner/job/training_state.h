#ifndef OCTAVO_WORKER_RUNNER_JOB_TRAINING_STATE_H_
#define OCTAVO_WORKER_RUNNER_JOB_TRAINING_STATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/json.h"

namespace octavo {

struct CurveRow {
  int64_t step = 0;
  int64_t epoch = 0;  // from 1
  double loss = 0;    // mean since the row before
  double learning_rate = 0;
  std::optional<double> validation_accuracy, validation_loss;  // in the last row of an epoch
};

struct EpochRecord {
  int64_t epoch = 0;                 // 0: before the first step
  std::optional<double> train_loss;  // none of epoch 0
  double validation_accuracy = 0;
  double validation_loss = 0;
};

/// Everything that a training job knows besides the trainer's own state; with a checkpoint of the same step it is
/// enough to continue as if nothing had happened.
struct TrainingState {
  std::string job_digest;  // of parameters, inputs, program and machine: another's state is not used
  std::string checkpoint;  // file name in work/, empty: none
  std::string precision;   // that really computed
  int64_t step = 0;        // steps done
  bool finished = false;   // every step and validation done
  double loss_sum = 0;     // since the last curve row
  int64_t loss_steps = 0;
  double epoch_loss_sum = 0;  // since the epoch began
  int64_t epoch_steps = 0;
  std::vector<CurveRow> curve;
  std::vector<EpochRecord> history;
  int64_t best_epoch = 0;   // of `history`; means nothing while that is empty
  double step_seconds = 0;  // over all attempts, the steps alone
  int64_t samples = 0;
  double total_seconds = 0;  // over all attempts, with validation and checkpoints

  /// The best epoch so far gets the highest validation accuracy, of equal ones the lowest loss, then the earliest.
  /// Appends `record` and says whether it is the new best.
  bool AddEpoch(const EpochRecord& record);
};

Json ToJson(const TrainingState& state);
/// INVALID_ARGUMENT for anything that ToJson would not give.
absl::StatusOr<TrainingState> TrainingStateFromJson(const Json& json);

/// The text of training_curve.csv.
std::string FormatCurveCsv(const std::vector<CurveRow>& curve);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_TRAINING_STATE_H_
