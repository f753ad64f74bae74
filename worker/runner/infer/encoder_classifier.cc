#include "worker/runner/infer/encoder_classifier.h"

#include <algorithm>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/infer/int8/openmp_team.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/models/model_info.h"
#include "worker/runner/models/packed_batch.h"

namespace octavo {
namespace {

/// "AVX512-VNNI INT8", and where layers run otherwise how many.
std::string NameKernels(const char* integers, const std::vector<ComputeType>& types) {
  std::string others;
  for (const ComputeType type : {ComputeType::kBf16, ComputeType::kFp32}) {
    const auto count = std::count(types.begin(), types.end(), type);
    if (count == 0) continue;
    absl::StrAppend(&others, others.empty() ? "" : ", ", count, " in ", ComputeTypeName(type));
  }
  if (others.empty()) return integers;
  return absl::StrCat(integers, " (of ", types.size(), " linear layers ", others, ")");
}

}  // namespace

EncoderClassifier::EncoderClassifier(int8::Int8ModelFile& file, const int8::Kernels& kernels)
    : mapped_(std::move(file.file)),
      config_(file.config),
      parameters_(file.parameters),
      kernels_(kernels),
      team_(int8::MakeOpenMpTeam()) {
  for (const LinearSite& site : LinearSites(config_.num_layers)) {
    types_.push_back(int8::LinearOf(file.weights, site).types.front());
  }
}

absl::StatusOr<std::unique_ptr<EncoderClassifier>> EncoderClassifier::Create(int8::Int8ModelFile file) {
  OCTAVO_ASSIGN_OR_RETURN(const int8::Kernels* kernels, int8::SelectKernels());
  auto classifier = absl::WrapUnique(new EncoderClassifier(file, *kernels));
  absl::StatusOr<std::unique_ptr<int8::Encoder>> encoder =
      int8::Encoder::Create(file.weights, *kernels, *classifier->team_);
  if (!encoder.ok()) {
    return absl::Status(encoder.status().code(),
                        absl::StrCat(classifier->mapped_->path(), ": ", encoder.status().message()));
  }
  classifier->encoder_ = *std::move(encoder);
  return classifier;
}

ModelInfo EncoderClassifier::Info() const {
  ModelInfo info = DescribeModel(config_, parameters_);
  // What most of the time goes into: a mixed file counts as INT8 unless no layer is.
  const bool integers = std::count(types_.begin(), types_.end(), ComputeType::kInt8) > 0;
  info.resolved = integers ? ComputeType::kInt8 : *std::min_element(types_.begin(), types_.end());
  info.requested = info.resolved;
  info.kernels = NameKernels(kernels_.name, types_);
  return info;
}

absl::StatusOr<std::vector<float>> EncoderClassifier::Logits(const TokenBatch& batch) {
  OCTAVO_RETURN_IF_ERROR(CheckBatch(batch, config_));
  return WithStdBoundary("run the model",
                         [&] { return encoder_->Logits(batch.ids, batch.token_types, batch.offsets); });
}

absl::StatusOr<std::vector<float>> EncoderClassifier::LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) {
  OCTAVO_RETURN_IF_ERROR(CheckBatch(batch, config_));
  return WithStdBoundary("run the model", [&]() -> absl::StatusOr<std::vector<float>> {
    std::vector<std::vector<float>> seen;
    OCTAVO_ASSIGN_OR_RETURN(std::vector<float> logits,
                            encoder_->LogitsAndInputs(batch.ids, batch.token_types, batch.offsets, seen));
    const std::vector<LinearSite> sites = LinearSites(config_.num_layers);
    for (size_t i = 0; i < seen.size(); ++i) {
      const bool wide = sites[i].role == LinearRole::kFfnOut;
      OCTAVO_RETURN_IF_ERROR(tap.Observe(sites[i], seen[i], wide ? config_.intermediate_size : config_.hidden_size));
    }
    return logits;
  });
}

absl::Status EncoderClassifier::SetTypes(absl::Span<const ComputeType> types) {
  const std::vector<LinearSite> sites = LinearSites(config_.num_layers);
  if (types.size() != sites.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat(types.size(), " types for a model of ", sites.size(), " linear layers; give one each"));
  }
  for (size_t i = 0; i < sites.size(); ++i) {
    if (types[i] == types_[i]) continue;
    OCTAVO_RETURN_IF_ERROR(encoder_->SetType(sites[i], types[i]));
    types_[i] = types[i];
  }
  return absl::OkStatus();
}

}  // namespace octavo
