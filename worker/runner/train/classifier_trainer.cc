#include "worker/runner/train/classifier_trainer.h"

#include <cmath>
#include <utility>

#include "ATen/core/grad_mode.h"
#include "ATen/ops/cross_entropy_loss.h"
#include "ATen/ops/from_blob.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "worker/runner/engine/error_boundary.h"
#include "worker/runner/models/cpu_features.h"
#include "worker/runner/models/model_info.h"
#include "worker/runner/train/checkpoint.h"
#include "worker/runner/train/trainer_options.h"

namespace octavo {
namespace {

AdamWOptions OptimizerOptions(const TrainerOptions& o) {
  return {o.adam_beta1, o.adam_beta2, o.adam_epsilon, o.weight_decay, o.max_grad_norm};
}

/// The dropout key of a step: neighbours differ in every bit.
uint64_t StepKey(uint32_t seed, int64_t step) {
  uint64_t z = (static_cast<uint64_t>(seed) << 32) ^ (static_cast<uint64_t>(step) * 0x9e3779b97f4a7c15ull);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

absl::StatusOr<std::unique_ptr<TrainableClassifier>> LoadModel(const TrainerOptions& options, ComputeType resolved) {
  OCTAVO_ASSIGN_OR_RETURN(ModelConfig config, ReadModelConfig(options.model_dir + "/config.json"));
  config.labels = options.labels;
  OCTAVO_ASSIGN_OR_RETURN(LoadedWeights loaded,
                          LoadWeights(options.model_dir, config, /*allow_fresh_head=*/true, options.seed));
  if (!loaded.fresh.empty()) {
    LogInfo("model ", options.model_dir, ": newly initialised from seed ", options.seed, ": ",
            absl::StrJoin(loaded.fresh, ", "));
  }
  return std::make_unique<TrainableClassifier>(std::move(config), std::move(loaded.weights),
                                               resolved == ComputeType::kBf16 ? at::kBFloat16 : at::kFloat);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Trainer>> CreateTrainer(const TrainerOptions& options) {
  return ClassifierTrainer::Create(options);
}

absl::StatusOr<std::unique_ptr<Trainer>> ClassifierTrainer::Create(const TrainerOptions& options) {
  OCTAVO_RETURN_IF_ERROR(CheckTrainerOptions(options));
  OCTAVO_ASSIGN_OR_RETURN(const ComputeType requested, RequestedPrecision(options));
  return WithErrorBoundary("create the trainer", [&]() -> absl::StatusOr<std::unique_ptr<Trainer>> {
    const ComputeType resolved = ResolveFloatType(requested);
    OCTAVO_ASSIGN_OR_RETURN(auto model, LoadModel(options, resolved));
    ModelInfo info = DescribeModel(model->config(), CountParameters(model->weights()));
    info.requested = requested;
    info.resolved = resolved;
    info.kernels = resolved == ComputeType::kBf16 ? "oneDNN BF16, FP32 master weights" : "oneDNN and MKL FP32";
    return std::unique_ptr<Trainer>(new ClassifierTrainer(options, std::move(info), std::move(model)));
  });
}

ClassifierTrainer::ClassifierTrainer(TrainerOptions options, ModelInfo info, std::unique_ptr<TrainableClassifier> model)
    : options_(std::move(options)),
      info_(std::move(info)),
      model_(std::move(model)),
      optimizer_(Parameters(model_->weights()), OptimizerOptions(options_)) {}

absl::Status ClassifierTrainer::CheckLabels(const TokenBatch& batch, absl::Span<const int32_t> labels) const {
  if (static_cast<int64_t>(labels.size()) != batch.size() || labels.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("training step: ", labels.size(), " labels for ", batch.size(), " texts; give one each"));
  }
  for (const int32_t label : labels) {
    if (label < 0 || label >= static_cast<int64_t>(options_.labels.size())) {
      return absl::InvalidArgumentError(absl::StrCat("training step: label ", label,
                                                     "; this model has the classes 0 to ", options_.labels.size() - 1));
    }
  }
  if (optimizer_.steps() >= options_.total_steps) {
    return absl::FailedPreconditionError(
        absl::StrCat("training step: all ", options_.total_steps, " steps of the schedule are done"));
  }
  return absl::OkStatus();
}

absl::StatusOr<TrainStep> ClassifierTrainer::Step(const TokenBatch& batch, absl::Span<const int32_t> labels) {
  OCTAVO_RETURN_IF_ERROR(CheckLabels(batch, labels));
  return WithErrorBoundary("training step", [&] { return RunStep(batch, labels); });
}

absl::StatusOr<TrainStep> ClassifierTrainer::RunStep(const TokenBatch& batch, absl::Span<const int32_t> labels) {
  OCTAVO_ASSIGN_OR_RETURN(PackedBatch packed, PackBatch(batch, model_->config()));
  TrainStep result;
  result.learning_rate = LearningRateAt(options_, optimizer_.steps());
  const at::Tensor logits = model_->Forward(std::make_shared<const PackedBatch>(std::move(packed)),
                                            StepKey(options_.seed, optimizer_.steps()));
  const at::Tensor targets = at::from_blob(const_cast<int32_t*>(labels.data()), {batch.size()}, at::kInt).to(at::kLong);
  const at::Tensor loss = at::cross_entropy_loss(logits, targets);
  result.loss = loss.item<double>();
  if (!std::isfinite(result.loss)) {
    return absl::InvalidArgumentError(absl::StrCat("training step ", optimizer_.steps() + 1, ": the loss is ",
                                                   result.loss, " at learning rate ", result.learning_rate,
                                                   "; training has diverged: use a smaller learning_rate"));
  }
  loss.backward();
  const absl::StatusOr<double> norm = optimizer_.Step(result.learning_rate);
  if (!norm.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("training step ", optimizer_.steps() + 1, ": ", norm.status().message()));
  }
  result.grad_norm = *norm;
  model_->RefreshComputeWeights();
  result.step = optimizer_.steps();
  return result;
}

absl::StatusOr<std::vector<float>> ClassifierTrainer::Logits(const TokenBatch& batch) {
  if (batch.size() == 0) return std::vector<float>();
  return WithErrorBoundary("evaluate the model in training", [&]() -> absl::StatusOr<std::vector<float>> {
    const at::NoGradGuard no_grad;
    OCTAVO_ASSIGN_OR_RETURN(PackedBatch packed, PackBatch(batch, model_->config()));
    const at::Tensor logits =
        model_->Forward(std::make_shared<const PackedBatch>(std::move(packed)), std::nullopt).contiguous();
    const float* values = logits.const_data_ptr<float>();
    return std::vector<float>(values, values + logits.numel());
  });
}

absl::Status ClassifierTrainer::SaveModel(const std::string& dir) {
  return WithErrorBoundary("save the model", [&] { return SaveModelFolder(dir, model_->config(), model_->weights()); });
}

absl::Status ClassifierTrainer::SaveCheckpoint(const std::string& path) {
  return WithErrorBoundary("save the checkpoint",
                           [&] { return WriteCheckpoint(path, options_, info_.resolved, optimizer_); });
}

absl::Status ClassifierTrainer::LoadCheckpoint(const std::string& path) {
  return WithErrorBoundary("load the checkpoint", [&]() -> absl::Status {
    OCTAVO_RETURN_IF_ERROR(ReadCheckpoint(path, options_, info_.resolved, optimizer_));
    model_->RefreshComputeWeights();
    return absl::OkStatus();
  });
}

}  // namespace octavo
