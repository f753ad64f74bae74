#include "client/render/plain_text.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/utf8.h"

namespace octavo::client {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

constexpr double kEllipsisEms = 1;
constexpr double kTailShare = 0.4;  // of a shortened text

bool Continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// About how wide a character is that begins with this byte, rather too wide, as fonts differ.
double EmsOf(unsigned char first) {
  if (first >= 0xE1) return 1.05;  // from U+1000 on: also the scripts of East Asia
  if (first < 0x80 && absl::StrContains("fijlrt.,:;'|!()[] ", static_cast<char>(first))) return 0.4;
  return first == 'm' || first == 'w' || first == 'M' || first == 'W' || first == '@' ? 0.98
         : absl::ascii_isupper(first)                                                 ? 0.72
                                                                                      : 0.62;
}

/// How many bytes of `text` fit on a line of `ems`: up to a break that is as late as may be.
size_t LineLength(absl::string_view text, double ems) {
  double width = 0;
  size_t space = 0, joint = 0, i = 0;
  for (; i < text.size(); ++i) {
    if (Continues(text[i])) continue;
    if (text[i] == ' ') space = i;  // it may hang over the edge
    width += EmsOf(static_cast<unsigned char>(text[i]));
    if (width > ems) break;
    if (absl::StrContains("-/_.", text[i])) joint = i + 1;
  }
  if (i == text.size()) return i;
  if (space > 0) return space;
  if (joint > 0) return joint;
  for (i = std::max<size_t>(i, 1); i < text.size() && Continues(text[i]);) ++i;
  return i;
}

}  // namespace

std::string CleanText(absl::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const Utf8Character character = FirstUtf8Character(text);
    const uint32_t code = character.code;
    const bool control = (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0);
    absl::StrAppend(&clean, !character.valid || control ? kReplacement : text.substr(0, character.bytes));
    text.remove_prefix(character.bytes);
  }
  return clean;
}

std::vector<uint32_t> CodePoints(absl::string_view text) {
  std::vector<uint32_t> points;
  while (!text.empty()) {
    const Utf8Character character = FirstUtf8Character(text);
    points.push_back(character.code);
    text.remove_prefix(character.bytes);
  }
  return points;
}

double TextEms(absl::string_view text) {
  double width = 0;
  for (char byte : text) {
    if (!Continues(byte)) width += EmsOf(static_cast<unsigned char>(byte));
  }
  return width;
}

std::string Shorten(absl::string_view text, double ems) {
  double width = 0;
  std::vector<std::pair<size_t, double>> characters;  // where each begins, and the width before it
  for (size_t i = 0; i < text.size(); ++i) {
    if (Continues(text[i])) continue;
    characters.push_back({i, width});
    width += EmsOf(static_cast<unsigned char>(text[i]));
  }
  if (width <= ems) return std::string(text);
  const double tail = (ems - kEllipsisEms) * kTailShare, head = ems - kEllipsisEms - tail;
  size_t head_end = 0, tail_begin = text.size();
  for (const auto& [at, before] : characters) {
    if (before <= head) head_end = at;
    if (width - before <= tail) tail_begin = std::min(tail_begin, at);
  }
  return absl::StrCat(text.substr(0, head_end), "…", text.substr(tail_begin));
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

}  // namespace octavo::client
