#include "common/suggestion.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace octavo {
namespace {

constexpr size_t kMostCharacters = 100;

std::string Normalized(absl::string_view word) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(word.substr(0, kMostCharacters)), {{"-", "_"}});
}

}  // namespace

size_t EditDistance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> before_last(b.size() + 1), last(b.size() + 1), current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[b.size()];
}

std::string NearestWord(absl::string_view word, absl::Span<const std::string> candidates) {
  const std::string wanted = Normalized(word);
  std::string nearest;
  size_t nearest_distance = std::numeric_limits<size_t>::max();
  for (const std::string& candidate : candidates) {
    const std::string normalized = Normalized(candidate);
    const size_t shorter = std::min(wanted.size(), normalized.size());
    const size_t distance = EditDistance(wanted, normalized);
    if (distance <= std::max<size_t>(1, shorter / 3) && distance < std::max<size_t>(1, shorter) &&
        distance < nearest_distance) {
      nearest = candidate;
      nearest_distance = distance;
    }
  }
  return nearest;
}

std::string DidYouMean(absl::string_view word, absl::Span<const std::string> candidates, absl::string_view prefix) {
  const std::string nearest = NearestWord(word, candidates);
  return nearest.empty() ? "" : absl::StrCat("; did you mean ", prefix, nearest, "?");
}

}  // namespace octavo
