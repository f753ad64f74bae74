#include "client/render/plain_text.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace octavo::client {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

constexpr double kEllipsisEms = 1;
constexpr double kTailShare = 0.4;  // of a shortened text

/// How many continuation bytes follow a first byte, and the smallest code point that needs so many; -1: none may begin
/// a character so.
int Continuations(unsigned char first, uint32_t* value, uint32_t* least) {
  if (first >= 0xC2 && first <= 0xDF) return *value = first & 0x1Fu, *least = 0x80, 1;
  if (first >= 0xE0 && first <= 0xEF) return *value = first & 0x0Fu, *least = 0x800, 2;
  if (first >= 0xF0 && first <= 0xF4) return *value = first & 0x07u, *least = 0x10000, 3;
  return -1;
}

/// The length and code point of the character that `text` begins with, which is no ASCII; 0 where it is no UTF-8 or a
/// control character.
std::pair<size_t, uint32_t> FirstCharacter(absl::string_view text) {
  uint32_t value = 0, least = 0;
  const int more = Continuations(static_cast<unsigned char>(text[0]), &value, &least);
  if (more < 0 || text.size() <= static_cast<size_t>(more)) return {0, 0};
  for (int i = 1; i <= more; ++i) {
    const auto byte = static_cast<unsigned char>(text[static_cast<size_t>(i)]);
    if ((byte & 0xC0) != 0x80) return {0, 0};
    value = value << 6 | (byte & 0x3Fu);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  const bool control = value < 0xA0;
  if (value < least || value > 0x10FFFF || surrogate || control) return {0, 0};
  return {static_cast<size_t>(more) + 1, value};
}

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
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool control = (byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F;
    const size_t length = byte < 0x80 ? (control ? 0 : 1) : FirstCharacter(text.substr(i)).first;
    absl::StrAppend(&clean, length == 0 ? kReplacement : text.substr(i, length));
    i += length == 0 ? 1 : length;
  }
  return clean;
}

std::vector<uint32_t> CodePoints(absl::string_view text) {
  std::vector<uint32_t> points;
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto [length, point] = byte < 0x80 ? std::pair<size_t, uint32_t>{1, byte} : FirstCharacter(text.substr(i));
    points.push_back(point);
    i += std::max<size_t>(length, 1);
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
