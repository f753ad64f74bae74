#include "worker/runner/models/classifier_weights.h"

#include <utility>

#include "ATen/CPUGeneratorImpl.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/empty.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"
#include "worker/runner/formats/atomic_file_writer.h"
#include "worker/runner/formats/model_weights.h"
#include "worker/runner/formats/safetensors.h"
#include "worker/runner/models/tensor_bridge.h"

namespace octavo {
namespace {

LinearWeights AllocateLinear(int64_t outputs, int64_t inputs) {
  return {at::empty({outputs, inputs}), at::empty({outputs})};
}

NormWeights AllocateNorm(int64_t width) { return {at::empty({width}), at::empty({width})}; }

void AddPair(const std::string& name, const at::Tensor& weight, const at::Tensor& bias, std::vector<FileTensor>* out) {
  out->push_back({name + ".weight", weight});
  out->push_back({name + ".bias", bias});
}

absl::Status CopyChecked(const TensorFile& file, const std::string& name, const at::Tensor& target) {
  OCTAVO_ASSIGN_OR_RETURN(const TensorView view, file.Find(name));
  if (at::IntArrayRef(view.shape) != target.sizes()) {
    return absl::InvalidArgumentError(
        absl::StrCat("model file ", file.path(), ": tensor \"", name, "\" has shape [", absl::StrJoin(view.shape, ", "),
                     "], but config.json asks for [", absl::StrJoin(target.sizes(), ", "),
                     "]; use the config.json that belongs to this model (vocab_size, hidden_size, num_labels …)"));
  }
  const absl::Status status = CopyIntoFloat(view, target);
  if (status.ok()) return status;
  return absl::InvalidArgumentError(
      absl::StrCat("model file ", file.path(), ": tensor \"", name, "\" ", status.message()));
}

/// Whether a head that is to be trained further has the classes of the data set.
absl::Status CheckClasses(const TensorFile& file, const std::string& name, const ModelConfig& config) {
  OCTAVO_ASSIGN_OR_RETURN(const TensorView view, file.Find(name));
  const auto wanted = static_cast<int64_t>(config.labels.size());
  if (view.shape.empty() || view.shape.front() == wanted) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("model file ", file.path(), ": this model already has a head of ",
                                                 view.shape.front(), " classes, and the data set has ", wanted,
                                                 " labels; give a data set with ", view.shape.front(),
                                                 " labels or the pretrained encoder"));
}

void InitialiseFresh(const std::string& name, const ModelConfig& config, at::Generator& generator, at::Tensor tensor) {
  if (absl::EndsWith(name, ".bias")) {
    tensor.zero_();
  } else {
    tensor.normal_(0.0, config.initializer_range, generator);
  }
}

}  // namespace

ClassifierWeights AllocateWeights(const ModelConfig& config) {
  const int64_t hidden = config.hidden_size;
  ClassifierWeights weights;
  weights.word_embeddings = at::empty({config.vocab_size, hidden});
  weights.position_embeddings = at::empty({config.position_rows, hidden});
  weights.type_embeddings = at::empty({config.type_vocab_size, hidden});
  weights.embedding_norm = AllocateNorm(hidden);
  for (int64_t i = 0; i < config.num_layers; ++i) {
    weights.layers.push_back({AllocateLinear(3 * hidden, hidden), AllocateLinear(hidden, hidden), AllocateNorm(hidden),
                              AllocateLinear(config.intermediate_size, hidden),
                              AllocateLinear(hidden, config.intermediate_size), AllocateNorm(hidden)});
  }
  weights.pooler = AllocateLinear(hidden, hidden);
  weights.classifier = AllocateLinear(static_cast<int64_t>(config.labels.size()), hidden);
  return weights;
}

std::vector<FileTensor> FileTensors(const ClassifierWeights& weights, const WeightNames& names) {
  std::vector<FileTensor> out;
  out.push_back({names.word_embeddings, weights.word_embeddings});
  out.push_back({names.position_embeddings, weights.position_embeddings});
  if (!names.type_embeddings.empty()) out.push_back({names.type_embeddings, weights.type_embeddings});
  AddPair(names.embedding_norm, weights.embedding_norm.weight, weights.embedding_norm.bias, &out);
  const int64_t hidden = weights.word_embeddings.size(1);
  for (size_t i = 0; i < weights.layers.size(); ++i) {
    const LayerWeights& layer = weights.layers[i];
    const LayerNames name = names.Layer(static_cast<int64_t>(i));
    const std::string* const parts[] = {&name.query, &name.key, &name.value};
    for (int64_t part = 0; part < 3; ++part) {
      AddPair(*parts[part], layer.qkv.weight.narrow(0, part * hidden, hidden),
              layer.qkv.bias.narrow(0, part * hidden, hidden), &out);
    }
    AddPair(name.attention_output, layer.attention_output.weight, layer.attention_output.bias, &out);
    AddPair(name.attention_norm, layer.attention_norm.weight, layer.attention_norm.bias, &out);
    AddPair(name.ffn_in, layer.ffn_in.weight, layer.ffn_in.bias, &out);
    AddPair(name.ffn_out, layer.ffn_out.weight, layer.ffn_out.bias, &out);
    AddPair(name.ffn_norm, layer.ffn_norm.weight, layer.ffn_norm.bias, &out);
  }
  AddPair(names.pooler, weights.pooler.weight, weights.pooler.bias, &out);
  AddPair(names.classifier, weights.classifier.weight, weights.classifier.bias, &out);
  return out;
}

std::vector<Parameter> Parameters(ClassifierWeights& weights) {
  std::vector<Parameter> out = {{"word_embeddings", &weights.word_embeddings, true},
                                {"position_embeddings", &weights.position_embeddings, true}};
  if (weights.type_embeddings.numel() > 0) out.push_back({"type_embeddings", &weights.type_embeddings, true});
  const auto linear = [&out](const std::string& name, LinearWeights& part) {
    out.push_back({name + ".weight", &part.weight, true});
    out.push_back({name + ".bias", &part.bias, false});
  };
  const auto norm = [&out](const std::string& name, NormWeights& part) {
    out.push_back({name + ".weight", &part.weight, false});
    out.push_back({name + ".bias", &part.bias, false});
  };
  norm("embedding_norm", weights.embedding_norm);
  for (size_t i = 0; i < weights.layers.size(); ++i) {
    LayerWeights& layer = weights.layers[i];
    const std::string prefix = absl::StrCat("layer.", i, ".");
    linear(prefix + "qkv", layer.qkv);
    linear(prefix + "attention_output", layer.attention_output);
    norm(prefix + "attention_norm", layer.attention_norm);
    linear(prefix + "ffn_in", layer.ffn_in);
    linear(prefix + "ffn_out", layer.ffn_out);
    norm(prefix + "ffn_norm", layer.ffn_norm);
  }
  linear("pooler", weights.pooler);
  linear("classifier", weights.classifier);
  return out;
}

int64_t CountParameters(const ClassifierWeights& weights) {
  ClassifierWeights shared = weights;
  int64_t count = 0;
  for (const Parameter& parameter : Parameters(shared)) count += parameter.tensor->numel();
  return count;
}

absl::StatusOr<LoadedWeights> LoadWeights(const std::string& dir, const ModelConfig& config, bool allow_fresh_head,
                                          uint32_t seed) {
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<TensorFile> file, OpenModelWeights(dir));
  return ReadWeights(*file, config, allow_fresh_head, seed);
}

absl::StatusOr<LoadedWeights> ReadWeights(const TensorFile& file, const ModelConfig& config, bool allow_fresh_head,
                                          uint32_t seed) {
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(config.architecture));
  OCTAVO_RETURN_IF_ERROR(CheckNoFurtherLayer(file, names, config.num_layers));
  LoadedWeights loaded;
  loaded.weights = AllocateWeights(config);
  loaded.file_bytes = file.file_bytes();
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  for (const FileTensor& wanted : FileTensors(loaded.weights, names)) {
    const std::string name = NameInFile(file, names, wanted.name);
    if (!name.empty()) {
      if (allow_fresh_head && wanted.name == names.classifier + ".weight") {
        OCTAVO_RETURN_IF_ERROR(CheckClasses(file, name, config));
      }
      OCTAVO_RETURN_IF_ERROR(CopyChecked(file, name, wanted.tensor));
    } else if (names.InHead(wanted.name) && allow_fresh_head) {
      InitialiseFresh(wanted.name, config, generator, wanted.tensor);
      loaded.fresh.push_back(wanted.name);
    } else {
      return absl::InvalidArgumentError(absl::StrCat(
          "model file ", file.path(), ": tensor \"", wanted.name, "\" is missing; ",
          names.InHead(wanted.name) ? "the model has no trained classifier: fine-tune it first (octavo baseline)"
                                    : "use the config.json that belongs to this model, or download it again"));
    }
  }
  return loaded;
}

absl::Status SaveModelFolder(const std::string& dir, const ModelConfig& config, const ClassifierWeights& weights) {
  const at::NoGradGuard no_grad;  // the names' tensors are views of autograd leaves
  OCTAVO_ASSIGN_OR_RETURN(const WeightNames names, WeightNamesOf(config.architecture));
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, FormatModelConfig(config));
  std::vector<NamedTensor> tensors;
  for (const FileTensor& tensor : FileTensors(weights, names)) {
    OCTAVO_ASSIGN_OR_RETURN(TensorView view, ViewOf(tensor.tensor));
    tensors.push_back({tensor.name, std::move(view)});
  }
  OCTAVO_RETURN_IF_ERROR(WriteSafetensors(dir + "/model.safetensors", tensors, {{"format", "pt"}}));
  OCTAVO_ASSIGN_OR_RETURN(AtomicFileWriter writer, AtomicFileWriter::Create(dir + "/config.json"));
  OCTAVO_RETURN_IF_ERROR(writer.Append(text));
  return writer.Commit();
}

}  // namespace octavo
