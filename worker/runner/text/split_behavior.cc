#include "worker/runner/text/split_behavior.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

/// Joins a match to the stretch before it, unless that is a match too.
std::vector<Stretch> JoinMatchesToPrevious(const std::vector<Stretch>& stretches) {
  std::vector<Stretch> joined;
  bool after_match = false;
  for (const Stretch& stretch : stretches) {
    if (stretch.match && !after_match && !joined.empty()) {
      joined.back().end = stretch.end;
    } else {
      joined.push_back(stretch);
    }
    after_match = stretch.match;
  }
  return joined;
}

/// The same from the end on.
std::vector<Stretch> JoinMatchesToNext(const std::vector<Stretch>& stretches) {
  std::vector<Stretch> joined;
  bool before_match = false;
  for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch) {
    if (stretch->match && !before_match && !joined.empty()) {
      joined.back().begin = stretch->begin;
    } else {
      joined.push_back(*stretch);
    }
    before_match = stretch->match;
  }
  std::reverse(joined.begin(), joined.end());
  return joined;
}

std::vector<Stretch> JoinEqualNeighbours(const std::vector<Stretch>& stretches) {
  std::vector<Stretch> joined;
  for (const Stretch& stretch : stretches) {
    if (!joined.empty() && joined.back().match == stretch.match) {
      joined.back().end = stretch.end;
    } else {
      joined.push_back(stretch);
    }
  }
  return joined;
}

}  // namespace

std::optional<SplitBehavior> ParseSplitBehavior(absl::string_view name) {
  static constexpr std::pair<const char*, SplitBehavior> kNames[] = {
      {"Removed", SplitBehavior::kRemoved},
      {"Isolated", SplitBehavior::kIsolated},
      {"MergedWithPrevious", SplitBehavior::kMergedWithPrevious},
      {"MergedWithNext", SplitBehavior::kMergedWithNext},
      {"Contiguous", SplitBehavior::kContiguous}};
  for (const auto& [known, behavior] : kNames) {
    if (name == known) return behavior;
  }
  return std::nullopt;
}

std::vector<Stretch> FindCharacters(absl::string_view text, absl::FunctionRef<bool(char32_t)> is_delimiter) {
  std::vector<Stretch> stretches;
  size_t done = 0;
  for (size_t i = 0; i < text.size();) {
    size_t bytes = 0;
    const bool match = is_delimiter(FirstCharacter(text.substr(i), bytes));
    if (match) {
      if (done < i) stretches.push_back({done, i, false});
      stretches.push_back({i, i + bytes, true});
      done = i + bytes;
    }
    i += bytes;
  }
  if (done < text.size()) stretches.push_back({done, text.size(), false});
  return stretches;
}

std::vector<Stretch> FindLiteral(absl::string_view text, absl::string_view literal) {
  std::vector<Stretch> stretches;
  size_t done = 0;
  for (size_t i = text.find(literal); i != absl::string_view::npos; i = text.find(literal, done)) {
    if (done < i) stretches.push_back({done, i, false});
    done = i + literal.size();
    stretches.push_back({i, done, true});
  }
  if (done < text.size()) stretches.push_back({done, text.size(), false});
  return stretches;
}

std::vector<Stretch> ApplyBehavior(SplitBehavior behavior, const std::vector<Stretch>& stretches) {
  switch (behavior) {
    case SplitBehavior::kIsolated:
      return stretches;
    case SplitBehavior::kMergedWithPrevious:
      return JoinMatchesToPrevious(stretches);
    case SplitBehavior::kMergedWithNext:
      return JoinMatchesToNext(stretches);
    case SplitBehavior::kContiguous:
      return JoinEqualNeighbours(stretches);
    case SplitBehavior::kRemoved:
      break;
  }
  std::vector<Stretch> kept;
  std::copy_if(stretches.begin(), stretches.end(), std::back_inserter(kept),
               [](const Stretch& stretch) { return !stretch.match; });
  return kept;
}

}  // namespace octavo
