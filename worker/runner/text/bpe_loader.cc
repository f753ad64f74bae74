#include "worker/runner/text/bpe_loader.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status_macros.h"
#include "worker/runner/text/bpe_tokenizer.h"
#include "worker/runner/text/tokenizer_json.h"

namespace octavo {
namespace {

using MergeList = std::vector<std::pair<std::string, std::string>>;

absl::StatusOr<std::unique_ptr<Tokenizer>> Build(const BpeConfig& config, absl::string_view what) {
  auto tokenizer = BpeTokenizer::Create(config);
  if (!tokenizer.ok())
    return absl::Status(tokenizer.status().code(), absl::StrCat(what, ": ", tokenizer.status().message()));
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

/// Options of BPE that byte-level tokenizers leave off; with one of them on, ids would differ.
absl::Status CheckPlain(const Json& model, absl::string_view what) {
  for (const char* key :
       {"dropout", "continuing_subword_prefix", "end_of_word_suffix", "byte_fallback", "ignore_merges"}) {
    const Json& value = Member(model, key);
    if (value.is_null() || value == false || value == "" || value == 0) continue;
    return absl::UnimplementedError(
        absl::StrCat(what, ": model.", key, " is ", DumpJson(value), "; supported: null, as byte-level BPE has it"));
  }
  return absl::OkStatus();
}

absl::Status ReadSplitter(const Json& root, absl::string_view what, BpeConfig& config) {
  const Json& splitter = Member(root, "pre_tokenizer");
  if (TypeOf(splitter) != "ByteLevel") return Unsupported(what, "pre_tokenizer", splitter, "ByteLevel");
  const std::string part = absl::StrCat(what, ": pre_tokenizer");
  OCTAVO_ASSIGN_OR_RETURN(config.add_prefix_space, BoolField(splitter, "add_prefix_space", true, part));
  OCTAVO_ASSIGN_OR_RETURN(config.split_words, BoolField(splitter, "use_regex", true, part));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Tokenizer>> BpeFromJson(const Json& root, absl::string_view what) {
  BpeConfig config;
  const Json& model = Member(root, "model");
  OCTAVO_RETURN_IF_ERROR(CheckPlain(model, what));
  const Json& normalizer = Member(root, "normalizer");
  if (!normalizer.is_null()) return Unsupported(what, "normalizer", normalizer, "null");
  OCTAVO_RETURN_IF_ERROR(ReadSplitter(root, what, config));
  OCTAVO_ASSIGN_OR_RETURN(config.model.vocabulary,
                          VocabularyField(Member(model, "vocab"), absl::StrCat(what, ": model.vocab")));
  OCTAVO_RETURN_IF_ERROR(
      ReadMerges(Member(model, "merges"), absl::StrCat(what, ": model.merges"), config.model.merges));
  OCTAVO_ASSIGN_OR_RETURN(config.model.unk_token, TokenField(model, "unk_token", "", absl::StrCat(what, ": model")));
  OCTAVO_RETURN_IF_ERROR(ReadAddedTokens(root, what, config.added_tokens));
  OCTAVO_RETURN_IF_ERROR(ReadPostProcessor(root, what, config));
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
  OCTAVO_RETURN_IF_ERROR(ReadFrameSettings(settings, what, config));
  AddSpecialTokens(config.model.vocabulary, config.model.unk_token, config);
  // RobertaTokenizer: the mask takes the space before it, so that it stands for a word of its own.
  const Json& decoder = Member(settings, "added_tokens_decoder");
  for (AddedToken& token : config.added_tokens) {
    if (token.content == config.mask_token && decoder.is_null()) token.lstrip = true;
  }
  return Build(config, what);
}

}  // namespace octavo
