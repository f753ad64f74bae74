#include "worker/runner/text/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace octavo {
namespace {

constexpr int kCategoryVersion = 8;  // of the unicode_categories crate
constexpr int kMarkVersion = 9;      // of the unicode-normalization-alignments crate

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

constexpr int kRegexVersion = 16;  // of Oniguruma 6.9.10 and of Rust's regex crate

struct Range {
  char32_t first, last;
};
// What Unicode 15.1 and 16.0 added to ICU 72's Unicode 15.0.
constexpr Range kLaterLetters[] = {{0x1C89, 0x1C8A},   {0xA7CB, 0xA7CD},   {0xA7DA, 0xA7DC},   {0x105C0, 0x105F3},
                                   {0x10D4A, 0x10D65}, {0x10D6F, 0x10D85}, {0x10EC2, 0x10EC4}, {0x11380, 0x11389},
                                   {0x1138B, 0x1138B}, {0x1138E, 0x1138E}, {0x11390, 0x113B5}, {0x113B7, 0x113B7},
                                   {0x113D1, 0x113D1}, {0x113D3, 0x113D3}, {0x11BC0, 0x11BE0}, {0x13460, 0x143FA},
                                   {0x16100, 0x1611D}, {0x16D40, 0x16D6C}, {0x18CFF, 0x18CFF}, {0x1E5D0, 0x1E5ED},
                                   {0x1E5F0, 0x1E5F0}, {0x2EBF0, 0x2EE5D}};
constexpr Range kLaterNumbers[] = {{0x10D40, 0x10D49}, {0x116D0, 0x116E3}, {0x11BF0, 0x11BF9}, {0x16130, 0x16139},
                                   {0x16D70, 0x16D79}, {0x1CCF0, 0x1CCF9}, {0x1E5F1, 0x1E5FA}};

template <size_t size>
bool Holds(const Range (&ranges)[size], char32_t c) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// Whether the installed ICU gives `c` one of the categories, as Unicode 16 does.
bool HasCategory(char32_t c, uint32_t mask) {
  if ((U_GET_GC_MASK(Icu(c)) & mask) == 0) return false;
  UVersionInfo age;
  u_charAge(Icu(c), age);
  return age[0] <= kRegexVersion;
}

// What Unicode 16.0 added to the word characters of Unicode 15.0.
constexpr Range kLaterWordCharacters[] = {
    {0x0897, 0x0897},   {0x1C89, 0x1C8A},   {0xA7CB, 0xA7CD},   {0xA7DA, 0xA7DC},   {0x105C0, 0x105F3},
    {0x10D40, 0x10D65}, {0x10D69, 0x10D6D}, {0x10D6F, 0x10D85}, {0x10EC2, 0x10EC4}, {0x10EFC, 0x10EFC},
    {0x11380, 0x11389}, {0x1138B, 0x1138B}, {0x1138E, 0x1138E}, {0x11390, 0x113B5}, {0x113B7, 0x113C0},
    {0x113C2, 0x113C2}, {0x113C5, 0x113C5}, {0x113C7, 0x113CA}, {0x113CC, 0x113D3}, {0x113E1, 0x113E2},
    {0x116D0, 0x116E3}, {0x11BC0, 0x11BE0}, {0x11BF0, 0x11BF9}, {0x11F5A, 0x11F5A}, {0x13460, 0x143FA},
    {0x16100, 0x16139}, {0x16D40, 0x16D6C}, {0x16D70, 0x16D79}, {0x18CFF, 0x18CFF}, {0x1CCF0, 0x1CCF9},
    {0x1E5D0, 0x1E5FA}, {0x2EBF0, 0x2EE5D}};
// And what Unicode 17.0 added to the numbers.
constexpr Range kLatestNumbers[] = {{0x11DE0, 0x11DE9}, {0x16FF4, 0x16FF6}};

/// The normalizer of `form` for what Unicode 9.0 had.
const icu::Normalizer2& OldNormalizer(NormalForm form) {
  // Leaked on purpose: no destructor runs at exit while another thread tokenizes.
  static const auto& normalizers = *[] {
    UErrorCode error = U_ZERO_ERROR;
    auto* assigned = new icu::UnicodeSet(icu::UnicodeString("[:Age=9.0:]"), error);
    assigned->freeze();
    const auto filtered = [&](const icu::Normalizer2* full) { return new icu::FilteredNormalizer2(*full, *assigned); };
    return new std::array<const icu::Normalizer2*, 4>{
        filtered(icu::Normalizer2::getNFCInstance(error)), filtered(icu::Normalizer2::getNFDInstance(error)),
        filtered(icu::Normalizer2::getNFKCInstance(error)), filtered(icu::Normalizer2::getNFKDInstance(error))};
  }();
  return *normalizers[static_cast<size_t>(form)];
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

bool IsLetter(char32_t c) { return HasCategory(c, U_GC_L_MASK) || Holds(kLaterLetters, c); }

bool IsNumber(char32_t c) { return HasCategory(c, U_GC_N_MASK) || Holds(kLaterNumbers, c); }

bool IsNumeric(char32_t c) { return IsNumber(c) || Holds(kLatestNumbers, c); }

bool IsCombiningMark(char32_t c) {
  if (c == 0x1CF2 || c == 0x1CF3) return true;  // marks until Unicode 10
  if (c == 0x111C9 || (U_GET_GC_MASK(Icu(c)) & U_GC_M_MASK) == 0) return false;
  UVersionInfo age;
  u_charAge(Icu(c), age);
  return age[0] <= kMarkVersion;
}

bool IsWordCharacter(char32_t c) {
  constexpr uint32_t kMask = U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK;
  const UChar32 icu = Icu(c);
  const bool known = u_hasBinaryProperty(icu, UCHAR_ALPHABETIC) || (U_GET_GC_MASK(icu) & kMask) != 0 ||
                     u_hasBinaryProperty(icu, UCHAR_JOIN_CONTROL);
  if (!known) return Holds(kLaterWordCharacters, c);
  UVersionInfo age;
  u_charAge(icu, age);
  return age[0] <= kRegexVersion;
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

void NormalizeTo(NormalForm form, std::u32string& text) {
  const auto source =
      icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()), static_cast<int32_t>(text.size()));
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString normalized;
  OldNormalizer(form).normalize(source, normalized, error);
  if (U_FAILURE(error)) return;
  text.clear();
  for (int32_t i = 0; i < normalized.length();) {
    const UChar32 c = normalized.char32At(i);
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

std::string ReplaceIllFormed(absl::string_view text) {
  std::u32string wide;
  AppendUtf32(text, wide);
  std::string replaced;
  AppendUtf8(wide, replaced);
  return replaced;
}

bool IsWellFormed(absl::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT(bytes, i, length, c);
    if (c < 0) return false;
  }
  return true;
}

void AppendUtf8(char32_t c, std::string& out) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, Icu(c));
  out.append(bytes, static_cast<size_t>(length));
}

void AppendUtf8(std::u32string_view text, std::string& out) {
  for (const char32_t c : text) AppendUtf8(c, out);
}

char32_t FirstCharacter(absl::string_view text, size_t& bytes) {
  const auto length = static_cast<int32_t>(std::min<size_t>(text.size(), U8_MAX_LENGTH));
  int32_t end = 0;
  UChar32 c;
  U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), end, length, c);
  bytes = static_cast<size_t>(end);
  return static_cast<char32_t>(c);
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

std::string UnicodeLibraryVersion() {
  UVersionInfo version;
  u_getVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return text;
}

}  // namespace octavo
