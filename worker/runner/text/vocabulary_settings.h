#ifndef OCTAVO_WORKER_RUNNER_TEXT_VOCABULARY_SETTINGS_H_
#define OCTAVO_WORKER_RUNNER_TEXT_VOCABULARY_SETTINGS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/json.h"
#include "worker/runner/text/token_table.h"
#include "worker/runner/text/tokenizer_frame.h"

namespace octavo {

// What stands beside a vocab.txt or a merges.txt where there is no tokenizer.json. Reference: from_pretrained of
// transformers 4.57 (tokenization_utils_base.py) for its fast tokenizers. `what` stands in messages for the folder.
// INVALID_ARGUMENT names the file, the field and the value; UNIMPLEMENTED a setting that Octavo lacks.

/// Tokenizers of Python that are no other than BERT's on a vocab.txt, and than RoBERTa's on a merges.txt.
inline constexpr absl::string_view kWordPieceClasses[] = {"BertTokenizer",       "ConvBertTokenizer",
                                                          "DistilBertTokenizer", "ElectraTokenizer",
                                                          "MobileBertTokenizer", "SqueezeBertTokenizer"};
inline constexpr absl::string_view kByteLevelClasses[] = {"BartTokenizer", "LongformerTokenizer", "RobertaTokenizer"};

/// The texts of the files, "" for one that is not there.
struct SettingsFiles {
  absl::string_view tokenizer_config, special_tokens_map, added_tokens;
};

/// One tokenizer_config.json that says what the three say together: without added_tokens_decoder, which newer folders
/// have, what special_tokens_map.json has counts before it, and the tokens of added_tokens.json become its decoder.
absl::StatusOr<std::string> MergedSettings(const SettingsFiles& files, absl::string_view what);

/// The object of a tokenizer_config.json; "" is an empty one. UNIMPLEMENTED for settings that would give a text other
/// ids than the kind of tokenizer alone, and for a tokenizer_class that is none of `classes`, with or without "Fast".
absl::StatusOr<Json> ReadVocabularySettings(absl::string_view tokenizer_config,
                                            absl::Span<const absl::string_view> classes, absl::string_view what);

/// The special tokens of the settings ("pad_token" …), those around a text, and all added tokens. Those that
/// `vocabulary` lacks have the ids after it, in Python's order: the decoder's, then additional_special_tokens; others
/// that it lacks are left out. `unk` is the name of the unknown token.
absl::Status ReadFrame(const Json& settings, const TokenList& vocabulary, const std::string& unk,
                       absl::string_view what, FrameConfig& frame);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_VOCABULARY_SETTINGS_H_
