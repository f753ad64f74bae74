#include "worker/runner/text/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace octavo {
namespace {

constexpr int kCategoryVersion = 8;  // of the unicode_categories and unicode-normalization-alignments crates

UChar32 Icu(char32_t c) { return static_cast<UChar32>(c); }

bool WasAssigned(char32_t c) {
  UVersionInfo age;
  u_charAge(Icu(c), age);
  return age[0] > 0 && age[0] <= kCategoryVersion;
}

/// Letters whose lower case came after Unicode 15.0 (ICU 72): `count` upper-case letters from `first`, `delta` apart
/// from their lower case.
struct LaterCase {
  char32_t first;
  int count;
  int delta;
};
constexpr LaterCase kLaterCases[] = {
    {0x1C89, 1, 1},      {0xA7CB, 1, 0x264 - 0xA7CB},
    {0xA7CC, 1, 1},      {0xA7CE, 1, 1},
    {0xA7D2, 1, 1},      {0xA7D4, 1, 1},
    {0xA7DA, 1, 1},      {0xA7DC, 1, 0x19B - 0xA7DC},
    {0x10D50, 22, 0x20}, {0x16EA0, 25, 0x1B},
};

const icu::FilteredNormalizer2& OldNfd() {
  // Leaked on purpose: no destructor runs at exit while another thread tokenizes.
  static const icu::FilteredNormalizer2& normalizer = *[] {
    UErrorCode error = U_ZERO_ERROR;
    auto* assigned = new icu::UnicodeSet(icu::UnicodeString("[:Age=8.0:]"), error);
    assigned->freeze();
    return new icu::FilteredNormalizer2(*icu::Normalizer2::getNFDInstance(error), *assigned);
  }();
  return normalizer;
}

}  // namespace

bool IsWhitespace(char32_t c) { return u_isUWhiteSpace(Icu(c)); }

bool IsRemovedByCleaning(char32_t c) {
  if (c == '\t' || c == '\n' || c == '\r') return false;
  if (c == 0 || c == 0xFFFD) return true;
  switch (u_charType(Icu(c))) {
    case U_CONTROL_CHAR:
    case U_PRIVATE_USE_CHAR:
      return true;
    case U_FORMAT_CHAR:
      return WasAssigned(c);
    default:
      return false;
  }
}

bool IsBertPunctuation(char32_t c) {
  if (c < 0x80)
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
  if (c == 0x166D || c == 0x111C9) return true;  // punctuation until Unicode 11 and 12
  return u_ispunct(Icu(c)) && WasAssigned(c);
}

bool IsNonspacingMark(char32_t c) {
  switch (c) {
    case 0x1734:
      return true;  // Mn until Unicode 13
    case 0x1885:
    case 0x1886:
    case 0xA9BD:
    case 0x111C9:
      return false;  // other categories in Unicode 8
    default:
      return u_charType(Icu(c)) == U_NON_SPACING_MARK && WasAssigned(c);
  }
}

bool IsCjkIdeograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
         (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) ||
         // The Rust code says 2B920 where Google's Python said 2B820; ids follow the Rust code.
         (c >= 0x2B920 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

char32_t ToLowerSimple(char32_t c) {
  const auto lower = static_cast<char32_t>(u_tolower(Icu(c)));
  if (lower != c || c < kLaterCases[0].first) return lower;
  for (const LaterCase& later : kLaterCases) {
    if (c >= later.first && c < later.first + static_cast<char32_t>(later.count)) {
      return static_cast<char32_t>(Icu(c) + later.delta);
    }
  }
  return c;
}

void DecomposeCanonically(std::u32string& text) {
  const auto source =
      icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()), static_cast<int32_t>(text.size()));
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString decomposed;
  OldNfd().normalize(source, decomposed, error);
  if (U_FAILURE(error)) return;
  text.clear();
  for (int32_t i = 0; i < decomposed.length();) {
    const UChar32 c = decomposed.char32At(i);
    text.push_back(static_cast<char32_t>(c));
    i += U16_LENGTH(c);
  }
}

void AppendUtf32(absl::string_view text, std::u32string& out) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    out.push_back(static_cast<char32_t>(c));
  }
}

void AppendUtf8(char32_t c, std::string& out) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, Icu(c));
  out.append(bytes, static_cast<size_t>(length));
}

char32_t LastCharacter(absl::string_view text, size_t& bytes) {
  // ICU steps back with 32-bit indices; no character is longer than this.
  const absl::string_view tail = text.substr(text.size() - std::min<size_t>(text.size(), U8_MAX_LENGTH));
  auto start = static_cast<int32_t>(tail.size());
  UChar32 c;
  U8_PREV_OR_FFFD(reinterpret_cast<const uint8_t*>(tail.data()), 0, start, c);
  bytes = tail.size() - static_cast<size_t>(start);
  return static_cast<char32_t>(c);
}

absl::string_view TrimWhitespaceAtEnd(absl::string_view text) {
  size_t bytes = 0;
  while (!text.empty() && IsWhitespace(LastCharacter(text, bytes))) text.remove_suffix(bytes);
  return text;
}

}  // namespace octavo
