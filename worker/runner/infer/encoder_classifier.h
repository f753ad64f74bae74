#ifndef OCTAVO_WORKER_RUNNER_INFER_ENCODER_CLASSIFIER_H_
#define OCTAVO_WORKER_RUNNER_INFER_ENCODER_CLASSIFIER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/infer/int8/encoder.h"
#include "worker/runner/infer/int8/int8_model_file.h"
#include "worker/runner/infer/int8/team.h"

namespace octavo {

/// The encoder of an open model file on LibTorch's threads, with the checks that engine.h promises. What the
/// classifiers over such files share. Confined to one thread at a time.
class EncoderClassifier {
 public:
  /// The encoder's errors, with the file's name.
  static absl::StatusOr<std::unique_ptr<EncoderClassifier>> Create(int8::Int8ModelFile file);

  /// What the file says, and the types that its layers run in at present.
  ModelInfo Info() const;
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch);
  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap);
  /// As SwitchableClassifier::SetTypes.
  absl::Status SetTypes(absl::Span<const ComputeType> types);

 private:
  EncoderClassifier(int8::Int8ModelFile& file, const int8::Kernels& kernels);

  const std::unique_ptr<TorchFile> mapped_;  // holds the embeddings; the encoder has all else packed
  const ModelConfig config_;
  const int64_t parameters_;
  const int8::Kernels& kernels_;
  const std::unique_ptr<int8::Team> team_;
  std::unique_ptr<int8::Encoder> encoder_;
  std::vector<ComputeType> types_;  // by place in LinearSites()
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_INFER_ENCODER_CLASSIFIER_H_
