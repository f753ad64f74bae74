#include "worker/runner/formats/model_config.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "nlohmann/json.hpp"

namespace octavo {
namespace {

using Json = nlohmann::ordered_json;

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
    return value.dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, 80);
  }

  const Json& json_;
  const std::string& source_;
  absl::Status status_;
};

absl::Status ReadArchitecture(const Json& json, const std::string& source, ModelConfig* config) {
  FieldReader fields(json, source);
  config->architecture = fields.StringOr("model_type", "");
  const std::string position_type = fields.StringOr("position_embedding_type", "absolute");
  OCTAVO_RETURN_IF_ERROR(fields.status());
  if (config->architecture != "bert") {
    return absl::UnimplementedError(absl::StrCat("model configuration ", source, ": model_type is \"",
                                                 config->architecture, "\"; Octavo runs \"bert\""));
  }
  if (position_type != "absolute") {
    return absl::UnimplementedError(absl::StrCat("model configuration ", source, ": position_embedding_type is \"",
                                                 position_type, "\"; Octavo runs \"absolute\""));
  }
  for (const char* flag : {"is_decoder", "add_cross_attention"}) {
    if (json.contains(flag) && json[flag] == true) {
      return absl::UnimplementedError(
          absl::StrCat("model configuration ", source, ": ", flag, " is true; Octavo runs encoders only"));
    }
  }
  return absl::OkStatus();
}

absl::Status ReadActivation(const Json& json, const std::string& source, ModelConfig* config) {
  FieldReader fields(json, source);
  const std::string name = fields.StringOr("hidden_act", "gelu");
  OCTAVO_RETURN_IF_ERROR(fields.status());
  if (name == "gelu") {
    config->activation = Activation::kGelu;
  } else if (name == "gelu_new" || name == "gelu_pytorch_tanh") {
    config->activation = Activation::kGeluTanh;
  } else if (name == "relu") {
    config->activation = Activation::kRelu;
  } else {
    return absl::UnimplementedError(
        absl::StrCat("model configuration ", source, ": hidden_act is \"", name,
                     "\"; Octavo runs \"gelu\", \"gelu_new\", \"gelu_pytorch_tanh\", \"relu\""));
  }
  return absl::OkStatus();
}

void ReadSizes(FieldReader& fields, ModelConfig* config) {
  config->vocab_size = fields.Integer("vocab_size", 1, 10'000'000);
  config->hidden_size = fields.Integer("hidden_size", 1, 65'536);
  config->num_layers = fields.Integer("num_hidden_layers", 1, 1'000);
  config->num_heads = fields.Integer("num_attention_heads", 1, 1'024);
  config->intermediate_size = fields.Integer("intermediate_size", 1, 1'000'000);
  config->position_rows = fields.Integer("max_position_embeddings", 1, 10'000'000);
  config->type_vocab_size = fields.IntegerOr("type_vocab_size", 2, 1, 1'000);
  config->pad_token_id = fields.IntegerOr("pad_token_id", 0, 0, config->vocab_size - 1);
  config->layer_norm_eps = fields.NumberOr("layer_norm_eps", 1e-12, 0, 1);
  config->hidden_dropout = fields.NumberOr("hidden_dropout_prob", 0.1, 0, 0.99);
  config->attention_dropout = fields.NumberOr("attention_probs_dropout_prob", 0.1, 0, 0.99);
  config->classifier_dropout = fields.NumberOr("classifier_dropout", config->hidden_dropout, 0, 0.99);
  config->initializer_range = fields.NumberOr("initializer_range", 0.02, 0, 10);
  if (config->hidden_size % config->num_heads != 0) {
    fields.Fail("num_attention_heads", absl::StrCat("is ", config->num_heads),
                absl::StrCat("give a divisor of hidden_size ", config->hidden_size));
  }
}

/// Labels from id2label, whose keys must be 0 … n-1 in any order; else LABEL_0 … from num_labels.
void ReadLabels(const Json& json, FieldReader& fields, ModelConfig* config) {
  if (!json.contains("id2label") || json["id2label"].is_null()) {
    const int64_t count = fields.IntegerOr("num_labels", 2, 1, 100'000);
    for (int64_t i = 0; i < count; ++i) config->labels.push_back(absl::StrCat("LABEL_", i));
    return;
  }
  const Json& map = json["id2label"];
  if (!map.is_object() || map.empty()) {
    return fields.Fail("id2label", "is not a filled object", "give {\"0\": \"negative\", \"1\": \"positive\"}");
  }
  config->labels.assign(map.size(), "");
  std::vector<bool> seen(map.size());
  for (const auto& [key, value] : map.items()) {
    size_t id = 0;
    if (!absl::SimpleAtoi(key, &id) || id >= map.size() || seen[id] || !value.is_string()) {
      return fields.Fail("id2label", absl::StrCat("has the key \"", key, "\""),
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

}  // namespace

absl::StatusOr<ModelConfig> ParseModelConfig(const std::string& text, const std::string& source) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "model configuration ", source, ": is not a JSON object; take config.json from the model's folder again"));
  }
  ModelConfig config;
  OCTAVO_RETURN_IF_ERROR(ReadArchitecture(json, source, &config));
  OCTAVO_RETURN_IF_ERROR(ReadActivation(json, source, &config));
  FieldReader fields(json, source);
  ReadSizes(fields, &config);
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

absl::StatusOr<ModelConfig> ReadModelConfig(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return absl::NotFoundError(absl::StrCat(
        "model configuration ", path, ": cannot be opened; give a folder in Hugging Face layout with a config.json"));
  }
  std::ostringstream text;
  text << file.rdbuf();
  return ParseModelConfig(text.str(), path);
}

std::string FormatModelConfig(const ModelConfig& config) {
  Json json;
  json["architectures"] = {"BertForSequenceClassification"};
  json["model_type"] = config.architecture;
  json["attention_probs_dropout_prob"] = config.attention_dropout;
  json["classifier_dropout"] = config.classifier_dropout;
  json["hidden_act"] = ActivationName(config.activation);
  json["hidden_dropout_prob"] = config.hidden_dropout;
  json["hidden_size"] = config.hidden_size;
  Json id2label = Json::object(), label2id = Json::object();
  for (size_t i = 0; i < config.labels.size(); ++i) {
    id2label[absl::StrCat(i)] = config.labels[i];
    label2id[config.labels[i]] = i;
  }
  json["id2label"] = id2label;
  json["label2id"] = label2id;
  json["initializer_range"] = config.initializer_range;
  json["intermediate_size"] = config.intermediate_size;
  json["layer_norm_eps"] = config.layer_norm_eps;
  json["max_position_embeddings"] = config.position_rows;
  json["num_attention_heads"] = config.num_heads;
  json["num_hidden_layers"] = config.num_layers;
  json["pad_token_id"] = config.pad_token_id;
  json["position_embedding_type"] = "absolute";
  json["problem_type"] = "single_label_classification";
  json["type_vocab_size"] = config.type_vocab_size;
  json["vocab_size"] = config.vocab_size;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace octavo
