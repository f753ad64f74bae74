#ifndef OCTAVO_WORKER_RUNNER_TRAIN_FAKE_QUANTIZER_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_FAKE_QUANTIZER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/infer/int8/encoder.h"
#include "worker/runner/models/trainable_classifier.h"
#include "worker/runner/quant/int8_plan.h"
#include "worker/runner/train/deployed_encoder.h"
#include "worker/runner/train/deployed_linear.h"

namespace octavo {

/// Runs a model's forward pass as its INT8 file will: linear layers through the deployed kernels, embeddings rounded to
/// int8 per row, and keeps the moving averages of the activations' ranges. Confined to one thread.
class FakeQuantizer : public LayerOverride {
 public:
  /// Over the parameters of `weights`, with the codes of the static file in `options`, whose corrected biases the
  /// parameters take over: so it begins as the static model, bit for bit. INVALID_ARGUMENT for a file that was made
  /// from other weights, or in another form than QAT trains: embeddings, one weight scale an output channel, fixed
  /// codes. RESOURCE_EXHAUSTED without memory.
  static absl::StatusOr<std::unique_ptr<FakeQuantizer>> Create(const ModelConfig& config,
                                                               const ClassifierWeights& weights,
                                                               const QatOptions& options, at::ScalarType backward_type);

  /// Call after the parameters have changed.
  void Refresh();
  /// Whether the next forward pass notes the ranges of what it sees. `real_rows` of its packed rows belong to texts.
  void BeginPass(int64_t real_rows, bool observe);
  /// Takes the ranges noted since the last step into the moving averages; Refresh then goes by these.
  void EndStep();
  /// What the model would answer once deployed (DeployedEncoder), without dropout and gradients. `tap` may be null.
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch, ActivationTap* tap) const;

  at::Tensor Apply(const LinearSite& site, const at::Tensor& x) override;
  EmbeddingTables ValuesFor(const PackedBatch& batch) override;

  /// How WriteInt8Model is to store the model.
  Int8Plan Plan() const;
  /// Of every layer the moving averages of min and max, scale and zero point, [sites, 4], for checkpoints. After
  /// writing to it call Refresh.
  const at::Tensor& state() const { return state_; }

 private:
  struct Range {
    float low = 0, high = 0;
  };
  FakeQuantizer(const QatOptions& options, const ModelConfig& config, const ClassifierWeights& weights,
                const int8::Kernels& kernels);
  absl::Status AddSite(const LinearSite& where, const LinearWeights& parameters, const int8::LinearWeights& file,
                       at::ScalarType backward_type);
  void Observe(size_t index, const at::Tensor& rows);
  void Average(size_t index);
  void RoundRows(const std::vector<int32_t>& used, const at::Tensor& table, const at::Tensor& values) const;

  const QatOptions options_;
  const int8::Kernels& kernels_;
  const EmbeddingTables tables_;  // the parameters
  EmbeddingTables values_;        // rounded; undefined where embeddings stay in FP32
  DeployedEncoder::Linears sites_;
  const DeployedEncoder encoder_;
  at::Tensor state_;
  std::vector<std::optional<Range>> seen_;  // of the step, by place in LinearSites()
  int64_t real_rows_ = 0;
  bool observe_ = false;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_FAKE_QUANTIZER_H_
