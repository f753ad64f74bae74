#ifndef OCTAVO_WORKER_RUNNER_TRAIN_DEPLOYED_ENCODER_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_DEPLOYED_ENCODER_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/models/classifier_weights.h"
#include "worker/runner/train/deployed_linear.h"

namespace octavo {

/// What a model in training would answer once deployed: every step by the deployed kernels, in the deployed order, on
/// the weights as they stand. An independent writing of infer/int8/encoder.cc, text by text: that the two give the same
/// bits is the gate of quantization-aware training. Confined to one thread; spreads texts over the intra-op threads.
class DeployedEncoder {
 public:
  /// By place in LinearSites(). All must outlive this.
  using Linears = std::vector<std::shared_ptr<DeployedLinear>>;

  DeployedEncoder(const ModelConfig& config, const ClassifierWeights& weights, const Linears& linears,
                  bool quantize_embeddings, const int8::Kernels& kernels)
      : config_(config),
        weights_(weights),
        linears_(linears),
        quantize_embeddings_(quantize_embeddings),
        kernels_(kernels) {}

  /// Logits [texts × labels]; `tap` may be null. REQUIRES: a batch that CheckBatch passes.
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch, ActivationTap* tap) const;

 private:
  struct Text;
  void Run(Text& text) const;
  void Embed(Text& text) const;
  void EmbedRow(int64_t word, int64_t position, int64_t type, float* x) const;
  void Norm(const NormWeights& norm, const float* residual, int64_t residual_stride, Text& text) const;
  void Attend(const std::vector<float>& qkv, bool last, Text& text) const;
  void RunLayer(int layer, Text& text) const;
  std::vector<float> Multiply(const LinearSite& site, const std::vector<float>& x, int64_t x_stride, Text& text,
                              int8::Epilogue epilogue) const;
  void Classify(Text& text) const;

  const ModelConfig& config_;
  const ClassifierWeights& weights_;
  const Linears& linears_;
  const bool quantize_embeddings_;
  const int8::Kernels& kernels_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_DEPLOYED_ENCODER_H_
