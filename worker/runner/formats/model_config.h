#ifndef OCTAVO_WORKER_RUNNER_FORMATS_MODEL_CONFIG_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_MODEL_CONFIG_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace octavo {

enum class Activation { kGelu, kGeluTanh, kRelu };

/// Of the classification head's hidden layer.
enum class HeadActivation { kTanh, kRelu };

/// What a Hugging Face config.json says about an encoder with a classification head, in one record that code can run
/// from. The differences between the BERT family's members are fields (first position, token types, head), not classes.
struct ModelConfig {
  std::string architecture;  // model_type: "bert", "distilbert" or "roberta"
  int64_t vocab_size = 0;
  int64_t hidden_size = 0;
  int64_t num_layers = 0;
  int64_t num_heads = 0;
  int64_t intermediate_size = 0;
  int64_t position_rows = 0;    // rows of the position table
  int64_t first_position = 0;   // row of a text's first token: 0 in BERT, pad_token_id + 1 in RoBERTa
  int64_t type_vocab_size = 0;  // 0: the architecture has no token types
  int64_t pad_token_id = 0;
  Activation activation = Activation::kGelu;
  double layer_norm_eps = 1e-12;
  double hidden_dropout = 0.1;
  double attention_dropout = 0.1;
  double classifier_dropout = 0.1;
  double initializer_range = 0.02;
  HeadActivation head_activation = HeadActivation::kTanh;
  bool dropout_after_attention = true;  // of what attention adds to the residual stream; not in DistilBERT
  bool dropout_before_head = false;     // of what the head reads; in RoBERTa
  bool has_classifier = false;          // the file names a ...ForSequenceClassification architecture
  std::vector<std::string> labels;      // by class index

  int64_t head_size() const { return hidden_size / num_heads; }
  /// Longest text in tokens.
  int64_t max_positions() const { return position_rows - first_position; }
};

/// The text of `path` (a config.json). NOT_FOUND for a file that cannot be opened; INVALID_ARGUMENT above 16 MiB.
absl::StatusOr<std::string> ReadModelConfigText(const std::string& path);

/// Reads `path`. Errors as above; INVALID_ARGUMENT, with the file, the field, the value and the remedy, for what is not
/// a usable configuration, which includes more than 100 levels, 10,000 fields or 100,000 labels; UNIMPLEMENTED for an
/// architecture or an option that Octavo does not run.
absl::StatusOr<ModelConfig> ReadModelConfig(const std::string& path);

/// Parses the text of a config.json; `source` stands in messages for the file's name.
absl::StatusOr<ModelConfig> ParseModelConfig(const std::string& json, const std::string& source);

/// The config.json of a single-label classifier that Python's AutoModelForSequenceClassification opens, its keys in
/// a fixed order. UNIMPLEMENTED for an architecture that Octavo does not run; INVALID_ARGUMENT for labels
/// that make more than 16 MiB.
absl::StatusOr<std::string> FormatModelConfig(const ModelConfig& config);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_MODEL_CONFIG_H_
