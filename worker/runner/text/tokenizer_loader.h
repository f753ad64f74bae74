#ifndef OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_LOADER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_LOADER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo {

/// Loads the tokenizer of a Hugging Face folder: tokenizer.json where present, else vocab.txt (WordPiece), else
/// vocab.json and merges.txt (byte-level BPE), with the settings in tokenizer_config.json (all optional there:
/// do_lower_case, strip_accents, tokenize_chinese_chars, add_prefix_space, special tokens) and what
/// special_tokens_map.json and added_tokens.json add to them (vocabulary_settings.h).
/// Saved truncation and padding are ignored, but for the side: they are settings of a run, and max_length of Encode
/// rules. docs/tokenizers.md lists the components.
/// NOT_FOUND names the files that were looked for; INVALID_ARGUMENT names the file, the field and the value;
/// UNIMPLEMENTED names a component that Octavo does not have.
absl::StatusOr<std::unique_ptr<Tokenizer>> LoadTokenizer(const std::string& dir);

/// The same from the text of a tokenizer.json. `what` stands in messages for the file's name.
absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromJson(absl::string_view json, absl::string_view what);

/// The same from the text of a vocab.txt and of a tokenizer_config.json ("" for the defaults: uncased BERT).
absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromVocabulary(absl::string_view vocabulary,
                                                                   absl::string_view tokenizer_config,
                                                                   absl::string_view what);

/// The same from the text of a vocab.json, of a merges.txt and of a tokenizer_config.json ("" for the defaults:
/// RoBERTa).
absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromMerges(absl::string_view vocabulary, absl::string_view merges,
                                                               absl::string_view tokenizer_config,
                                                               absl::string_view what);

/// Names of the tokenizer's files in `dir`, sorted: what to copy beside a model so that it can be opened again.
std::vector<std::string> TokenizerFiles(const std::string& dir);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_LOADER_H_
