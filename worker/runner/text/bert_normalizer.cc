#include "worker/runner/text/bert_normalizer.h"

#include <algorithm>
#include <utility>

#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

constexpr char32_t kCapitalIWithDot = 0x130;
constexpr char32_t kCombiningDotAbove = 0x307;

void CleanText(std::u32string& text) {
  std::erase_if(text, IsRemovedByCleaning);
  std::replace_if(text.begin(), text.end(), IsWhitespace, U' ');
}

void SpaceIdeographs(std::u32string& text) {
  if (std::none_of(text.begin(), text.end(), IsCjkIdeograph)) return;
  std::u32string spaced;
  for (const char32_t c : text) {
    if (IsCjkIdeograph(c)) {
      spaced.append({U' ', c, U' '});
    } else {
      spaced.push_back(c);
    }
  }
  text = std::move(spaced);
}

void StripAccents(std::u32string& text) {
  DecomposeCanonically(text);
  std::erase_if(text, IsNonspacingMark);
}

void Lowercase(std::u32string& text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == kCapitalIWithDot) {
      text[i] = U'i';
      text.insert(++i, 1, kCombiningDotAbove);
    } else {
      text[i] = ToLowerSimple(text[i]);
    }
  }
}

}  // namespace

void BertNormalize(const BertNormalizerOptions& options, std::u32string& text) {
  if (options.clean_text) CleanText(text);
  if (options.handle_chinese_chars) SpaceIdeographs(text);
  if (options.strip_accents) StripAccents(text);
  if (options.lowercase) Lowercase(text);
}

}  // namespace octavo
