#include "worker/runner/infer/int8/int8_model_file.h"

#include <cmath>
#include <optional>
#include <utility>

#include "absl/base/casts.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"
#include "worker/runner/formats/int8_file.h"
#include "worker/runner/formats/model_file.h"
#include "worker/runner/formats/weight_names.h"

namespace octavo::int8 {
namespace {

/// Finds tensors by name; the first error is kept, so that a caller may read many and ask once.
class TensorSource {
 public:
  TensorSource(const TorchDict& root, const std::string& path) : path_(path) {
    for (const auto& [name, value] : root) {
      if (const auto* tensor = std::get_if<TensorView>(&value.value)) tensors_[name] = tensor;
    }
  }

  template <typename T>
  absl::Span<const T> Read(const std::string& name, DType dtype, std::vector<int64_t> shape, bool model = true) {
    const auto it = tensors_.find(name);
    if (it == tensors_.end()) return Fail<T>(name, "is missing");
    const TensorView& tensor = *it->second;
    if (tensor.dtype != dtype)
      return Fail<T>(name, absl::StrCat("is not ", dtype == DType::kI8     ? "int8"
                                                   : dtype == DType::kBF16 ? "bfloat16"
                                                                           : "float32"));
    if (tensor.shape != shape) {
      return Fail<T>(name, absl::StrCat("has shape [", absl::StrJoin(tensor.shape, ", "),
                                        "] where the configuration asks for [", absl::StrJoin(shape, ", "), "]"));
    }
    if (reinterpret_cast<uintptr_t>(tensor.bytes.data()) % alignof(T) != 0) return Fail<T>(name, "is not aligned");
    const size_t count = tensor.bytes.size() / sizeof(T);
    if (model) parameters_ += static_cast<int64_t>(count);
    return {reinterpret_cast<const T*>(tensor.bytes.data()), count};
  }

  QuantizedRows Rows(const std::string& weight, int64_t rows, int64_t columns) {
    QuantizedRows result;
    result.values = Read<int8_t>(weight, DType::kI8, {rows, columns});
    result.scales = Read<float>(weight + kScaleSuffix, DType::kF32, {rows}, false);
    for (size_t row = 0; row < result.scales.size(); ++row) {
      const float scale = result.scales[row];
      if (std::isfinite(scale) && scale >= 0) continue;
      result.scales = Fail<float>(weight + kScaleSuffix,
                                  absl::StrCat("has the scale ", scale, " in row ", row, ", no finite number from 0"));
    }
    return result;
  }

  /// A table as QuantizeDynamic stores it: int8 with scales, or float32 where it was told to keep the embeddings.
  EmbeddingTable Embeddings(const std::string& name, int64_t rows, int64_t columns) {
    const auto it = tensors_.find(name);
    if (it != tensors_.end() && it->second->dtype == DType::kF32) {
      return {{}, Read<float>(name, DType::kF32, {rows, columns})};
    }
    return {Rows(name, rows, columns), {}};
  }

  QuantizedRows Linear(const std::string& name, int64_t outputs, int64_t inputs) {
    QuantizedRows result = Rows(name + ".weight", outputs, inputs);
    result.bias = Read<float>(name + ".bias", DType::kF32, {outputs});
    return result;
  }

  NormWeights Norm(const std::string& name, int64_t size) {
    NormWeights result;
    result.weight = Read<float>(name + ".weight", DType::kF32, {size});
    result.bias = Read<float>(name + ".bias", DType::kF32, {size});
    return result;
  }

  bool Contains(const std::string& name) const { return tensors_.contains(name); }
  /// Keeps an error about what the file says.
  void Refuse(const std::string& what) {
    status_.Update(
        absl::InvalidArgumentError(absl::StrCat(path_, ": ", what, "; quantize the model again with octavo")));
  }

  const absl::Status& status() const { return status_; }
  int64_t parameters() const { return parameters_; }

 private:
  template <typename T>
  absl::Span<const T> Fail(const std::string& name, const std::string& what) {
    Refuse(absl::StrCat("tensor '", name, "' ", what));
    return {};
  }

  const std::string& path_;
  absl::flat_hash_map<std::string, const TensorView*> tensors_;
  absl::Status status_;
  int64_t parameters_ = 0;
};

template <typename T>
const T* Field(const TorchDict& dict, const char* key) {
  const TorchValue* value = FindKey(dict, key);
  return value == nullptr ? nullptr : std::get_if<T>(&value->value);
}

/// Reads linear layers as metadata["linears"] says of them; of a file of version 1, which says nothing, as INT8 whose
/// inputs have a scale a row.
class LinearReader {
 public:
  LinearReader(const TorchDict& metadata, TensorSource& source, std::deque<std::vector<float>>& made)
      : linears_(Field<TorchDict>(metadata, kLinearsKey)), source_(source), made_(made) {
    const auto* version = Field<int64_t>(metadata, "version");
    if (linears_ == nullptr && (version == nullptr || *version > 1)) {
      source_.Refuse(absl::StrCat("metadata has no ", kLinearsKey));
    }
  }

  LinearWeights Read(const LinearSite& site, const std::vector<std::string>& names, int64_t outputs, int64_t inputs) {
    LinearWeights weights;
    const std::string name = LinearName(site);
    const TorchDict* linear = nullptr;
    if (linears_ != nullptr) {
      linear = Field<TorchDict>(*linears_, name.c_str());
      if (linear == nullptr) return Fail(name, "is missing");
      const auto* type = Field<std::string>(*linear, "type");
      if (type != nullptr && (*type == "fp32" || *type == "bf16")) {
        const bool bf16 = *type == "bf16";
        weights.types = {bf16 ? ComputeType::kBf16 : ComputeType::kFp32};
        for (const std::string& part : names) weights.floats.push_back(Floats(part, outputs, inputs, bf16));
        return weights;
      }
      if (type == nullptr || *type != "int8") return Fail(name, "has no type int8, bf16 or fp32");
    }
    for (const std::string& part : names) weights.parts.push_back(source_.Linear(part, outputs, inputs));
    if (linear != nullptr) weights.input = ReadInput(name, *linear, inputs);
    return weights;
  }

 private:
  FloatRows Floats(const std::string& name, int64_t outputs, int64_t inputs, bool bf16) {
    FloatRows rows;
    rows.bias = source_.Read<float>(name + ".bias", DType::kF32, {outputs});
    if (!bf16) {
      rows.values = source_.Read<float>(name + ".weight", DType::kF32, {outputs, inputs});
      return rows;
    }
    const auto halves = source_.Read<uint16_t>(name + ".weight", DType::kBF16, {outputs, inputs});
    std::vector<float>& values = made_.emplace_back();
    for (const uint16_t half : halves) values.push_back(absl::bit_cast<float>(static_cast<uint32_t>(half) << 16));
    rows.values = values;
    return rows;
  }

  std::optional<StaticInput> ReadInput(const std::string& name, const TorchDict& linear, int64_t inputs) {
    const auto* input = Field<TorchDict>(linear, "input");
    const auto* dynamic = Field<std::string>(linear, "input");
    if (dynamic != nullptr && *dynamic == "dynamic") return std::nullopt;
    if (input == nullptr) return FailInput(name, "has no input");
    const auto* scale = Field<double>(*input, "scale");
    const auto* zero_point = Field<int64_t>(*input, "zero_point");
    const auto* lowest = Field<int64_t>(*input, "lowest");
    const auto* highest = Field<int64_t>(*input, "highest");
    for (const int64_t* code : {zero_point, lowest, highest}) {
      if (code == nullptr || *code < 0 || *code > 255) {
        return FailInput(name, "has no zero_point, lowest and highest in 0 … 255");
      }
    }
    if (scale == nullptr || !(static_cast<float>(*scale) > 0) || !std::isfinite(static_cast<float>(*scale))) {
      return FailInput(name, "has no scale above 0");
    }
    if (*zero_point < *lowest || *zero_point > *highest) {
      return FailInput(name, absl::StrCat("has codes from ", *lowest, " to ", *highest,
                                          " that do not lie around zero_point ", *zero_point));
    }
    StaticInput result = {{},
                          static_cast<float>(*scale),
                          static_cast<int>(*zero_point),
                          static_cast<int>(*lowest),
                          static_cast<int>(*highest)};
    if (source_.Contains(name + kSmoothSuffix)) {
      result.factors = source_.Read<float>(name + kSmoothSuffix, DType::kF32, {inputs}, /*model=*/false);
    }
    std::vector<float>& multipliers = made_.emplace_back(static_cast<size_t>(inputs), 1.0f / result.scale);
    for (size_t i = 0; i < result.factors.size(); ++i) {
      multipliers[i] /= result.factors[i];
      if (multipliers[i] > 0 && std::isfinite(multipliers[i])) continue;
      return FailInput(name, absl::StrCat("has the smooth_factor ", result.factors[i], " in column ", i));
    }
    result.multipliers = multipliers;
    return result;
  }

  LinearWeights Fail(const std::string& name, absl::string_view what) {
    source_.Refuse(absl::StrCat("linears['", name, "'] ", what));
    return {};
  }
  std::optional<StaticInput> FailInput(const std::string& name, absl::string_view what) {
    Fail(name, what);
    return std::nullopt;
  }

  const TorchDict* linears_;
  TensorSource& source_;
  std::deque<std::vector<float>>& made_;
};

LayerWeights ReadLayer(TensorSource& source, LinearReader& linears, const ModelConfig& config, const LayerNames& names,
                       int index) {
  const int64_t hidden = config.hidden_size, intermediate = config.intermediate_size;
  LayerWeights layer;
  layer.qkv = linears.Read({index, LinearRole::kQkv}, {names.query, names.key, names.value}, hidden, hidden);
  layer.attention_output =
      linears.Read({index, LinearRole::kAttentionOutput}, {names.attention_output}, hidden, hidden);
  layer.attention_norm = source.Norm(names.attention_norm, hidden);
  layer.intermediate = linears.Read({index, LinearRole::kFfnIn}, {names.ffn_in}, intermediate, hidden);
  layer.output = linears.Read({index, LinearRole::kFfnOut}, {names.ffn_out}, hidden, intermediate);
  layer.output_norm = source.Norm(names.ffn_norm, hidden);
  return layer;
}

Epilogue ActivationOf(Activation activation) {
  switch (activation) {
    case Activation::kGelu:
      return Epilogue::kGelu;
    case Activation::kGeluTanh:
      return Epilogue::kGeluTanh;
    case Activation::kRelu:
      return Epilogue::kRelu;
  }
  return Epilogue::kNone;
}

EncoderWeights ReadWeights(TensorSource& source, LinearReader& linears, const ModelConfig& config,
                           const WeightNames& names) {
  EncoderWeights w;
  w.hidden = static_cast<int>(config.hidden_size);
  w.heads = static_cast<int>(config.num_heads);
  w.intermediate = static_cast<int>(config.intermediate_size);
  w.labels = static_cast<int>(config.labels.size());
  w.epsilon = static_cast<float>(config.layer_norm_eps);
  w.activation = ActivationOf(config.activation);
  w.first_position = static_cast<int>(config.first_position);
  w.head_activation = config.head_activation;
  w.words = source.Embeddings(names.word_embeddings, config.vocab_size, config.hidden_size);
  w.positions = source.Embeddings(names.position_embeddings, config.position_rows, config.hidden_size);
  if (!names.type_embeddings.empty())
    w.types = source.Embeddings(names.type_embeddings, config.type_vocab_size, config.hidden_size);
  w.embedding_norm = source.Norm(names.embedding_norm, config.hidden_size);
  const int layers = static_cast<int>(config.num_layers);
  for (int i = 0; i < layers && source.status().ok(); ++i) {
    w.layers.push_back(ReadLayer(source, linears, config, names.Layer(i), i));
  }
  w.pooler = linears.Read({layers, LinearRole::kPooler}, {names.pooler}, config.hidden_size, config.hidden_size);
  w.head_weight = source.Read<float>(names.classifier + ".weight", DType::kF32, {w.labels, config.hidden_size});
  w.head_bias = source.Read<float>(names.classifier + ".bias", DType::kF32, {w.labels});
  return w;
}

}  // namespace

absl::StatusOr<Int8ModelFile> OpenInt8ModelFile(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(std::unique_ptr<TorchFile> file, TorchFile::Open(path));
  return ReadInt8ModelFile(std::move(file));
}

absl::StatusOr<Int8ModelFile> ReadInt8ModelFile(std::unique_ptr<TorchFile> file) {
  Int8ModelFile model;
  model.file = std::move(file);
  const std::string& path = model.file->path();
  OCTAVO_ASSIGN_OR_RETURN(const TorchDict* metadata, CheckedMetadata(*model.file, kInt8Schema, kInt8Version));
  OCTAVO_ASSIGN_OR_RETURN(model.config, ConfigOfMetadata(*metadata, path));
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(model.config.architecture));
  TensorSource source(model.file->root(), path);
  LinearReader linears(*metadata, source, model.made);
  model.weights = ReadWeights(source, linears, model.config, names);
  OCTAVO_RETURN_IF_ERROR(source.status());
  model.parameters = source.parameters();
  return model;
}

}  // namespace octavo::int8
