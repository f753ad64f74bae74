#ifndef OCTAVO_COMMON_SUGGESTION_H_
#define OCTAVO_COMMON_SUGGESTION_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace octavo {

// What a mistyped name was meant to be: one rule for commands, flags, parameters, keys, models, data sets and workers.

/// How many characters were left out, added, replaced or swapped with their neighbour to make `b` of `a`: the four
/// slips behind four in five spelling errors (F. J. Damerau, "A technique for computer detection and correction of
/// spelling errors", CACM 7(3), 1964), each place being changed once (optimal string alignment).
size_t EditDistance(absl::string_view a, absl::string_view b);

/// The candidate nearest to `word`, or empty if none is near. Near is one slip for every three characters of the
/// shorter of the two (as rustc and cargo suggest), and one slip in shorter words, of which something must be left.
/// Case and the choice of '-' or '_' do not count. Of equally near ones the first.
std::string NearestWord(absl::string_view word, absl::Span<const std::string> candidates);

/// "; did you mean --epochs?" for the end of an error message, with `prefix` ("--") before the word; empty if no
/// candidate is near.
std::string DidYouMean(absl::string_view word, absl::Span<const std::string> candidates, absl::string_view prefix = "");

}  // namespace octavo

#endif  // OCTAVO_COMMON_SUGGESTION_H_
