#include "worker/runner/text/wordpiece_loader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status_macros.h"
#include "worker/runner/text/component_json.h"
#include "worker/runner/text/normalizer.h"
#include "worker/runner/text/pipeline_loader.h"
#include "worker/runner/text/post_processor.h"
#include "worker/runner/text/tokenizer_json.h"
#include "worker/runner/text/unicode.h"
#include "worker/runner/text/vocabulary_settings.h"
#include "worker/runner/text/wordpiece_tokenizer.h"

namespace octavo {
namespace {

constexpr int64_t kMaxWordCharacters = 10'000;  // 100 in practice: the time to split a word grows with its length

/// Whether the ids are those of WordPieceTokenizer.
bool IsPlainBert(const Json& root) {
  const std::string normalizer = TypeOf(Member(root, "normalizer"));
  return (normalizer == "null" || normalizer == "BertNormalizer") &&
         TypeOf(Member(root, "pre_tokenizer")) == "BertPreTokenizer";
}

absl::StatusOr<BertNormalizerOptions> ReadNormalizer(const Json& root, absl::string_view what) {
  const Json& normalizer = Member(root, "normalizer");
  if (!normalizer.is_null()) return ReadBertNormalizer(normalizer, absl::StrCat(what, ": normalizer"));
  return BertNormalizerOptions{
      .clean_text = false, .handle_chinese_chars = false, .strip_accents = false, .lowercase = false};
}

absl::Status ReadModel(const Json& root, absl::string_view what, WordPieceModel::Options& options) {
  const Json& model = Member(root, "model");
  const std::string part = absl::StrCat(what, ": model");
  OCTAVO_RETURN_IF_ERROR(
      CheckFields(model, part, {"vocab", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word"}));
  OCTAVO_ASSIGN_OR_RETURN(options.vocabulary, VocabularyField(Member(model, "vocab"), absl::StrCat(part, ".vocab")));
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

absl::StatusOr<std::unique_ptr<Tokenizer>> Build(WordPieceConfig config, absl::string_view what) {
  auto tokenizer = WordPieceTokenizer::Create(std::move(config));
  if (!tokenizer.ok()) return Named(tokenizer.status(), what);
  return std::unique_ptr<Tokenizer>(*std::move(tokenizer));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Tokenizer>> WordPieceFromJson(const Json& root, absl::string_view what) {
  WordPieceConfig config;
  OCTAVO_RETURN_IF_ERROR(ReadModel(root, what, config.model));
  OCTAVO_RETURN_IF_ERROR(ReadAddedTokens(root, what, config.model.vocabulary, config.added_tokens));
  OCTAVO_RETURN_IF_ERROR(
      ReadPostProcessor(Member(root, "post_processor"), absl::StrCat(what, ": post_processor"), config));
  if (!IsPlainBert(root)) {
    auto model = WordPieceModel::Create(std::move(config.model));
    if (!model.ok()) return Named(model.status(), what);
    return PipelineFromJson(root, config, *std::move(model), what);
  }
  OCTAVO_RETURN_IF_ERROR(
      CheckFields(Member(root, "pre_tokenizer"), absl::StrCat(what, ": pre_tokenizer"), /*known=*/{}));
  OCTAVO_ASSIGN_OR_RETURN(config.normalizer, ReadNormalizer(root, what));
  return Build(std::move(config), what);
}

absl::StatusOr<std::unique_ptr<Tokenizer>> WordPieceFromVocabulary(absl::string_view vocabulary, const Json& settings,
                                                                   absl::string_view what) {
  WordPieceConfig config;
  if (!vocabulary.empty() && vocabulary.back() == '\n') vocabulary.remove_suffix(1);
  int32_t id = 0;
  for (const absl::string_view line : absl::StrSplit(vocabulary, '\n', absl::AllowEmpty())) {
    if (id > WordPieceModel::kMaxId) {
      return absl::InvalidArgumentError(
          absl::StrCat(what, ": vocab.txt has ", std::count(vocabulary.begin(), vocabulary.end(), '\n') + 1,
                       " lines, at most ", WordPieceModel::kMaxId + 1,
                       " are supported; give the vocab.txt that was saved with the model, a token a line"));
    }
    config.model.vocabulary.emplace_back(TrimWhitespaceAtEnd(line), id++);
  }
  const std::string part = absl::StrCat(what, ": tokenizer_config.json");
  BertNormalizerOptions& normalizer = config.normalizer;
  OCTAVO_ASSIGN_OR_RETURN(normalizer.lowercase, BoolField(settings, "do_lower_case", true, part));
  OCTAVO_ASSIGN_OR_RETURN(normalizer.strip_accents, BoolField(settings, "strip_accents", normalizer.lowercase, part));
  OCTAVO_ASSIGN_OR_RETURN(normalizer.handle_chinese_chars, BoolField(settings, "tokenize_chinese_chars", true, part));
  OCTAVO_ASSIGN_OR_RETURN(config.model.unk_token, TokenField(settings, "unk_token", config.model.unk_token, part));
  OCTAVO_RETURN_IF_ERROR(ReadFrame(settings, config.model.vocabulary, config.model.unk_token, what, config));
  return Build(std::move(config), what);
}

}  // namespace octavo
