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
  NormalizeTo(NormalForm::kNfd, text);
  std::erase_if(text, IsNonspacingMark);
}

}  // namespace

void Lowercase(std::u32string& text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char32_t c) { return c == kCapitalIWithDot ? c : ToLowerSimple(c); });
  if (text.find(kCapitalIWithDot) == std::u32string::npos) return;
  // The one character that becomes two. Into a second string: to insert into this one would take quadratic time.
  std::u32string lower;
  for (const char32_t c : text) {
    if (c == kCapitalIWithDot) {
      lower.append({U'i', kCombiningDotAbove});
    } else {
      lower.push_back(c);
    }
  }
  text = std::move(lower);
}

void BertNormalize(const BertNormalizerOptions& options, std::u32string& text) {
  if (options.clean_text) CleanText(text);
  if (options.handle_chinese_chars) SpaceIdeographs(text);
  if (options.strip_accents) StripAccents(text);
  if (options.lowercase) Lowercase(text);
}

}  // namespace octavo
