// LoadSwitchable of engine/engine.h: the weights as INT8 come from a dynamic INT8 file, those as floats from the
// folder.

#include <filesystem>
#include <utility>

#include "common/status_macros.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/formats/model_weights.h"
#include "worker/runner/formats/weight_names.h"
#include "worker/runner/infer/encoder_classifier.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/quant/int8_plan.h"
#include "worker/runner/quant/linear_parts.h"
#include "worker/runner/quant/weight_source.h"

namespace octavo {
namespace {

std::vector<ComputeType> TypesOf(const int8::Kernels& kernels) {
  if (!kernels.fast_bf16) return {ComputeType::kInt8, ComputeType::kFp32};
  return {ComputeType::kInt8, ComputeType::kBf16, ComputeType::kFp32};
}

/// Gives the linear layer its weights as floats too; `made` keeps them until the encoder has packed them.
absl::Status AddFloats(const WeightSource& source, const LinearParts& parts, int8::LinearWeights& linear,
                       std::deque<std::vector<float>>& made) {
  for (size_t i = 0; i < parts.names.size(); ++i) {
    OCTAVO_ASSIGN_OR_RETURN(std::vector<float> values,
                            source.Read(parts.names[i] + ".weight", {parts.outputs, parts.inputs}));
    linear.floats.push_back({made.emplace_back(std::move(values)), linear.parts[i].bias});
  }
  return absl::OkStatus();
}

absl::StatusOr<int8::Int8ModelFile> OpenInEveryType(const SwitchableOptions& options,
                                                    const std::vector<ComputeType>& types) {
  OCTAVO_ASSIGN_OR_RETURN(int8::Int8ModelFile file, int8::OpenInt8ModelFile(options.scratch_path));
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(file.config.architecture));
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<TensorFile> weights, OpenModelWeights(options.model_dir));
  const WeightSource source(*weights, names);
  for (const LinearSite& site : LinearSites(file.config.num_layers)) {
    int8::LinearWeights& linear = int8::MutableLinearOf(file.weights, site);
    OCTAVO_RETURN_IF_ERROR(AddFloats(source, PartsOf(file.config, names, site), linear, file.made));
    linear.types = types;
  }
  return file;
}

/// Bytes that the weights of each layer take in a file, by type.
int64_t LinearFileBytes(const LinearParts& parts, ComputeType type) {
  const int64_t outputs = parts.outputs * static_cast<int64_t>(parts.names.size()), weights = outputs * parts.inputs;
  if (type == ComputeType::kInt8) return weights + outputs * int64_t{sizeof(float)};
  return weights * (type == ComputeType::kBf16 ? 2 : int64_t{sizeof(float)});
}

class Switchable : public SwitchableClassifier {
 public:
  Switchable(SwitchableOptions options, std::vector<ComputeType> available, std::vector<LinearParts> parts,
             int64_t int8_bytes, std::unique_ptr<EncoderClassifier> encoder)
      : options_(std::move(options)),
        available_(std::move(available)),
        parts_(std::move(parts)),
        int8_bytes_(int8_bytes),
        encoder_(std::move(encoder)),
        info_(encoder_->Info()),
        types_(parts_.size(), ComputeType::kInt8) {}

  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override { return encoder_->Logits(batch); }
  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) override {
    return encoder_->LogitsWithTap(batch, tap);
  }

  std::vector<ComputeType> AvailableTypes() const override { return available_; }

  absl::Status SetTypes(absl::Span<const ComputeType> types) override {
    OCTAVO_RETURN_IF_ERROR(encoder_->SetTypes(types));
    types_.assign(types.begin(), types.end());
    info_ = encoder_->Info();
    return absl::OkStatus();
  }

  absl::StatusOr<QuantizeSummary> Write(const std::string& output_path) const override {
    Int8Plan plan = {"mixed", options_.quantize_embeddings, "", {}};
    for (const ComputeType type : types_) plan.linears.emplace_back().type = type;
    return WriteInt8Model(options_.model_dir, output_path, plan);
  }

  int64_t FileBytes() const override {
    int64_t bytes = int8_bytes_;
    for (size_t i = 0; i < types_.size(); ++i) {
      bytes += LinearFileBytes(parts_[i], types_[i]) - LinearFileBytes(parts_[i], ComputeType::kInt8);
    }
    return bytes;
  }

 private:
  const SwitchableOptions options_;
  const std::vector<ComputeType> available_;
  const std::vector<LinearParts> parts_;
  const int64_t int8_bytes_;
  const std::unique_ptr<EncoderClassifier> encoder_;
  ModelInfo info_;
  std::vector<ComputeType> types_;
};

absl::StatusOr<std::unique_ptr<SwitchableClassifier>> Load(const SwitchableOptions& options) {
  OCTAVO_ASSIGN_OR_RETURN(
      const QuantizeSummary summary,
      WriteInt8Model(options.model_dir, options.scratch_path, {"dynamic", options.quantize_embeddings, "", {}}));
  OCTAVO_ASSIGN_OR_RETURN(const int8::Kernels* kernels, int8::SelectKernels());
  std::vector<ComputeType> types = TypesOf(*kernels);
  OCTAVO_ASSIGN_OR_RETURN(int8::Int8ModelFile file, OpenInEveryType(options, types));
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(file.config.architecture));
  std::vector<LinearParts> parts;
  for (const LinearSite& site : LinearSites(file.config.num_layers)) {
    parts.push_back(PartsOf(file.config, names, site));
  }
  OCTAVO_ASSIGN_OR_RETURN(auto encoder, EncoderClassifier::Create(std::move(file)));
  return std::make_unique<Switchable>(options, std::move(types), std::move(parts), summary.quantized_bytes,
                                      std::move(encoder));
}

}  // namespace

absl::StatusOr<std::unique_ptr<SwitchableClassifier>> LoadSwitchable(const SwitchableOptions& options) {
  return WithStdBoundary("load the model in every type", [&] { return Load(options); });
}

}  // namespace octavo
