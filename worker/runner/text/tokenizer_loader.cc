#include "worker/runner/text/tokenizer_loader.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "worker/runner/text/bpe_loader.h"
#include "worker/runner/text/component_json.h"
#include "worker/runner/text/tokenizer_files.h"
#include "worker/runner/text/tokenizer_json.h"
#include "worker/runner/text/vocabulary_settings.h"
#include "worker/runner/text/wordpiece_loader.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFiles[] = {
    "added_tokens.json", "merges.txt", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json",
    "vocab.json",        "vocab.txt"};

/// What stands beside the components. padding, decoder and most of truncation decide no ids of Encode.
absl::Status CheckRoot(const Json& root, absl::string_view what) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(root, what,
                                     {"version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer",
                                      "post_processor", "decoder", "model"}));
  if (const Json& version = Member(root, "version"); !version.is_null() && version != "1.0") {
    return absl::UnimplementedError(absl::StrCat(what, ": version is ", DumpJson(version), "; supported: \"1.0\""));
  }
  const Json& side = Member(Member(root, "truncation"), "direction");
  if (side.is_null() || side == "Right") return absl::OkStatus();
  return absl::UnimplementedError(
      absl::StrCat(what, ": truncation.direction is ", DumpJson(side), "; supported: \"Right\""));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromJson(absl::string_view json, absl::string_view what) {
  OCTAVO_ASSIGN_OR_RETURN(const Json root, ParseJson(json, what));
  if (!root.is_object()) return absl::InvalidArgumentError(absl::StrCat(what, " is not a JSON object"));
  OCTAVO_RETURN_IF_ERROR(CheckRoot(root, what));
  const Json& model = Member(root, "model");
  const std::string type = TypeOf(model);
  // Old files leave the model's type out; each kind has a field that no other has.
  const bool untyped = model.is_object() && !model.contains("type");
  if (type == "WordPiece" || (untyped && model.contains("max_input_chars_per_word"))) {
    return WordPieceFromJson(root, what);
  }
  if (type == "BPE" || (untyped && model.contains("merges"))) return BpeFromJson(root, what);
  return Unsupported(absl::StrCat(what, ": model"), model, "WordPiece, BPE");
}

absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromVocabulary(absl::string_view vocabulary,
                                                                   absl::string_view tokenizer_config,
                                                                   absl::string_view what) {
  OCTAVO_ASSIGN_OR_RETURN(const Json settings, ReadVocabularySettings(tokenizer_config, kWordPieceClasses, what));
  return WordPieceFromVocabulary(vocabulary, settings, what);
}

absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromMerges(absl::string_view vocabulary, absl::string_view merges,
                                                               absl::string_view tokenizer_config,
                                                               absl::string_view what) {
  OCTAVO_ASSIGN_OR_RETURN(const Json settings, ReadVocabularySettings(tokenizer_config, kByteLevelClasses, what));
  return BpeFromMerges(vocabulary, merges, settings, what);
}

absl::StatusOr<std::unique_ptr<Tokenizer>> LoadTokenizer(const std::string& dir) {
  TokenizerFileList files;
  for (const std::string& name : TokenizerFiles(dir)) {
    OCTAVO_ASSIGN_OR_RETURN(std::string bytes, ReadFile(absl::StrCat(dir, "/", name), kMaxTokenizerFileBytes));
    files.emplace_back(name, std::move(bytes));
  }
  return TokenizerFromFiles(files, dir);
}

std::vector<std::string> TokenizerFiles(const std::string& dir) {
  std::vector<std::string> present;
  for (const char* name : kFiles) {
    std::error_code error;
    if (fs::is_regular_file(fs::path(dir) / name, error)) present.emplace_back(name);
  }
  return present;
}

}  // namespace octavo
