#ifndef OCTAVO_WORKER_RUNNER_MODELS_CLASSIFIER_WEIGHTS_H_
#define OCTAVO_WORKER_RUNNER_MODELS_CLASSIFIER_WEIGHTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/formats/tensor_file.h"
#include "worker/runner/formats/weight_names.h"

namespace octavo {

struct LinearWeights {
  at::Tensor weight;  // [outputs, inputs]
  at::Tensor bias;    // [outputs]
};
struct NormWeights {
  at::Tensor weight;  // [hidden]
  at::Tensor bias;    // [hidden]
};
struct LayerWeights {
  LinearWeights qkv;  // query, key and value stacked: [3·hidden, hidden]
  LinearWeights attention_output;
  NormWeights attention_norm;
  LinearWeights ffn_in;
  LinearWeights ffn_out;
  NormWeights ffn_norm;
};

/// Every FP32 tensor of an encoder with pooler and classification head. Copying shares the tensors.
struct ClassifierWeights {
  at::Tensor word_embeddings;
  at::Tensor position_embeddings;
  at::Tensor type_embeddings;  // no rows where the architecture has no token types
  NormWeights embedding_norm;
  std::vector<LayerWeights> layers;
  LinearWeights pooler;
  LinearWeights classifier;
};

/// Uninitialised tensors of the shapes that `config` asks for.
ClassifierWeights AllocateWeights(const ModelConfig& config);

/// A tensor under its name in a Hugging Face file; query, key and value are views of the stacked tensor.
struct FileTensor {
  std::string name;
  at::Tensor tensor;
};
std::vector<FileTensor> FileTensors(const ClassifierWeights& weights, const WeightNames& names);

/// A tensor as the optimizer sees it.
struct Parameter {
  std::string name;    // of this code, for checkpoints
  at::Tensor* tensor;  // inside the ClassifierWeights given
  bool decays;         // weights of linear layers and embeddings; not biases and LayerNorm
};
std::vector<Parameter> Parameters(ClassifierWeights& weights);

/// Number of scalars.
int64_t CountParameters(const ClassifierWeights& weights);

struct LoadedWeights {
  ClassifierWeights weights;
  std::vector<std::string> fresh;  // file names of the tensors that the file lacks, initialised from the seed
  int64_t file_bytes = 0;
};

/// Reads the weights of `dir` (OpenModelWeights) under any of their accepted spellings (NameInFile), of any
/// floating-point type. Where `allow_fresh_head`, a missing pooler or classifier is drawn as Hugging Face draws it:
/// weights from normal(0, initializer_range) with `seed`, biases zero. NOT_FOUND for missing files; INVALID_ARGUMENT
/// for a missing tensor, a wrong shape or a file with more layers than the configuration, naming the tensor, both
/// values and the remedy.
absl::StatusOr<LoadedWeights> LoadWeights(const std::string& dir, const ModelConfig& config, bool allow_fresh_head,
                                          uint32_t seed);

/// The same from an open file.
absl::StatusOr<LoadedWeights> ReadWeights(const TensorFile& file, const ModelConfig& config, bool allow_fresh_head,
                                          uint32_t seed);

/// Writes `dir`/config.json and `dir`/model.safetensors.
absl::Status SaveModelFolder(const std::string& dir, const ModelConfig& config, const ClassifierWeights& weights);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_CLASSIFIER_WEIGHTS_H_
