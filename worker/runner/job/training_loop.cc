#include "worker/runner/job/training_loop.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/logging.h"
#include "common/stats.h"
#include "common/status_macros.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr const char* kStateName = "state.json";
constexpr absl::string_view kCheckpointPrefix = "checkpoint-";
constexpr absl::string_view kBestPrefix = "best-";
constexpr int64_t kMaxCurveRows = 2000;

double SecondsBetween(absl::Time start, absl::Time end) { return absl::ToDoubleSeconds(end - start); }

/// Removes what begins with `prefix` in work/, but for `keep`.
void RemoveOthers(const JobContext& context, absl::string_view prefix, const std::string& keep) {
  std::error_code ignored;
  std::vector<fs::path> doomed;
  for (const auto& entry : fs::directory_iterator(context.Work(""), ignored)) {
    const std::string name = entry.path().filename().string();
    if (absl::StartsWith(name, prefix) && name != keep) doomed.push_back(entry.path());
  }
  for (const fs::path& path : doomed) fs::remove_all(path, ignored);
}

std::vector<int32_t> LengthsOf(const EncodedRows& rows) {
  std::vector<int32_t> lengths;
  lengths.reserve(rows.tokens.size());
  for (const std::vector<int32_t>& text : rows.tokens) lengths.push_back(static_cast<int32_t>(text.size()));
  return lengths;
}

}  // namespace

int64_t TotalTrainingSteps(int64_t rows, int64_t batch_size, int64_t epochs) {
  return (rows + batch_size - 1) / batch_size * epochs;
}

std::string BestModelDir(const JobContext& context, int64_t epoch) {
  return context.Work(absl::StrCat(kBestPrefix, epoch));
}

TrainingState LoadTrainingState(JobContext& context, const std::string& job_digest) {
  TrainingState fresh;
  fresh.job_digest = job_digest;
  const std::string path = context.Work(kStateName);
  if (!fs::exists(path)) return fresh;
  const auto json = ReadJsonFile(path);
  const auto state = json.ok() ? TrainingStateFromJson(*json) : json.status();
  if (!state.ok()) {
    context.events.Warning(absl::StrCat("starting afresh: ", path, " cannot be used: ", state.status().message()));
    return fresh;
  }
  if (state->job_digest != job_digest) {
    context.events.Warning(
        absl::StrCat("starting afresh: ", path,
                     " belongs to a job with other parameters or inputs, another build or another kind of machine"));
    return fresh;
  }
  return *state;
}

TrainingLoop::TrainingLoop(JobContext& context, Trainer& trainer, Data data, TrainingState state)
    : context_(context),
      trainer_(trainer),
      data_(data),
      state_(std::move(state)),
      batch_size_(context.spec.Param<int64_t>("batch_size")),
      steps_per_epoch_(TotalTrainingSteps(data.train.size(), batch_size_, 1)),
      total_steps_(steps_per_epoch_ * context.spec.Param<int64_t>("epochs")),
      checkpoint_steps_(context.spec.Param<int64_t>("checkpoint_steps")),
      curve_interval_(std::max<int64_t>(1, (total_steps_ + kMaxCurveRows - 1) / kMaxCurveRows)),
      lengths_(LengthsOf(data.train)),
      run_started_(context.clock.Now()) {}

absl::StatusOr<TrainingState> TrainingLoop::Run() {
  OCTAVO_RETURN_IF_ERROR(Resume());
  earlier_seconds_ = state_.total_seconds;
  first_step_ = state_.step;
  run_started_ = context_.clock.Now();
  for (;;) {
    const int64_t epochs_done = state_.step / steps_per_epoch_;
    const int64_t to_validate = epochs_done + (data_.start_is_epoch ? 1 : 0);
    if (state_.step % steps_per_epoch_ == 0 && static_cast<int64_t>(state_.history.size()) < to_validate) {
      absl::Status validated = FinishEpoch();
      if (absl::IsCancelled(validated)) return SaveAndStop();
      OCTAVO_RETURN_IF_ERROR(validated);
    }
    if (state_.step == total_steps_) break;
    if (context_.stop.requested()) return SaveAndStop();
    OCTAVO_RETURN_IF_ERROR(RunStep());
    if (checkpoint_steps_ > 0 && state_.step % checkpoint_steps_ == 0) {
      OCTAVO_RETURN_IF_ERROR(Save());
    }
  }
  // The checkpoint goes: from here on only the best epoch's weights are needed.
  state_.finished = true;
  state_.checkpoint.clear();
  state_.total_seconds = earlier_seconds_ + SecondsBetween(run_started_, context_.clock.Now());
  OCTAVO_RETURN_IF_ERROR(WriteJsonFile(context_.Work(kStateName), ToJson(state_)));
  RemoveOthers(context_, kCheckpointPrefix, "");
  return state_;
}

absl::Status TrainingLoop::Resume() {
  if (!state_.checkpoint.empty()) {
    const std::string path = context_.Work(state_.checkpoint);
    const absl::Status loaded = trainer_.LoadCheckpoint(path);
    if (loaded.ok()) {
      LogInfo("resumed from step ", state_.step, " of ", total_steps_);
      return absl::OkStatus();
    }
    if (absl::IsResourceExhausted(loaded)) return loaded;
    context_.events.Warning(absl::StrCat("starting afresh: ", path, " cannot be used: ", loaded.message()));
  }
  TrainingState fresh;
  fresh.job_digest = state_.job_digest;
  fresh.precision = state_.precision;
  state_ = fresh;
  RemoveOthers(context_, kCheckpointPrefix, "");
  RemoveOthers(context_, kBestPrefix, "");
  return absl::OkStatus();
}

const Batch& TrainingLoop::NextBatch() {
  const int64_t epoch = state_.step / steps_per_epoch_;
  if (epoch != batches_epoch_) {
    batches_ = TrainingBatches(lengths_, batch_size_, context_.seed(), epoch);
    batches_epoch_ = epoch;
  }
  return batches_[static_cast<size_t>(state_.step % steps_per_epoch_)];
}

absl::Status TrainingLoop::RunStep() {
  const Batch& rows = NextBatch();
  TokenBatch batch;
  std::vector<int32_t> labels;
  std::vector<float> teacher_logits;
  const auto classes = static_cast<size_t>(data_.num_classes);
  for (const int64_t row : rows) {
    batch.Append(data_.train.tokens[static_cast<size_t>(row)]);
    labels.push_back(data_.train.labels[static_cast<size_t>(row)]);
    if (data_.teacher_logits.empty()) continue;
    const auto of_row = data_.teacher_logits.subspan(static_cast<size_t>(row) * classes, classes);
    teacher_logits.insert(teacher_logits.end(), of_row.begin(), of_row.end());
  }
  const absl::Time started = context_.clock.Now();
  OCTAVO_ASSIGN_OR_RETURN(const TrainStep step, trainer_.Step(batch, labels, teacher_logits));
  state_.step_seconds += SecondsBetween(started, context_.clock.Now());
  state_.samples += batch.size();
  ++state_.step;
  state_.loss_sum += step.loss;
  ++state_.loss_steps;
  state_.epoch_loss_sum += step.loss;
  ++state_.epoch_steps;
  last_learning_rate_ = step.learning_rate;
  if (state_.step % curve_interval_ == 0 || state_.step % steps_per_epoch_ == 0) AddCurveRow();
  ReportProgress(step.loss);
  return absl::OkStatus();
}

void TrainingLoop::AddCurveRow() {
  CurveRow row;
  row.step = state_.step;
  row.epoch = (state_.step + steps_per_epoch_ - 1) / steps_per_epoch_;
  row.loss = state_.loss_sum / static_cast<double>(state_.loss_steps);
  row.learning_rate = last_learning_rate_;
  state_.curve.push_back(row);
  state_.loss_sum = 0;
  state_.loss_steps = 0;
}

void TrainingLoop::ReportProgress(double loss) {
  ProgressLine line;
  line.step = state_.step;
  line.total = total_steps_;
  if (state_.step_seconds > 0) line.rate = static_cast<double>(state_.samples) / state_.step_seconds;
  line.unit = "samples/s";
  const double elapsed = SecondsBetween(run_started_, context_.clock.Now());
  const int64_t done = state_.step - first_step_;
  line.eta_seconds = elapsed / static_cast<double>(done) * static_cast<double>(total_steps_ - state_.step);
  line.metrics = {{"loss", loss},
                  {"learning_rate", last_learning_rate_},
                  {"epoch", static_cast<double>(state_.step) / static_cast<double>(steps_per_epoch_)}};
  if (!state_.history.empty()) line.metrics["validation_accuracy"] = state_.history.back().validation_accuracy;
  context_.events.Progress(line);
}

absl::Status TrainingLoop::FinishEpoch() {
  const int64_t epoch = state_.step / steps_per_epoch_;
  const auto logits_of = [this](const TokenBatch& batch) { return trainer_.Logits(batch); };
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> logits,
                          LogitsOfAll(logits_of, data_.validation.tokens, context_.spec.Param<int>("eval_batch_size"),
                                      [this](int64_t) { return context_.stop.Check(); }));
  EpochRecord record;
  record.epoch = epoch;
  if (epoch > 0) record.train_loss = state_.epoch_loss_sum / static_cast<double>(state_.epoch_steps);
  OCTAVO_ASSIGN_OR_RETURN(
      const ClassificationScores scores,
      ScoreClassification(data_.validation.labels, ArgMax(logits, data_.num_classes), data_.num_classes));
  record.validation_accuracy = scores.accuracy;
  record.validation_loss = MeanCrossEntropy(logits, data_.validation.labels, data_.num_classes);
  state_.epoch_loss_sum = 0;
  state_.epoch_steps = 0;
  if (epoch > 0) {
    state_.curve.back().validation_accuracy = record.validation_accuracy;
    state_.curve.back().validation_loss = record.validation_loss;
  }
  LogInfo("epoch ", epoch, ": train loss ", record.train_loss.has_value() ? absl::StrCat(*record.train_loss) : "none",
          ", validation accuracy ", record.validation_accuracy, ", validation loss ", record.validation_loss);
  if (!state_.AddEpoch(record)) return absl::OkStatus();
  return SaveBest(epoch, logits);
}

absl::Status TrainingLoop::SaveBest(int64_t epoch, absl::Span<const float> logits) {
  const std::string final_dir = BestModelDir(context_, epoch);
  const std::string temporary = context_.Work("new-best");
  std::error_code error;
  fs::remove_all(temporary, error);
  fs::remove_all(final_dir, error);
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(temporary));
  OCTAVO_RETURN_IF_ERROR(trainer_.SaveModel(temporary));
  if (data_.on_best) OCTAVO_RETURN_IF_ERROR(data_.on_best(trainer_, logits, temporary));
  fs::rename(temporary, final_dir, error);
  if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot rename ", temporary, " to ", final_dir));
  return absl::OkStatus();
}

absl::Status TrainingLoop::Save() {
  TrainingState saved = state_;
  saved.checkpoint = absl::StrCat(kCheckpointPrefix, state_.step, ".bin");
  saved.total_seconds = earlier_seconds_ + SecondsBetween(run_started_, context_.clock.Now());
  OCTAVO_RETURN_IF_ERROR(trainer_.SaveCheckpoint(context_.Work(saved.checkpoint)));
  OCTAVO_RETURN_IF_ERROR(WriteJsonFile(context_.Work(kStateName), ToJson(saved)));
  state_.checkpoint = saved.checkpoint;
  RemoveOthers(context_, kCheckpointPrefix, saved.checkpoint);
  // An older best may go only now: until this state was on disk, an earlier one could still need it.
  RemoveOthers(context_, kBestPrefix, absl::StrCat(kBestPrefix, state_.best_epoch));
  return absl::OkStatus();
}

absl::Status TrainingLoop::SaveAndStop() {
  LogInfo("stopping at step ", state_.step, " of ", total_steps_, "; a next attempt in this folder resumes");
  OCTAVO_RETURN_IF_ERROR(Save());
  return absl::CancelledError("stopped on request");
}

}  // namespace octavo
