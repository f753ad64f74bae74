#include "worker/runner/text/tokenizer_files.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "worker/runner/text/tokenizer_loader.h"
#include "worker/runner/text/vocabulary_settings.h"
#include "worker/runner/text/wordpiece_tokenizer.h"

namespace octavo {
namespace {

constexpr char kVocabulary[] = "vocab.txt";
constexpr char kBpeVocabulary[] = "vocab.json";
constexpr char kMerges[] = "merges.txt";
constexpr char kSettings[] = "tokenizer_config.json";
constexpr char kJson[] = "tokenizer.json";
constexpr char kSpecialTokens[] = "special_tokens_map.json";
constexpr char kAddedTokens[] = "added_tokens.json";

const std::string* FindFile(const TokenizerFileList& files, absl::string_view name) {
  const auto found = std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.first == name; });
  return found == files.end() ? nullptr : &found->second;
}

absl::string_view TextOf(const TokenizerFileList& files, absl::string_view name) {
  const std::string* text = FindFile(files, name);
  return text == nullptr ? absl::string_view() : *text;
}

/// Those of `names` that the folder has.
absl::StatusOr<TokenizerFileList> ReadFiles(const std::string& dir, std::vector<absl::string_view> names) {
  TokenizerFileList files;
  for (const std::string& name : TokenizerFiles(dir)) {
    if (std::find(names.begin(), names.end(), name) == names.end()) continue;
    OCTAVO_ASSIGN_OR_RETURN(std::string bytes, ReadFile(absl::StrCat(dir, "/", name), kMaxTokenizerFileBytes));
    files.emplace_back(name, std::move(bytes));
  }
  return files;
}

/// Settings that a tokenizer_config.json has no field for (a prefix other than "##") are left out: the digest tells.
std::string SettingsText(const WordPieceTokenizer& tokenizer) {
  const BertNormalizerOptions& normalizer = tokenizer.normalizer();
  Json json = {{"tokenizer_class", "BertTokenizer"},
               {"do_lower_case", normalizer.lowercase},
               {"strip_accents", normalizer.strip_accents},
               {"tokenize_chinese_chars", normalizer.handle_chinese_chars},
               {"unk_token", tokenizer.model().options().unk_token}};
  const SpecialTokenIds& ids = tokenizer.special_ids();
  const std::pair<const char*, int32_t> tokens[] = {
      {"pad_token", ids.pad}, {"cls_token", ids.cls}, {"sep_token", ids.sep}, {"mask_token", ids.mask}};
  for (const auto& [field, id] : tokens) {
    if (id >= 0) json[field] = std::string(tokenizer.Token(id));
  }
  for (const AddedToken& token : tokenizer.added_tokens()) {
    json["added_tokens_decoder"][absl::StrCat(token.id)] = {
        {"content", token.content}, {"special", token.special}, {"single_word", token.single_word},
        {"lstrip", token.lstrip},   {"rstrip", token.rstrip},   {"normalized", token.normalized}};
  }
  return DumpJson(json);
}

/// vocab.txt and tokenizer_config.json in place of a tokenizer.json; nothing where a vocab.txt cannot hold the tokens.
std::optional<TokenizerFileList> MakeFiles(const Tokenizer& tokenizer) {
  const auto* wordpiece = dynamic_cast<const WordPieceTokenizer*>(&tokenizer);
  if (wordpiece == nullptr) return std::nullopt;
  // An added token outside the vocabulary would become a word piece there, which the digest does not tell apart.
  for (const AddedToken& token : wordpiece->added_tokens()) {
    if (wordpiece->model().IdOf(token.content) < 0) return std::nullopt;
  }
  return TokenizerFileList{{kVocabulary, wordpiece->VocabularyText()}, {kSettings, SettingsText(*wordpiece)}};
}

bool OpensAs(const TokenizerFileList& files, const std::string& digest) {
  const auto tokenizer = TokenizerFromFiles(files, "files");
  return tokenizer.ok() && (*tokenizer)->digest() == digest;
}

}  // namespace

absl::StatusOr<TokenizerFileList> PackTokenizer(const std::string& dir) {
  OCTAVO_ASSIGN_OR_RETURN(const std::unique_ptr<Tokenizer> tokenizer, LoadTokenizer(dir));
  // A folder may have several forms, and they may differ: tokenizer.json is what LoadTokenizer has read.
  const std::vector<absl::string_view> smaller[] = {{kVocabulary, kSettings, kSpecialTokens, kAddedTokens},
                                                    {kBpeVocabulary, kMerges, kSettings, kSpecialTokens, kAddedTokens}};
  for (const std::vector<absl::string_view>& names : smaller) {
    OCTAVO_ASSIGN_OR_RETURN(TokenizerFileList own, ReadFiles(dir, names));
    if (OpensAs(own, tokenizer->digest())) return own;
  }
  std::optional<TokenizerFileList> made = MakeFiles(*tokenizer);
  if (made.has_value() && OpensAs(*made, tokenizer->digest())) return *std::move(made);
  return ReadFiles(dir, {kJson, kSettings, kSpecialTokens});
}

absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromFiles(const TokenizerFileList& files, absl::string_view what) {
  if (const std::string* json = FindFile(files, kJson); json != nullptr) {
    return TokenizerFromJson(*json, absl::StrCat(what, ": ", kJson));
  }
  OCTAVO_ASSIGN_OR_RETURN(
      const std::string config,
      MergedSettings({TextOf(files, kSettings), TextOf(files, kSpecialTokens), TextOf(files, kAddedTokens)}, what));
  if (const std::string* vocabulary = FindFile(files, kVocabulary); vocabulary != nullptr) {
    return TokenizerFromVocabulary(*vocabulary, config, what);
  }
  const std::string *vocabulary = FindFile(files, kBpeVocabulary), *merges = FindFile(files, kMerges);
  if (vocabulary != nullptr && merges != nullptr) return TokenizerFromMerges(*vocabulary, *merges, config, what);
  return absl::NotFoundError(absl::StrCat("no tokenizer in ", what,
                                          ": neither tokenizer.json nor vocab.txt nor vocab.json with merges.txt is "
                                          "there. Give a Hugging Face model folder with one of them"));
}

}  // namespace octavo
