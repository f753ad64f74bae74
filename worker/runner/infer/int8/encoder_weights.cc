// Encoder: from weights as they are stored to weights as the kernels want them.

#include <algorithm>
#include <cmath>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/infer/int8/encoder.h"

namespace octavo::int8 {
namespace {

constexpr int kLanes = 16;

/// Sums of products of two numbers within ±127 stay inside 32 bits: 127 · 127 · 131,071 < 2^31.
constexpr int kMaxInputs = 131'071;
/// Fixed codes are within 255 of their zero point.
constexpr int kMaxStaticInputs = 65'535;

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

absl::Status CheckInput(absl::string_view name, const StaticInput& input, size_t inputs) {
  const bool in_order = 0 <= input.lowest && input.lowest <= input.zero_point && input.zero_point <= input.highest &&
                        input.highest <= 255;
  if (input.multipliers.size() != inputs || !in_order || !std::isfinite(input.scale) || input.scale <= 0) {
    return absl::InvalidArgumentError(absl::StrCat(name, " has codes from ", input.lowest, " to ", input.highest,
                                                   " with zero point ", input.zero_point, ", scale ", input.scale,
                                                   " and ", input.multipliers.size(),
                                                   " multipliers where codes lie in 0 … 255 around their zero point, ",
                                                   "scales are above 0 and there are ", inputs, " inputs"));
  }
  if (inputs <= kMaxStaticInputs) return absl::OkStatus();
  return absl::UnimplementedError(
      absl::StrCat(name, " has ", inputs, " inputs: static INT8 sums are exact up to ", kMaxStaticInputs));
}

absl::Status CheckIntegers(const std::string& name, const LinearWeights& linear, size_t parts, size_t outputs,
                           size_t inputs) {
  if (linear.parts.size() != parts) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, " has ", linear.parts.size(), " parts where there should be ", parts));
  }
  for (const QuantizedRows& part : linear.parts) OCTAVO_RETURN_IF_ERROR(CheckRows(name, part, outputs, inputs, true));
  return linear.input.has_value() ? CheckInput(name, *linear.input, inputs) : absl::OkStatus();
}

absl::Status CheckFloats(const std::string& name, const LinearWeights& linear, size_t parts, size_t outputs,
                         size_t inputs) {
  bool fits = linear.floats.size() == parts;
  for (const FloatRows& part : linear.floats) {
    fits = fits && part.values.size() == outputs * inputs && part.bias.size() == outputs;
  }
  if (fits) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(name, " has not ", parts, " parts of ", outputs, " × ", inputs,
                                                 " floats; the file does not match its own configuration"));
}

/// `parts` layers of `outputs` each.
absl::Status CheckLinear(const std::string& name, const LinearWeights& linear, size_t parts, size_t outputs,
                         size_t inputs) {
  if (linear.types.empty()) return absl::InvalidArgumentError(absl::StrCat(name, " has no type to run in"));
  for (const ComputeType type : linear.types) {
    if (type == ComputeType::kFp16) {
      return absl::UnimplementedError(absl::StrCat(name, " is to run in fp16; these kernels run int8, bf16 and fp32"));
    }
    OCTAVO_RETURN_IF_ERROR(type == ComputeType::kInt8 ? CheckIntegers(name, linear, parts, outputs, inputs)
                                                      : CheckFloats(name, linear, parts, outputs, inputs));
  }
  return absl::OkStatus();
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
  OCTAVO_RETURN_IF_ERROR(CheckLinear(name + ".qkv", layer.qkv, 3, hidden, hidden));
  OCTAVO_RETURN_IF_ERROR(CheckLinear(name + ".attention_output", layer.attention_output, 1, hidden, hidden));
  OCTAVO_RETURN_IF_ERROR(CheckLinear(name + ".intermediate", layer.intermediate, 1, intermediate, hidden));
  OCTAVO_RETURN_IF_ERROR(CheckLinear(name + ".output", layer.output, 1, hidden, intermediate));
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
  OCTAVO_RETURN_IF_ERROR(CheckLinear("pooler", w.pooler, 1, hidden, hidden));
  if (w.head_weight.size() == labels * hidden && w.head_bias.size() == labels) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("the classifier has ", w.head_weight.size(), " weights and ",
                                                 w.head_bias.size(), " biases where ", labels, " × ", hidden,
                                                 " are needed"));
}

size_t Floats(size_t count) { return AlignedBuffer::Bytes<float>(count); }

size_t LinearBytes(const LinearWeights& linear, int outputs, int inputs) {
  size_t bytes = 0;
  for (const ComputeType type : linear.types) {
    if (type == ComputeType::kInt8) {
      bytes += PackedLinearBytes(outputs, inputs);
      if (linear.input.has_value()) bytes += FixedInputBytes(outputs) + PackedCodesBytes(inputs);
    } else {
      const bool bf16 = type == ComputeType::kBf16;
      bytes += PackedFloatLinearBytes(outputs, inputs, bf16 ? FloatFormat::kBf16 : FloatFormat::kFp32);
    }
  }
  return bytes;
}

}  // namespace

LinearWeights& MutableLinearOf(EncoderWeights& weights, const LinearSite& site) {
  if (site.role == LinearRole::kPooler) return weights.pooler;
  LayerWeights& layer = weights.layers[static_cast<size_t>(site.layer)];
  if (site.role == LinearRole::kAttentionOutput) return layer.attention_output;
  if (site.role == LinearRole::kFfnIn) return layer.intermediate;
  return site.role == LinearRole::kFfnOut ? layer.output : layer.qkv;
}

const LinearWeights& LinearOf(const EncoderWeights& weights, const LinearSite& site) {
  return MutableLinearOf(const_cast<EncoderWeights&>(weights), site);
}

size_t Encoder::PackedBytes(const EncoderWeights& w) const {
  const auto hidden = static_cast<size_t>(w.hidden);
  const size_t norm = 2 * Floats(hidden);
  size_t layers = 0;
  for (const LayerWeights& layer : w.layers) {
    layers += LinearBytes(layer.qkv, 3 * w.hidden, w.hidden) + LinearBytes(layer.attention_output, w.hidden, w.hidden) +
              LinearBytes(layer.intermediate, w.intermediate, w.hidden) +
              LinearBytes(layer.output, w.hidden, w.intermediate) + 2 * norm;
  }
  const size_t tables = Floats(w.words.quantized.scales.size()) + Floats(w.positions.quantized.scales.size()) +
                        Floats(w.types.quantized.scales.size());
  const size_t head = Floats(hidden) * static_cast<size_t>(w.labels) + Floats(static_cast<size_t>(w.labels));
  return layers + norm + tables + LinearBytes(w.pooler, w.hidden, w.hidden) + head;
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

Encoder::Linear Encoder::Pack(const LinearWeights& w, int inputs, const LinearSite& site) {
  Linear linear;
  linear.site = site;
  linear.type = w.types.front();
  linear.inputs = inputs;
  for (const ComputeType type : w.types) {
    if (type == ComputeType::kInt8) {
      linear.int8 = PackLinear(w.parts, inputs, weights_);
      linear.panels = linear.int8.panels;
      if (!w.input.has_value()) continue;
      linear.int8 = WithFixedInput(linear.int8, *w.input, weights_);
      linear.codes = PackCodes(*w.input, weights_);
    } else {
      const bool bf16 = type == ComputeType::kBf16;
      PackedFloatLinear& packed = bf16 ? linear.bf16 : linear.fp32;
      packed = PackFloatLinear(w.floats, inputs, bf16 ? FloatFormat::kBf16 : FloatFormat::kFp32, weights_);
      linear.panels = packed.panels;
    }
  }
  return linear;
}

Encoder::Linear& Encoder::Find(const LinearSite& site) {
  if (site.role == LinearRole::kPooler) return pooler_;
  Layer& layer = layers_[static_cast<size_t>(site.layer)];
  if (site.role == LinearRole::kAttentionOutput) return layer.attention_output;
  if (site.role == LinearRole::kFfnIn) return layer.intermediate;
  return site.role == LinearRole::kFfnOut ? layer.output : layer.qkv;
}

absl::Status Encoder::SetType(const LinearSite& site, ComputeType type) {
  Linear& linear = Find(site);
  const void* weights = type == ComputeType::kInt8   ? static_cast<const void*>(linear.int8.weights)
                        : type == ComputeType::kBf16 ? linear.bf16.weights
                        : type == ComputeType::kFp32 ? linear.fp32.weights
                                                     : nullptr;
  if (weights == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(LinearName(site), " cannot run in ", ComputeTypeName(type), ": its weights are not there in it"));
  }
  linear.type = type;
  return absl::OkStatus();
}

void Encoder::PackLayer(const LayerWeights& w, float epsilon) {
  const int index = static_cast<int>(layers_.size());
  Layer layer;
  layer.qkv = Pack(w.qkv, hidden_, {index, LinearRole::kQkv});
  layer.attention_output = Pack(w.attention_output, hidden_, {index, LinearRole::kAttentionOutput});
  layer.attention_norm = CopyNorm(w.attention_norm, epsilon);
  layer.intermediate = Pack(w.intermediate, hidden_, {index, LinearRole::kFfnIn});
  layer.output = Pack(w.output, intermediate_, {index, LinearRole::kFfnOut});
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
  words_ = MakeTable(w.words);
  positions_ = MakeTable(w.positions);
  types_ = MakeTable(w.types);
  embedding_norm_ = CopyNorm(w.embedding_norm, w.epsilon);
  for (const LayerWeights& layer : w.layers) PackLayer(layer, w.epsilon);
  pooler_ = Pack(w.pooler, hidden_, {static_cast<int>(w.layers.size()), LinearRole::kPooler});
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
