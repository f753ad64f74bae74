#ifndef OCTAVO_TESTS_UNIT_TEXT_WORD_RUNS_H_
#define OCTAVO_TESTS_UNIT_TEXT_WORD_RUNS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// All runs of contiguous words of `text`, joined by spaces, the whole among them: the slow way to tell what it
/// contains.
inline absl::flat_hash_set<std::string> WordRuns(absl::string_view text) {
  const std::vector<std::string> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  absl::flat_hash_set<std::string> runs;
  for (size_t begin = 0; begin < words.size(); ++begin) {
    std::string run;
    for (size_t i = begin; i < words.size(); ++i) {
      run += i == begin ? "" : " ";
      run += words[i];
      runs.insert(run);
    }
  }
  return runs;
}

/// The words of `text`, joined by single spaces.
inline std::string JoinedWords(absl::string_view text) {
  return absl::StrJoin(absl::StrSplit(text, ' ', absl::SkipEmpty()), " ");
}

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_TEXT_WORD_RUNS_H_
