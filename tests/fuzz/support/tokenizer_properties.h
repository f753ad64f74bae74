#ifndef OCTAVO_TESTS_FUZZ_SUPPORT_TOKENIZER_PROPERTIES_H_
#define OCTAVO_TESTS_FUZZ_SUPPORT_TOKENIZER_PROPERTIES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo::fuzz {

/// What tokenizer.h promises of any tokenizer must hold on a few hard strings and on `text`: ids in the vocabulary, a
/// limit that cuts the end and nothing else, the same ids from several threads.
void CheckTokenizer(const Tokenizer& tokenizer, absl::string_view text);

/// Both must give the same ids for the hard strings and `text`.
void CheckSameIds(const Tokenizer& one, const Tokenizer& other, absl::string_view text);

/// `json` with its first member "@":0 replaced by those of the 256 tokens that a byte-level vocabulary must have, under
/// ids from 0, without which there is no tokenizer: too long to be kept whole by mutations.
std::string WithByteTokens(absl::string_view json);

}  // namespace octavo::fuzz

#endif  // OCTAVO_TESTS_FUZZ_SUPPORT_TOKENIZER_PROPERTIES_H_
