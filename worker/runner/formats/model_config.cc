#include "worker/runner/formats/model_config.h"

#include <cstddef>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "common/utf8.h"
#include "nlohmann/json.hpp"
#include "worker/runner/formats/architecture.h"

namespace octavo {
namespace {

/// Keeps the keys in the order in which they are set, for people who read the file that is written. Its look-up is
/// linear and its parser recurses without a limit: what others wrote is never read into one.
using OrderedJson = nlohmann::ordered_json;

constexpr int64_t kMaxConfigBytes = 16 << 20;
constexpr size_t kMaxFields = 10'000;
constexpr int64_t kMaxLabels = 100'000;
constexpr size_t kShownBytes = 80;

std::string Quoted(absl::string_view text) { return absl::StrCat("\"", Utf8Prefix(text, kShownBytes), "\""); }

absl::Status NotUsable(const std::string& source, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("model configuration ", source, ": ", what, "; take config.json from the model's folder again"));
}

absl::Status TooLarge(const std::string& source) {
  return NotUsable(source, absl::StrCat("is larger than ", kMaxConfigBytes, " bytes"));
}

/// Reads fields of one JSON object; the first error sticks, so that callers check once at the end.
class FieldReader {
 public:
  FieldReader(const Json& json, const std::string& source) : json_(json), source_(source) {}

  const absl::Status& status() const { return status_; }

  int64_t Integer(const char* name, int64_t least, int64_t most) {
    if (!json_.contains(name)) {
      Fail(name, "is missing", absl::StrCat("add it, ", least, " or more"));
      return least;
    }
    return IntegerOr(name, least, least, most);
  }

  int64_t IntegerOr(const char* name, int64_t fallback, int64_t least, int64_t most) {
    if (!json_.contains(name) || json_[name].is_null()) return fallback;
    const Json& value = json_[name];
    if (!value.is_number_integer() || value.get<int64_t>() < least || value.get<int64_t>() > most) {
      Fail(name, absl::StrCat("is ", Short(value)), absl::StrCat("give an integer from ", least, " to ", most));
      return fallback;
    }
    return value.get<int64_t>();
  }

  double NumberOr(const char* name, double fallback, double least, double most) {
    if (!json_.contains(name) || json_[name].is_null()) return fallback;
    const Json& value = json_[name];
    if (!value.is_number() || !(value.get<double>() >= least && value.get<double>() <= most)) {
      Fail(name, absl::StrCat("is ", Short(value)), absl::StrCat("give a number from ", least, " to ", most));
      return fallback;
    }
    return value.get<double>();
  }

  std::string StringOr(const char* name, const std::string& fallback) {
    if (!json_.contains(name) || json_[name].is_null()) return fallback;
    if (!json_[name].is_string()) {
      Fail(name, absl::StrCat("is ", Short(json_[name])), "give a string");
      return fallback;
    }
    return json_[name].get<std::string>();
  }

  void Fail(const char* name, const std::string& what, const std::string& remedy) {
    if (!status_.ok()) return;
    status_ =
        absl::InvalidArgumentError(absl::StrCat("model configuration ", source_, ": ", name, " ", what, "; ", remedy));
  }

 private:
  static std::string Short(const Json& value) {
    return value.is_structured() ? absl::StrCat("an ", value.type_name()) : Utf8Prefix(DumpJson(value), kShownBytes);
  }

  const Json& json_;
  const std::string& source_;
  absl::Status status_;
};

absl::StatusOr<const Architecture*> ReadArchitecture(const Json& json, const std::string& source) {
  FieldReader fields(json, source);
  const std::string model_type = fields.StringOr("model_type", "");
  const std::string position_type = fields.StringOr("position_embedding_type", "absolute");
  OCTAVO_RETURN_IF_ERROR(fields.status());
  const Architecture* architecture = FindArchitecture(model_type);
  if (architecture == nullptr) {
    return absl::UnimplementedError(absl::StrCat("model configuration ", source, ": model_type is ", Quoted(model_type),
                                                 "; Octavo runs ", ArchitectureList()));
  }
  if (position_type != "absolute") {
    return absl::UnimplementedError(absl::StrCat("model configuration ", source, ": position_embedding_type is ",
                                                 Quoted(position_type), "; Octavo runs \"absolute\""));
  }
  for (const char* flag : {"is_decoder", "add_cross_attention"}) {
    if (json.contains(flag) && json[flag] == true) {
      return absl::UnimplementedError(
          absl::StrCat("model configuration ", source, ": ", flag, " is true; Octavo runs encoders only"));
    }
  }
  return architecture;
}

absl::Status ReadActivation(const Json& json, const char* key, const std::string& source, ModelConfig* config) {
  FieldReader fields(json, source);
  const std::string name = fields.StringOr(key, "gelu");
  OCTAVO_RETURN_IF_ERROR(fields.status());
  if (name == "gelu") {
    config->activation = Activation::kGelu;
  } else if (name == "gelu_new" || name == "gelu_pytorch_tanh") {
    config->activation = Activation::kGeluTanh;
  } else if (name == "relu") {
    config->activation = Activation::kRelu;
  } else {
    return absl::UnimplementedError(
        absl::StrCat("model configuration ", source, ": ", key, " is ", Quoted(name),
                     "; Octavo runs \"gelu\", \"gelu_new\", \"gelu_pytorch_tanh\", \"relu\""));
  }
  return absl::OkStatus();
}

void ReadSizes(FieldReader& fields, const Architecture& architecture, ModelConfig* config) {
  config->vocab_size = fields.Integer("vocab_size", 1, 10'000'000);
  config->hidden_size = fields.Integer(architecture.hidden_size, 1, 65'536);
  config->num_layers = fields.Integer(architecture.num_layers, 1, 1'000);
  config->num_heads = fields.Integer(architecture.num_heads, 1, 1'024);
  config->intermediate_size = fields.Integer(architecture.intermediate_size, 1, 1'000'000);
  config->position_rows = fields.Integer("max_position_embeddings", 1, 10'000'000);
  config->pad_token_id = fields.IntegerOr("pad_token_id", architecture.default_pad_token, 0, config->vocab_size - 1);
  if (architecture.default_type_vocab > 0)
    config->type_vocab_size = fields.IntegerOr("type_vocab_size", architecture.default_type_vocab, 1, 1'000);
  if (architecture.positions_follow_padding) config->first_position = config->pad_token_id + 1;
  if (config->hidden_size % config->num_heads != 0) {
    fields.Fail(architecture.num_heads, absl::StrCat("is ", config->num_heads),
                absl::StrCat("give a divisor of ", architecture.hidden_size, " ", config->hidden_size));
  }
  if (config->max_positions() < 1) {
    fields.Fail("max_position_embeddings", absl::StrCat("is ", config->position_rows),
                absl::StrCat("give more than ", config->first_position, ", the row of a text's first token"));
  }
}

void ReadRates(FieldReader& fields, const Architecture& architecture, ModelConfig* config) {
  if (architecture.layer_norm_eps != nullptr)
    config->layer_norm_eps = fields.NumberOr(architecture.layer_norm_eps, 1e-12, 0, 1);
  config->hidden_dropout = fields.NumberOr(architecture.hidden_dropout, 0.1, 0, 0.99);
  config->attention_dropout = fields.NumberOr(architecture.attention_dropout, 0.1, 0, 0.99);
  config->classifier_dropout =
      fields.NumberOr(architecture.classifier_dropout,
                      architecture.default_classifier_dropout.value_or(config->hidden_dropout), 0, 0.99);
  config->initializer_range = fields.NumberOr("initializer_range", 0.02, 0, 10);
}

/// Labels from id2label, whose keys must be 0 … n-1 in any order; else LABEL_0 … from num_labels.
void ReadLabels(const Json& json, FieldReader& fields, ModelConfig* config) {
  if (!json.contains("id2label") || json["id2label"].is_null()) {
    const int64_t count = fields.IntegerOr("num_labels", 2, 1, kMaxLabels);
    for (int64_t i = 0; i < count; ++i) config->labels.push_back(absl::StrCat("LABEL_", i));
    return;
  }
  const Json& map = json["id2label"];
  if (!map.is_object() || map.empty()) {
    return fields.Fail("id2label", "is not a filled object", "give {\"0\": \"negative\", \"1\": \"positive\"}");
  }
  if (map.size() > kMaxLabels) {
    return fields.Fail("id2label", absl::StrCat("has ", map.size(), " strings"),
                       absl::StrCat("give at most ", kMaxLabels));
  }
  config->labels.assign(map.size(), "");
  std::vector<bool> seen(map.size());
  for (const auto& [key, value] : map.items()) {
    size_t id = 0;
    if (!absl::SimpleAtoi(key, &id) || id >= map.size() || seen[id] || !value.is_string()) {
      return fields.Fail("id2label", absl::StrCat("has the key ", Quoted(key)),
                         absl::StrCat("number its strings from 0 to ", map.size() - 1));
    }
    seen[id] = true;
    config->labels[id] = value.get<std::string>();
  }
}

bool NamesClassifier(const Json& json) {
  if (!json.contains("architectures") || !json["architectures"].is_array()) return false;
  for (const Json& name : json["architectures"]) {
    if (name.is_string() && name.get<std::string>().find("ForSequenceClassification") != std::string::npos) return true;
  }
  return false;
}

const char* ActivationName(Activation activation) {
  switch (activation) {
    case Activation::kGelu:
      return "gelu";
    case Activation::kGeluTanh:
      return "gelu_new";
    case Activation::kRelu:
      return "relu";
  }
  return "";
}

absl::StatusOr<Json> ParseFields(const std::string& text, const std::string& source) {
  if (text.size() > kMaxConfigBytes) return TooLarge(source);
  absl::StatusOr<Json> json = ParseJson(text, source);
  if (!json.ok()) return NotUsable(source, json.status().message());
  if (!json->is_object()) return NotUsable(source, "is not a JSON object");
  if (json->size() > kMaxFields) return NotUsable(source, absl::StrCat("has ", json->size(), " fields"));
  return json;
}

/// id2label and label2id. Filled without looking for each key, which would be quadratic.
void WriteLabels(const std::vector<std::string>& labels, OrderedJson& json) {
  OrderedJson::object_t names, ids;
  absl::flat_hash_map<absl::string_view, size_t> places;
  for (size_t i = 0; i < labels.size(); ++i) {
    names.emplace_back(absl::StrCat(i), labels[i]);
    const auto [place, fresh] = places.try_emplace(labels[i], ids.size());
    if (fresh) ids.emplace_back(labels[i], i);
    ids.begin()[static_cast<ptrdiff_t>(place->second)].second = i;
  }
  json["id2label"] = std::move(names);
  json["label2id"] = std::move(ids);
}

}  // namespace

absl::StatusOr<ModelConfig> ParseModelConfig(const std::string& text, const std::string& source) {
  OCTAVO_ASSIGN_OR_RETURN(const Json json, ParseFields(text, source));
  ModelConfig config;
  OCTAVO_ASSIGN_OR_RETURN(const Architecture* architecture, ReadArchitecture(json, source));
  config.architecture = architecture->model_type;
  config.head_activation = architecture->head_activation;
  config.dropout_after_attention = architecture->dropout_after_attention;
  config.dropout_before_head = architecture->dropout_before_head;
  OCTAVO_RETURN_IF_ERROR(ReadActivation(json, architecture->activation, source, &config));
  FieldReader fields(json, source);
  ReadSizes(fields, *architecture, &config);
  ReadRates(fields, *architecture, &config);
  ReadLabels(json, fields, &config);
  OCTAVO_RETURN_IF_ERROR(fields.status());
  config.has_classifier = NamesClassifier(json);
  if (config.has_classifier && json.value("problem_type", Json()) == "multi_label_classification") {
    return absl::UnimplementedError(absl::StrCat("model configuration ", source,
                                                 ": problem_type is \"multi_label_classification\"; Octavo runs "
                                                 "\"single_label_classification\""));
  }
  return config;
}

absl::StatusOr<std::string> ReadModelConfigText(const std::string& path) {
  absl::StatusOr<std::string> text = ReadFile(path, kMaxConfigBytes);
  if (text.ok()) return text;
  if (absl::IsResourceExhausted(text.status())) return TooLarge(path);
  return absl::NotFoundError(absl::StrCat(
      "model configuration ", path, ": cannot be opened; give a folder in Hugging Face layout with a config.json"));
}

absl::StatusOr<ModelConfig> ReadModelConfig(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadModelConfigText(path));
  return ParseModelConfig(text, path);
}

absl::StatusOr<std::string> FormatModelConfig(const ModelConfig& config) {
  const Architecture* architecture = FindArchitecture(config.architecture);
  if (architecture == nullptr) {
    return absl::UnimplementedError(
        absl::StrCat("write a configuration of \"", config.architecture, "\"; Octavo writes ", ArchitectureList()));
  }
  OrderedJson json;
  json["architectures"] = {architecture->classifier_class};
  json["model_type"] = config.architecture;
  json[architecture->attention_dropout] = config.attention_dropout;
  json[architecture->classifier_dropout] = config.classifier_dropout;
  json[architecture->activation] = ActivationName(config.activation);
  json[architecture->hidden_dropout] = config.hidden_dropout;
  json[architecture->hidden_size] = config.hidden_size;
  WriteLabels(config.labels, json);
  json["initializer_range"] = config.initializer_range;
  json[architecture->intermediate_size] = config.intermediate_size;
  if (architecture->layer_norm_eps != nullptr) json[architecture->layer_norm_eps] = config.layer_norm_eps;
  json["max_position_embeddings"] = config.position_rows;
  json[architecture->num_heads] = config.num_heads;
  json[architecture->num_layers] = config.num_layers;
  json["pad_token_id"] = config.pad_token_id;
  json["position_embedding_type"] = "absolute";
  json["problem_type"] = "single_label_classification";
  if (architecture->default_type_vocab > 0) json["type_vocab_size"] = config.type_vocab_size;
  json["vocab_size"] = config.vocab_size;
  std::string text = json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
  if (text.size() <= kMaxConfigBytes) return text;
  return absl::InvalidArgumentError(absl::StrCat("write a model configuration of ", config.labels.size(),
                                                 " labels: ", text.size(), " bytes, of which ", kMaxConfigBytes,
                                                 " can be read again; give fewer labels or shorter ones"));
}

}  // namespace octavo
