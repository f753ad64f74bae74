#ifndef OCTAVO_WORKER_RUNNER_TRAIN_CLASSIFIER_TRAINER_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_CLASSIFIER_TRAINER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/models/heap_blocks.h"
#include "worker/runner/models/trainable_classifier.h"
#include "worker/runner/train/adamw.h"
#include "worker/runner/train/checkpoint.h"
#include "worker/runner/train/fake_quantizer.h"
#include "worker/runner/train/micro_batches.h"

namespace octavo {

/// The Trainer behind CreateTrainer and CreateQatTrainer: cross-entropy over packed batches, AdamW, linear schedule;
/// for quantization-aware training also fake quantization and distillation.
class ClassifierTrainer : public Trainer {
 public:
  static absl::StatusOr<std::unique_ptr<Trainer>> Create(const TrainerOptions& options);
  static absl::StatusOr<std::unique_ptr<Trainer>> CreateQat(const QatOptions& options);

  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<TrainStep> Step(const TokenBatch& batch, absl::Span<const int32_t> labels,
                                 absl::Span<const float> teacher_logits) override;
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override;
  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) override;
  absl::Status SaveModel(const std::string& dir) override;
  absl::Status SaveCheckpoint(const std::string& path) override;
  absl::Status LoadCheckpoint(const std::string& path) override;

 private:
  ClassifierTrainer(TrainerOptions options, ModelInfo info, std::unique_ptr<TrainableClassifier> model);
  absl::Status CheckLabels(const TokenBatch& batch, absl::Span<const int32_t> labels) const;
  absl::Status CheckTeacher(const TokenBatch& batch, absl::Span<const float> teacher_logits) const;
  absl::StatusOr<at::Tensor> Forward(const TokenBatch& batch, std::optional<uint64_t> dropout_key);
  at::Tensor Loss(const at::Tensor& logits, absl::Span<const int32_t> labels,
                  absl::Span<const float> teacher_logits) const;
  absl::StatusOr<double> AddGradients(const MicroBatch& piece, double share, uint64_t dropout_key);
  int64_t MaxPassTokens() const;
  absl::StatusOr<TrainStep> RunStep(const TokenBatch& batch, absl::Span<const int32_t> labels,
                                    absl::Span<const float> teacher_logits);
  absl::StatusOr<std::vector<float>> DeployedLogits(const TokenBatch& batch, ActivationTap* tap);
  void RefreshWeights();
  CheckpointExtras Extras() const;

  std::unique_ptr<MappedLargeBlocks> blocks_;  // of a large model's quantization-aware training
  const TrainerOptions options_;
  const ModelInfo info_;
  const std::unique_ptr<TrainableClassifier> model_;
  AdamW optimizer_;
  std::optional<QatOptions> qat_;
  std::unique_ptr<FakeQuantizer> quantizer_;  // where qat_
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_CLASSIFIER_TRAINER_H_
