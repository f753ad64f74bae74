#ifndef OCTAVO_WORKER_RUNNER_TEXT_SPLIT_BEHAVIOR_H_
#define OCTAVO_WORKER_RUNNER_TEXT_SPLIT_BEHAVIOR_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// A stretch of a text: a delimiter (a match), or what lies between two.
struct Stretch {
  size_t begin = 0;
  size_t end = 0;
  bool match = false;
};

/// What becomes of delimiters: SplitDelimiterBehavior of Hugging Face's tokenizers. "the-final--countdown" at "-":
///   kRemoved             the final countdown
///   kIsolated            the - final - - countdown
///   kMergedWithPrevious  the- final- - countdown
///   kMergedWithNext      the -final - -countdown
///   kContiguous          the - final -- countdown
enum class SplitBehavior { kRemoved, kIsolated, kMergedWithPrevious, kMergedWithNext, kContiguous };

/// "Removed", "Isolated" …; nothing for another name.
std::optional<SplitBehavior> ParseSplitBehavior(absl::string_view name);

/// Every character that `is_delimiter` is a match, every run of others a stretch. REQUIRES: well-formed UTF-8.
std::vector<Stretch> FindCharacters(absl::string_view text, absl::FunctionRef<bool(char32_t)> is_delimiter);

/// Every occurrence of `literal`, leftmost first and without overlap, is a match. REQUIRES: not empty.
std::vector<Stretch> FindLiteral(absl::string_view text, absl::string_view literal);

/// Applies `behavior` to stretches that cover a text, in order; those that are left are the words.
std::vector<Stretch> ApplyBehavior(SplitBehavior behavior, const std::vector<Stretch>& stretches);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_SPLIT_BEHAVIOR_H_
