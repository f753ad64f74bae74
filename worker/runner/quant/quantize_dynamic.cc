// QuantizeDynamic of engine/engine.h: from a Hugging Face folder to one file of int8 tensors. Free of torch.

#include <deque>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/formats/int8_file.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/formats/model_weights.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/formats/weight_names.h"
#include "worker/runner/quant/int8_numerics.h"
#include "worker/runner/quant/weight_source.h"
#include "worker/runner/text/tokenizer_files.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

constexpr int64_t kMaxConfigBytes = 64 << 20;

/// Collects the file's tensors, owns their bytes and counts them.
class Int8FileBuilder {
 public:
  Int8FileBuilder(const WeightSource& source, QuantizeSummary& summary) : source_(source), summary_(summary) {}

  /// `name` as int8 with one scale per row.
  absl::Status Quantize(const std::string& name, int64_t rows, int64_t columns) {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> values, source_.Read(name, {rows, columns}));
    std::vector<int8_t> quantized(values.size());
    std::vector<float> scales(static_cast<size_t>(rows));
    for (int64_t row = 0; row < rows; ++row) {
      const size_t at = static_cast<size_t>(row * columns);
      scales[static_cast<size_t>(row)] = QuantizeRowSymmetric(values.data() + at, columns, quantized.data() + at);
    }
    Add(name, DType::kI8, {rows, columns}, quantized);
    Add(name + kScaleSuffix, DType::kF32, {rows}, scales);
    summary_.quantized_parameters += rows * columns;
    summary_.quantized_layers.push_back(name);
    return absl::OkStatus();
  }

  /// `name` as float32.
  absl::Status Keep(const std::string& name, std::vector<int64_t> shape) {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> values, source_.Read(name, shape));
    summary_.float_parameters += static_cast<int64_t>(values.size());
    summary_.kept_layers.push_back(name);
    Add(name, DType::kF32, std::move(shape), values);
    return absl::OkStatus();
  }

  absl::Status QuantizeLinear(const std::string& name, int64_t outputs, int64_t inputs) {
    OCTAVO_RETURN_IF_ERROR(Quantize(name + ".weight", outputs, inputs));
    return Keep(name + ".bias", {outputs});
  }

  absl::Status KeepNorm(const std::string& name, int64_t size) {
    OCTAVO_RETURN_IF_ERROR(Keep(name + ".weight", {size}));
    return Keep(name + ".bias", {size});
  }

  void AddBytes(const std::string& name, const std::string& bytes) {
    Add(name, DType::kU8, {static_cast<int64_t>(bytes.size())}, std::vector<char>(bytes.begin(), bytes.end()));
  }

  TorchDict& root() { return root_; }

 private:
  template <typename T>
  void Add(const std::string& name, DType dtype, std::vector<int64_t> shape, const std::vector<T>& values) {
    const auto* bytes = reinterpret_cast<const char*>(values.data());
    storage_.emplace_back(bytes, values.size() * sizeof(T));
    const std::string& kept = storage_.back();
    root_.emplace_back(
        name, TensorView{dtype, std::move(shape), {reinterpret_cast<const uint8_t*>(kept.data()), kept.size()}});
  }

  const WeightSource& source_;
  QuantizeSummary& summary_;
  std::deque<std::string> storage_;
  TorchDict root_;
};

absl::Status AddEmbeddings(const ModelConfig& config, const WeightNames& names, bool quantize,
                           Int8FileBuilder& builder) {
  const std::pair<const std::string*, int64_t> tables[] = {{&names.word_embeddings, config.vocab_size},
                                                           {&names.position_embeddings, config.position_rows},
                                                           {&names.type_embeddings, config.type_vocab_size}};
  for (const auto& [name, rows] : tables) {
    if (rows == 0) continue;
    OCTAVO_RETURN_IF_ERROR(quantize ? builder.Quantize(*name, rows, config.hidden_size)
                                    : builder.Keep(*name, {rows, config.hidden_size}));
  }
  return builder.KeepNorm(names.embedding_norm, config.hidden_size);
}

absl::Status AddLayer(const ModelConfig& config, const LayerNames& names, Int8FileBuilder& builder) {
  const int64_t hidden = config.hidden_size, intermediate = config.intermediate_size;
  for (const std::string* name : {&names.query, &names.key, &names.value, &names.attention_output}) {
    OCTAVO_RETURN_IF_ERROR(builder.QuantizeLinear(*name, hidden, hidden));
  }
  OCTAVO_RETURN_IF_ERROR(builder.KeepNorm(names.attention_norm, hidden));
  OCTAVO_RETURN_IF_ERROR(builder.QuantizeLinear(names.ffn_in, intermediate, hidden));
  OCTAVO_RETURN_IF_ERROR(builder.QuantizeLinear(names.ffn_out, hidden, intermediate));
  return builder.KeepNorm(names.ffn_norm, hidden);
}

/// A model without a tokenizer stays one: it can still be run on ids.
absl::Status AddTokenizer(const std::string& dir, Int8FileBuilder& builder) {
  if (TokenizerFiles(dir).empty()) return absl::OkStatus();
  OCTAVO_ASSIGN_OR_RETURN(const TokenizerFileList files, PackTokenizer(dir));
  for (const auto& [name, bytes] : files) builder.AddBytes(kTokenizerPrefix + name, bytes);
  return absl::OkStatus();
}

TorchDict Metadata(const ModelConfig& config, const std::string& config_text, bool embeddings) {
  TorchList labels(config.labels.begin(), config.labels.end());
  TorchDict scheme = {{"weights", "int8 symmetric per output channel"},
                      {"embeddings", embeddings ? "int8 symmetric per row" : "float32"},
                      {"activations", "int8 symmetric per token, dynamic"},
                      {"rounding", "half to even"},
                      {"range", TorchList{-127, 127}},
                      {"kept", "LayerNorm, softmax, GELU, residual sums and classifier in float32"}};
  return TorchDict{{"schema", kInt8Schema},     {"version", kInt8Version}, {"architecture", config.architecture},
                   {"quantization", "dynamic"}, {"scheme", scheme},        {"labels", labels},
                   {"config", config_text}};
}

/// The note of the training, so that texts are cut for the lone file as they are for the folder.
absl::Status AddTrainingNote(const std::string& dir, TorchDict& metadata) {
  auto note = ReadFile(absl::StrCat(dir, "/", kTrainingNoteFile), kMaxConfigBytes);
  if (absl::IsNotFound(note.status())) return absl::OkStatus();
  if (!note.ok()) return note.status();
  metadata.emplace_back(kTrainingKey, *std::move(note));
  return absl::OkStatus();
}

absl::StatusOr<ModelConfig> CheckedConfig(const std::string& text, const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(ModelConfig config, ParseModelConfig(text, path));
  if (config.labels.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": id2label is missing or empty; quantize a trained classifier"));
  }
  return config;
}

absl::StatusOr<QuantizeSummary> Quantize(const QuantizeDynamicOptions& options) {
  const std::string config_path = options.model_dir + "/config.json";
  OCTAVO_ASSIGN_OR_RETURN(const std::string config_text, ReadFile(config_path, kMaxConfigBytes));
  OCTAVO_ASSIGN_OR_RETURN(const ModelConfig config, CheckedConfig(config_text, config_path));
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(config.architecture));
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<TensorFile> file, OpenModelWeights(options.model_dir));
  OCTAVO_RETURN_IF_ERROR(CheckNoFurtherLayer(*file, names, config.num_layers));
  QuantizeSummary summary;
  summary.fp32_bytes = file->file_bytes();
  const WeightSource source(*file, names);
  Int8FileBuilder builder(source, summary);
  TorchDict metadata = Metadata(config, config_text, options.quantize_embeddings);
  OCTAVO_RETURN_IF_ERROR(AddTrainingNote(options.model_dir, metadata));
  builder.root().emplace_back(kMetadataKey, std::move(metadata));
  OCTAVO_RETURN_IF_ERROR(AddEmbeddings(config, names, options.quantize_embeddings, builder));
  for (int64_t layer = 0; layer < config.num_layers; ++layer) {
    OCTAVO_RETURN_IF_ERROR(AddLayer(config, names.Layer(layer), builder));
  }
  OCTAVO_RETURN_IF_ERROR(builder.QuantizeLinear(names.pooler, config.hidden_size, config.hidden_size));
  const auto labels = static_cast<int64_t>(config.labels.size());
  OCTAVO_RETURN_IF_ERROR(builder.Keep(names.classifier + ".weight", {labels, config.hidden_size}));
  OCTAVO_RETURN_IF_ERROR(builder.Keep(names.classifier + ".bias", {labels}));
  OCTAVO_RETURN_IF_ERROR(AddTokenizer(options.model_dir, builder));
  OCTAVO_RETURN_IF_ERROR(WriteTorchFile(options.output_path, builder.root()));
  std::error_code error;
  summary.quantized_bytes = static_cast<int64_t>(std::filesystem::file_size(options.output_path, error));
  return summary;
}

}  // namespace

absl::StatusOr<QuantizeSummary> QuantizeDynamic(const QuantizeDynamicOptions& options) {
  return WithStdBoundary("quantize the model", [&] { return Quantize(options); });
}

}  // namespace octavo
