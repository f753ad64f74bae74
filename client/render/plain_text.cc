#include "client/render/plain_text.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/utf8.h"

namespace octavo::client {
namespace {

constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// Capitals, ligatures and signs beyond ASCII that are wider than most of their script.
constexpr std::u32string_view kWideBeyondAscii = U"ЖМФШЩЫЮЉЊжмфшщыюљњÆæŒœ©®¼½¾‰";

/// The widths that fonts give to all others beyond ASCII, by script.
struct Script {
  uint32_t last;
  double ems;
};
constexpr Script kScripts[] = {{0x36F, 0.8}, {0x3FF, 0.87}, {0x52F, 0.8}, {0xFFF, 1.18}};

constexpr double kOtherScripts = 1.05;  // also those of East Asia
constexpr double kWideEms = 1.25;

/// About how wide a character is, rather too wide, as fonts differ.
double EmsOf(uint32_t code) {
  if (code >= 0x80) {
    if (kWideBeyondAscii.find(static_cast<char32_t>(code)) != std::u32string_view::npos) return kWideEms;
    const Script* script = std::find_if(std::begin(kScripts), std::end(kScripts),
                                        [code](const Script& each) { return code <= each.last; });
    return script == std::end(kScripts) ? kOtherScripts : script->ems;
  }
  const char letter = static_cast<char>(code);
  if (absl::StrContains("fijlrt.,:;'|!()[] ", letter)) return 0.43;
  if (absl::StrContains("mwMW@%", letter)) return 1;
  if (absl::StrContains("+=<>~#^&", letter)) return 0.84;
  return absl::ascii_isupper(static_cast<unsigned char>(letter)) ? 0.76 : 0.62;
}

}  // namespace

std::string CleanText(absl::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const Utf8Character character = FirstUtf8Character(text);
    const bool kept = character.code == '\t' || character.code == '\n' || !SteersText(character.code);
    absl::StrAppend(&clean, character.valid && kept ? text.substr(0, character.bytes) : kReplacement);
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
  while (!text.empty()) {
    const Utf8Character character = FirstUtf8Character(text);
    width += EmsOf(character.code);
    text.remove_prefix(character.bytes);
  }
  return width;
}

}  // namespace octavo::client
