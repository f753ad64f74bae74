#ifndef OCTAVO_WORKER_RUNNER_FORMATS_WEIGHT_NAMES_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_WEIGHT_NAMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "worker/runner/formats/tensor_file.h"

namespace octavo {

/// Of one layer. Each stands for two tensors, <name>.weight and <name>.bias.
struct LayerNames {
  std::string query, key, value, attention_output, attention_norm, ffn_in, ffn_out, ffn_norm;
};

/// The names that Hugging Face gives the tensors of a classifier of one architecture: the only place that knows them.
/// A value.
struct WeightNames {
  std::string prefix;               // "bert.": files of the encoder alone lack it
  std::string word_embeddings;      // whole names, with ".weight"
  std::string position_embeddings;  //
  std::string type_embeddings;      // empty: the architecture has no token types
  std::string embedding_norm;       // stands for .weight and .bias, as the names of LayerNames do
  std::string layers;               // what comes before a layer's number
  LayerNames layer;                 // what comes after it
  std::string pooler;               // the head's hidden layer
  std::string classifier;           // the head's last layer

  LayerNames Layer(int64_t index) const;
  /// Whether the tensor `name` belongs to pooler or classifier, which a pretrained encoder lacks.
  bool InHead(absl::string_view name) const;
};

/// UNIMPLEMENTED, naming the architectures there are, for another.
absl::StatusOr<WeightNames> WeightNamesOf(const std::string& architecture);

/// The name under which `file` holds the tensor `name`: with or without the prefix, LayerNorm's tensors also as gamma
/// and beta. Empty where it does not.
std::string NameInFile(const TensorFile& file, const WeightNames& names, const std::string& name);

/// INVALID_ARGUMENT, naming a tensor, for a file with more layers than its config.json says: it would load and silently
/// be another model.
absl::Status CheckNoFurtherLayer(const TensorFile& file, const WeightNames& names, int64_t num_layers);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_WEIGHT_NAMES_H_
