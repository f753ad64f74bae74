#include "worker/runner/formats/weight_names.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "worker/runner/formats/architecture.h"

namespace octavo {
namespace {

WeightNames BertNames() {
  WeightNames names;
  names.prefix = "bert.";
  names.word_embeddings = "bert.embeddings.word_embeddings.weight";
  names.position_embeddings = "bert.embeddings.position_embeddings.weight";
  names.type_embeddings = "bert.embeddings.token_type_embeddings.weight";
  names.embedding_norm = "bert.embeddings.LayerNorm";
  names.layers = "bert.encoder.layer.";
  names.layer = {"attention.self.query",       "attention.self.key", "attention.self.value", "attention.output.dense",
                 "attention.output.LayerNorm", "intermediate.dense", "output.dense",         "output.LayerNorm"};
  names.pooler = "bert.pooler.dense";
  names.classifier = "classifier";
  return names;
}

WeightNames RobertaNames() {
  WeightNames names = BertNames();
  names.prefix = "roberta.";
  for (std::string* name : {&names.word_embeddings, &names.position_embeddings, &names.type_embeddings,
                            &names.embedding_norm, &names.layers}) {
    name->replace(0, BertNames().prefix.size(), names.prefix);
  }
  names.pooler = "classifier.dense";
  names.classifier = "classifier.out_proj";
  return names;
}

WeightNames DistilBertNames() {
  WeightNames names;
  names.prefix = "distilbert.";
  names.word_embeddings = "distilbert.embeddings.word_embeddings.weight";
  names.position_embeddings = "distilbert.embeddings.position_embeddings.weight";
  names.embedding_norm = "distilbert.embeddings.LayerNorm";
  names.layers = "distilbert.transformer.layer.";
  names.layer = {"attention.q_lin", "attention.k_lin", "attention.v_lin", "attention.out_lin",
                 "sa_layer_norm",   "ffn.lin1",        "ffn.lin2",        "output_layer_norm"};
  names.pooler = "pre_classifier";
  names.classifier = "classifier";
  return names;
}

/// A LayerNorm's tensor under the name that early checkpoints give it, or empty.
std::string OldNormName(absl::string_view name) {
  const bool weight = absl::ConsumeSuffix(&name, ".weight");
  if (!weight && !absl::ConsumeSuffix(&name, ".bias")) return "";
  if (!absl::EndsWith(name, "LayerNorm") && !absl::EndsWith(name, "layer_norm")) return "";
  return absl::StrCat(name, weight ? ".gamma" : ".beta");
}

}  // namespace

LayerNames WeightNames::Layer(int64_t index) const {
  LayerNames full = layer;
  for (std::string* name : {&full.query, &full.key, &full.value, &full.attention_output, &full.attention_norm,
                            &full.ffn_in, &full.ffn_out, &full.ffn_norm}) {
    *name = absl::StrCat(layers, index, ".", *name);
  }
  return full;
}

bool WeightNames::InHead(absl::string_view name) const {
  return absl::StartsWith(name, absl::StrCat(pooler, ".")) || absl::StartsWith(name, absl::StrCat(classifier, "."));
}

absl::StatusOr<WeightNames> WeightNamesOf(const std::string& architecture) {
  if (architecture == "bert") return BertNames();
  if (architecture == "distilbert") return DistilBertNames();
  if (architecture == "roberta") return RobertaNames();
  return absl::UnimplementedError(
      absl::StrCat("architecture \"", architecture, "\"; Octavo runs ", ArchitectureList()));
}

std::string NameInFile(const TensorFile& file, const WeightNames& names, const std::string& name) {
  absl::string_view bare = name;
  absl::ConsumePrefix(&bare, names.prefix);
  for (const std::string& spelling : {name, std::string(bare), OldNormName(name), OldNormName(bare)}) {
    if (!spelling.empty() && file.Contains(spelling)) return spelling;
  }
  return "";
}

absl::Status CheckNoFurtherLayer(const TensorFile& file, const WeightNames& names, int64_t num_layers) {
  absl::string_view bare_layers = names.layers;
  absl::ConsumePrefix(&bare_layers, names.prefix);
  for (const std::string& full : file.names()) {
    absl::string_view name = full;
    absl::ConsumePrefix(&name, names.prefix);
    int64_t layer = 0;
    if (!absl::ConsumePrefix(&name, bare_layers) || !absl::SimpleAtoi(name.substr(0, name.find('.')), &layer)) continue;
    if (layer < num_layers) continue;
    return absl::InvalidArgumentError(absl::StrCat("model file ", file.path(), ": holds \"", full,
                                                   "\", but config.json says that the model has ", num_layers,
                                                   " layers; use the config.json that belongs to this model"));
  }
  return absl::OkStatus();
}

}  // namespace octavo
