#include "common/yaml.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/byte_size.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "common/suggestion.h"
#include "yaml-cpp/eventhandler.h"
#include "yaml-cpp/yaml.h"

namespace octavo {
namespace {

constexpr int kMaxDepth = 100;
// Aliases are expanded: a small file could name a huge value, or long texts and keys again and again.
constexpr int kMaxValues = 100'000;
constexpr size_t kMaxExpandedBytes = 64 << 20;
constexpr int64_t kMaxFileBytes = int64_t{4} << 20;

std::string JoinPointer(absl::string_view pointer, absl::string_view key) {
  return absl::StrCat(pointer, "/", absl::StrReplaceAll(key, {{"~", "~0"}, {"/", "~1"}}));
}

std::string At(absl::string_view name, int line, int column, absl::string_view message) {
  return absl::StrCat(name, ":", line, ":", column, ": ", message);
}

bool LooksNumeric(absl::string_view text) {
  if (absl::StartsWith(text, "+") || absl::StartsWith(text, "-")) text.remove_prefix(1);
  if (absl::StartsWith(text, ".")) text.remove_prefix(1);
  return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

/// Where the documents of a file begin; everything else it passes over.
class DocumentStarts final : public YAML::EventHandler {
 public:
  const std::vector<YAML::Mark>& marks() const { return marks_; }

  void OnDocumentStart(const YAML::Mark& mark) override { marks_.push_back(mark); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  std::vector<YAML::Mark> marks_;
};

/// The starts of the first two documents, or of as many as there are. YAML::LoadAll would read all of them, and never
/// end where no value can begin: at a lone "," yaml-cpp gives empty documents until the memory is full
/// (https://github.com/jbeder/yaml-cpp/issues/1040, in all releases up to 0.8).
std::vector<YAML::Mark> FirstDocuments(const std::string& text) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  DocumentStarts starts;
  while (starts.marks().size() < 2 && parser.HandleNextDocument(starts)) {
  }
  return starts.marks();
}

/// The core schema's reading of a plain scalar.
Json PlainScalar(const std::string& text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return nullptr;
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  if (text == ".inf" || text == "+.inf") return std::numeric_limits<double>::infinity();
  if (text == "-.inf") return -std::numeric_limits<double>::infinity();
  if (text == ".nan") return std::numeric_limits<double>::quiet_NaN();
  int64_t whole = 0;
  double number = 0;
  if (LooksNumeric(text)) {
    if (absl::SimpleAtoi(text, &whole)) return whole;
    if (!absl::StartsWith(text, "0x") && absl::SimpleAtod(text, &number)) return number;
  }
  return text;
}

}  // namespace

/// Turns yaml-cpp's nodes into Json with positions. One use.
class YamlBuilder {
 public:
  explicit YamlBuilder(YamlDocument& document) : document_(document) {}

  absl::Status Build(const YAML::Node& node, const std::string& pointer, int depth, Json* json) {
    if (depth > kMaxDepth) return Error(node, absl::StrCat("values nest deeper than ", kMaxDepth, " levels"));
    if (++values_ > kMaxValues) return Error(node, absl::StrCat("more than ", kMaxValues, " values"));
    expanded_bytes_ += pointer.size() + (node.IsScalar() ? node.Scalar().size() : 0);
    if (expanded_bytes_ > kMaxExpandedBytes) {
      return Error(node,
                   absl::StrCat("with its aliases written out the file is larger than ", kMaxExpandedBytes, " bytes"));
    }
    document_.positions_.try_emplace(pointer, PositionOf(node));
    switch (node.Type()) {
      case YAML::NodeType::Map:
        return BuildMap(node, pointer, depth, json);
      case YAML::NodeType::Sequence:
        *json = Json::array();
        for (const YAML::Node& item : node) {
          Json value;
          OCTAVO_RETURN_IF_ERROR(Build(item, absl::StrCat(pointer, "/", json->size()), depth + 1, &value));
          json->push_back(std::move(value));
        }
        return absl::OkStatus();
      case YAML::NodeType::Scalar:
        *json = node.Tag() == "!" ? Json(node.Scalar()) : PlainScalar(node.Scalar());
        return absl::OkStatus();
      default:
        *json = nullptr;
        return absl::OkStatus();
    }
  }

 private:
  absl::Status BuildMap(const YAML::Node& node, const std::string& pointer, int depth, Json* json) {
    *json = Json::object();
    for (const auto& entry : node) {
      if (!entry.first.IsScalar()) return Error(entry.first, "a key must be a plain word");
      const std::string& key = entry.first.Scalar();
      if (json->contains(key)) return Error(entry.first, absl::StrCat("the key \"", key, "\" is given twice"));
      const std::string below = JoinPointer(pointer, key);
      document_.positions_.try_emplace(below, PositionOf(entry.first));
      Json value;
      OCTAVO_RETURN_IF_ERROR(Build(entry.second, below, depth + 1, &value));
      (*json)[key] = std::move(value);
    }
    return absl::OkStatus();
  }

  static YamlDocument::Position PositionOf(const YAML::Node& node) {
    return {node.Mark().line + 1, node.Mark().column + 1};
  }

  absl::Status Error(const YAML::Node& node, absl::string_view message) const {
    return absl::InvalidArgumentError(At(document_.name_, node.Mark().line + 1, node.Mark().column + 1, message));
  }

  YamlDocument& document_;
  int values_ = 0;
  size_t expanded_bytes_ = 0;  // of texts, and of the pointers to all values
};

absl::StatusOr<YamlDocument> YamlDocument::Parse(absl::string_view text, absl::string_view name) {
  YamlDocument document;
  document.name_ = std::string(name);
  try {
    const std::vector<YAML::Mark> starts = FirstDocuments(std::string(text));
    if (starts.size() > 1 && starts[0].pos == starts[1].pos) {
      return absl::InvalidArgumentError(
          At(name, starts[0].line + 1, starts[0].column + 1, "not valid YAML: no value can begin here"));
    }
    if (starts.size() > 1)
      return absl::InvalidArgumentError(At(name, 1, 1, "the file holds more than one YAML document"));
    const YAML::Node root = YAML::Load(std::string(text));
    if (starts.empty() || root.IsNull()) return document;
    OCTAVO_RETURN_IF_ERROR(YamlBuilder(document).Build(root, "", 0, &document.json_));
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(
        At(name, error.mark.line + 1, error.mark.column + 1, absl::StrCat("not valid YAML: ", error.msg)));
  }
  return document;
}

absl::StatusOr<YamlDocument> YamlDocument::Read(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadFile(path, kMaxFileBytes));
  return Parse(text, path);
}

absl::Status YamlDocument::ErrorAt(absl::string_view pointer, absl::string_view message) const {
  while (true) {
    if (const auto it = positions_.find(pointer); it != positions_.end()) {
      return absl::InvalidArgumentError(At(name_, it->second.line, it->second.column, message));
    }
    if (pointer.empty()) return absl::InvalidArgumentError(At(name_, 1, 1, message));
    pointer = pointer.substr(0, pointer.rfind('/'));
  }
}

YamlSection::YamlSection(const YamlDocument& document, std::string pointer)
    : document_(&document), pointer_(std::move(pointer)) {
  static const Json* const kEmpty = new Json(Json::object());
  const Json::json_pointer where(pointer_);
  json_ =
      document.json().contains(where) && document.json().at(where).is_object() ? &document.json().at(where) : kEmpty;
}

const Json* YamlSection::Find(absl::string_view key) {
  known_.insert(std::string(key));
  const auto it = json_->find(std::string(key));
  return it == json_->end() || it->is_null() ? nullptr : &*it;
}

absl::Status YamlSection::WrongType(absl::string_view key, const Json& value, absl::string_view wanted) const {
  return ErrorAt(key, absl::StrCat("\"", key, "\" is ", DumpJson(value).substr(0, 100), ", but must be ", wanted));
}

absl::Status YamlSection::Read(absl::string_view key, std::string* value) {
  const Json* json = Find(key);
  if (json == nullptr) return absl::OkStatus();
  if (!json->is_string()) return WrongType(key, *json, "a string (quote it)");
  *value = json->get<std::string>();
  return absl::OkStatus();
}

absl::Status YamlSection::Read(absl::string_view key, bool* value) {
  const Json* json = Find(key);
  if (json == nullptr) return absl::OkStatus();
  if (!json->is_boolean()) return WrongType(key, *json, "true or false");
  *value = json->get<bool>();
  return absl::OkStatus();
}

absl::Status YamlSection::Read(absl::string_view key, int64_t* value, int64_t min, int64_t max) {
  const Json* json = Find(key);
  if (json == nullptr) return absl::OkStatus();
  if (!json->is_number_integer() || json->get<int64_t>() < min || json->get<int64_t>() > max) {
    std::string wanted = "a whole number";
    if (min != INT64_MIN) absl::StrAppend(&wanted, " of at least ", min);
    if (max != INT64_MAX) absl::StrAppend(&wanted, min != INT64_MIN ? " and" : " of", " at most ", max);
    return WrongType(key, *json, wanted);
  }
  *value = json->get<int64_t>();
  return absl::OkStatus();
}

absl::Status YamlSection::Read(absl::string_view key, int* value, int min, int max) {
  int64_t wide = *value;
  OCTAVO_RETURN_IF_ERROR(Read(key, &wide, min, max));
  *value = static_cast<int>(wide);
  return absl::OkStatus();
}

absl::Status YamlSection::Read(absl::string_view key, double* value) {
  const Json* json = Find(key);
  if (json == nullptr) return absl::OkStatus();
  if (!json->is_number() || !std::isfinite(json->get<double>())) return WrongType(key, *json, "a finite number");
  *value = json->get<double>();
  return absl::OkStatus();
}

absl::Status YamlSection::Read(absl::string_view key, std::vector<std::string>* value) {
  const Json* json = Find(key);
  if (json == nullptr) return absl::OkStatus();
  const Json list = json->is_string() ? Json::array({*json}) : *json;
  if (!list.is_array()) return WrongType(key, *json, "a list of strings");
  std::vector<std::string> strings;
  for (const Json& item : list) {
    if (!item.is_string()) return WrongType(key, *json, "a list of strings (quote them)");
    strings.push_back(item.get<std::string>());
  }
  *value = std::move(strings);
  return absl::OkStatus();
}

absl::Status YamlSection::Read(absl::string_view key, absl::Duration* value) {
  const Json* json = Find(key);
  if (json == nullptr) return absl::OkStatus();
  absl::Duration duration;
  if (!json->is_string() || !absl::ParseDuration(json->get<std::string>(), &duration) ||
      duration < absl::ZeroDuration()) {
    return WrongType(key, *json, "a duration with its unit, such as \"30s\", \"250ms\" or \"1h30m\"");
  }
  *value = duration;
  return absl::OkStatus();
}

absl::Status YamlSection::ReadBytes(absl::string_view key, int64_t* value) {
  const Json* json = Find(key);
  if (json == nullptr) return absl::OkStatus();
  if (json->is_number_integer()) return Read(key, value, 0);
  const std::optional<int64_t> size = json->is_string() ? ParseByteSize(json->get<std::string>()) : std::nullopt;
  if (size.has_value()) {
    *value = *size;
    return absl::OkStatus();
  }
  return WrongType(key, *json, "a size such as \"512MiB\", \"4GiB\" or a number of bytes");
}

absl::Status YamlSection::ReadJson(absl::string_view key, Json* value) {
  if (const Json* json = Find(key); json != nullptr) *value = *json;
  return absl::OkStatus();
}

absl::StatusOr<YamlSection> YamlSection::Section(absl::string_view key) {
  const Json* json = Find(key);
  if (json != nullptr && !json->is_object()) return WrongType(key, *json, "a mapping of keys to values");
  return YamlSection(*document_, JoinPointer(pointer_, key));
}

bool YamlSection::Has(absl::string_view key) const { return json_->contains(std::string(key)); }

std::vector<std::string> YamlSection::Keys() const {
  std::vector<std::string> keys;
  for (const auto& item : json_->items()) keys.push_back(item.key());
  return keys;
}

absl::Status YamlSection::ErrorAt(absl::string_view key, absl::string_view message) const {
  return document_->ErrorAt(JoinPointer(pointer_, key), message);
}

absl::Status YamlSection::Finish() const {
  if (pointer_.empty() && !document_->json().is_object()) {
    return document_->ErrorAt("", "the file must hold a mapping of keys to values");
  }
  for (const auto& item : json_->items()) {
    if (!known_.contains(item.key())) {
      const std::vector<std::string> names(known_.begin(), known_.end());
      return ErrorAt(item.key(), absl::StrCat("unknown key \"", item.key(), "\"; known here: ",
                                              absl::StrJoin(names, ", "), DidYouMean(item.key(), names)));
    }
  }
  return absl::OkStatus();
}

}  // namespace octavo
