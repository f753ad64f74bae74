#ifndef OCTAVO_WORKER_RUNNER_INFER_FLOAT_CLASSIFIER_H_
#define OCTAVO_WORKER_RUNNER_INFER_FLOAT_CLASSIFIER_H_

#include <memory>
#include <string>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/infer/packed_linear.h"
#include "worker/runner/models/classifier_weights.h"

namespace octavo {

/// Inference in FP32, BF16 or FP16 over packed tokens: prepacked oneDNN GEMMs and row kernels over the real tokens of
/// the whole batch, attention per text. The residual stream, LayerNorm, pooler and head are FP32 throughout. Of the
/// last layer only the first row of each text is computed after attention, as in the INT8 encoder: the classifier reads
/// nothing else, and a comparison of the two must not credit one with work that the other does not do.
class FloatClassifier : public Classifier {
 public:
  /// Opens a Hugging Face folder. `compute` is not kInt8.
  static absl::StatusOr<std::unique_ptr<Classifier>> Load(const std::string& dir, ComputeType compute);
  /// Opens a file of formats/float_file.h and asks for the type that it says.
  static absl::StatusOr<std::unique_ptr<Classifier>> LoadFile(std::unique_ptr<TorchFile> file);

  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override { return Run(batch, nullptr); }
  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) override {
    return Run(batch, &tap);
  }

 private:
  struct Layer {
    PackedLinear qkv, attention_output, ffn_in, ffn_out;
    NormWeights attention_norm, ffn_norm;
  };

  FloatClassifier(ModelConfig config, ModelInfo info, ClassifierWeights weights, at::ScalarType compute);
  static std::unique_ptr<Classifier> Make(ModelConfig config, ClassifierWeights weights, ComputeType compute);
  absl::StatusOr<std::vector<float>> Run(const TokenBatch& batch, ActivationTap* tap);
  /// The first row of every text after all layers: FP32 [texts, hidden].
  absl::StatusOr<at::Tensor> Encode(const TokenBatch& batch, ActivationTap* tap);

  const ModelConfig config_;
  const ModelInfo info_;
  const at::ScalarType compute_;
  ClassifierWeights weights_;  // without the layers, which are packed below
  std::vector<Layer> layers_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_INFER_FLOAT_CLASSIFIER_H_
