#include "worker/runner/formats/architecture.h"

#include "absl/strings/str_cat.h"

namespace octavo {
namespace {

constexpr Architecture kBert = {.model_type = "bert",
                                .classifier_class = "BertForSequenceClassification",
                                .hidden_size = "hidden_size",
                                .num_layers = "num_hidden_layers",
                                .num_heads = "num_attention_heads",
                                .intermediate_size = "intermediate_size",
                                .activation = "hidden_act",
                                .hidden_dropout = "hidden_dropout_prob",
                                .attention_dropout = "attention_probs_dropout_prob",
                                .classifier_dropout = "classifier_dropout",
                                .layer_norm_eps = "layer_norm_eps",
                                .default_classifier_dropout = std::nullopt,
                                .default_type_vocab = 2,
                                .default_pad_token = 0,
                                .positions_follow_padding = false,
                                .head_activation = HeadActivation::kTanh,
                                .dropout_after_attention = true,
                                .dropout_before_head = false};

constexpr Architecture MakeRoberta() {
  Architecture roberta = kBert;
  roberta.model_type = "roberta";
  roberta.classifier_class = "RobertaForSequenceClassification";
  roberta.default_pad_token = 1;
  roberta.positions_follow_padding = true;
  roberta.dropout_before_head = true;
  return roberta;
}

// `sinusoidal_pos_embds` is no field: it says only how the position table was filled at first, and the table is always
// in the file.
constexpr Architecture kDistilBert = {.model_type = "distilbert",
                                      .classifier_class = "DistilBertForSequenceClassification",
                                      .hidden_size = "dim",
                                      .num_layers = "n_layers",
                                      .num_heads = "n_heads",
                                      .intermediate_size = "hidden_dim",
                                      .activation = "activation",
                                      .hidden_dropout = "dropout",
                                      .attention_dropout = "attention_dropout",
                                      .classifier_dropout = "seq_classif_dropout",
                                      .layer_norm_eps = nullptr,
                                      .default_classifier_dropout = 0.2,
                                      .default_type_vocab = 0,
                                      .default_pad_token = 0,
                                      .positions_follow_padding = false,
                                      .head_activation = HeadActivation::kRelu,
                                      .dropout_after_attention = false,
                                      .dropout_before_head = false};

constexpr Architecture kArchitectures[] = {kBert, kDistilBert, MakeRoberta()};

}  // namespace

const Architecture* FindArchitecture(absl::string_view model_type) {
  for (const Architecture& architecture : kArchitectures) {
    if (model_type == architecture.model_type) return &architecture;
  }
  return nullptr;
}

std::string ArchitectureList() {
  std::string list;
  for (const Architecture& architecture : kArchitectures) {
    absl::StrAppend(&list, list.empty() ? "" : ", ", "\"", architecture.model_type, "\"");
  }
  return list;
}

}  // namespace octavo
