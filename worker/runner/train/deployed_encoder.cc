#include "worker/runner/train/deployed_encoder.h"

#include <algorithm>
#include <cmath>

#include "ATen/Parallel.h"
#include "common/status_macros.h"
#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/models/kernel_types.h"

namespace octavo {
namespace {

int8::Epilogue EpilogueOf(Activation activation) {
  switch (activation) {
    case Activation::kGelu:
      return int8::Epilogue::kGelu;
    case Activation::kGeluTanh:
      return int8::Epilogue::kGeluTanh;
    case Activation::kRelu:
      break;
  }
  return int8::Epilogue::kRelu;
}

}  // namespace

/// One text on its way through the encoder.
struct DeployedEncoder::Text {
  absl::Span<const int32_t> ids, types;
  int64_t rows = 0;      // of what follows: the tokens, after the last attention one
  std::vector<float> x;  // the residual stream [rows × hidden]
  std::vector<float> context;
  float* logits = nullptr;
  bool watched = false;
  std::vector<std::vector<float>> seen;  // inputs of the layers, by place in LinearSites()
};

absl::StatusOr<std::vector<float>> DeployedEncoder::Logits(const TokenBatch& batch, ActivationTap* tap) const {
  std::vector<float> logits(static_cast<size_t>(batch.size()) * config_.labels.size());
  std::vector<Text> texts(static_cast<size_t>(batch.size()));
  const auto ids = absl::MakeConstSpan(batch.ids), types = absl::MakeConstSpan(batch.token_types);
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto begin = static_cast<size_t>(batch.offsets[i]), end = static_cast<size_t>(batch.offsets[i + 1]);
    texts[i].ids = ids.subspan(begin, end - begin);
    if (!types.empty()) texts[i].types = types.subspan(begin, end - begin);
    texts[i].logits = logits.data() + i * config_.labels.size();
    texts[i].watched = tap != nullptr;
  }
  at::parallel_for(0, batch.size(), 1, [&](int64_t begin, int64_t end) {
    kernels_.thread_begin();
    for (int64_t i = begin; i < end; ++i) Run(texts[static_cast<size_t>(i)]);
    kernels_.thread_end();
  });
  if (tap == nullptr) return logits;
  for (const LinearSite& site : LinearSites(config_.num_layers)) {
    std::vector<float> rows;
    for (const Text& text : texts) {
      const std::vector<float>& seen = text.seen[IndexOf(site)];
      rows.insert(rows.end(), seen.begin(), seen.end());
    }
    OCTAVO_RETURN_IF_ERROR(tap->Observe(site, rows, linears_[IndexOf(site)]->inputs()));
  }
  return logits;
}

void DeployedEncoder::Run(Text& text) const {
  text.seen.resize(linears_.size());
  text.rows = static_cast<int64_t>(text.ids.size());
  Embed(text);
  for (int layer = 0; layer < config_.num_layers; ++layer) RunLayer(layer, text);
  Classify(text);
}

void DeployedEncoder::EmbedRow(int64_t word, int64_t position, int64_t type, float* x) const {
  const at::Tensor* const tables[] = {&weights_.word_embeddings, &weights_.position_embeddings,
                                      &weights_.type_embeddings};
  const int64_t rows[] = {word, position, type}, hidden = config_.hidden_size;
  std::vector<int8_t> q[3];
  int8::EmbeddingRow sum;
  for (int i = 0; i < 3; ++i) {
    if (tables[i]->size(0) == 0) continue;
    const float* from = Data<float>(*tables[i]) + rows[i] * hidden;
    if (quantize_embeddings_) {
      q[i].resize(static_cast<size_t>(hidden));
      kernels_.quantize_row(from, static_cast<int>(hidden), static_cast<int>(hidden), q[i].data(), &sum.scales[i]);
      sum.values[i] = q[i].data();
    } else {
      sum.floats[i] = from;
    }
  }
  kernels_.embed_row(sum, static_cast<int>(hidden), x);
}

void DeployedEncoder::Embed(Text& text) const {
  text.x.resize(static_cast<size_t>(text.rows * config_.hidden_size));
  for (int64_t row = 0; row < text.rows; ++row) {
    const auto at = static_cast<size_t>(row);
    EmbedRow(text.ids[at], config_.first_position + row, text.types.empty() ? 0 : text.types[at],
             text.x.data() + row * config_.hidden_size);
  }
  Norm(weights_.embedding_norm, nullptr, 0, text);
}

/// x = LayerNorm(x + residual).
void DeployedEncoder::Norm(const NormWeights& norm, const float* residual, int64_t residual_stride, Text& text) const {
  const int8::NormParams params = {Data<float>(norm.weight), Data<float>(norm.bias),
                                   static_cast<float>(config_.layer_norm_eps), static_cast<int>(config_.hidden_size)};
  for (int64_t row = 0; row < text.rows; ++row) {
    kernels_.norm_row(text.x.data() + row * config_.hidden_size,
                      residual == nullptr ? nullptr : residual + row * residual_stride, params);
  }
}

/// The layer's product over the text's rows, whose rows are width() of the layer apart.
std::vector<float> DeployedEncoder::Multiply(const LinearSite& site, const std::vector<float>& x, int64_t x_stride,
                                             Text& text, int8::Epilogue epilogue) const {
  const DeployedLinear& linear = *linears_[IndexOf(site)];
  if (text.watched) {
    std::vector<float>& seen = text.seen[IndexOf(site)];
    for (int64_t row = 0; row < text.rows; ++row) {
      seen.insert(seen.end(), x.data() + row * x_stride, x.data() + row * x_stride + linear.inputs());
    }
  }
  return linear.Run(x.data(), x_stride, text.rows, epilogue);
}

/// Of the last layer only the first row asks.
void DeployedEncoder::Attend(const std::vector<float>& qkv, bool last, Text& text) const {
  const int64_t hidden = config_.hidden_size, size = config_.head_size();
  const int tokens = static_cast<int>(text.rows);
  int8::AlignedBuffer scratch;
  const size_t floats = kernels_.attention_scratch(tokens, static_cast<int>(size));
  if (!scratch.Reset(int8::AlignedBuffer::Bytes<float>(floats))) throw std::bad_alloc();
  int8::AttentionCall call;
  call.scratch = scratch.Take<float>(floats);
  call.stride = static_cast<int64_t>(qkv.size()) / text.rows;
  call.out_stride = hidden;
  call.tokens = tokens;
  call.queries = last ? 1 : tokens;
  call.head_size = static_cast<int>(size);
  call.scale = 1.0f / std::sqrt(static_cast<float>(size));
  text.context.resize(static_cast<size_t>(call.queries * hidden));
  for (int64_t head = 0; head < config_.num_heads; ++head) {
    call.q = qkv.data() + head * size;
    call.k = call.q + hidden;
    call.v = call.k + hidden;
    call.out = text.context.data() + head * size;
    kernels_.attention(call);
  }
}

void DeployedEncoder::RunLayer(int layer, Text& text) const {
  const LayerWeights& weights = weights_.layers[static_cast<size_t>(layer)];
  const int64_t hidden = config_.hidden_size;
  const bool last = layer + 1 == config_.num_layers;
  Attend(Multiply({layer, LinearRole::kQkv}, text.x, hidden, text, int8::Epilogue::kNone), last, text);
  if (last) {
    text.rows = 1;
    text.x.resize(static_cast<size_t>(hidden));
  }
  const auto add = [&](const LinearSite& site, const std::vector<float>& x, int64_t stride, const NormWeights& norm) {
    const std::vector<float> branch = Multiply(site, x, stride, text, int8::Epilogue::kNone);
    Norm(norm, branch.data(), static_cast<int64_t>(branch.size()) / text.rows, text);
  };
  add({layer, LinearRole::kAttentionOutput}, text.context, hidden, weights.attention_norm);
  const std::vector<float> inner =
      Multiply({layer, LinearRole::kFfnIn}, text.x, hidden, text, EpilogueOf(config_.activation));
  add({layer, LinearRole::kFfnOut}, inner, static_cast<int64_t>(inner.size()) / text.rows, weights.ffn_norm);
}

void DeployedEncoder::Classify(Text& text) const {
  const bool relu = config_.head_activation == HeadActivation::kRelu;
  const int size = static_cast<int>(config_.hidden_size);
  std::vector<float> pooled = Multiply({static_cast<int>(config_.num_layers), LinearRole::kPooler}, text.x, size, text,
                                       relu ? int8::Epilogue::kRelu : int8::Epilogue::kNone);
  if (!relu) kernels_.tanh_row(pooled.data(), size);
  for (size_t label = 0; label < config_.labels.size(); ++label) {
    const float* row = Data<float>(weights_.classifier.weight) + static_cast<int64_t>(label) * size;
    text.logits[label] = kernels_.dot(pooled.data(), row, size) + Data<float>(weights_.classifier.bias)[label];
  }
}

}  // namespace octavo
