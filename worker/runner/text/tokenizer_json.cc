#include "worker/runner/text/tokenizer_json.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/component_json.h"

namespace octavo {
namespace {

std::string FieldName(absl::string_view what, absl::string_view key) { return absl::StrCat(what, ": ", key); }

absl::StatusOr<AddedToken> ReadAddedTokenWithId(const Json& json, absl::string_view part) {
  OCTAVO_RETURN_IF_ERROR(
      CheckFields(json, part, {"id", "content", "special", "single_word", "lstrip", "rstrip", "normalized"}));
  OCTAVO_ASSIGN_OR_RETURN(AddedToken token, ReadAddedToken(json, part));
  const Json& id = Member(json, "id");
  if (!id.is_number_integer() || id.get<int64_t>() < 0 || id.get<int64_t>() > TokenizerFrame::kMaxId) {
    return absl::InvalidArgumentError(
        absl::StrCat(part, ".id is ", DumpJson(id), "; expected a whole number from 0 to ", TokenizerFrame::kMaxId));
  }
  token.id = id.get<int32_t>();
  return token;
}

}  // namespace

absl::StatusOr<bool> BoolField(const Json& object, const char* key, bool fallback, absl::string_view what) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return fallback;
  if (found->is_boolean()) return found->get<bool>();
  return absl::InvalidArgumentError(
      absl::StrCat(FieldName(what, key), " is ", DumpJson(*found), "; expected true or false"));
}

absl::StatusOr<std::string> TokenField(const Json& object, const char* key, const std::string& fallback,
                                       absl::string_view what) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return fallback;
  if (found->is_string()) return found->get<std::string>();
  if (found->is_object() && found->contains("content") && (*found)["content"].is_string()) {
    return (*found)["content"].get<std::string>();
  }
  return absl::InvalidArgumentError(absl::StrCat(FieldName(what, key), " is ", DumpJson(*found), "; expected a token"));
}

std::string TypeOf(const Json& component) {
  if (component.is_null()) return "null";
  if (component.is_object() && component.contains("type") && component["type"].is_string()) {
    return component["type"].get<std::string>();
  }
  return DumpJson(component).substr(0, 60);
}

const Json& Member(const Json& object, const char* key) {
  static const Json& null = *new Json();
  const auto found = object.find(key);
  return found == object.end() ? null : *found;
}

absl::Status Unsupported(absl::string_view part, const Json& found, absl::string_view supported) {
  return absl::UnimplementedError(
      absl::StrCat(part, " of type ", TypeOf(found), " is not supported; supported: ", supported));
}

absl::StatusOr<TokenList> VocabularyField(const Json& vocabulary, absl::string_view what) {
  if (!vocabulary.is_object()) {
    return absl::InvalidArgumentError(absl::StrCat(what, " is missing or not an object of token to id"));
  }
  TokenList tokens;
  for (const auto& [token, id] : vocabulary.items()) {
    if (!id.is_number_integer() || id.get<int64_t>() < 0 || id.get<int64_t>() > TokenizerFrame::kMaxId) {
      return absl::InvalidArgumentError(absl::StrCat(what, ": token \"", token, "\" has id ", DumpJson(id),
                                                     "; expected a whole number from 0 to ", TokenizerFrame::kMaxId));
    }
    tokens.emplace_back(token, id.get<int32_t>());
  }
  return tokens;
}

absl::StatusOr<AddedToken> ReadAddedToken(const Json& json, absl::string_view what) {
  AddedToken token;
  if (!json.is_object() || !Member(json, "content").is_string()) {
    return absl::InvalidArgumentError(
        absl::StrCat(what, " is ", DumpJson(json), "; expected an object with \"content\""));
  }
  token.content = json["content"].get<std::string>();
  OCTAVO_ASSIGN_OR_RETURN(token.special, BoolField(json, "special", false, what));
  OCTAVO_ASSIGN_OR_RETURN(token.single_word, BoolField(json, "single_word", false, what));
  OCTAVO_ASSIGN_OR_RETURN(token.lstrip, BoolField(json, "lstrip", false, what));
  OCTAVO_ASSIGN_OR_RETURN(token.rstrip, BoolField(json, "rstrip", false, what));
  OCTAVO_ASSIGN_OR_RETURN(token.normalized, BoolField(json, "normalized", !token.special, what));
  return token;
}

absl::Status ReadAddedTokens(const Json& root, absl::string_view what, const TokenList& vocabulary,
                             std::vector<AddedToken>& tokens) {
  const Json& added = Member(root, "added_tokens");
  if (added.is_null()) return absl::OkStatus();
  if (!added.is_array()) return absl::InvalidArgumentError(absl::StrCat(what, ": added_tokens is not an array"));
  absl::flat_hash_set<absl::string_view> known;
  for (const auto& [token, id] : vocabulary) known.insert(token);
  auto next_id = static_cast<int32_t>(known.size());
  absl::flat_hash_map<std::string, size_t> places;  // the last of each content
  for (size_t place = 0; place < tokens.size(); ++place) places[tokens[place].content] = place;
  std::vector<bool> replaced(tokens.size());
  for (size_t i = 0; i < added.size(); ++i) {
    const std::string part = absl::StrCat(what, ": added_tokens[", i, "]");
    OCTAVO_ASSIGN_OR_RETURN(AddedToken token, ReadAddedTokenWithId(added[i], part));
    const auto [earlier, first] = places.try_emplace(token.content, tokens.size());
    if (!first) {
      replaced[earlier->second] = true;
      earlier->second = tokens.size();
    } else if (!known.contains(token.content) && token.id != next_id++) {
      return absl::InvalidArgumentError(absl::StrCat(part, " (\"", token.content, "\") has id ", token.id,
                                                     ", but Python's tokenizers give it ", next_id - 1,
                                                     ", the next after the vocabulary's and the earlier added tokens'; "
                                                     "save the tokenizer again with them"));
    }
    tokens.push_back(std::move(token));
    replaced.push_back(false);
  }
  std::vector<AddedToken> kept;
  for (size_t place = 0; place < tokens.size(); ++place) {
    if (!replaced[place]) kept.push_back(std::move(tokens[place]));
  }
  tokens = std::move(kept);
  return absl::OkStatus();
}

}  // namespace octavo
