#ifndef OCTAVO_WORKER_RUNNER_TRAIN_CLASSIFIER_TRAINER_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_CLASSIFIER_TRAINER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/models/trainable_classifier.h"
#include "worker/runner/train/adamw.h"

namespace octavo {

/// The Trainer behind CreateTrainer: cross-entropy over packed batches, AdamW, linear schedule.
class ClassifierTrainer : public Trainer {
 public:
  static absl::StatusOr<std::unique_ptr<Trainer>> Create(const TrainerOptions& options);

  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<TrainStep> Step(const TokenBatch& batch, absl::Span<const int32_t> labels) override;
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override;
  absl::Status SaveModel(const std::string& dir) override;
  absl::Status SaveCheckpoint(const std::string& path) override;
  absl::Status LoadCheckpoint(const std::string& path) override;

 private:
  ClassifierTrainer(TrainerOptions options, ModelInfo info, std::unique_ptr<TrainableClassifier> model);
  absl::Status CheckLabels(const TokenBatch& batch, absl::Span<const int32_t> labels) const;
  absl::StatusOr<TrainStep> RunStep(const TokenBatch& batch, absl::Span<const int32_t> labels);

  const TrainerOptions options_;
  const ModelInfo info_;
  const std::unique_ptr<TrainableClassifier> model_;
  AdamW optimizer_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_CLASSIFIER_TRAINER_H_
