#include "worker/runner/infer/int8/int8_model_file.h"

#include <cmath>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"
#include "worker/runner/formats/int8_file.h"
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
    if (tensor.dtype != dtype) return Fail<T>(name, dtype == DType::kI8 ? "is not int8" : "is not float32");
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

  const absl::Status& status() const { return status_; }
  int64_t parameters() const { return parameters_; }

 private:
  template <typename T>
  absl::Span<const T> Fail(const std::string& name, const std::string& what) {
    status_.Update(absl::InvalidArgumentError(
        absl::StrCat(path_, ": tensor '", name, "' ", what, "; quantize the model again with octavo dynamic")));
    return {};
  }

  const std::string& path_;
  absl::flat_hash_map<std::string, const TensorView*> tensors_;
  absl::Status status_;
  int64_t parameters_ = 0;
};

absl::Status Refuse(const std::string& path, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(path, " is not an INT8 model of Octavo: ", what,
                                                 "; give a quantized_model.pt that octavo dynamic wrote"));
}

template <typename T>
const T* Field(const TorchDict& dict, const char* key) {
  const TorchValue* value = FindKey(dict, key);
  return value == nullptr ? nullptr : std::get_if<T>(&value->value);
}

absl::StatusOr<ModelConfig> ReadMetadata(const TorchDict& root, const std::string& path) {
  const auto* metadata = Field<TorchDict>(root, kMetadataKey);
  if (metadata == nullptr) return Refuse(path, "it has no 'metadata'");
  const auto* schema = Field<std::string>(*metadata, "schema");
  if (schema == nullptr || *schema != kInt8Schema)
    return Refuse(path, absl::StrCat("its schema is not '", kInt8Schema, "'"));
  const auto* version = Field<int64_t>(*metadata, "version");
  if (version == nullptr || *version != kInt8Version) {
    return Refuse(path, absl::StrCat("its version is not ", kInt8Version, ", the one that this build reads"));
  }
  const auto* config = Field<std::string>(*metadata, "config");
  if (config == nullptr) return Refuse(path, "it has no 'config'");
  return ParseModelConfig(*config, absl::StrCat(path, " (config)"));
}

LayerWeights ReadLayer(TensorSource& source, const ModelConfig& config, const LayerNames& names) {
  const int64_t hidden = config.hidden_size, intermediate = config.intermediate_size;
  LayerWeights layer;
  layer.query = source.Linear(names.query, hidden, hidden);
  layer.key = source.Linear(names.key, hidden, hidden);
  layer.value = source.Linear(names.value, hidden, hidden);
  layer.attention_output = source.Linear(names.attention_output, hidden, hidden);
  layer.attention_norm = source.Norm(names.attention_norm, hidden);
  layer.intermediate = source.Linear(names.ffn_in, intermediate, hidden);
  layer.output = source.Linear(names.ffn_out, hidden, intermediate);
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

EncoderWeights ReadWeights(TensorSource& source, const ModelConfig& config, const WeightNames& names) {
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
  for (int64_t i = 0; i < config.num_layers && source.status().ok(); ++i)
    w.layers.push_back(ReadLayer(source, config, names.Layer(i)));
  w.pooler = source.Linear(names.pooler, config.hidden_size, config.hidden_size);
  w.head_weight = source.Read<float>(names.classifier + ".weight", DType::kF32, {w.labels, config.hidden_size});
  w.head_bias = source.Read<float>(names.classifier + ".bias", DType::kF32, {w.labels});
  return w;
}

}  // namespace

absl::StatusOr<Int8ModelFile> OpenInt8ModelFile(const std::string& path) {
  Int8ModelFile model;
  OCTAVO_ASSIGN_OR_RETURN(model.file, TorchFile::Open(path));
  OCTAVO_ASSIGN_OR_RETURN(model.config, ReadMetadata(model.file->root(), path));
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(model.config.architecture));
  TensorSource source(model.file->root(), path);
  model.weights = ReadWeights(source, model.config, names);
  OCTAVO_RETURN_IF_ERROR(source.status());
  model.parameters = source.parameters();
  return model;
}

}  // namespace octavo::int8
