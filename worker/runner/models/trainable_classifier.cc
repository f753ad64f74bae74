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

void TrainableClassifier::KeepGradients() {
  for (at::Tensor* table : {&weights_.word_embeddings, &weights_.position_embeddings, &weights_.type_embeddings}) {
    if (table->grad().defined() && embedding_gradients_->Owns(table->grad())) {
      table->mutable_grad() = table->grad().clone();
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

at::Tensor TrainableClassifier::Linear(const LinearSite& site, const ComputeLinear& linear, const at::Tensor& x) const {
  return override_ == nullptr ? ApplyLinear(x, linear) : override_->Apply(site, x);
}

at::Tensor TrainableClassifier::Embed(std::shared_ptr<const PackedBatch> batch) const {
  const EmbeddingTables tables = {weights_.word_embeddings, weights_.position_embeddings, weights_.type_embeddings};
  const EmbeddingTables values = override_ == nullptr ? tables : override_->ValuesFor(*batch);
  return EmbedTokens(tables, values, std::move(batch), embedding_gradients_);
}

at::Tensor TrainableClassifier::Forward(std::shared_ptr<const PackedBatch> batch, std::optional<uint64_t> dropout_key) {
  Sites sites(dropout_key);
  const double eps = config_.layer_norm_eps;
  const at::Tensor first =
      at::from_blob(const_cast<int32_t*>(batch->first_rows.data()), {batch->size()}, at::kInt).to(at::kLong);
  at::Tensor x = AddNorm(Embed(batch), at::Tensor(), weights_.embedding_norm, eps, DropoutDraw{});
  x = ApplyDropout(x, sites.Next(config_.hidden_dropout));
  const int count = static_cast<int>(layers_.size());
  for (int i = 0; i < count; ++i) {
    const Layer& layer = layers_[static_cast<size_t>(i)];
    const LayerWeights& weights = weights_.layers[static_cast<size_t>(i)];
    const uint64_t attention_key = sites.NextKey();
    at::Tensor attended = SelfAttention(Linear({i, LinearRole::kQkv}, layer.qkv, x), config_.num_heads,
                                        sites.on() ? config_.attention_dropout : 0.0, attention_key, batch);
    if (override_ != nullptr && i + 1 == count) {
      x = x.index_select(0, first);
      attended = attended.index_select(0, first);
    }
    x = AddNorm(Linear({i, LinearRole::kAttentionOutput}, layer.attention_output, attended), x, weights.attention_norm,
                eps, sites.Next(config_.dropout_after_attention ? config_.hidden_dropout : 0.0));
    const at::Tensor inner = Activate(Linear({i, LinearRole::kFfnIn}, layer.ffn_in, x));
    x = AddNorm(Linear({i, LinearRole::kFfnOut}, layer.ffn_out, inner), x, weights.ffn_norm, eps,
                sites.Next(config_.hidden_dropout));
  }
  at::Tensor pooled = override_ == nullptr ? x.index_select(0, first) : x;
  if (config_.dropout_before_head) pooled = ApplyDropout(pooled, sites.Next(config_.classifier_dropout));
  pooled = override_ == nullptr ? at::linear(pooled, weights_.pooler.weight, weights_.pooler.bias)
                                : override_->Apply({count, LinearRole::kPooler}, pooled);
  pooled = ApplyDropout(ActivateHead(pooled, config_.head_activation), sites.Next(config_.classifier_dropout));
  return at::linear(pooled, weights_.classifier.weight, weights_.classifier.bias);
}

}  // namespace octavo
