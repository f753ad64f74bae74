#include "client/render/html_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace octavo::client {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// How many continuation bytes follow a first byte, and the smallest code point that needs so many; -1: none may begin
/// a character so.
int Continuations(unsigned char first, uint32_t* value, uint32_t* least) {
  if (first >= 0xC2 && first <= 0xDF) return *value = first & 0x1Fu, *least = 0x80, 1;
  if (first >= 0xE0 && first <= 0xEF) return *value = first & 0x0Fu, *least = 0x800, 2;
  if (first >= 0xF0 && first <= 0xF4) return *value = first & 0x07u, *least = 0x10000, 3;
  return -1;
}

/// The length of the character that `text` begins with, which is no ASCII; 0 where it is no UTF-8.
size_t CharacterLength(absl::string_view text) {
  uint32_t value = 0, least = 0;
  const int more = Continuations(static_cast<unsigned char>(text[0]), &value, &least);
  if (more < 0 || text.size() <= static_cast<size_t>(more)) return 0;
  for (int i = 1; i <= more; ++i) {
    const auto byte = static_cast<unsigned char>(text[static_cast<size_t>(i)]);
    if ((byte & 0xC0) != 0x80) return 0;
    value = value << 6 | (byte & 0x3Fu);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  const bool control = value < 0xA0;
  if (value < least || value > 0x10FFFF || surrogate || control) return 0;
  return static_cast<size_t>(more) + 1;
}

/// What stands for an ASCII character.
absl::string_view EscapeAscii(const char& c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\t':
    case '\n':
      return absl::string_view(&c, 1);
    default:
      return c < 0x20 || c == 0x7F ? kReplacement : absl::string_view(&c, 1);
  }
}

constexpr double kEllipsisEms = 1;
constexpr double kTailShare = 0.4;  // of a shortened text

/// About how wide a character is that begins with this byte, rather too wide, as fonts differ.
double EmsOf(unsigned char first) {
  if (first >= 0xE1) return 1.05;  // from U+1000 on: also the scripts of East Asia
  if (first < 0x80 && absl::StrContains("fijlrt.,:;'|!()[] ", static_cast<char>(first))) return 0.4;
  return first == 'm' || first == 'w' || first == 'M' || first == 'W' || first == '@' ? 0.98
         : absl::ascii_isupper(first)                                                 ? 0.72
                                                                                      : 0.62;
}

}  // namespace

std::string EscapeHtml(absl::string_view text) {
  std::string escaped;
  for (size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      absl::StrAppend(&escaped, EscapeAscii(text[i++]));
      continue;
    }
    const size_t length = CharacterLength(text.substr(i));
    absl::StrAppend(&escaped, length == 0 ? kReplacement : text.substr(i, length));
    i += length == 0 ? 1 : length;
  }
  return escaped;
}

std::string Element(absl::string_view name, absl::string_view attributes, absl::string_view content) {
  return absl::StrCat("<", name, attributes.empty() ? "" : " ", attributes, ">", content, "</", name, ">");
}

std::string Attribute(absl::string_view name, absl::string_view value) {
  return absl::StrCat(name, "=\"", EscapeHtml(value), "\"");
}

std::string Paragraph(absl::string_view text) { return absl::StrCat(Element("p", "", EscapeHtml(text)), "\n"); }

std::string Shorten(absl::string_view text, double ems) {
  double width = 0;
  std::vector<std::pair<size_t, double>> characters;  // where each begins, and the width before it
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
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

}  // namespace octavo::client
