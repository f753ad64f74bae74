#include "worker/runner/infer/float_classifier.h"

#include <cmath>
#include <cstring>
#include <utility>

#include "ATen/Parallel.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/_scaled_dot_product_flash_attention_for_cpu.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/linear.h"
#include "absl/strings/str_cat.h"
#include "c10/core/InferenceMode.h"
#include "common/status_macros.h"
#include "worker/runner/engine/error_boundary.h"
#include "worker/runner/formats/float_file.h"
#include "worker/runner/formats/model_file.h"
#include "worker/runner/formats/torch_checkpoint.h"
#include "worker/runner/models/cpu_features.h"
#include "worker/runner/models/head_activation.h"
#include "worker/runner/models/kernel_types.h"
#include "worker/runner/models/model_info.h"
#include "worker/runner/models/packed_batch.h"

namespace octavo {
namespace {

at::ScalarType ScalarTypeOf(ComputeType type) {
  switch (type) {
    case ComputeType::kBf16:
      return at::kBFloat16;
    case ComputeType::kFp16:
      return at::kHalf;
    case ComputeType::kFp32:
    case ComputeType::kInt8:
      break;
  }
  return at::kFloat;
}

const char* KernelsOf(ComputeType type) {
  switch (type) {
    case ComputeType::kBf16:
      return CpuHas("amx_bf16") ? "oneDNN BF16 (AMX)" : "oneDNN BF16";
    case ComputeType::kFp16:
      return "oneDNN FP16";
    case ComputeType::kFp32:
    case ComputeType::kInt8:
      break;
  }
  return "oneDNN FP32";
}

absl::StatusOr<ComputeType> TypeOfFile(const TorchDict& metadata, const std::string& path) {
  const TorchValue* value = FindKey(metadata, kFloatTypeKey);
  const auto* type = value == nullptr ? nullptr : std::get_if<std::string>(&value->value);
  for (const ComputeType known : {ComputeType::kFp16, ComputeType::kBf16}) {
    if (type != nullptr && *type == ComputeTypeName(known)) return known;
  }
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": metadata['", kFloatTypeKey, "'] is not fp16 or bf16; convert the model again with octavo"));
}

/// The residual stream in FP32 and the same in the compute type, for the next GEMM.
struct Stream {
  at::Tensor wide;
  at::Tensor narrow;
};

/// stream = LayerNorm(stream + branch).
void AddNormInto(const at::Tensor& branch, const NormWeights& norm, double eps, Stream& stream) {
  const int64_t rows = branch.size(0), width = branch.size(1);
  WithKernelType(branch.scalar_type(), [&](auto type) {
    using T = decltype(type);
    at::parallel_for(0, rows, RowGrain(width), [&](int64_t begin, int64_t end) {
      Rows<T>().add_norm(Data<T>(branch), Data<float>(stream.wide), Data<float>(norm.weight), Data<float>(norm.bias),
                         static_cast<float>(eps), width, begin, end, MutableData<float>(stream.wide),
                         MutableData<T>(stream.narrow));
    });
  });
}

/// LayerNorm(word + position + type embedding) of every token.
Stream Embed(const TokenBatch& batch, const ModelConfig& config, const ClassifierWeights& weights,
             at::ScalarType compute) {
  const int64_t hidden = config.hidden_size, tokens = batch.tokens();
  Stream stream;
  stream.wide = at::empty({tokens, hidden}, at::kFloat);
  const float* words = Data<float>(weights.word_embeddings);
  const float* positions = Data<float>(weights.position_embeddings) + config.first_position * hidden;
  const float* types = Data<float>(weights.type_embeddings);
  const bool typed = config.type_vocab_size > 0;
  const std::vector<float> zeros(typed ? 0 : static_cast<size_t>(hidden));
  float* out = MutableData<float>(stream.wide);
  at::parallel_for(0, batch.size(), 1, [&](int64_t begin, int64_t end) {
    for (int64_t text = begin; text < end; ++text) {
      for (int64_t row = batch.offsets[text]; row < batch.offsets[text + 1]; ++row) {
        const float* w = words + batch.ids[row] * hidden;
        const float* p = positions + (row - batch.offsets[text]) * hidden;
        const float* t =
            typed ? types + (batch.token_types.empty() ? 0 : batch.token_types[row]) * hidden : zeros.data();
        for (int64_t j = 0; j < hidden; ++j) out[row * hidden + j] = w[j] + t[j] + p[j];
      }
      Rows<float>().add_norm(out, nullptr, Data<float>(weights.embedding_norm.weight),
                             Data<float>(weights.embedding_norm.bias), static_cast<float>(config.layer_norm_eps),
                             hidden, batch.offsets[text], batch.offsets[text + 1], out, out);
    }
  });
  stream.narrow = stream.wide.to(compute);  // the same tensor in FP32
  return stream;
}

/// The first row of every text.
at::Tensor FirstRows(const at::Tensor& rows, const TokenBatch& batch) {
  const int64_t width = rows.size(1);
  at::Tensor first = at::empty({batch.size(), width}, rows.options());
  for (int64_t text = 0; text < batch.size(); ++text) {
    std::memcpy(MutableData<float>(first) + text * width, Data<float>(rows) + batch.offsets[text] * width,
                static_cast<size_t>(width) * sizeof(float));
  }
  return first;
}

absl::Status Show(const LinearSite& site, const at::Tensor& rows, ActivationTap* tap) {
  if (tap == nullptr) return absl::OkStatus();
  const at::Tensor floats = rows.to(at::kFloat).contiguous();
  return tap->Observe(site, absl::MakeConstSpan(Data<float>(floats), static_cast<size_t>(floats.numel())),
                      floats.size(1));
}

/// Which rows of a text ask.
enum class Queries { kAll, kFirst };

/// Attention of every text over its own rows of `qkv` [tokens, 3·hidden]: [tokens, hidden], or [texts, hidden] where
/// only the first row of each asks.
at::Tensor Attend(const at::Tensor& qkv, const TokenBatch& batch, int64_t heads, Queries queries) {
  const int64_t hidden = qkv.size(1) / 3, size = hidden / heads;
  at::Tensor out;
  for (int64_t text = 0; text < batch.size();) {
    const int64_t begin = batch.offsets[text], length = batch.offsets[text + 1] - begin;
    // Neighbours of the same length go in one call.
    int64_t count = 1;
    while (text + count < batch.size() && batch.offsets[text + count + 1] - batch.offsets[text + count] == length)
      ++count;
    const int64_t asking = queries == Queries::kFirst ? 1 : length;
    const auto part = [&](int64_t index, int64_t rows) {
      return qkv.narrow(0, begin, count * length)
          .narrow(1, index * hidden, hidden)
          .view({count, length, heads, size})
          .narrow(1, 0, rows)
          .transpose(1, 2);
    };
    const at::Tensor rows =
        std::get<0>(at::_scaled_dot_product_flash_attention_for_cpu(part(0, asking), part(1, length), part(2, length)))
            .transpose(1, 2)
            .reshape({count * asking, hidden});
    if (count == batch.size()) return rows;
    if (!out.defined())
      out = at::empty({queries == Queries::kFirst ? batch.size() : batch.tokens(), hidden}, qkv.options());
    out.narrow(0, queries == Queries::kFirst ? text : begin, count * asking).copy_(rows);
    text += count;
  }
  return out;
}

}  // namespace

std::unique_ptr<Classifier> FloatClassifier::Make(ModelConfig config, ClassifierWeights weights, ComputeType compute) {
  ModelInfo info = DescribeModel(config, CountParameters(weights));
  info.requested = compute;
  info.resolved = ResolveFloatType(compute);
  info.kernels = KernelsOf(info.resolved);
  const at::ScalarType type = ScalarTypeOf(info.resolved);
  return std::unique_ptr<Classifier>(new FloatClassifier(std::move(config), std::move(info), std::move(weights), type));
}

absl::StatusOr<std::unique_ptr<Classifier>> FloatClassifier::Load(const std::string& dir, ComputeType compute) {
  return WithErrorBoundary("load the model", [&]() -> absl::StatusOr<std::unique_ptr<Classifier>> {
    const c10::InferenceMode inference;
    OCTAVO_ASSIGN_OR_RETURN(ModelConfig config, ReadModelConfig(dir + "/config.json"));
    OCTAVO_ASSIGN_OR_RETURN(LoadedWeights loaded, LoadWeights(dir, config, /*allow_fresh_head=*/false, /*seed=*/0));
    return Make(std::move(config), std::move(loaded.weights), compute);
  });
}

absl::StatusOr<std::unique_ptr<Classifier>> FloatClassifier::LoadFile(std::unique_ptr<TorchFile> file) {
  return WithErrorBoundary("load the model", [&]() -> absl::StatusOr<std::unique_ptr<Classifier>> {
    const c10::InferenceMode inference;
    const TorchCheckpoint tensors(std::move(file));
    OCTAVO_ASSIGN_OR_RETURN(const TorchDict* metadata, CheckedMetadata(tensors.file(), kFloatSchema, kFloatVersion));
    OCTAVO_ASSIGN_OR_RETURN(ModelConfig config, ConfigOfMetadata(*metadata, tensors.path()));
    OCTAVO_ASSIGN_OR_RETURN(const ComputeType compute, TypeOfFile(*metadata, tensors.path()));
    OCTAVO_ASSIGN_OR_RETURN(LoadedWeights loaded, ReadWeights(tensors, config, /*allow_fresh_head=*/false, /*seed=*/0));
    return Make(std::move(config), std::move(loaded.weights), compute);
  });
}

FloatClassifier::FloatClassifier(ModelConfig config, ModelInfo info, ClassifierWeights weights, at::ScalarType compute)
    : config_(std::move(config)), info_(std::move(info)), compute_(compute), weights_(std::move(weights)) {
  for (LayerWeights& layer : weights_.layers) {
    layers_.push_back({PackedLinear(layer.qkv, compute), PackedLinear(layer.attention_output, compute),
                       PackedLinear(layer.ffn_in, compute), PackedLinear(layer.ffn_out, compute), layer.attention_norm,
                       layer.ffn_norm});
    layer = {};  // else both forms of all layers would be in memory at once
  }
  weights_.layers.clear();
}

absl::StatusOr<std::vector<float>> FloatClassifier::Run(const TokenBatch& batch, ActivationTap* tap) {
  OCTAVO_RETURN_IF_ERROR(CheckBatch(batch, config_));
  if (batch.size() == 0) return std::vector<float>();
  return WithErrorBoundary("run the model", [&]() -> absl::StatusOr<std::vector<float>> {
    const c10::InferenceMode inference;
    OCTAVO_ASSIGN_OR_RETURN(const at::Tensor first, Encode(batch, tap));
    OCTAVO_RETURN_IF_ERROR(Show({static_cast<int>(layers_.size()), LinearRole::kPooler}, first, tap));
    const at::Tensor pooled =
        ActivateHead(at::linear(first, weights_.pooler.weight, weights_.pooler.bias), config_.head_activation);
    const at::Tensor logits = at::linear(pooled, weights_.classifier.weight, weights_.classifier.bias).contiguous();
    const float* values = Data<float>(logits);
    return std::vector<float>(values, values + logits.numel());
  });
}

absl::StatusOr<at::Tensor> FloatClassifier::Encode(const TokenBatch& batch, ActivationTap* tap) {
  Stream x = Embed(batch, config_, weights_, compute_);
  for (size_t i = 0; i < layers_.size(); ++i) {
    const Layer& layer = layers_[i];
    const auto show = [&](LinearRole role, const at::Tensor& rows) {
      return Show({static_cast<int>(i), role}, rows, tap);
    };
    const bool last = i + 1 == layers_.size();
    OCTAVO_RETURN_IF_ERROR(show(LinearRole::kQkv, x.wide));
    const at::Tensor attended =
        Attend(layer.qkv.Apply(x.narrow), batch, config_.num_heads, last ? Queries::kFirst : Queries::kAll);
    OCTAVO_RETURN_IF_ERROR(show(LinearRole::kAttentionOutput, attended));
    if (last) x = {FirstRows(x.wide, batch), at::empty({batch.size(), config_.hidden_size}, x.narrow.options())};
    AddNormInto(layer.attention_output.Apply(attended), layer.attention_norm, config_.layer_norm_eps, x);
    OCTAVO_RETURN_IF_ERROR(show(LinearRole::kFfnIn, x.wide));
    const at::Tensor inner = layer.ffn_in.ApplyWith(config_.activation, x.narrow);
    OCTAVO_RETURN_IF_ERROR(show(LinearRole::kFfnOut, inner));
    AddNormInto(layer.ffn_out.Apply(inner), layer.ffn_norm, config_.layer_norm_eps, x);
  }
  return x.wide;
}

}  // namespace octavo
