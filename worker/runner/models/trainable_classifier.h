#ifndef OCTAVO_WORKER_RUNNER_MODELS_TRAINABLE_CLASSIFIER_H_
#define OCTAVO_WORKER_RUNNER_MODELS_TRAINABLE_CLASSIFIER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "ATen/core/Tensor.h"
#include "worker/runner/engine/linear_sites.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/models/classifier_weights.h"
#include "worker/runner/models/encoder_functions.h"
#include "worker/runner/models/packed_batch.h"

namespace octavo {

/// Computes the linear layers and the embeddings of a forward pass in place of the model's own: fake quantization.
class LayerOverride {
 public:
  virtual ~LayerOverride() = default;
  /// x·Wᵀ + b of `site`: FP32 [rows, inputs] → FP32 [rows, outputs], in autograd's graph.
  virtual at::Tensor Apply(const LinearSite& site, const at::Tensor& x) = 0;
  /// The tables to read in place of the parameters, with values for at least the rows of `batch`.
  virtual EmbeddingTables ValuesFor(const PackedBatch& batch) = 0;
};

/// An encoder with pooler and classification head whose forward pass builds an autograd graph over packed tokens. Owns
/// the FP32 parameters (autograd leaves) and, for BF16, the copies that GEMMs read. Pooler and head compute in FP32.
/// Confined to one thread.
class TrainableClassifier {
 public:
  /// `compute` is at::kFloat or at::kBFloat16.
  TrainableClassifier(ModelConfig config, ClassifierWeights weights, at::ScalarType compute);

  const ModelConfig& config() const { return config_; }
  ClassifierWeights& weights() { return weights_; }

  /// Copies the parameters to what GEMMs read. Call after every change of the parameters.
  void RefreshComputeWeights();

  /// From now on `layers` computes; it must outlive this, which must compute in FP32. Of the last layer only each
  /// text's first row goes through what follows attention, as in the engines: they observe the same.
  void set_override(LayerOverride* layers) { override_ = layers; }

  /// Gives the embeddings' gradients memory of their own, so that a further backward pass can add to them: until then
  /// they lie where the next one writes.
  void KeepGradients();

  /// FP32 logits [texts, labels]. With `dropout_key` dropout is on, drawn from that key: give a new one each step.
  at::Tensor Forward(std::shared_ptr<const PackedBatch> batch, std::optional<uint64_t> dropout_key);

 private:
  struct Layer {
    ComputeLinear qkv, attention_output, ffn_in, ffn_out;
  };
  ComputeLinear MakeCompute(const LinearWeights& parameters) const;
  at::Tensor Activate(const at::Tensor& x) const;
  at::Tensor Linear(const LinearSite& site, const ComputeLinear& linear, const at::Tensor& x) const;
  at::Tensor Embed(std::shared_ptr<const PackedBatch> batch) const;

  const ModelConfig config_;
  const at::ScalarType compute_;
  ClassifierWeights weights_;
  std::vector<Layer> layers_;
  LayerOverride* override_ = nullptr;
  const std::shared_ptr<EmbeddingGradients> embedding_gradients_;  // shared with the graph of a step
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_TRAINABLE_CLASSIFIER_H_
