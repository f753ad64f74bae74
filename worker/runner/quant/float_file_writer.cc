// ConvertToFloat of engine/engine.h: from a Hugging Face folder to one file of float16 or bfloat16. Free of torch.

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/formats/float_file.h"
#include "worker/runner/formats/model_weights.h"
#include "worker/runner/formats/weight_names.h"
#include "worker/runner/quant/bf16.h"
#include "worker/runner/quant/fp16.h"
#include "worker/runner/quant/linear_parts.h"
#include "worker/runner/quant/model_file_builder.h"
#include "worker/runner/quant/weight_source.h"

namespace octavo {
namespace {

/// A type that a float file may have.
struct HalfType {
  ComputeType compute;
  DType stored;
  std::vector<uint16_t> (*round)(absl::Span<const float> values);
  float largest;
  const char* overflow;  // what is wrong with a value above, and the remedy
};
constexpr HalfType kHalfTypes[] = {
    {ComputeType::kFp16, DType::kF16, ToFp16, 65504.0f, "which float16 (up to 65504) cannot hold; use bf16"},
    {ComputeType::kBf16, DType::kBF16, ToBf16, 0x1.fep127f,
     "which bfloat16 (up to 3.39e38) cannot hold; train again with a lower learning rate"}};

absl::StatusOr<HalfType> HalfTypeOf(ComputeType compute) {
  for (const HalfType& type : kHalfTypes) {
    if (type.compute == compute) return type;
  }
  return absl::InvalidArgumentError(absl::StrCat("a float file holds fp16 or bf16, not ", ComputeTypeName(compute)));
}

/// Adds tensors in one type and counts them.
class FloatFileBuilder {
 public:
  FloatFileBuilder(const WeightSource& source, const HalfType& type, QuantizeSummary& summary, ModelFileBuilder& file)
      : source_(source), type_(type), summary_(summary), file_(file) {}

  absl::Status Add(const std::string& name, std::vector<int64_t> shape) {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> values, source_.Read(name, shape));
    summary_.float_parameters += static_cast<int64_t>(values.size());
    summary_.kept_layers.push_back(name);
    for (const float value : values) {
      if (std::fabs(value) <= type_.largest) continue;
      return absl::InvalidArgumentError(absl::StrCat("tensor '", name, "' holds ", value, ", ", type_.overflow));
    }
    file_.Add(name, type_.stored, std::move(shape), type_.round(values));
    return absl::OkStatus();
  }

  /// Weight and bias of a LayerNorm.
  absl::Status AddNorm(const std::string& name, int64_t size) {
    OCTAVO_RETURN_IF_ERROR(Add(name + ".weight", {size}));
    return Add(name + ".bias", {size});
  }

  absl::Status AddLinears(const LinearParts& parts) {
    for (const std::string& name : parts.names) {
      OCTAVO_RETURN_IF_ERROR(Add(name + ".weight", {parts.outputs, parts.inputs}));
      OCTAVO_RETURN_IF_ERROR(Add(name + ".bias", {parts.outputs}));
    }
    return absl::OkStatus();
  }

 private:
  const WeightSource& source_;
  const HalfType& type_;
  QuantizeSummary& summary_;
  ModelFileBuilder& file_;
};

absl::Status AddAll(const ModelConfig& config, const WeightNames& names, FloatFileBuilder& builder) {
  const int64_t hidden = config.hidden_size;
  OCTAVO_RETURN_IF_ERROR(builder.Add(names.word_embeddings, {config.vocab_size, hidden}));
  OCTAVO_RETURN_IF_ERROR(builder.Add(names.position_embeddings, {config.position_rows, hidden}));
  if (!names.type_embeddings.empty()) {
    OCTAVO_RETURN_IF_ERROR(builder.Add(names.type_embeddings, {config.type_vocab_size, hidden}));
  }
  OCTAVO_RETURN_IF_ERROR(builder.AddNorm(names.embedding_norm, hidden));
  for (const LinearSite& site : LinearSites(config.num_layers)) {
    OCTAVO_RETURN_IF_ERROR(builder.AddLinears(PartsOf(config, names, site)));
  }
  for (int64_t layer = 0; layer < config.num_layers; ++layer) {
    OCTAVO_RETURN_IF_ERROR(builder.AddNorm(names.Layer(layer).attention_norm, hidden));
    OCTAVO_RETURN_IF_ERROR(builder.AddNorm(names.Layer(layer).ffn_norm, hidden));
  }
  return builder.AddLinears({{names.classifier}, static_cast<int64_t>(config.labels.size()), hidden});
}

absl::StatusOr<QuantizeSummary> Convert(const ConvertOptions& options) {
  OCTAVO_ASSIGN_OR_RETURN(const HalfType type, HalfTypeOf(options.type));
  OCTAVO_ASSIGN_OR_RETURN(const ConfigText described, ReadClassifierConfig(options.model_dir));
  const ModelConfig& config = described.config;
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(config.architecture));
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<TensorFile> weights, OpenModelWeights(options.model_dir));
  OCTAVO_RETURN_IF_ERROR(CheckNoFurtherLayer(*weights, names, config.num_layers));
  QuantizeSummary summary;
  summary.fp32_bytes = weights->file_bytes();
  const WeightSource source(*weights, names);
  ModelFileBuilder file;
  OCTAVO_RETURN_IF_ERROR(file.AddMetadata(kFloatSchema, kFloatVersion, described, options.model_dir,
                                          {{kFloatTypeKey, ComputeTypeName(options.type)}}));
  FloatFileBuilder builder(source, type, summary, file);
  OCTAVO_RETURN_IF_ERROR(AddAll(config, names, builder));
  OCTAVO_RETURN_IF_ERROR(file.AddTokenizer(options.model_dir));
  OCTAVO_ASSIGN_OR_RETURN(summary.quantized_bytes, file.Write(options.output_path));
  return summary;
}

}  // namespace

absl::StatusOr<QuantizeSummary> ConvertToFloat(const ConvertOptions& options) {
  return WithStdBoundary("convert the model", [&] { return Convert(options); });
}

}  // namespace octavo
