#include "worker/runner/models/trainable_classifier.h"

#include <utility>

#include "ATen/core/grad_mode.h"
#include "ATen/ops/empty_like.h"
#include "ATen/ops/from_blob.h"
#include "ATen/ops/gelu.h"
#include "ATen/ops/linear.h"
#include "ATen/ops/relu.h"
#include "worker/runner/models/attention_function.h"
#include "worker/runner/models/head_activation.h"

namespace octavo {
namespace {

/// A key for one dropout site, from the step's key.
uint64_t SiteKey(uint64_t step_key, uint64_t site) {
  uint64_t z = step_key + (site + 1) * 0x9e3779b97f4a7c15ull;
  z = (z ^ (z >> 32)) * 0xd6e8feb86659fd93ull;
  z = (z ^ (z >> 32)) * 0xd6e8feb86659fd93ull;
  return z ^ (z >> 32);
}

/// Hands out the draws of one forward pass in a fixed order; draws nothing in evaluation mode.
class Sites {
 public:
  explicit Sites(std::optional<uint64_t> step_key) : step_key_(step_key) {}
  bool on() const { return step_key_.has_value(); }
  uint64_t NextKey() { return on() ? SiteKey(*step_key_, next_++) : 0; }
  DropoutDraw Next(double probability) {
    const uint64_t key = NextKey();
    return on() ? MakeDraw(probability, key) : DropoutDraw{};
  }

 private:
  const std::optional<uint64_t> step_key_;
  uint64_t next_ = 0;
};

}  // namespace

TrainableClassifier::TrainableClassifier(ModelConfig config, ClassifierWeights weights, at::ScalarType compute)
    : config_(std::move(config)),
      compute_(compute),
      weights_(std::move(weights)),
      embedding_gradients_(std::make_shared<EmbeddingGradients>(weights_.word_embeddings, weights_.position_embeddings,
                                                                weights_.type_embeddings)) {
  for (const Parameter& parameter : Parameters(weights_)) parameter.tensor->requires_grad_(true);
  for (const LayerWeights& layer : weights_.layers) {
    layers_.push_back({MakeCompute(layer.qkv), MakeCompute(layer.attention_output), MakeCompute(layer.ffn_in),
                       MakeCompute(layer.ffn_out)});
  }
  RefreshComputeWeights();
}

ComputeLinear TrainableClassifier::MakeCompute(const LinearWeights& parameters) const {
  if (compute_ == at::kFloat) return {parameters, {parameters.weight.detach(), parameters.bias.detach()}};
  const at::TensorOptions options = at::TensorOptions().dtype(compute_).requires_grad(false);
  return {parameters, {at::empty(parameters.weight.sizes(), options), at::empty(parameters.bias.sizes(), options)}};
}

void TrainableClassifier::RefreshComputeWeights() {
  if (compute_ == at::kFloat) return;
  const at::NoGradGuard no_grad;
  for (Layer& layer : layers_) {
    for (ComputeLinear* linear : {&layer.qkv, &layer.attention_output, &layer.ffn_in, &layer.ffn_out}) {
      linear->compute.weight.copy_(linear->parameters.weight);
      linear->compute.bias.copy_(linear->parameters.bias);
    }
  }
}

at::Tensor TrainableClassifier::Activate(const at::Tensor& x) const {
  switch (config_.activation) {
    case Activation::kGelu:
      return at::gelu(x, "none");
    case Activation::kGeluTanh:
      return at::gelu(x, "tanh");
    case Activation::kRelu:
      break;
  }
  return at::relu(x);
}

at::Tensor TrainableClassifier::Forward(std::shared_ptr<const PackedBatch> batch, std::optional<uint64_t> dropout_key) {
  Sites sites(dropout_key);
  const double eps = config_.layer_norm_eps;
  at::Tensor x = EmbedTokens(weights_.word_embeddings, weights_.position_embeddings, weights_.type_embeddings, batch,
                             embedding_gradients_);
  x = AddNorm(x, at::Tensor(), weights_.embedding_norm, eps, DropoutDraw{});
  x = ApplyDropout(x, sites.Next(config_.hidden_dropout));
  for (size_t i = 0; i < layers_.size(); ++i) {
    const Layer& layer = layers_[i];
    const uint64_t attention_key = sites.NextKey();
    const at::Tensor attended = SelfAttention(ApplyLinear(x, layer.qkv), config_.num_heads,
                                              sites.on() ? config_.attention_dropout : 0.0, attention_key, batch);
    x = AddNorm(ApplyLinear(attended, layer.attention_output), x, weights_.layers[i].attention_norm, eps,
                sites.Next(config_.dropout_after_attention ? config_.hidden_dropout : 0.0));
    const at::Tensor inner = Activate(ApplyLinear(x, layer.ffn_in));
    x = AddNorm(ApplyLinear(inner, layer.ffn_out), x, weights_.layers[i].ffn_norm, eps,
                sites.Next(config_.hidden_dropout));
  }
  at::Tensor first = at::from_blob(const_cast<int32_t*>(batch->first_rows.data()), {batch->size()}, at::kInt);
  at::Tensor pooled = x.index_select(0, first.to(at::kLong));
  if (config_.dropout_before_head) pooled = ApplyDropout(pooled, sites.Next(config_.classifier_dropout));
  pooled = ActivateHead(at::linear(pooled, weights_.pooler.weight, weights_.pooler.bias), config_.head_activation);
  pooled = ApplyDropout(pooled, sites.Next(config_.classifier_dropout));
  return at::linear(pooled, weights_.classifier.weight, weights_.classifier.bias);
}

}  // namespace octavo
