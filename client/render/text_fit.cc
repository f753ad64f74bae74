#include "client/render/text_fit.h"

#include <algorithm>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "client/render/plain_text.h"
#include "common/utf8.h"

namespace octavo::client {
namespace {

constexpr absl::string_view kLeftOut = "…";
constexpr double kTailShare = 0.4;        // of a shortened text
constexpr double kDifferenceShare = 0.7;  // of a shortened text: at most what it differs in
constexpr double kLeastDifference = 2;    // ems
constexpr double kLessOfALine = 0.1;      // by which texts are shortened until the lines hold them

bool Continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The width of the character that `text` begins with.
double FirstEms(absl::string_view text) { return TextEms(text.substr(0, FirstUtf8Character(text).bytes)); }

/// As much of the beginning of `text` as is at most `ems` wide.
absl::string_view Head(absl::string_view text, double ems) {
  size_t end = 0;
  while (end < text.size()) {
    ems -= FirstEms(text.substr(end));
    if (ems < 0) break;
    end += FirstUtf8Character(text.substr(end)).bytes;
  }
  return text.substr(0, end);
}

/// As much of the end of `text` as is at most `ems` wide.
absl::string_view Tail(absl::string_view text, double ems) {
  double width = TextEms(text);
  while (width > ems && !text.empty()) {
    width -= FirstEms(text);
    text.remove_prefix(FirstUtf8Character(text).bytes);
  }
  return text;
}

/// How many bytes of `text` fit on a line of `ems`: up to a break that is as late as may be.
size_t LineLength(absl::string_view text, double ems) {
  double width = 0;
  size_t space = 0, joint = 0, i = 0;
  for (; i < text.size(); ++i) {
    if (Continues(text[i])) continue;
    if (text[i] == ' ') space = i;  // it may hang over the edge
    width += FirstEms(text.substr(i));
    if (width > ems) break;
    if (absl::StrContains("-/_.", text[i])) joint = i + 1;
  }
  if (i == text.size()) return i;
  if (space > 0) return space;
  if (joint > 0) return joint;
  for (i = std::max<size_t>(i, 1); i < text.size() && Continues(text[i]);) ++i;
  return i;
}

/// Whether the lines are `text` with nothing left out but spaces.
bool Holds(const std::vector<std::string>& lines, absl::string_view text) {
  const auto solid = [](absl::string_view part) { return absl::StrReplaceAll(part, {{" ", ""}}); };
  return solid(absl::StrJoin(lines, "")) == solid(text);
}

/// How much all of `texts` have in common at their beginnings, in bytes of whole characters.
size_t CommonHead(absl::Span<const std::string> texts) {
  size_t common = texts[0].size();
  for (const std::string& text : texts) {
    const auto ends =
        std::mismatch(texts[0].begin(), texts[0].begin() + static_cast<ptrdiff_t>(common), text.begin(), text.end());
    common = static_cast<size_t>(ends.first - texts[0].begin());
  }
  while (common > 0 && common < texts[0].size() && Continues(texts[0][common])) --common;
  return common;
}

/// The same at their ends, behind `begin`.
size_t CommonTail(absl::Span<const std::string> texts, size_t begin) {
  size_t common = texts[0].size() - begin;
  for (const std::string& text : texts) {
    const auto ends = std::mismatch(texts[0].rbegin(), texts[0].rbegin() + static_cast<ptrdiff_t>(common),
                                    text.rbegin(), text.rend() - static_cast<ptrdiff_t>(begin));
    common = static_cast<size_t>(ends.first - texts[0].rbegin());
  }
  while (common > 0 && Continues(texts[0][texts[0].size() - common])) --common;
  return common;
}

size_t LastCharacterBytes(absl::string_view text) {
  size_t bytes = 0;
  while (bytes < text.size() && Continues(text[text.size() - 1 - bytes])) ++bytes;
  return std::min(bytes + 1, text.size());
}

/// `text` if it is at most `ems` wide, else as much of its beginning or end, and an ellipsis for the rest.
std::string Shortened(absl::string_view text, double ems, bool from_beginning) {
  if (TextEms(text) <= ems) return std::string(text);
  return from_beginning ? absl::StrCat(Head(text, ems), kLeftOut) : absl::StrCat(kLeftOut, Tail(text, ems));
}

/// Texts that look alike when shortened, each shortened to what it differs in from the others, with as much of its
/// beginning and end around that as there is room for.
std::vector<std::string> KeepDifference(absl::Span<const std::string> texts, double ems) {
  size_t head = CommonHead(texts), tail = CommonTail(texts, head);
  // With the character before and behind it a difference is read as the same part of each: "-1-" is not in "-21-".
  const absl::string_view common = absl::string_view(texts[0]).substr(0, head),
                          end = absl::string_view(texts[0]).substr(texts[0].size() - tail);
  head -= LastCharacterBytes(common);
  tail -= end.empty() ? 0 : FirstUtf8Character(end).bytes;
  const bool same = std::all_of(texts.begin(), texts.end(), [&](const auto& text) { return text == texts[0]; });
  std::vector<std::string> differing;
  for (const std::string& text : texts) differing.push_back(text.substr(head, text.size() - head - tail));
  const double around = ems - 2 * TextEms(kLeftOut);
  const bool room = !same && around > kLeastDifference;
  if (room) differing = ShortenApart(differing, std::max(kLeastDifference, kDifferenceShare * around));
  std::vector<std::string> shortened;
  for (size_t i = 0; i < texts.size(); ++i) {
    if (!room) {
      shortened.push_back(Shorten(texts[i], ems));
      continue;
    }
    const std::string beginning = texts[i].substr(0, head), ending = texts[i].substr(texts[i].size() - tail);
    const double left = around - TextEms(differing[i]);
    const double before = std::min(TextEms(beginning), std::max((1 - kTailShare) * left, left - TextEms(ending)));
    shortened.push_back(
        absl::StrCat(Shortened(beginning, before, true), differing[i], Shortened(ending, left - before, false)));
  }
  return shortened;
}

}  // namespace

std::string Shorten(absl::string_view text, double ems) {
  if (TextEms(text) <= ems) return std::string(text);
  const double room = ems - TextEms(kLeftOut), tail = kTailShare * room;
  return absl::StrCat(Head(text, room - tail), kLeftOut, Tail(text, tail));
}

std::vector<std::string> WrapText(absl::string_view text, double ems, size_t most) {
  std::vector<std::string> lines;
  while (lines.size() + 1 < most && TextEms(text) > ems) {
    const size_t length = LineLength(text, ems);
    lines.emplace_back(absl::StripTrailingAsciiWhitespace(text.substr(0, length)));
    text = absl::StripLeadingAsciiWhitespace(text.substr(length));
  }
  lines.push_back(Shorten(text, ems));
  return lines;
}

std::vector<std::string> ShortenApart(absl::Span<const std::string> texts, double ems) {
  std::vector<std::string> shortened;
  for (const std::string& text : texts) shortened.push_back(Shorten(text, ems));
  std::map<std::string, std::vector<size_t>> alike;
  for (size_t i = 0; i < texts.size(); ++i) alike[shortened[i]].push_back(i);
  for (const auto& [look, group] : alike) {
    std::vector<std::string> whole;
    for (size_t i : group) whole.push_back(texts[i]);
    const std::vector<std::string> apart = KeepDifference(whole, ems);
    for (size_t i = 0; i < group.size(); ++i) shortened[group[i]] = apart[i];
  }
  return shortened;
}

std::vector<std::vector<std::string>> WrapApart(absl::Span<const std::string> texts, double ems, size_t most) {
  // What does not fit is shortened first, to as much as the lines then hold without losing any more of it.
  std::vector<std::vector<std::string>> wrapped;
  for (double lines = static_cast<double>(most); lines > 0; lines -= kLessOfALine) {
    wrapped.clear();
    bool whole = true;
    for (const std::string& text : ShortenApart(texts, lines * ems)) {
      wrapped.push_back(WrapText(text, ems, most));
      whole = whole && Holds(wrapped.back(), text);
    }
    if (whole) break;
  }
  return wrapped;
}

}  // namespace octavo::client
