#include "worker/runner/text/normalizer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/byte_level.h"
#include "worker/runner/text/tokenizer_json.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

using NormalizerStepOr = absl::StatusOr<NormalizerStep>;

// How many times longer a text becomes at most. Of the normal forms: Unicode's FAQ on normalization, "What are the
// maximum expansion factors for the different normalization forms?"; the test of every code point guards all of them.
constexpr double kComposedGrowth = 3, kCanonicalGrowth = 3, kCompatibleGrowth = 11;
constexpr double kLowercaseGrowth = 1.5;  // U+023A has two bytes, its small letter three
constexpr double kByteLevelGrowth = 2;    // a byte's character has one or two
constexpr double kBertGrowth = kCanonicalGrowth * kLowercaseGrowth * 5 / 3;  // and spaces around a character of three

std::u32string Wide(absl::string_view text) {
  std::u32string wide;
  AppendUtf32(text, wide);
  return wide;
}

/// Texts of any content, told apart in a description.
std::string Quoted(absl::string_view text) { return absl::StrCat(text.size(), ":", text); }

NormalizerStepOr MakeBert(const Json& component, const std::string& part) {
  OCTAVO_ASSIGN_OR_RETURN(const BertNormalizerOptions options, ReadBertNormalizer(component, part));
  return NormalizerStep{
      absl::StrCat("bert ", options.clean_text, options.handle_chinese_chars, options.strip_accents, options.lowercase),
      [options](std::u32string& text) { BertNormalize(options, text); }, kBertGrowth};
}

NormalizerStepOr MakeStrip(const Json& component, const std::string& part) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"strip_left", "strip_right"}));
  OCTAVO_ASSIGN_OR_RETURN(const bool left, BoolField(component, "strip_left", true, part));
  OCTAVO_ASSIGN_OR_RETURN(const bool right, BoolField(component, "strip_right", true, part));
  return NormalizerStep{absl::StrCat("strip ", left, right), [left, right](std::u32string& text) {
                          const auto is_text = [](char32_t c) { return !IsWhitespace(c); };
                          if (right) text.erase(std::find_if(text.rbegin(), text.rend(), is_text).base(), text.end());
                          if (left) text.erase(text.begin(), std::find_if(text.begin(), text.end(), is_text));
                        }};
}

void ReplaceAll(const std::u32string& pattern, const std::u32string& content, std::u32string& text) {
  size_t found = text.find(pattern);
  if (found == std::u32string::npos) return;
  std::u32string replaced;
  size_t done = 0;
  for (; found != std::u32string::npos; found = text.find(pattern, done)) {
    replaced.append(text, done, found - done).append(content);
    done = found + pattern.size();
  }
  text = replaced.append(text, done);
}

NormalizerStepOr MakeReplace(const Json& component, const std::string& part) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"pattern", "content"}));
  OCTAVO_ASSIGN_OR_RETURN(const std::string pattern, LiteralPattern(component, part));
  OCTAVO_ASSIGN_OR_RETURN(const std::string content, TextField(component, "content", part));
  return NormalizerStep{
      absl::StrCat("replace ", Quoted(pattern), Quoted(content)),
      [pattern = Wide(pattern), content = Wide(content)](std::u32string& text) { ReplaceAll(pattern, content, text); },
      std::max(1.0, static_cast<double>(content.size()) / static_cast<double>(pattern.size()))};
}

NormalizerStepOr MakePrepend(const Json& component, const std::string& part) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"prepend"}));
  OCTAVO_ASSIGN_OR_RETURN(const std::string prefix, TextField(component, "prepend", part));
  return NormalizerStep{absl::StrCat("prepend ", Quoted(prefix)),
                        [prefix = Wide(prefix)](std::u32string& text) {
                          if (!text.empty()) text.insert(0, prefix);
                        },
                        // Every stretch between two added tokens gets it, and may be one byte.
                        1 + static_cast<double>(prefix.size())};
}

void SpellBytes(std::u32string& text) {
  std::string bytes;
  AppendUtf8(text, bytes);
  text = Wide(TokenOfBytes(bytes));
}

/// The normalizer of SentencePiece's Nmt, in the original's order: what is dropped, then what becomes a space.
void CleanForTranslation(std::u32string& text) {
  std::erase_if(text, [](char32_t c) {
    return (c >= 0x01 && c <= 0x08) || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F || c == 0x8F || c == 0x9F;
  });
  const auto is_space = [](char32_t c) {
    return c == 0x09 || c == 0x0A || c == 0x0C || c == 0x0D || c == 0x1680 || (c >= 0x200B && c <= 0x200F) ||
           c == 0x2028 || c == 0x2029 || c == 0x2581 || c == 0xFEFF || c == 0xFFFD;
  };
  std::replace_if(text.begin(), text.end(), is_space, U' ');
}

/// Steps without settings.
struct PlainStep {
  const char* type;
  void (*change)(std::u32string&);
  double growth;
};
constexpr PlainStep kPlainSteps[] = {
    {"NFC", [](std::u32string& text) { NormalizeTo(NormalForm::kNfc, text); }, kComposedGrowth},
    {"NFD", [](std::u32string& text) { NormalizeTo(NormalForm::kNfd, text); }, kCanonicalGrowth},
    {"NFKC", [](std::u32string& text) { NormalizeTo(NormalForm::kNfkc, text); }, kCompatibleGrowth},
    {"NFKD", [](std::u32string& text) { NormalizeTo(NormalForm::kNfkd, text); }, kCompatibleGrowth},
    {"Lowercase", Lowercase, kLowercaseGrowth},
    {"StripAccents", [](std::u32string& text) { std::erase_if(text, IsCombiningMark); }, 1},
    {"Nmt", CleanForTranslation, 1},
    {"ByteLevel", SpellBytes, kByteLevelGrowth},
};

NormalizerStepOr MakeNormalizerStep(const Json& component, const std::string& part) {
  const std::string type = TypeOf(component);
  for (const PlainStep& plain : kPlainSteps) {
    if (type != plain.type) continue;
    OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {}));
    return NormalizerStep{type, plain.change, plain.growth};
  }
  if (type == "BertNormalizer") return MakeBert(component, part);
  if (type == "Strip") return MakeStrip(component, part);
  if (type == "Replace") return MakeReplace(component, part);
  if (type == "Prepend") return MakePrepend(component, part);
  return Unsupported(part, component,
                     "null, BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, StripAccents, Strip, Replace, Prepend, "
                     "Nmt, ByteLevel and a Sequence of them");
}

}  // namespace

absl::StatusOr<Normalizer> Normalizer::FromJson(const Json& component, absl::string_view part) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<ComponentAt> components, Flatten(component, "normalizers", part));
  Normalizer normalizer;
  for (const ComponentAt& at : components) {
    OCTAVO_ASSIGN_OR_RETURN(NormalizerStep step, MakeNormalizerStep(*at.component, at.part));
    OCTAVO_RETURN_IF_ERROR(normalizer.growth_.Add(step.growth, at.part));
    normalizer.steps_.push_back(std::move(step));
  }
  return normalizer;
}

std::string Normalizer::Apply(absl::string_view text) const {
  std::u32string wide = Wide(text);
  for (const NormalizerStep& step : steps_) step.change(wide);
  std::string normalized;
  AppendUtf8(wide, normalized);
  return normalized;
}

absl::StatusOr<BertNormalizerOptions> ReadBertNormalizer(const Json& component, absl::string_view part) {
  OCTAVO_RETURN_IF_ERROR(
      CheckFields(component, part, {"clean_text", "handle_chinese_chars", "strip_accents", "lowercase"}));
  BertNormalizerOptions options;
  OCTAVO_ASSIGN_OR_RETURN(options.clean_text, BoolField(component, "clean_text", true, part));
  OCTAVO_ASSIGN_OR_RETURN(options.handle_chinese_chars, BoolField(component, "handle_chinese_chars", true, part));
  OCTAVO_ASSIGN_OR_RETURN(options.lowercase, BoolField(component, "lowercase", true, part));
  OCTAVO_ASSIGN_OR_RETURN(options.strip_accents, BoolField(component, "strip_accents", options.lowercase, part));
  return options;
}

}  // namespace octavo
