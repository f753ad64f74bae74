#include "worker/runner/train/classifier_trainer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/cross_entropy_loss.h"
#include "ATen/ops/from_blob.h"
#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "worker/runner/engine/error_boundary.h"
#include "worker/runner/models/cpu_features.h"
#include "worker/runner/models/heap_blocks.h"
#include "worker/runner/models/model_info.h"
#include "worker/runner/quant/int8_plan.h"
#include "worker/runner/train/distillation.h"
#include "worker/runner/train/trainer_options.h"

namespace octavo {
namespace {

constexpr int64_t kManyParameters = 50'000'000;  // DistilBERT has 66 million, MiniLM-L6 has 23

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

absl::StatusOr<std::unique_ptr<Trainer>> CreateQatTrainer(const QatOptions& options) {
  return ClassifierTrainer::CreateQat(options);
}

absl::StatusOr<std::unique_ptr<Trainer>> ClassifierTrainer::CreateQat(const QatOptions& options) {
  OCTAVO_RETURN_IF_ERROR(CheckTrainerOptions(options.training));
  OCTAVO_RETURN_IF_ERROR(CheckQatOptions(options));
  OCTAVO_ASSIGN_OR_RETURN(const ComputeType requested, RequestedPrecision(options.training));
  return WithErrorBoundary("create the trainer", [&]() -> absl::StatusOr<std::unique_ptr<Trainer>> {
    const ComputeType resolved = ResolveFloatType(requested);
    // Before the training's own blocks are made.
    auto blocks = std::make_unique<MappedLargeBlocks>();
    // What is not a product of integers is FP32, as in the deployed model; only gradients are formed in less.
    OCTAVO_ASSIGN_OR_RETURN(auto model, LoadModel(options.training, ComputeType::kFp32));
    ModelInfo info = DescribeModel(model->config(), CountParameters(model->weights()));
    info.requested = requested;
    info.resolved = resolved;
    info.kernels = absl::StrCat("INT8 as deployed, gradients in ", ComputeTypeName(resolved));
    OCTAVO_ASSIGN_OR_RETURN(auto quantizer,
                            FakeQuantizer::Create(model->config(), model->weights(), options,
                                                  resolved == ComputeType::kBf16 ? at::kBFloat16 : at::kFloat));
    model->set_override(quantizer.get());
    auto trainer = absl::WrapUnique(new ClassifierTrainer(options.training, std::move(info), std::move(model)));
    trainer->qat_ = options;
    trainer->quantizer_ = std::move(quantizer);
    // A small model has memory to spare, and each of its steps is short beside the clearing of new pages.
    if (trainer->info_.parameters >= kManyParameters) trainer->blocks_ = std::move(blocks);
    return std::unique_ptr<Trainer>(std::move(trainer));
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

absl::Status ClassifierTrainer::CheckTeacher(const TokenBatch& batch, absl::Span<const float> teacher_logits) const {
  const bool distils = qat_.has_value() && qat_->distill_weight > 0;
  const size_t wanted = distils ? static_cast<size_t>(batch.size()) * options_.labels.size() : 0;
  if (teacher_logits.size() == wanted) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("training step: ", teacher_logits.size(),
                                                 " teacher logits, needed are ", wanted,
                                                 "; give them where distill_weight is above 0, and only there"));
}

absl::StatusOr<TrainStep> ClassifierTrainer::Step(const TokenBatch& batch, absl::Span<const int32_t> labels,
                                                  absl::Span<const float> teacher_logits) {
  OCTAVO_RETURN_IF_ERROR(CheckLabels(batch, labels));
  OCTAVO_RETURN_IF_ERROR(CheckTeacher(batch, teacher_logits));
  return WithErrorBoundary("training step", [&] { return RunStep(batch, labels, teacher_logits); });
}

/// Without a dropout key in evaluation mode.
absl::StatusOr<at::Tensor> ClassifierTrainer::Forward(const TokenBatch& batch, std::optional<uint64_t> dropout_key) {
  OCTAVO_ASSIGN_OR_RETURN(PackedBatch packed, PackBatch(batch, model_->config()));
  if (quantizer_ != nullptr) quantizer_->BeginPass(packed.real_tokens, optimizer_.steps() < qat_->freeze_step);
  return model_->Forward(std::make_shared<const PackedBatch>(std::move(packed)), dropout_key);
}

at::Tensor ClassifierTrainer::Loss(const at::Tensor& logits, absl::Span<const int32_t> labels,
                                   absl::Span<const float> teacher_logits) const {
  const int64_t texts = logits.size(0);
  const at::Tensor targets = at::from_blob(const_cast<int32_t*>(labels.data()), {texts}, at::kInt).to(at::kLong);
  const at::Tensor cross_entropy = at::cross_entropy_loss(logits, targets);
  if (teacher_logits.empty()) return cross_entropy;
  const at::Tensor teacher = at::from_blob(const_cast<float*>(teacher_logits.data()), logits.sizes(), at::kFloat);
  return cross_entropy * (1 - qat_->distill_weight) +
         DistillationLoss(logits, teacher, qat_->distill_temperature) * qat_->distill_weight;
}

/// Forward and backward of one piece, whose loss is the mean over its texts; `share` of the batch it is. Returns the
/// piece's part of the batch's loss.
absl::StatusOr<double> ClassifierTrainer::AddGradients(const MicroBatch& piece, double share, uint64_t dropout_key) {
  OCTAVO_ASSIGN_OR_RETURN(const at::Tensor logits, Forward(piece.tokens, dropout_key));
  const at::Tensor loss = Loss(logits, piece.labels, piece.teacher_logits) * share;
  const double value = loss.item<double>();
  if (!std::isfinite(value)) {
    return absl::InvalidArgumentError(absl::StrCat("training step ", optimizer_.steps() + 1, ": the loss is ", value,
                                                   " at learning rate ", LearningRateAt(options_, optimizer_.steps()),
                                                   "; training has diverged: use a smaller learning_rate"));
  }
  loss.backward();
  return value;
}

absl::StatusOr<TrainStep> ClassifierTrainer::RunStep(const TokenBatch& batch, absl::Span<const int32_t> labels,
                                                     absl::Span<const float> teacher_logits) {
  TrainStep result;
  result.learning_rate = LearningRateAt(options_, optimizer_.steps());
  uint64_t key = StepKey(options_.seed, optimizer_.steps());
  for (const MicroBatch& piece : CutBatch(batch, labels, teacher_logits, MaxPassTokens())) {
    const double share = static_cast<double>(piece.tokens.size()) / static_cast<double>(batch.size());
    OCTAVO_ASSIGN_OR_RETURN(const double loss, AddGradients(piece, share, key++));
    result.loss += loss;
    if (share < 1) model_->KeepGradients();
  }
  const absl::StatusOr<double> norm = optimizer_.Step(result.learning_rate);
  if (!norm.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("training step ", optimizer_.steps() + 1, ": ", norm.status().message()));
  }
  result.grad_norm = *norm;
  if (quantizer_ != nullptr) quantizer_->EndStep();
  RefreshWeights();
  result.step = optimizer_.steps();
  return result;
}

/// How many tokens go through the model at once, so that BERT-base's activations leave training within 8 GB (a token of
/// a long text takes about 0.8 MB in BF16), and quantization-aware training, whose are FP32, within 4 GB: measured by
/// tests/bench/memory.py. A smaller model's activations are as much smaller, and each pass costs its gradients' sum.
int64_t ClassifierTrainer::MaxPassTokens() const {
  constexpr int64_t kFloatPass = 2048, kBf16Pass = 4096, kQatPass = 512, kBertBase = 12 * 768;
  if (quantizer_ == nullptr) return info_.resolved == ComputeType::kBf16 ? kBf16Pass : kFloatPass;
  const ModelConfig& config = model_->config();
  return std::clamp(kQatPass * kBertBase / (config.num_layers * config.hidden_size), kQatPass, kBf16Pass);
}

void ClassifierTrainer::RefreshWeights() {
  model_->RefreshComputeWeights();
  if (quantizer_ != nullptr) quantizer_->Refresh();
}

absl::StatusOr<std::vector<float>> ClassifierTrainer::Logits(const TokenBatch& batch) {
  if (batch.size() == 0) return std::vector<float>();
  if (quantizer_ != nullptr) return DeployedLogits(batch, nullptr);
  return WithErrorBoundary("evaluate the model in training", [&]() -> absl::StatusOr<std::vector<float>> {
    const at::NoGradGuard no_grad;
    OCTAVO_ASSIGN_OR_RETURN(at::Tensor logits, Forward(batch, std::nullopt));
    logits = logits.contiguous();
    const float* values = logits.const_data_ptr<float>();
    return std::vector<float>(values, values + logits.numel());
  });
}

absl::StatusOr<std::vector<float>> ClassifierTrainer::LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) {
  if (quantizer_ == nullptr) return Trainer::LogitsWithTap(batch, tap);
  return DeployedLogits(batch, &tap);
}

absl::StatusOr<std::vector<float>> ClassifierTrainer::DeployedLogits(const TokenBatch& batch, ActivationTap* tap) {
  OCTAVO_RETURN_IF_ERROR(CheckBatch(batch, model_->config()));
  return WithErrorBoundary("evaluate the model in training", [&] { return quantizer_->Logits(batch, tap); });
}

CheckpointExtras ClassifierTrainer::Extras() const {
  if (quantizer_ == nullptr) return {};
  return {absl::StrFormat("qat momentum=%.17g freeze=%d distill=%.17g temperature=%.17g embeddings=%d",
                          qat_->observer_momentum, qat_->freeze_step, qat_->distill_weight, qat_->distill_temperature,
                          qat_->quantize_embeddings ? 1 : 0),
          {{"activation_codes", quantizer_->state()}}};
}

absl::Status ClassifierTrainer::SaveModel(const std::string& dir) {
  OCTAVO_RETURN_IF_ERROR(
      WithErrorBoundary("save the model", [&] { return SaveModelFolder(dir, model_->config(), model_->weights()); }));
  if (quantizer_ == nullptr) return absl::OkStatus();
  return WriteInt8Model(dir, absl::StrCat(dir, "/", kQatFile), quantizer_->Plan()).status();
}

absl::Status ClassifierTrainer::SaveCheckpoint(const std::string& path) {
  return WithErrorBoundary("save the checkpoint",
                           [&] { return WriteCheckpoint(path, options_, info_.resolved, optimizer_, Extras()); });
}

absl::Status ClassifierTrainer::LoadCheckpoint(const std::string& path) {
  return WithErrorBoundary("load the checkpoint", [&]() -> absl::Status {
    OCTAVO_RETURN_IF_ERROR(ReadCheckpoint(path, options_, info_.resolved, optimizer_, Extras()));
    RefreshWeights();
    return absl::OkStatus();
  });
}

}  // namespace octavo
