#include "worker/runner/text/pre_tokenizer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/byte_level.h"
#include "worker/runner/text/split_behavior.h"
#include "worker/runner/text/tokenizer_json.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

using SplitStepOr = absl::StatusOr<SplitStep>;
using Words = std::vector<std::string>;

void AppendWords(absl::string_view text, const std::vector<Stretch>& stretches, Words& words) {
  for (const Stretch& word : stretches) words.emplace_back(text.substr(word.begin, word.end - word.begin));
}

/// A step that cuts at characters of one kind.
SplitStep AtCharacters(std::string description, SplitBehavior behavior, std::function<bool(char32_t)> is_delimiter) {
  return {std::move(description),
          [behavior, is_delimiter = std::move(is_delimiter)](absl::string_view text, Words& words) {
            AppendWords(text, ApplyBehavior(behavior, FindCharacters(text, is_delimiter)), words);
          }};
}

absl::StatusOr<SplitBehavior> BehaviorField(const Json& component, const Json& fallback, absl::string_view part) {
  const Json& given = Member(component, "behavior");
  const Json& value = given.is_null() ? fallback : given;
  const auto behavior = value.is_string() ? ParseSplitBehavior(value.get<std::string>()) : std::nullopt;
  if (behavior.has_value()) return *behavior;
  return absl::InvalidArgumentError(absl::StrCat(part, ".behavior is ", DumpJson(given),
                                                 "; expected Removed, Isolated, MergedWithPrevious, MergedWithNext or "
                                                 "Contiguous"));
}

void SplitAsBert(absl::string_view text, Words& words) {
  for (const Stretch& part : ApplyBehavior(SplitBehavior::kRemoved, FindCharacters(text, IsWhitespace))) {
    const absl::string_view word = text.substr(part.begin, part.end - part.begin);
    AppendWords(word, FindCharacters(word, IsBertPunctuation), words);
  }
}

/// \w+|[^\w\s]+
void SplitAtWordEnds(absl::string_view text, Words& words) {
  enum class Kind { kSpace, kWord, kOther } last = Kind::kSpace;
  size_t begin = 0;
  for (size_t i = 0; i < text.size();) {
    size_t bytes = 0;
    const char32_t c = FirstCharacter(text.substr(i), bytes);
    const Kind kind = IsWordCharacter(c) ? Kind::kWord : IsWhitespace(c) ? Kind::kSpace : Kind::kOther;
    if (kind != last) {
      if (last != Kind::kSpace) words.emplace_back(text.substr(begin, i - begin));
      begin = i;
      last = kind;
    }
    i += bytes;
  }
  if (last != Kind::kSpace) words.emplace_back(text.substr(begin));
}

SplitStepOr MakeByteLevel(const Json& component, const std::string& part) {
  OCTAVO_ASSIGN_OR_RETURN(const ByteLevelOptions options, ReadByteLevel(component, part));
  return SplitStep{absl::StrCat("byte_level ", options.add_prefix_space, options.use_regex),
                   [options](absl::string_view text, Words& words) {
                     std::string prefixed;
                     if (options.add_prefix_space && text[0] != ' ') text = prefixed = absl::StrCat(" ", text);
                     while (!text.empty()) {
                       const size_t length = options.use_regex ? FirstByteLevelWord(text) : text.size();
                       words.push_back(TokenOfBytes(text.substr(0, length)));
                       text.remove_prefix(length);
                     }
                   },
                   // A byte's character has one or two bytes; a text of one byte may get a space.
                   options.add_prefix_space ? 4.0 : 2.0};
}

SplitStepOr MakePunctuation(const Json& component, const std::string& part) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"behavior"}));
  OCTAVO_ASSIGN_OR_RETURN(const SplitBehavior behavior, BehaviorField(component, "Isolated", part));
  return AtCharacters(absl::StrCat("punctuation ", static_cast<int>(behavior)), behavior, IsBertPunctuation);
}

SplitStepOr MakeDigits(const Json& component, const std::string& part) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"individual_digits"}));
  OCTAVO_ASSIGN_OR_RETURN(const bool individual, BoolField(component, "individual_digits", false, part));
  return AtCharacters(absl::StrCat("digits ", individual),
                      individual ? SplitBehavior::kIsolated : SplitBehavior::kContiguous, IsNumeric);
}

SplitStepOr MakeDelimiterSplit(const Json& component, const std::string& part) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"delimiter"}));
  OCTAVO_ASSIGN_OR_RETURN(const std::string delimiter, TextField(component, "delimiter", part));
  std::u32string wide;
  AppendUtf32(delimiter, wide);
  if (wide.size() != 1) {
    return absl::InvalidArgumentError(
        absl::StrCat(part, ".delimiter is ", DumpJson(delimiter), "; expected one character"));
  }
  return AtCharacters(absl::StrCat("delimiter ", static_cast<uint32_t>(wide[0])), SplitBehavior::kRemoved,
                      [c = wide[0]](char32_t other) { return other == c; });
}

SplitStepOr MakeSplit(const Json& component, const std::string& part) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"pattern", "behavior", "invert"}));
  OCTAVO_ASSIGN_OR_RETURN(const std::string literal, LiteralPattern(component, part));
  OCTAVO_ASSIGN_OR_RETURN(const SplitBehavior behavior, BehaviorField(component, Json(), part));
  OCTAVO_ASSIGN_OR_RETURN(const bool invert, BoolField(component, "invert", false, part));
  return SplitStep{absl::StrCat("split ", static_cast<int>(behavior), invert, literal),
                   [=](absl::string_view text, Words& words) {
                     std::vector<Stretch> stretches = FindLiteral(text, literal);
                     for (Stretch& stretch : stretches) stretch.match = stretch.match != invert;
                     AppendWords(text, ApplyBehavior(behavior, stretches), words);
                   }};
}

SplitStepOr MakeSplitStep(const Json& component, const std::string& part) {
  const std::string type = TypeOf(component);
  if (type == "ByteLevel") return MakeByteLevel(component, part);
  if (type == "Punctuation") return MakePunctuation(component, part);
  if (type == "Digits") return MakeDigits(component, part);
  if (type == "CharDelimiterSplit") return MakeDelimiterSplit(component, part);
  if (type == "Split") return MakeSplit(component, part);
  const bool is_plain = type == "BertPreTokenizer" || type == "Whitespace" || type == "WhitespaceSplit";
  if (!is_plain) {
    return Unsupported(part, component,
                       "null, BertPreTokenizer, ByteLevel, Whitespace, WhitespaceSplit, Punctuation, Digits, "
                       "CharDelimiterSplit, Split by a text and a Sequence of them");
  }
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {}));
  if (type == "BertPreTokenizer") return SplitStep{type, SplitAsBert};
  if (type == "Whitespace") return SplitStep{type, SplitAtWordEnds};
  return AtCharacters(type, SplitBehavior::kRemoved, IsWhitespace);
}

}  // namespace

absl::StatusOr<PreTokenizer> PreTokenizer::FromJson(const Json& component, absl::string_view part, Growth growth) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<ComponentAt> components, Flatten(component, "pretokenizers", part));
  PreTokenizer splitter;
  for (const ComponentAt& at : components) {
    OCTAVO_ASSIGN_OR_RETURN(SplitStep step, MakeSplitStep(*at.component, at.part));
    OCTAVO_RETURN_IF_ERROR(growth.Add(step.growth, at.part));
    splitter.steps_.push_back(std::move(step));
  }
  return splitter;
}

std::vector<std::string> PreTokenizer::Split(absl::string_view text) const {
  Words words;
  if (!text.empty()) words.emplace_back(text);
  for (const SplitStep& step : steps_) {
    Words finer;
    for (const std::string& word : words) step.split(word, finer);
    words = std::move(finer);
  }
  return words;
}

absl::StatusOr<ByteLevelOptions> ReadByteLevel(const Json& component, absl::string_view part) {
  // trim_offsets is about offsets, which nobody here asks for.
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"add_prefix_space", "trim_offsets", "use_regex"}));
  ByteLevelOptions options;
  OCTAVO_ASSIGN_OR_RETURN(options.add_prefix_space, BoolField(component, "add_prefix_space", true, part));
  OCTAVO_ASSIGN_OR_RETURN(options.use_regex, BoolField(component, "use_regex", true, part));
  return options;
}

}  // namespace octavo
