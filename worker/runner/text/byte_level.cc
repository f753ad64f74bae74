#include "worker/runner/text/byte_level.h"

#include <array>

#include "absl/strings/match.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

enum class Kind : unsigned char { kLetter, kNumber, kSpace, kOther };

Kind KindOf(char32_t c) {
  if (IsWhitespace(c)) return Kind::kSpace;
  if (IsLetter(c)) return Kind::kLetter;
  return IsNumber(c) ? Kind::kNumber : Kind::kOther;
}

const std::array<Kind, 128>& AsciiKinds() {
  static const std::array<Kind, 128> kinds = [] {
    std::array<Kind, 128> table;
    for (char32_t c = 0; c < 128; ++c) table[c] = KindOf(c);
    return table;
  }();
  return kinds;
}

struct Character {
  Kind kind;
  size_t bytes;
};

/// REQUIRES: `position` < text.size(), well-formed UTF-8.
Character CharacterAt(absl::string_view text, size_t position) {
  static const std::array<Kind, 128>& ascii = AsciiKinds();
  const auto lead = static_cast<unsigned char>(text[position]);
  if (lead < 0x80) return {ascii[lead], 1};
  size_t bytes = 0;
  const char32_t c = FirstCharacter(text.substr(position), bytes);
  return {KindOf(c), bytes};
}

/// The end of the characters of one kind from `position` on.
size_t EndOfRun(absl::string_view text, size_t position, Kind kind) {
  while (position < text.size()) {
    const Character next = CharacterAt(text, position);
    if (next.kind != kind) break;
    position += next.bytes;
  }
  return position;
}

size_t ContractionLength(absl::string_view text) {
  if (text[0] != '\'') return 0;
  for (const absl::string_view ending : {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"}) {
    if (absl::StartsWith(text, ending)) return ending.size();
  }
  return 0;
}

/// White space before a word loses its last character to it; before the end of the text it stays whole.
size_t SpaceLength(absl::string_view text) {
  const size_t end = EndOfRun(text, 0, Kind::kSpace);
  if (end == text.size()) return end;
  size_t last = 0;
  LastCharacter(text.substr(0, end), last);
  return last == end ? end : end - last;
}

/// Bytes that are printable characters of Latin-1 stand for themselves; the others, in order, for U+0100 and on.
const std::array<char32_t, 256>& ByteAlphabet() {
  static const std::array<char32_t, 256> alphabet = [] {
    std::array<char32_t, 256> characters;
    char32_t next = 0x100;
    for (int byte = 0; byte < 256; ++byte) {
      const bool printable = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
      characters[byte] = printable ? static_cast<char32_t>(byte) : next++;
    }
    return characters;
  }();
  return alphabet;
}

}  // namespace

size_t FirstByteLevelWord(absl::string_view text) {
  if (const size_t contraction = ContractionLength(text); contraction > 0) return contraction;
  const size_t begin = text[0] == ' ' && text.size() > 1 ? 1 : 0;
  const Kind kind = CharacterAt(text, begin).kind;
  return kind == Kind::kSpace ? SpaceLength(text) : EndOfRun(text, begin, kind);
}

std::string TokenOfBytes(absl::string_view bytes) {
  std::string token;
  for (const char byte : bytes) AppendUtf8(ByteAlphabet()[static_cast<unsigned char>(byte)], token);
  return token;
}

}  // namespace octavo
