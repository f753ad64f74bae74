#include "worker/runner/train/fake_quantizer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/aminmax.h"
#include "ATen/ops/linear.h"
#include "ATen/ops/zeros.h"
#include "ATen/ops/zeros_like.h"
#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/infer/int8/int8_model_file.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/models/kernel_types.h"
#include "worker/runner/train/deployed_linear_function.h"

namespace octavo {
namespace {

// Columns of the state.
enum : int64_t { kMin, kMax, kScale, kZeroPoint, kColumns };

const LinearWeights& ParametersOf(const ClassifierWeights& weights, const LinearSite& site) {
  if (site.role == LinearRole::kPooler) return weights.pooler;
  const LayerWeights& layer = weights.layers[static_cast<size_t>(site.layer)];
  switch (site.role) {
    case LinearRole::kAttentionOutput:
      return layer.attention_output;
    case LinearRole::kFfnIn:
      return layer.ffn_in;
    case LinearRole::kFfnOut:
      return layer.ffn_out;
    case LinearRole::kQkv:
    case LinearRole::kPooler:
      break;
  }
  return layer.qkv;
}

/// A symmetric range gives up its lowest code (ChooseQParams).
ActivationScheme SchemeOf(const ActivationQParams& codes) {
  return codes.quant_min > 0 ? ActivationScheme::kSymmetric : ActivationScheme::kAffine;
}

/// Static quantization has corrected them for what rounding does to the outputs' means.
void CopyBiases(const int8::LinearWeights& from, const at::Tensor& to) {
  const at::NoGradGuard no_grad;
  float* out = MutableData<float>(to);
  for (const int8::QuantizedRows& part : from.parts) out = std::copy(part.bias.begin(), part.bias.end(), out);
}

absl::Status Mismatch(const std::string& path, absl::string_view what, absl::string_view remedy) {
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", what, "; ", remedy));
}

bool SameBits(absl::Span<const float> file, const at::Tensor& model) {
  return static_cast<int64_t>(file.size()) == model.numel() &&
         std::memcmp(file.data(), Data<float>(model), file.size() * sizeof(float)) == 0;
}

/// Static quantization leaves the head and the norms as they are, and no two trainings end with the same ones.
bool MadeFrom(const int8::EncoderWeights& file, const ClassifierWeights& weights) {
  return file.layers.size() == weights.layers.size() && SameBits(file.head_weight, weights.classifier.weight) &&
         SameBits(file.head_bias, weights.classifier.bias) &&
         SameBits(file.embedding_norm.weight, weights.embedding_norm.weight) &&
         SameBits(file.embedding_norm.bias, weights.embedding_norm.bias);
}

absl::Status CheckFile(const int8::EncoderWeights& file, const ClassifierWeights& weights, const QatOptions& options) {
  if (!MadeFrom(file, weights)) {
    return Mismatch(options.static_path, "was made from another model than the one to train",
                    "give the static INT8 file of this very model");
  }
  if (file.words.floats.empty() != options.quantize_embeddings) {
    return Mismatch(options.static_path,
                    absl::StrCat("has embeddings in ", options.quantize_embeddings ? "float32" : "int8",
                                 ", and quantize_embeddings is ", options.quantize_embeddings ? "true" : "false"),
                    "give a file of the same form");
  }
  return absl::OkStatus();
}

/// Whether all rows share a scale, which training, that rounds each row by its own, could not go on from.
bool PerTensor(const int8::QuantizedRows& rows) {
  return rows.scales.size() > 1 &&
         std::all_of(rows.scales.begin(), rows.scales.end(), [&](float scale) { return scale == rows.scales[0]; });
}

}  // namespace

FakeQuantizer::FakeQuantizer(const QatOptions& options, const ModelConfig& config, const ClassifierWeights& weights,
                             const int8::Kernels& kernels)
    : options_(options),
      kernels_(kernels),
      tables_{weights.word_embeddings, weights.position_embeddings, weights.type_embeddings},
      encoder_(config, weights, sites_, options.quantize_embeddings, kernels) {
  if (!options.quantize_embeddings) return;
  values_ = {at::zeros_like(tables_.word.detach()), at::zeros_like(tables_.position.detach()),
             at::zeros_like(tables_.type.detach())};
}

absl::StatusOr<std::unique_ptr<FakeQuantizer>> FakeQuantizer::Create(const ModelConfig& config,
                                                                     const ClassifierWeights& weights,
                                                                     const QatOptions& options,
                                                                     at::ScalarType backward_type) {
  OCTAVO_ASSIGN_OR_RETURN(const int8::Kernels* kernels, int8::SelectKernels());
  OCTAVO_ASSIGN_OR_RETURN(const int8::Int8ModelFile file, int8::OpenInt8ModelFile(options.static_path));
  OCTAVO_RETURN_IF_ERROR(CheckFile(file.weights, weights, options));
  auto quantizer = absl::WrapUnique(new FakeQuantizer(options, config, weights, *kernels));
  const std::vector<LinearSite> sites = LinearSites(config.num_layers);
  quantizer->state_ = at::zeros({static_cast<int64_t>(sites.size()), kColumns}, at::kFloat);
  quantizer->seen_.resize(sites.size());
  for (const LinearSite& site : sites) {
    OCTAVO_RETURN_IF_ERROR(
        quantizer->AddSite(site, ParametersOf(weights, site), int8::LinearOf(file.weights, site), backward_type));
  }
  quantizer->Refresh();
  return quantizer;
}

absl::Status FakeQuantizer::AddSite(const LinearSite& where, const LinearWeights& parameters,
                                    const int8::LinearWeights& file, at::ScalarType backward_type) {
  if (file.types.front() != ComputeType::kInt8) {
    sites_.push_back(DeployedLinear::CreateFp32(parameters, kernels_));
    return absl::OkStatus();
  }
  if (!file.input.has_value()) {
    return Mismatch(options_.static_path, absl::StrCat(LinearName(where), " has no fixed codes"),
                    "give a file of octavo static");
  }
  if (std::all_of(file.parts.begin(), file.parts.end(), PerTensor)) {
    return Mismatch(options_.static_path, absl::StrCat(LinearName(where), " has one scale for all its weights"),
                    "give a file with weights per_channel, as quantization-aware training makes them");
  }
  const int8::StaticInput& input = *file.input;
  const ActivationQParams codes = {input.scale, input.zero_point, input.lowest, input.highest};
  CopyBiases(file, parameters.bias);
  std::vector<float> factors(input.factors.begin(), input.factors.end());
  auto linear = DeployedLinear::CreateInt8(parameters, std::move(factors), codes, backward_type, kernels_);
  if (linear == nullptr) return absl::ResourceExhaustedError("no memory for the rounded weights");
  float* row = MutableData<float>(state_) + static_cast<int64_t>(sites_.size()) * kColumns;
  row[kMin] = static_cast<float>(input.lowest - input.zero_point) * input.scale;
  row[kMax] = static_cast<float>(input.highest - input.zero_point) * input.scale;
  row[kScale] = input.scale;
  row[kZeroPoint] = static_cast<float>(input.zero_point);
  sites_.push_back(std::move(linear));
  return absl::OkStatus();
}

void FakeQuantizer::Refresh() {
  const at::NoGradGuard no_grad;
  for (size_t i = 0; i < sites_.size(); ++i) {
    const float* row = Data<float>(state_) + static_cast<int64_t>(i) * kColumns;
    ActivationQParams codes = sites_[i]->codes();
    codes.scale = row[kScale];
    codes.zero_point = static_cast<int32_t>(row[kZeroPoint]);
    sites_[i]->RefreshWeights(codes);
  }
}

void FakeQuantizer::BeginPass(int64_t real_rows, bool observe) {
  real_rows_ = real_rows;
  observe_ = observe;
}

absl::StatusOr<std::vector<float>> FakeQuantizer::Logits(const TokenBatch& batch, ActivationTap* tap) const {
  return encoder_.Logits(batch, tap);
}

void FakeQuantizer::Observe(size_t index, const at::Tensor& rows) {
  const auto [low, high] = at::aminmax(rows);
  const Range range = {low.item<float>(), high.item<float>()};
  std::optional<Range>& seen = seen_[index];
  seen = seen.has_value() ? Range{std::min(seen->low, range.low), std::max(seen->high, range.high)} : range;
}

void FakeQuantizer::EndStep() {
  for (size_t i = 0; i < seen_.size(); ++i) Average(i);
}

void FakeQuantizer::Average(size_t index) {
  const std::optional<Range> seen = std::exchange(seen_[index], std::nullopt);
  if (!seen.has_value()) return;
  float* row = MutableData<float>(state_) + static_cast<int64_t>(index) * kColumns;
  const auto momentum = static_cast<float>(options_.observer_momentum);
  row[kMin] += momentum * (seen->low - row[kMin]);
  row[kMax] += momentum * (seen->high - row[kMax]);
  const ActivationQParams before = sites_[index]->codes();
  const bool symmetric = SchemeOf(before) == ActivationScheme::kSymmetric;
  const ActivationQParams codes =
      ChooseQParams(row[kMin], row[kMax], SchemeOf(before), symmetric ? 0 : before.quant_min, before.quant_max);
  row[kScale] = codes.scale;
  row[kZeroPoint] = static_cast<float>(codes.zero_point);
}

at::Tensor FakeQuantizer::Apply(const LinearSite& where, const at::Tensor& x) {
  const size_t index = IndexOf(where);
  const std::shared_ptr<DeployedLinear>& linear = sites_[index];
  if (!linear->rounds()) return at::linear(x, linear->parameters().weight, linear->parameters().bias);
  if (observe_) {
    const at::NoGradGuard no_grad;
    // After the last attention all rows are real: each is a text's first.
    const at::Tensor rows = x.detach().narrow(0, 0, std::min(real_rows_, x.size(0)));
    Observe(index, linear->factors().defined() ? rows / linear->factors() : rows);
  }
  return ApplyDeployed(x, linear);
}

/// Rounds the rows `used` of `table` into `values`, by the kernels: the same bits as int8_numerics.h.
void FakeQuantizer::RoundRows(const std::vector<int32_t>& used, const at::Tensor& table,
                              const at::Tensor& values) const {
  if (table.size(0) == 0) return;
  std::vector<int32_t> rows = used;
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  const int64_t hidden = table.size(1);
  const float* from = Data<float>(table);
  float* to = MutableData<float>(values);
  at::parallel_for(0, static_cast<int64_t>(rows.size()), RowGrain(hidden), [&](int64_t begin, int64_t end) {
    std::vector<int8_t> q(static_cast<size_t>(hidden));
    kernels_.thread_begin();
    for (int64_t i = begin; i < end; ++i) {
      const int64_t at = rows[static_cast<size_t>(i)] * hidden;
      float scale = 0;
      kernels_.quantize_row(from + at, static_cast<int>(hidden), static_cast<int>(hidden), q.data(), &scale);
      for (int64_t c = 0; c < hidden; ++c) to[at + c] = static_cast<float>(q[static_cast<size_t>(c)]) * scale;
    }
    kernels_.thread_end();
  });
}

EmbeddingTables FakeQuantizer::ValuesFor(const PackedBatch& batch) {
  if (!options_.quantize_embeddings) return tables_;
  RoundRows(batch.ids, tables_.word, values_.word);
  RoundRows(batch.positions, tables_.position, values_.position);
  RoundRows(batch.types, tables_.type, values_.type);
  return values_;
}

Int8Plan FakeQuantizer::Plan() const {
  Int8Plan plan = {"qat", options_.quantize_embeddings, options_.training.model_dir, {}};
  for (const auto& site : sites_) {
    LinearPlan& linear = plan.linears.emplace_back();
    if (site->rounds()) {
      linear.input = site->codes();
      linear.smooth = site->smooth();
    } else {
      linear.type = ComputeType::kFp32;
    }
  }
  return plan;
}

}  // namespace octavo
