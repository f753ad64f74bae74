// From a Hugging Face folder to one file, each linear layer as the plan says. Free of torch.

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/formats/int8_file.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/formats/model_weights.h"
#include "worker/runner/formats/weight_names.h"
#include "worker/runner/quant/bf16.h"
#include "worker/runner/quant/int8_plan.h"
#include "worker/runner/quant/linear_parts.h"
#include "worker/runner/quant/linear_quantizer.h"
#include "worker/runner/quant/model_file_builder.h"
#include "worker/runner/quant/weight_source.h"

namespace octavo {
namespace {

/// Adds tensors to the file as a plan says and counts them.
class Int8FileBuilder {
 public:
  Int8FileBuilder(const WeightSource& source, QuantizeSummary& summary, ModelFileBuilder& file)
      : source_(source), summary_(summary), file_(file) {}

  /// `name` as int8 with one scale per row.
  absl::Status Quantize(const std::string& name, int64_t rows, int64_t columns) {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> values, source_.Read(name, {rows, columns}));
    AddQuantized(name, QuantizeRows(values, rows, columns, /*per_tensor=*/false), columns);
    return absl::OkStatus();
  }

  /// `name` as float32.
  absl::Status Keep(const std::string& name, std::vector<int64_t> shape) {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> values, source_.Read(name, shape));
    AddKept(name, std::move(shape), values);
    return absl::OkStatus();
  }

  /// The linear layer `name` (its weight and bias) as `plan` says.
  absl::Status AddLinear(const std::string& name, int64_t outputs, int64_t inputs, const LinearPlan& plan) {
    if (plan.type == ComputeType::kFp32) {
      OCTAVO_RETURN_IF_ERROR(Keep(name + ".weight", {outputs, inputs}));
      return Keep(name + ".bias", {outputs});
    }
    OCTAVO_ASSIGN_OR_RETURN(std::vector<float> weight, source_.Read(name + ".weight", {outputs, inputs}));
    OCTAVO_ASSIGN_OR_RETURN(std::vector<float> bias, source_.Read(name + ".bias", {outputs}));
    if (plan.type == ComputeType::kBf16) {
      file_.Add(name + ".weight", DType::kBF16, {outputs, inputs}, ToBf16(weight));
      summary_.float_parameters += outputs * inputs;
      summary_.kept_layers.push_back(name + ".weight");
    } else {
      if (!plan.smooth.empty()) ScaleColumns(plan.smooth, weight);
      const QuantizedMatrix quantized = QuantizeRows(weight, outputs, inputs, plan.per_tensor);
      if (!plan.input_mean.empty()) CorrectBias(weight, quantized, plan, bias);
      AddQuantized(name + ".weight", quantized, inputs);
    }
    AddKept(name + ".bias", {outputs}, bias);
    return absl::OkStatus();
  }

  absl::Status KeepNorm(const std::string& name, int64_t size) {
    OCTAVO_RETURN_IF_ERROR(Keep(name + ".weight", {size}));
    return Keep(name + ".bias", {size});
  }

  void AddFloats(const std::string& name, const std::vector<float>& values) {
    file_.Add(name, DType::kF32, {static_cast<int64_t>(values.size())}, values);
  }

 private:
  /// Takes from `bias` what quantizing the weight adds on average.
  static void CorrectBias(const std::vector<float>& weight, const QuantizedMatrix& quantized, const LinearPlan& plan,
                          std::vector<float>& bias) {
    std::vector<float> mean = plan.input_mean;
    for (size_t c = 0; c < plan.smooth.size(); ++c) mean[c] /= plan.smooth[c];
    const std::vector<float> errors = MeanOutputError(weight, quantized, mean);
    for (size_t i = 0; i < bias.size(); ++i) bias[i] -= errors[i];
  }

  void AddQuantized(const std::string& name, const QuantizedMatrix& matrix, int64_t columns) {
    const auto rows = static_cast<int64_t>(matrix.scales.size());
    file_.Add(name, DType::kI8, {rows, columns}, matrix.values);
    file_.Add(name + kScaleSuffix, DType::kF32, {rows}, matrix.scales);
    summary_.quantized_parameters += rows * columns;
    summary_.quantized_layers.push_back(name);
  }

  void AddKept(const std::string& name, std::vector<int64_t> shape, const std::vector<float>& values) {
    summary_.float_parameters += static_cast<int64_t>(values.size());
    summary_.kept_layers.push_back(name);
    file_.Add(name, DType::kF32, std::move(shape), values);
  }

  const WeightSource& source_;
  QuantizeSummary& summary_;
  ModelFileBuilder& file_;
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

absl::Status AddLinear(const LinearParts& parts, const LinearPlan& plan, Int8FileBuilder& builder) {
  for (const std::string& name : parts.names) {
    OCTAVO_RETURN_IF_ERROR(builder.AddLinear(name, parts.outputs, parts.inputs, plan));
  }
  return absl::OkStatus();
}

/// What the file says of one layer.
TorchDict DescribeLinear(const LinearPlan& plan) {
  TorchDict described = {{"type", ComputeTypeName(plan.type)}};
  if (plan.type != ComputeType::kInt8) return described;
  if (!plan.input.has_value()) {
    described.emplace_back("input", "dynamic");
    return described;
  }
  described.emplace_back("input", TorchDict{{"scale", double{plan.input->scale}},
                                            {"zero_point", int64_t{plan.input->zero_point}},
                                            {"lowest", int64_t{plan.input->quant_min}},
                                            {"highest", int64_t{plan.input->quant_max}}});
  return described;
}

TorchDict AddLinears(absl::Span<const LinearPlan> plans, int64_t num_layers, Int8FileBuilder& builder) {
  TorchDict linears;
  for (const LinearSite& site : LinearSites(num_layers)) {
    const LinearPlan& plan = plans[IndexOf(site)];
    linears.emplace_back(LinearName(site), DescribeLinear(plan));
    if (!plan.input.has_value() || plan.smooth.empty()) continue;
    builder.AddFloats(LinearName(site) + kSmoothSuffix, plan.smooth);
  }
  return linears;
}

TorchDict DescribeScheme(const Int8Plan& plan) {
  return TorchDict{{"weights", "int8 symmetric; w = int8 * scale of the row"},
                   {"embeddings", plan.quantize_embeddings ? "int8 symmetric per row" : "float32"},
                   {"activations",
                    "linears[...]: 'dynamic' (int8 symmetric per token) or fixed codes, "
                    "x = (code - zero_point) * scale"},
                   {"rounding", "half to even"},
                   {"range", TorchList{-127, 127}},
                   {"kept", "LayerNorm, softmax, GELU, residual sums and classifier in float32"}};
}

absl::Status CheckPlan(const LinearPlan& plan, const LinearSite& site, int64_t inputs) {
  const auto fits = [inputs](const std::vector<float>& columns) {
    return columns.empty() || static_cast<int64_t>(columns.size()) == inputs;
  };
  if (fits(plan.smooth) && fits(plan.input_mean)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("plan of ", LinearName(site), ": ", plan.smooth.size(),
                                                 " factors and ", plan.input_mean.size(), " means for ", inputs,
                                                 " inputs; calibrate the same model that is quantized"));
}

/// The plan of every layer; without any, that of dynamic quantization.
absl::StatusOr<std::vector<LinearPlan>> PlansOf(const Int8Plan& plan, const ModelConfig& config,
                                                const WeightNames& names) {
  const std::vector<LinearSite> sites = LinearSites(config.num_layers);
  if (plan.linears.empty()) return std::vector<LinearPlan>(sites.size());
  if (plan.linears.size() != sites.size()) {
    return absl::InvalidArgumentError(absl::StrCat("a plan of ", plan.linears.size(), " linear layers for a model of ",
                                                   sites.size(), "; calibrate the same model that is quantized"));
  }
  for (const LinearSite& site : sites) {
    OCTAVO_RETURN_IF_ERROR(CheckPlan(plan.linears[IndexOf(site)], site, PartsOf(config, names, site).inputs));
  }
  return plan.linears;
}

absl::Status AddModel(const ModelConfig& config, const WeightNames& names, bool quantize_embeddings,
                      absl::Span<const LinearPlan> plans, Int8FileBuilder& builder) {
  OCTAVO_RETURN_IF_ERROR(AddEmbeddings(config, names, quantize_embeddings, builder));
  for (const LinearSite& site : LinearSites(config.num_layers)) {
    OCTAVO_RETURN_IF_ERROR(AddLinear(PartsOf(config, names, site), plans[IndexOf(site)], builder));
  }
  for (int64_t layer = 0; layer < config.num_layers; ++layer) {
    OCTAVO_RETURN_IF_ERROR(builder.KeepNorm(names.Layer(layer).attention_norm, config.hidden_size));
    OCTAVO_RETURN_IF_ERROR(builder.KeepNorm(names.Layer(layer).ffn_norm, config.hidden_size));
  }
  const auto labels = static_cast<int64_t>(config.labels.size());
  OCTAVO_RETURN_IF_ERROR(builder.Keep(names.classifier + ".weight", {labels, config.hidden_size}));
  return builder.Keep(names.classifier + ".bias", {labels});
}

absl::StatusOr<QuantizeSummary> Write(const std::string& model_dir, const std::string& output_path,
                                      const Int8Plan& plan) {
  OCTAVO_ASSIGN_OR_RETURN(const ConfigText described, ReadClassifierConfig(model_dir));
  const ModelConfig& config = described.config;
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(config.architecture));
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<LinearPlan> plans, PlansOf(plan, config, names));
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<TensorFile> weights, OpenModelWeights(model_dir));
  OCTAVO_RETURN_IF_ERROR(CheckNoFurtherLayer(*weights, names, config.num_layers));
  QuantizeSummary summary;
  summary.fp32_bytes = weights->file_bytes();
  const WeightSource source(*weights, names);
  ModelFileBuilder file;
  Int8FileBuilder builder(source, summary, file);
  const std::string& companions = plan.companions.empty() ? model_dir : plan.companions;
  OCTAVO_RETURN_IF_ERROR(file.AddMetadata(kInt8Schema, kInt8Version, described, companions,
                                          {{"quantization", plan.quantization},
                                           {"scheme", DescribeScheme(plan)},
                                           {kLinearsKey, AddLinears(plans, config.num_layers, builder)}}));
  OCTAVO_RETURN_IF_ERROR(AddModel(config, names, plan.quantize_embeddings, plans, builder));
  OCTAVO_RETURN_IF_ERROR(file.AddTokenizer(companions));
  OCTAVO_ASSIGN_OR_RETURN(summary.quantized_bytes, file.Write(output_path));
  return summary;
}

}  // namespace

absl::StatusOr<QuantizeSummary> WriteInt8Model(const std::string& model_dir, const std::string& output_path,
                                               const Int8Plan& plan) {
  return WithStdBoundary("quantize the model", [&] { return Write(model_dir, output_path, plan); });
}

}  // namespace octavo
