#ifndef OCTAVO_WORKER_RUNNER_TEXT_ADDED_TOKENS_H_
#define OCTAVO_WORKER_RUNNER_TEXT_ADDED_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// A token that is found in the text as it stands, before the model sees it ("[MASK]").
struct AddedToken {
  std::string content;
  int32_t id = 0;
  bool special = false;
  bool single_word = false;  // only where no letter, digit or underscore touches it
  bool lstrip = false;       // takes the white space before it
  bool rstrip = false;       // takes the white space after it
  bool normalized = false;   // looked for in the normalized text instead of the raw one
};

/// A stretch of text: an added token (id >= 0) or what lies between two (id -1).
struct TextPart {
  absl::string_view text;
  int32_t id = -1;
};

/// Finds added tokens, leftmost and then longest, as the Aho-Corasick matcher of Hugging Face's tokenizers does.
/// Immutable and thread-safe.
class AddedTokenMatcher {
 public:
  /// REQUIRES: no empty content; the first of equal contents wins.
  explicit AddedTokenMatcher(std::vector<AddedToken> tokens);

  bool empty() const { return tokens_.empty(); }
  /// Cuts `text` into parts that cover it, but for white space that lstrip or rstrip takes. Views into `text`.
  std::vector<TextPart> Split(absl::string_view text) const;
  /// Whether any added token may begin in `text`; never wrong when it says no.
  bool MayMatch(absl::string_view text) const;

 private:
  const AddedToken* Match(absl::string_view text, size_t position) const;

  std::vector<AddedToken> tokens_;
  absl::flat_hash_map<std::string, size_t> by_content_;  // the first token of each
  std::vector<size_t> lengths_;                          // of contents, each once, the longest first
  bool first_bytes_[256] = {};
  std::string distinct_first_bytes_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_ADDED_TOKENS_H_
