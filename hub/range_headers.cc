#include "hub/range_headers.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace octavo::hub {

std::optional<int64_t> WholeNumber(absl::string_view text) {
  int64_t value = 0;
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
  if (!digits || !absl::SimpleAtoi(text, &value)) return std::nullopt;
  return value;
}

std::optional<ContentRange> ParseContentRange(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (!absl::StartsWithIgnoreCase(text, "bytes ")) return std::nullopt;
  const std::vector<absl::string_view> halves = absl::StrSplit(absl::StripAsciiWhitespace(text.substr(6)), '/');
  if (halves.size() != 2) return std::nullopt;
  ContentRange range;
  range.total = WholeNumber(halves[1]);
  if (!range.total.has_value() && halves[1] != "*") return std::nullopt;
  if (halves[0] == "*") return range.total.has_value() ? std::optional(range) : std::nullopt;
  const std::vector<absl::string_view> ends = absl::StrSplit(halves[0], '-');
  if (ends.size() != 2) return std::nullopt;
  range.first = WholeNumber(ends[0]);
  range.last = WholeNumber(ends[1]);
  if (!range.first.has_value() || !range.last.has_value() || *range.last < *range.first) return std::nullopt;
  if (range.total.has_value() && *range.last >= *range.total) return std::nullopt;
  return range;
}

std::string StrongEtag(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted && text.substr(1, text.size() - 2).find('"') == absl::string_view::npos ? std::string(text) : "";
}

}  // namespace octavo::hub
