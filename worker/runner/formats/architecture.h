#ifndef OCTAVO_WORKER_RUNNER_FORMATS_ARCHITECTURE_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_ARCHITECTURE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "worker/runner/formats/model_config.h"

namespace octavo {

/// What Python transformers fixes for one architecture and does not write into config.json, and under which keys it
/// writes the rest.
struct Architecture {
  const char* model_type;
  const char* classifier_class;  // in "architectures"

  const char* hidden_size;
  const char* num_layers;
  const char* num_heads;
  const char* intermediate_size;
  const char* activation;
  const char* hidden_dropout;
  const char* attention_dropout;
  const char* classifier_dropout;
  const char* layer_norm_eps;  // null: always 1e-12

  std::optional<double> default_classifier_dropout;  // nullopt: the hidden dropout
  int64_t default_type_vocab;                        // 0: there are no token types
  int64_t default_pad_token;
  bool positions_follow_padding;  // the first token stands at row pad_token_id + 1
  HeadActivation head_activation;
  bool dropout_after_attention;
  bool dropout_before_head;
};

/// The architecture of that `model_type`, or nullptr. Lives as long as the program.
const Architecture* FindArchitecture(absl::string_view model_type);

/// "\"bert\", \"distilbert\", …", for messages.
std::string ArchitectureList();

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_ARCHITECTURE_H_
