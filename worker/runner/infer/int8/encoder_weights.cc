// Encoder: from weights as they are stored to weights as the kernels want them.

#include <algorithm>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/infer/int8/encoder.h"

namespace octavo::int8 {
namespace {

constexpr int kLanes = 16;

/// Sums of products of two numbers within ±127 stay inside 32 bits: 127 · 127 · 131,071 < 2^31.
constexpr int kMaxInputs = 131'071;

absl::Status CheckRows(absl::string_view name, const QuantizedRows& rows, size_t outputs, size_t inputs, bool bias) {
  if (rows.scales.size() == outputs && rows.values.size() == outputs * inputs &&
      (!bias || rows.bias.size() == outputs)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(name, " has ", rows.values.size(), " values, ", rows.scales.size(),
                                                 " scales and ", rows.bias.size(),
                                                 " biases where the configuration needs ", outputs, " × ", inputs,
                                                 "; the file does not match its own configuration"));
}

absl::Status CheckTable(absl::string_view name, const EmbeddingTable& table, size_t hidden) {
  if (table.floats.empty()) return CheckRows(name, table.quantized, table.quantized.scales.size(), hidden, false);
  if (table.floats.size() % hidden == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, " has ", table.floats.size(), " values, no multiple of the hidden size ", hidden));
}

absl::Status CheckNorm(absl::string_view name, const NormWeights& norm, size_t size) {
  if (norm.weight.size() == size && norm.bias.size() == size) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(name, " has ", norm.weight.size(), " and ", norm.bias.size(),
                                                 " values where the hidden size is ", size));
}

absl::Status CheckLayer(const std::string& name, const LayerWeights& layer, size_t hidden, size_t intermediate) {
  OCTAVO_RETURN_IF_ERROR(CheckRows(name + ".query", layer.query, hidden, hidden, true));
  OCTAVO_RETURN_IF_ERROR(CheckRows(name + ".key", layer.key, hidden, hidden, true));
  OCTAVO_RETURN_IF_ERROR(CheckRows(name + ".value", layer.value, hidden, hidden, true));
  OCTAVO_RETURN_IF_ERROR(CheckRows(name + ".attention_output", layer.attention_output, hidden, hidden, true));
  OCTAVO_RETURN_IF_ERROR(CheckRows(name + ".intermediate", layer.intermediate, intermediate, hidden, true));
  OCTAVO_RETURN_IF_ERROR(CheckRows(name + ".output", layer.output, hidden, intermediate, true));
  OCTAVO_RETURN_IF_ERROR(CheckNorm(name + ".attention_norm", layer.attention_norm, hidden));
  return CheckNorm(name + ".output_norm", layer.output_norm, hidden);
}

absl::Status CheckSizes(const EncoderWeights& w) {
  if (w.hidden <= 0 || w.heads <= 0 || w.intermediate <= 0 || w.labels <= 0 || w.hidden % w.heads != 0 ||
      w.layers.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("an encoder of hidden size ", w.hidden, ", ", w.heads, " heads, intermediate size ",
                     w.intermediate, ", ", w.layers.size(), " layers and ", w.labels,
                     " labels cannot be: sizes must be positive and heads divide the hidden size"));
  }
  if (w.hidden % kLanes != 0 || w.intermediate % kLanes != 0) {
    return absl::UnimplementedError(absl::StrCat("hidden size ", w.hidden, " and intermediate size ", w.intermediate,
                                                 ": INT8 inference needs multiples of ", kLanes));
  }
  if (w.hidden > kMaxInputs || w.intermediate > kMaxInputs) {
    return absl::UnimplementedError(absl::StrCat("hidden size ", w.hidden, " and intermediate size ", w.intermediate,
                                                 ": INT8 sums are exact up to ", kMaxInputs,
                                                 " inputs a layer; run the FP32 folder of this model"));
  }
  return absl::OkStatus();
}

absl::Status CheckWeights(const EncoderWeights& w) {
  OCTAVO_RETURN_IF_ERROR(CheckSizes(w));
  const auto hidden = static_cast<size_t>(w.hidden), labels = static_cast<size_t>(w.labels);
  OCTAVO_RETURN_IF_ERROR(CheckTable("word_embeddings", w.words, hidden));
  OCTAVO_RETURN_IF_ERROR(CheckTable("position_embeddings", w.positions, hidden));
  OCTAVO_RETURN_IF_ERROR(CheckTable("token_type_embeddings", w.types, hidden));
  OCTAVO_RETURN_IF_ERROR(CheckNorm("embedding_norm", w.embedding_norm, hidden));
  for (size_t i = 0; i < w.layers.size(); ++i) {
    OCTAVO_RETURN_IF_ERROR(
        CheckLayer(absl::StrCat("layer ", i), w.layers[i], hidden, static_cast<size_t>(w.intermediate)));
  }
  OCTAVO_RETURN_IF_ERROR(CheckRows("pooler", w.pooler, hidden, hidden, true));
  if (w.head_weight.size() == labels * hidden && w.head_bias.size() == labels) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("the classifier has ", w.head_weight.size(), " weights and ",
                                                 w.head_bias.size(), " biases where ", labels, " × ", hidden,
                                                 " are needed"));
}

size_t Floats(size_t count) { return AlignedBuffer::Bytes<float>(count); }

}  // namespace

size_t Encoder::PackedBytes(const EncoderWeights& w) const {
  const auto hidden = static_cast<size_t>(w.hidden);
  const size_t norm = 2 * Floats(hidden);
  const size_t layer = PackedLinearBytes(3 * w.hidden, w.hidden) + PackedLinearBytes(w.hidden, w.hidden) +
                       PackedLinearBytes(w.intermediate, w.hidden) + PackedLinearBytes(w.hidden, w.intermediate) +
                       2 * norm;
  const size_t tables = Floats(w.words.quantized.scales.size()) + Floats(w.positions.quantized.scales.size()) +
                        Floats(w.types.quantized.scales.size());
  const size_t head = Floats(hidden) * static_cast<size_t>(w.labels) + Floats(static_cast<size_t>(w.labels));
  return layer * w.layers.size() + norm + tables + PackedLinearBytes(w.hidden, w.hidden) + head;
}

const float* Encoder::Copy(absl::Span<const float> values) {
  auto* copy = weights_.Take<float>(values.size());
  std::copy(values.begin(), values.end(), copy);
  return copy;
}

Encoder::Table Encoder::MakeTable(const EmbeddingTable& table) {
  if (!table.floats.empty()) return {nullptr, nullptr, table.floats.data()};
  if (table.quantized.values.empty()) return {};
  return {table.quantized.values.data(), Copy(table.quantized.scales), nullptr};
}

NormParams Encoder::CopyNorm(const NormWeights& norm, float epsilon) {
  const float* weight = Copy(norm.weight);
  return {weight, Copy(norm.bias), epsilon, hidden_};
}

void Encoder::PackLayer(const LayerWeights& w, float epsilon) {
  Layer layer;
  layer.qkv = PackLinear({w.query, w.key, w.value}, hidden_, weights_);
  layer.attention_output = PackLinear({w.attention_output}, hidden_, weights_);
  layer.attention_norm = CopyNorm(w.attention_norm, epsilon);
  layer.intermediate = PackLinear({w.intermediate}, hidden_, weights_);
  layer.output = PackLinear({w.output}, intermediate_, weights_);
  layer.output_norm = CopyNorm(w.output_norm, epsilon);
  layers_.push_back(layer);
}

void Encoder::Pack(const EncoderWeights& w) {
  hidden_ = w.hidden;
  heads_ = w.heads;
  head_size_ = w.hidden / w.heads;
  intermediate_ = w.intermediate;
  labels_ = w.labels;
  first_position_ = w.first_position;
  activation_ = w.activation;
  head_activation_ = w.head_activation;
  hidden_stride_ = (hidden_ + kDepth - 1) / kDepth * kDepth;
  intermediate_stride_ = (intermediate_ + kDepth - 1) / kDepth * kDepth;
  words_ = MakeTable(w.words);
  positions_ = MakeTable(w.positions);
  types_ = MakeTable(w.types);
  embedding_norm_ = CopyNorm(w.embedding_norm, w.epsilon);
  for (const LayerWeights& layer : w.layers) PackLayer(layer, w.epsilon);
  pooler_ = PackLinear({w.pooler}, hidden_, weights_);
  for (int label = 0; label < labels_; ++label) {
    head_rows_.push_back(
        Copy(w.head_weight.subspan(static_cast<size_t>(label * hidden_), static_cast<size_t>(hidden_))));
  }
  head_bias_ = Copy(w.head_bias);
}

absl::StatusOr<std::unique_ptr<Encoder>> Encoder::Create(const EncoderWeights& weights, const Kernels& kernels,
                                                         Team& team) {
  OCTAVO_RETURN_IF_ERROR(CheckWeights(weights));
  auto encoder = absl::WrapUnique(new Encoder(kernels, team));
  const size_t bytes = encoder->PackedBytes(weights);
  if (!encoder->weights_.Reset(bytes)) {
    return absl::ResourceExhaustedError(absl::StrCat("no memory for ", bytes, " bytes of INT8 weights"));
  }
  encoder->Pack(weights);
  return encoder;
}

}  // namespace octavo::int8
