#include "worker/runner/text/vocabulary_settings.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/status_macros.h"
#include "worker/runner/text/tokenizer_json.h"

namespace octavo {
namespace {

constexpr char kConfig[] = "tokenizer_config.json";
constexpr char kDecoder[] = "added_tokens_decoder";
constexpr char kAdditional[] = "additional_special_tokens";
// In the order in which Python adds them.
constexpr const char* kNamedTokens[] = {"bos_token", "eos_token", "unk_token", "sep_token",
                                        "pad_token", "cls_token", "mask_token"};
constexpr char kRemedy[] =
    "; bring the folder with its tokenizer.json, or have Python make one: "
    "AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER)";

/// A setting with which a text may get other ids, and the one value that Octavo has, as null and an empty list are.
struct OnlyValue {
  const char* key;
  absl::string_view json;
};
constexpr OnlyValue kOnlyValues[] = {{"do_basic_tokenize", "true"},
                                     {"extra_special_tokens", "[]"},
                                     {"never_split", "[]"},
                                     {"split_special_tokens", "false"},
                                     {"subword_tokenizer_type", "\"wordpiece\""},
                                     {"truncation_side", "\"right\""},
                                     {"word_tokenizer_type", "\"basic\""}};

absl::StatusOr<Json> ParseObject(absl::string_view text, absl::string_view what, absl::string_view name) {
  if (text.empty()) return Json::object();
  const std::string file = absl::StrCat(what, ": ", name);
  OCTAVO_ASSIGN_OR_RETURN(Json json, ParseJson(text, file));
  if (json.is_object()) return json;
  return absl::InvalidArgumentError(absl::StrCat(file, " is not a JSON object"));
}

/// The content of a token, "" where it is neither a string nor an object with one.
std::string ContentOf(const Json& token) {
  const Json& content = token.is_object() ? Member(token, "content") : token;
  return content.is_string() ? content.get<std::string>() : "";
}

/// `map` counts before `settings`; of the additional tokens both count, those of `settings` first.
void Override(const Json& map, Json& settings) {
  for (const auto& [key, value] : map.items()) {
    if (key != kAdditional || !value.is_array() || !Member(settings, kAdditional).is_array()) {
      settings[key] = value;
      continue;
    }
    Json& all = settings[kAdditional];
    for (const Json& token : value) {
      if (std::find(all.begin(), all.end(), token) == all.end()) all.push_back(token);
    }
  }
}

absl::flat_hash_set<std::string> SpecialContents(const Json& settings) {
  absl::flat_hash_set<std::string> contents;
  for (const char* key : kNamedTokens) contents.insert(ContentOf(Member(settings, key)));
  for (const Json& token : Member(settings, kAdditional)) contents.insert(ContentOf(token));
  return contents;
}

/// A token that is named in the settings: a string, or an object that says more.
absl::StatusOr<AddedToken> ReadSpecialToken(const Json& json, absl::string_view part) {
  if (json.is_string()) return AddedToken{.content = json.get<std::string>(), .special = true};
  Json special = json;
  if (special.is_object()) special["special"] = true;
  return ReadAddedToken(special, part);
}

/// Adds tokens to a frame with the ids that Python's tokenizers give them.
class FrameTokens {
 public:
  FrameTokens(const TokenList& vocabulary, FrameConfig& frame) : frame_(frame) {
    for (const auto& [token, id] : vocabulary) ids_[token] = id;
    next_id_ = static_cast<int64_t>(ids_.size());
    for (const AddedToken& token : frame.added_tokens) listed_.insert(token.content);
  }

  bool Lists(const std::string& content) const { return listed_.contains(content); }

  /// The id of a token that is added now: the vocabulary's, else the next one.
  int64_t TakeId(const std::string& content) {
    const auto found = ids_.find(content);
    return found == ids_.end() ? next_id_++ : found->second;
  }
  bool InVocabulary(const std::string& content) const { return ids_.contains(content); }

  /// REQUIRES: it is not listed.
  absl::Status Add(AddedToken token, int64_t id, absl::string_view part) {
    if (id > TokenizerFrame::kMaxId)
      return absl::InvalidArgumentError(absl::StrCat(part, " would have id ", id, ", above ", TokenizerFrame::kMaxId));
    token.id = static_cast<int32_t>(id);
    listed_.insert(token.content);
    frame_.added_tokens.push_back(std::move(token));
    return absl::OkStatus();
  }

 private:
  FrameConfig& frame_;
  absl::flat_hash_map<std::string, int32_t> ids_;
  absl::flat_hash_set<std::string> listed_;
  int64_t next_id_ = 0;
};

/// added_tokens_decoder: {"103": {"content": "[MASK]", …}, …}, in the order of the ids.
absl::Status ReadDecoder(const Json& settings, absl::string_view part, FrameTokens& tokens) {
  std::vector<std::pair<int32_t, const Json*>> listed;
  for (const auto& [key, value] : Member(settings, kDecoder).items()) {
    int32_t id = 0;
    if (!absl::SimpleAtoi(key, &id) || id < 0)
      return absl::InvalidArgumentError(absl::StrCat(part, ": ", kDecoder, ": ", key, " is not an id"));
    listed.emplace_back(id, &value);
  }
  std::sort(listed.begin(), listed.end());
  for (const auto& [id, value] : listed) {
    const std::string entry = absl::StrCat(part, ": ", kDecoder, ": ", id);
    OCTAVO_ASSIGN_OR_RETURN(AddedToken token, ReadAddedToken(*value, entry));
    if (tokens.Lists(token.content))
      return absl::InvalidArgumentError(absl::StrCat(entry, ": \"", token.content, "\" has another id too"));
    const int64_t given = tokens.TakeId(token.content);
    if (given != id) {
      return absl::InvalidArgumentError(absl::StrCat(entry, " is \"", token.content, "\", to which Python's fast ",
                                                     "tokenizers give ", given, kRemedy));
    }
    OCTAVO_RETURN_IF_ERROR(tokens.Add(std::move(token), given, entry));
  }
  return absl::OkStatus();
}

/// The named special tokens of the vocabulary, whether the settings or the kind of tokenizer names them.
absl::Status AddNamedTokens(const Json& settings, const std::string& unk, absl::string_view part,
                            const FrameConfig& frame, FrameTokens& tokens) {
  const absl::flat_hash_map<std::string, std::string> defaults = {{"unk_token", unk},
                                                                  {"sep_token", frame.sep_token},
                                                                  {"pad_token", frame.pad_token},
                                                                  {"cls_token", frame.cls_token},
                                                                  {"mask_token", frame.mask_token}};
  for (const char* key : kNamedTokens) {
    Json value = Member(settings, key);
    if (value.is_null() && defaults.contains(key)) value = defaults.at(key);
    if (value.is_null()) continue;
    const std::string field = absl::StrCat(part, ": ", key);
    OCTAVO_ASSIGN_OR_RETURN(AddedToken token, ReadSpecialToken(value, field));
    if (token.content.empty() || tokens.Lists(token.content)) continue;
    const int64_t id = tokens.TakeId(token.content);
    if (tokens.InVocabulary(token.content)) OCTAVO_RETURN_IF_ERROR(tokens.Add(std::move(token), id, field));
  }
  return absl::OkStatus();
}

absl::Status AddAdditionalTokens(const Json& settings, absl::string_view part, FrameTokens& tokens) {
  const Json& list = Member(settings, kAdditional);
  const std::string field = absl::StrCat(part, ": ", kAdditional);
  if (!list.is_null() && !list.is_array()) return absl::InvalidArgumentError(absl::StrCat(field, " is not a list"));
  for (const Json& value : list) {
    OCTAVO_ASSIGN_OR_RETURN(AddedToken token, ReadSpecialToken(value, field));
    if (token.content.empty() || tokens.Lists(token.content)) continue;
    const int64_t id = tokens.TakeId(token.content);
    OCTAVO_RETURN_IF_ERROR(tokens.Add(std::move(token), id, field));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> MergedSettings(const SettingsFiles& files, absl::string_view what) {
  if (files.special_tokens_map.empty() && files.added_tokens.empty()) return std::string(files.tokenizer_config);
  OCTAVO_ASSIGN_OR_RETURN(Json settings, ParseObject(files.tokenizer_config, what, kConfig));
  if (!Member(settings, kDecoder).is_null()) return std::string(files.tokenizer_config);
  OCTAVO_ASSIGN_OR_RETURN(const Json map, ParseObject(files.special_tokens_map, what, "special_tokens_map.json"));
  Override(map, settings);
  const std::string name = "added_tokens.json";
  OCTAVO_ASSIGN_OR_RETURN(const Json added, ParseObject(files.added_tokens, what, name));
  const absl::flat_hash_set<std::string> special = SpecialContents(settings);
  for (const auto& [content, id] : added.items()) {
    const std::string key = DumpJson(id);
    if (!id.is_number_unsigned() || settings[kDecoder].contains(key)) {
      return absl::InvalidArgumentError(absl::StrCat(what, ": ", name, ": token \"", content, "\" has id ", key,
                                                     "; expected a whole number that no other has"));
    }
    const bool is_special = special.contains(content);
    settings[kDecoder][key] = {{"content", content}, {"special", is_special}, {"normalized", !is_special}};
  }
  return DumpJson(settings);
}

absl::StatusOr<Json> ReadVocabularySettings(absl::string_view tokenizer_config,
                                            absl::Span<const absl::string_view> classes, absl::string_view what) {
  OCTAVO_ASSIGN_OR_RETURN(Json settings, ParseObject(tokenizer_config, what, kConfig));
  const std::string part = absl::StrCat(what, ": ", kConfig, ": ");
  for (const OnlyValue& only : kOnlyValues) {
    const Json& found = Member(settings, only.key);
    if (found.is_null() || (found.is_structured() && found.empty()) || DumpJson(found) == only.json) continue;
    return absl::UnimplementedError(
        absl::StrCat(part, only.key, " is ", DumpJson(found), "; supported: ", only.json, kRemedy));
  }
  const Json& name = Member(settings, "tokenizer_class");
  if (name.is_null()) return settings;
  const std::string written = name.is_string() ? name.get<std::string>() : DumpJson(name);
  if (std::find(classes.begin(), classes.end(), absl::StripSuffix(written, "Fast")) != classes.end()) return settings;
  return absl::UnimplementedError(absl::StrCat(part, "tokenizer_class is ", DumpJson(name),
                                               "; supported without a tokenizer.json: ", absl::StrJoin(classes, ", "),
                                               kRemedy));
}

absl::Status ReadFrame(const Json& settings, const TokenList& vocabulary, const std::string& unk,
                       absl::string_view what, FrameConfig& frame) {
  const std::string part = absl::StrCat(what, ": ", kConfig);
  OCTAVO_ASSIGN_OR_RETURN(frame.pad_token, TokenField(settings, "pad_token", frame.pad_token, part));
  OCTAVO_ASSIGN_OR_RETURN(frame.cls_token, TokenField(settings, "cls_token", frame.cls_token, part));
  OCTAVO_ASSIGN_OR_RETURN(frame.sep_token, TokenField(settings, "sep_token", frame.sep_token, part));
  OCTAVO_ASSIGN_OR_RETURN(frame.mask_token, TokenField(settings, "mask_token", frame.mask_token, part));
  frame.before_text = {frame.cls_token};
  frame.after_text = {frame.sep_token};
  FrameTokens tokens(vocabulary, frame);
  OCTAVO_RETURN_IF_ERROR(ReadDecoder(settings, part, tokens));
  OCTAVO_RETURN_IF_ERROR(AddNamedTokens(settings, unk, part, frame, tokens));
  return AddAdditionalTokens(settings, part, tokens);
}

}  // namespace octavo
