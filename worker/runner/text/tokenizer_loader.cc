#include "worker/runner/text/tokenizer_loader.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "worker/runner/text/unicode.h"
#include "worker/runner/text/wordpiece_tokenizer.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMaxFileBytes = int64_t{256} << 20;
constexpr int64_t kMaxWordCharacters = 10'000;  // 100 in practice: the time to split a word grows with its length
constexpr const char* kFiles[] = {"added_tokens.json", "special_tokens_map.json", "tokenizer.json",
                                  "tokenizer_config.json", "vocab.txt"};

bool IsFile(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::string FieldName(absl::string_view what, absl::string_view key) { return absl::StrCat(what, ": ", key); }

/// `object[key]` as a boolean, or `fallback` where it is absent or null.
absl::StatusOr<bool> BoolField(const Json& object, const char* key, bool fallback, absl::string_view what) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return fallback;
  if (found->is_boolean()) return found->get<bool>();
  return absl::InvalidArgumentError(
      absl::StrCat(FieldName(what, key), " is ", DumpJson(*found), "; expected true or false"));
}

/// A special token of tokenizer_config.json: a string, or an object with "content"; `fallback` where absent or null.
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

absl::Status Unsupported(absl::string_view what, absl::string_view part, const Json& found,
                         absl::string_view supported) {
  return absl::UnimplementedError(
      absl::StrCat(what, ": ", part, " of type ", TypeOf(found), " is not supported; supported: ", supported));
}

absl::Status ReadNormalizer(const Json& root, absl::string_view what, BertNormalizerOptions& options) {
  const Json& normalizer = Member(root, "normalizer");
  if (normalizer.is_null()) {
    options = {.clean_text = false, .handle_chinese_chars = false, .strip_accents = false, .lowercase = false};
    return absl::OkStatus();
  }
  if (TypeOf(normalizer) != "BertNormalizer")
    return Unsupported(what, "normalizer", normalizer, "BertNormalizer, null");
  const std::string part = absl::StrCat(what, ": normalizer");
  OCTAVO_ASSIGN_OR_RETURN(options.clean_text, BoolField(normalizer, "clean_text", true, part));
  OCTAVO_ASSIGN_OR_RETURN(options.handle_chinese_chars, BoolField(normalizer, "handle_chinese_chars", true, part));
  OCTAVO_ASSIGN_OR_RETURN(options.lowercase, BoolField(normalizer, "lowercase", true, part));
  OCTAVO_ASSIGN_OR_RETURN(options.strip_accents, BoolField(normalizer, "strip_accents", options.lowercase, part));
  return absl::OkStatus();
}

absl::Status ReadModel(const Json& root, absl::string_view what, WordPieceModel::Options& options) {
  const Json& model = Member(root, "model");
  // Old files leave the model's type out; WordPiece alone has this field.
  const bool wordpiece = TypeOf(model) == "WordPiece" ||
                         (model.is_object() && !model.contains("type") && model.contains("max_input_chars_per_word"));
  if (!wordpiece) return Unsupported(what, "model", model, "WordPiece");
  const Json& vocabulary = Member(model, "vocab");
  if (!vocabulary.is_object()) {
    return absl::InvalidArgumentError(absl::StrCat(what, ": model.vocab is missing or not an object of token to id"));
  }
  for (const auto& [token, id] : vocabulary.items()) {
    if (!id.is_number_integer() || id.get<int64_t>() < 0 || id.get<int64_t>() > WordPieceModel::kMaxId) {
      return absl::InvalidArgumentError(absl::StrCat(what, ": model.vocab: token \"", token, "\" has id ", DumpJson(id),
                                                     "; expected a whole number from 0 to ", WordPieceModel::kMaxId));
    }
    options.vocabulary.emplace_back(token, id.get<int32_t>());
  }
  const std::string part = absl::StrCat(what, ": model");
  OCTAVO_ASSIGN_OR_RETURN(options.unk_token, TokenField(model, "unk_token", options.unk_token, part));
  OCTAVO_ASSIGN_OR_RETURN(options.continuing_prefix,
                          TokenField(model, "continuing_subword_prefix", options.continuing_prefix, part));
  const Json& longest = Member(model, "max_input_chars_per_word");
  if (longest.is_null()) return absl::OkStatus();
  if (!longest.is_number_integer() || longest.get<int64_t>() < 1 || longest.get<int64_t>() > kMaxWordCharacters) {
    return absl::InvalidArgumentError(absl::StrCat(part, ".max_input_chars_per_word is ", DumpJson(longest),
                                                   "; expected a whole number from 1 to ", kMaxWordCharacters));
  }
  options.max_word_characters = longest.get<int>();
  return absl::OkStatus();
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

absl::Status ReadAddedTokens(const Json& root, absl::string_view what, std::vector<AddedToken>& tokens) {
  const Json& added = Member(root, "added_tokens");
  if (added.is_null()) return absl::OkStatus();
  if (!added.is_array()) return absl::InvalidArgumentError(absl::StrCat(what, ": added_tokens is not an array"));
  for (size_t i = 0; i < added.size(); ++i) {
    const std::string part = absl::StrCat(what, ": added_tokens[", i, "]");
    OCTAVO_ASSIGN_OR_RETURN(AddedToken token, ReadAddedToken(added[i], part));
    const Json& id = Member(added[i], "id");
    if (!id.is_number_integer() || id.get<int64_t>() < 0 || id.get<int64_t>() > WordPieceModel::kMaxId) {
      return absl::InvalidArgumentError(
          absl::StrCat(part, ".id is ", DumpJson(id), "; expected a whole number from 0 to ", WordPieceModel::kMaxId));
    }
    token.id = id.get<int32_t>();
    tokens.push_back(std::move(token));
  }
  return absl::OkStatus();
}

/// "single" of a TemplateProcessing: special tokens before and after the one sequence.
absl::Status ReadTemplate(const Json& processor, absl::string_view what, WordPieceConfig& config) {
  config.before_text.clear();
  config.after_text.clear();
  bool after = false;
  for (const Json& piece : Member(processor, "single")) {
    const Json& special = Member(piece, "SpecialToken");
    const Json& sequence = Member(piece, "Sequence");
    const Json& type_id = Member(special.is_null() ? sequence : special, "type_id");
    if (type_id.is_number() && type_id != 0) {
      return absl::UnimplementedError(absl::StrCat(what, ": post_processor.single gives a single text the token type ",
                                                   DumpJson(type_id), "; supported: 0"));
    }
    if (special.is_object() && Member(special, "id").is_string()) {
      (after ? config.after_text : config.before_text).push_back(special["id"].get<std::string>());
    } else if (sequence.is_object() && !after) {
      after = true;
    } else {
      return absl::InvalidArgumentError(absl::StrCat(what, ": post_processor.single has the unusable piece ",
                                                     DumpJson(piece), "; expected SpecialToken, or one Sequence"));
    }
  }
  if (after) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(what, ": post_processor.single has no Sequence"));
}

absl::Status ReadPostProcessor(const Json& root, absl::string_view what, WordPieceConfig& config) {
  const Json& processor = Member(root, "post_processor");
  const std::string type = TypeOf(processor);
  if (type == "null") {
    config.before_text.clear();
    config.after_text.clear();
    return absl::OkStatus();
  }
  if (type == "TemplateProcessing") return ReadTemplate(processor, what, config);
  if (type != "BertProcessing")
    return Unsupported(what, "post_processor", processor, "TemplateProcessing, BertProcessing, null");
  const auto token_of = [&](const char* key, std::string& token) {
    const Json& pair = Member(processor, key);
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string()) {
      return absl::InvalidArgumentError(
          absl::StrCat(what, ": post_processor.", key, " is ", DumpJson(pair), "; expected [token, id]"));
    }
    token = pair[0].get<std::string>();
    return absl::OkStatus();
  };
  OCTAVO_RETURN_IF_ERROR(token_of("cls", config.cls_token));
  OCTAVO_RETURN_IF_ERROR(token_of("sep", config.sep_token));
  config.before_text = {config.cls_token};
  config.after_text = {config.sep_token};
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Tokenizer>> Build(WordPieceConfig config, absl::string_view what) {
  auto tokenizer = WordPieceTokenizer::Create(std::move(config));
  if (!tokenizer.ok())
    return absl::Status(tokenizer.status().code(), absl::StrCat(what, ": ", tokenizer.status().message()));
  return std::unique_ptr<Tokenizer>(*std::move(tokenizer));
}

absl::Status ReadConfigSettings(const Json& settings, absl::string_view what, WordPieceConfig& config) {
  const std::string part = absl::StrCat(what, ": tokenizer_config.json");
  BertNormalizerOptions& normalizer = config.normalizer;
  OCTAVO_ASSIGN_OR_RETURN(normalizer.lowercase, BoolField(settings, "do_lower_case", true, part));
  OCTAVO_ASSIGN_OR_RETURN(normalizer.strip_accents, BoolField(settings, "strip_accents", normalizer.lowercase, part));
  OCTAVO_ASSIGN_OR_RETURN(normalizer.handle_chinese_chars, BoolField(settings, "tokenize_chinese_chars", true, part));
  OCTAVO_ASSIGN_OR_RETURN(config.model.unk_token, TokenField(settings, "unk_token", config.model.unk_token, part));
  OCTAVO_ASSIGN_OR_RETURN(config.pad_token, TokenField(settings, "pad_token", config.pad_token, part));
  OCTAVO_ASSIGN_OR_RETURN(config.cls_token, TokenField(settings, "cls_token", config.cls_token, part));
  OCTAVO_ASSIGN_OR_RETURN(config.sep_token, TokenField(settings, "sep_token", config.sep_token, part));
  OCTAVO_ASSIGN_OR_RETURN(config.mask_token, TokenField(settings, "mask_token", config.mask_token, part));
  config.before_text = {config.cls_token};
  config.after_text = {config.sep_token};
  const Json& side = Member(settings, "truncation_side");
  if (!side.is_null() && side != "right") {
    return absl::UnimplementedError(
        absl::StrCat(part, ": truncation_side is ", DumpJson(side), "; supported: \"right\""));
  }
  return absl::OkStatus();
}

/// added_tokens_decoder: {"103": {"content": "[MASK]", …}, …}.
absl::Status ReadDecoder(const Json& settings, absl::string_view what, std::vector<AddedToken>& tokens) {
  for (const auto& [key, value] : Member(settings, "added_tokens_decoder").items()) {
    const std::string part = absl::StrCat(what, ": tokenizer_config.json: added_tokens_decoder: ", key);
    OCTAVO_ASSIGN_OR_RETURN(AddedToken token, ReadAddedToken(value, part));
    if (!absl::SimpleAtoi(key, &token.id)) return absl::InvalidArgumentError(absl::StrCat(part, " is not an id"));
    tokens.push_back(std::move(token));
  }
  return absl::OkStatus();
}

/// The five special tokens count as added tokens even where no file lists them, as in BertTokenizer.
void AddSpecialTokens(WordPieceConfig& config) {
  for (const std::string& name :
       {config.pad_token, config.model.unk_token, config.cls_token, config.sep_token, config.mask_token}) {
    bool listed = false;
    for (const AddedToken& token : config.added_tokens) listed = listed || token.content == name;
    if (listed) continue;
    for (const auto& [token, id] : config.model.vocabulary) {
      if (token == name) config.added_tokens.push_back({.content = token, .id = id, .special = true});
    }
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromJson(absl::string_view json, absl::string_view what) {
  OCTAVO_ASSIGN_OR_RETURN(const Json root, ParseJson(json, what));
  if (!root.is_object()) return absl::InvalidArgumentError(absl::StrCat(what, " is not a JSON object"));
  WordPieceConfig config;
  OCTAVO_RETURN_IF_ERROR(ReadModel(root, what, config.model));
  OCTAVO_RETURN_IF_ERROR(ReadNormalizer(root, what, config.normalizer));
  const Json& splitter = Member(root, "pre_tokenizer");
  if (TypeOf(splitter) != "BertPreTokenizer") return Unsupported(what, "pre_tokenizer", splitter, "BertPreTokenizer");
  OCTAVO_RETURN_IF_ERROR(ReadAddedTokens(root, what, config.added_tokens));
  OCTAVO_RETURN_IF_ERROR(ReadPostProcessor(root, what, config));
  return Build(std::move(config), what);
}

absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromVocabulary(absl::string_view vocabulary,
                                                                   absl::string_view tokenizer_config,
                                                                   absl::string_view what) {
  WordPieceConfig config;
  if (!vocabulary.empty() && vocabulary.back() == '\n') vocabulary.remove_suffix(1);
  int32_t id = 0;
  for (const absl::string_view line : absl::StrSplit(vocabulary, '\n', absl::AllowEmpty())) {
    if (id > WordPieceModel::kMaxId)
      return absl::InvalidArgumentError(absl::StrCat(what, ": vocab.txt has too many lines"));
    config.model.vocabulary.emplace_back(TrimWhitespaceAtEnd(line), id++);
  }
  Json settings = Json::object();
  if (!tokenizer_config.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(settings, ParseJson(tokenizer_config, absl::StrCat(what, ": tokenizer_config.json")));
    if (!settings.is_object()) {
      return absl::InvalidArgumentError(absl::StrCat(what, ": tokenizer_config.json is not a JSON object"));
    }
  }
  OCTAVO_RETURN_IF_ERROR(ReadConfigSettings(settings, what, config));
  OCTAVO_RETURN_IF_ERROR(ReadDecoder(settings, what, config.added_tokens));
  AddSpecialTokens(config);
  return Build(std::move(config), what);
}

absl::StatusOr<std::unique_ptr<Tokenizer>> LoadTokenizer(const std::string& dir) {
  const fs::path root(dir);
  if (const fs::path path = root / "tokenizer.json"; IsFile(path)) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadFile(path.string(), kMaxFileBytes));
    return TokenizerFromJson(text, path.string());
  }
  const fs::path path = root / "vocab.txt";
  if (!IsFile(path)) {
    return absl::NotFoundError(absl::StrCat("no tokenizer in \"", dir,
                                            "\": neither tokenizer.json nor vocab.txt is there. "
                                            "Give a Hugging Face model folder with one of them"));
  }
  OCTAVO_ASSIGN_OR_RETURN(const std::string vocabulary, ReadFile(path.string(), kMaxFileBytes));
  std::string settings;
  if (const fs::path config = root / "tokenizer_config.json"; IsFile(config)) {
    OCTAVO_ASSIGN_OR_RETURN(settings, ReadFile(config.string(), kMaxFileBytes));
  }
  return TokenizerFromVocabulary(vocabulary, settings, dir);
}

std::vector<std::string> TokenizerFiles(const std::string& dir) {
  std::vector<std::string> present;
  for (const char* name : kFiles) {
    if (IsFile(fs::path(dir) / name)) present.emplace_back(name);
  }
  return present;
}

}  // namespace octavo
