#include "worker/runner/text/bpe_loader.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status_macros.h"
#include "worker/runner/text/bpe_tokenizer.h"
#include "worker/runner/text/component_json.h"
#include "worker/runner/text/pipeline_loader.h"
#include "worker/runner/text/post_processor.h"
#include "worker/runner/text/pre_tokenizer.h"
#include "worker/runner/text/text_bpe_model.h"
#include "worker/runner/text/tokenizer_json.h"
#include "worker/runner/text/vocabulary_settings.h"

namespace octavo {
namespace {

absl::StatusOr<std::unique_ptr<Tokenizer>> Build(const BpeConfig& config, absl::string_view what) {
  auto tokenizer = BpeTokenizer::Create(config);
  if (!tokenizer.ok()) return Named(tokenizer.status(), what);
  return std::unique_ptr<Tokenizer>(*std::move(tokenizer));
}

/// "left right".
absl::Status AddMerge(absl::string_view line, absl::string_view what, MergeList& merges) {
  const std::vector<std::string> sides = absl::StrSplit(line, ' ');
  if (sides.size() == 2 && !sides[0].empty() && !sides[1].empty()) {
    merges.emplace_back(sides[0], sides[1]);
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(what, ": merge ", merges.size(), " is \"", line.substr(0, 80),
                                                 "\"; expected two tokens with one space between them"));
}

/// model.merges: strings "left right", or in newer files pairs of strings.
absl::Status ReadMerges(const Json& list, absl::string_view what, MergeList& merges) {
  if (!list.is_array()) return absl::InvalidArgumentError(absl::StrCat(what, " is missing or not an array"));
  for (const Json& merge : list) {
    if (merge.is_string()) {
      OCTAVO_RETURN_IF_ERROR(AddMerge(merge.get<std::string>(), what, merges));
    } else if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
      merges.emplace_back(merge[0].get<std::string>(), merge[1].get<std::string>());
    } else {
      return absl::InvalidArgumentError(absl::StrCat(what, ": merge ", merges.size(), " is ",
                                                     DumpJson(merge).substr(0, 80),
                                                     "; expected \"left right\" or "
                                                     "[left, right]"));
    }
  }
  return absl::OkStatus();
}

/// With dropout a text has other ids each time, which is for training alone.
absl::Status CheckDropout(const Json& model, absl::string_view part) {
  const Json& dropout = Member(model, "dropout");
  if (dropout.is_null() || dropout == 0) return absl::OkStatus();
  return absl::UnimplementedError(absl::StrCat(part, ".dropout is ", DumpJson(dropout), "; supported: null and 0"));
}

absl::StatusOr<TextBpeModel::Options> ReadModel(const Json& model, absl::string_view part) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(model, part,
                                     {"vocab", "merges", "dropout", "unk_token", "continuing_subword_prefix",
                                      "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges"}));
  OCTAVO_RETURN_IF_ERROR(CheckDropout(model, part));
  TextBpeModel::Options options;
  OCTAVO_ASSIGN_OR_RETURN(options.vocabulary, VocabularyField(Member(model, "vocab"), absl::StrCat(part, ".vocab")));
  OCTAVO_RETURN_IF_ERROR(ReadMerges(Member(model, "merges"), absl::StrCat(part, ".merges"), options.merges));
  OCTAVO_ASSIGN_OR_RETURN(options.unk_token, TokenField(model, "unk_token", "", part));
  OCTAVO_ASSIGN_OR_RETURN(options.continuing_subword_prefix, TokenField(model, "continuing_subword_prefix", "", part));
  OCTAVO_ASSIGN_OR_RETURN(options.end_of_word_suffix, TokenField(model, "end_of_word_suffix", "", part));
  OCTAVO_ASSIGN_OR_RETURN(options.fuse_unk, BoolField(model, "fuse_unk", false, part));
  OCTAVO_ASSIGN_OR_RETURN(options.byte_fallback, BoolField(model, "byte_fallback", false, part));
  OCTAVO_ASSIGN_OR_RETURN(options.ignore_merges, BoolField(model, "ignore_merges", false, part));
  return options;
}

/// Whether the ids are those of BpeTokenizer. fuse_unk and byte_fallback do nothing where no byte is unknown.
bool IsPlainByteLevel(const Json& root, const TextBpeModel::Options& model) {
  return Member(root, "normalizer").is_null() && TypeOf(Member(root, "pre_tokenizer")) == "ByteLevel" &&
         model.continuing_subword_prefix.empty() && model.end_of_word_suffix.empty() && !model.ignore_merges &&
         BpeModel::HasAllBytes(model.vocabulary);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Tokenizer>> BpeFromJson(const Json& root, absl::string_view what) {
  BpeConfig config;
  OCTAVO_ASSIGN_OR_RETURN(TextBpeModel::Options model, ReadModel(Member(root, "model"), absl::StrCat(what, ": model")));
  OCTAVO_RETURN_IF_ERROR(ReadAddedTokens(root, what, model.vocabulary, config.added_tokens));
  OCTAVO_RETURN_IF_ERROR(
      ReadPostProcessor(Member(root, "post_processor"), absl::StrCat(what, ": post_processor"), config));
  if (!IsPlainByteLevel(root, model)) {
    auto general = TextBpeModel::Create(std::move(model));
    if (!general.ok()) return Named(general.status(), what);
    return PipelineFromJson(root, config, *std::move(general), what);
  }
  OCTAVO_ASSIGN_OR_RETURN(const ByteLevelOptions splitter,
                          ReadByteLevel(Member(root, "pre_tokenizer"), absl::StrCat(what, ": pre_tokenizer")));
  config.add_prefix_space = splitter.add_prefix_space;
  config.split_words = splitter.use_regex;
  config.model = {std::move(model.vocabulary), std::move(model.merges), std::move(model.unk_token)};
  return Build(config, what);
}

absl::StatusOr<std::unique_ptr<Tokenizer>> BpeFromMerges(absl::string_view vocabulary, absl::string_view merges,
                                                         const Json& settings, absl::string_view what) {
  BpeConfig config;
  const std::string vocabulary_name = absl::StrCat(what, ": vocab.json");
  OCTAVO_ASSIGN_OR_RETURN(const Json tokens, ParseJson(vocabulary, vocabulary_name));
  OCTAVO_ASSIGN_OR_RETURN(config.model.vocabulary, VocabularyField(tokens, vocabulary_name));
  for (absl::string_view line : absl::StrSplit(merges, '\n')) {
    absl::ConsumeSuffix(&line, "\r");
    // The first line may say "#version: 0.2"; a merge begins with a "#" only where a token does.
    if (line.empty() || absl::StartsWith(line, "#version")) continue;
    OCTAVO_RETURN_IF_ERROR(AddMerge(line, absl::StrCat(what, ": merges.txt"), config.model.merges));
  }
  const std::string part = absl::StrCat(what, ": tokenizer_config.json");
  OCTAVO_ASSIGN_OR_RETURN(config.add_prefix_space, BoolField(settings, "add_prefix_space", false, part));
  OCTAVO_ASSIGN_OR_RETURN(config.model.unk_token, TokenField(settings, "unk_token", "<unk>", part));
  // RobertaTokenizer: the mask takes the space before it, so that it stands for a word of its own.
  Json frame = settings;
  if (!Member(settings, "mask_token").is_object()) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string mask, TokenField(settings, "mask_token", config.mask_token, part));
    frame["mask_token"] = {{"content", mask}, {"lstrip", true}};
  }
  OCTAVO_RETURN_IF_ERROR(ReadFrame(frame, config.model.vocabulary, config.model.unk_token, what, config));
  return Build(config, what);
}

}  // namespace octavo
