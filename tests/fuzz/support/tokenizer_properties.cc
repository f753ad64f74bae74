#include "tests/fuzz/support/tokenizer_properties.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/json.h"
#include "tests/fuzz/support/fuzz.h"
#include "worker/runner/text/byte_level.h"

namespace octavo::fuzz {
namespace {

constexpr char kIllFormed[] = "nul\0 and \xC3\x28 \xED\xA0\x80 \xF8\x88\x80\x80\x80 \xFF";
const absl::string_view kHardStrings[] = {
    "",
    " \t\r\n\u00A0\u3000",
    "It's a caf\u00E9 \u2014 cafe\u0301, na\u00EFve; I\u0307stanbul \u0130 \u00DF",
    "\u4F60\u597D\uFF0C\u4E16\u754C! \U0001F469\u200D\U0001F680\uFE0F \U0010FFFF",
    absl::string_view(kIllFormed, sizeof(kIllFormed) - 1),
    "[CLS] [MASK]</s> <mask>##a [SEP][UNK]",
};

void CheckIds(const Tokenizer& tokenizer, const std::vector<int32_t>& ids) {
  for (const int32_t id : ids) Require(id >= 0 && id < tokenizer.vocab_size(), "an id is in the vocabulary");
  Require(static_cast<int>(ids.size()) >= tokenizer.num_special_tokens(), "the special tokens stand around a text");
}

/// `ids` cut to `max_length`: the end of the text goes, the special tokens stay.
void CheckLimit(const Tokenizer& tokenizer, absl::string_view text, const std::vector<int32_t>& ids, int max_length) {
  const std::vector<int32_t> cut = tokenizer.Encode(text, max_length);
  const size_t after = std::mismatch(cut.rbegin(), cut.rend(), ids.rbegin(), ids.rend()).first - cut.rbegin();
  const size_t before = std::mismatch(cut.begin(), cut.end(), ids.begin(), ids.end()).first - cut.begin();
  Require(cut.size() == std::min(ids.size(), static_cast<size_t>(std::max(max_length, tokenizer.num_special_tokens()))),
          "a limit gives as many ids as it allows");
  Require(before + after >= cut.size(), "a limit takes the end of the text and nothing else");
  Require(Truncated(tokenizer, ids, max_length) == cut, "ids can be cut after they were made");
}

}  // namespace

void CheckTokenizer(const Tokenizer& tokenizer, absl::string_view text) {
  std::vector<absl::string_view> texts(std::begin(kHardStrings), std::end(kHardStrings));
  texts.push_back(text);
  std::vector<std::vector<int32_t>> encoded;
  for (const absl::string_view each : texts) {
    encoded.push_back(tokenizer.Encode(each, 0));
    CheckIds(tokenizer, encoded.back());
    for (const int max_length : {1, 2, 3, 8}) CheckLimit(tokenizer, each, encoded.back(), max_length);
  }
  // More texts than one thread takes at a time.
  std::vector<absl::string_view> many;
  while (many.size() < 80) many.insert(many.end(), texts.begin(), texts.end() - 1);
  many.push_back(text);
  const auto together = EncodeAll(tokenizer, many, 0, 2);
  Require(together.size() == many.size() && together.back() == encoded.back(), "threads give what one call gives");
  for (size_t i = 0; i + 1 < many.size(); ++i) {
    Require(together[i] == encoded[i % (texts.size() - 1)], "threads give what one call gives");
  }
  Require(tokenizer.Token(-1).empty() && tokenizer.Token(tokenizer.vocab_size()).empty(), "no token beyond the ids");
  Require(tokenizer.digest().size() == 64, "a tokenizer has a digest");
}

void CheckSameIds(const Tokenizer& one, const Tokenizer& other, absl::string_view text) {
  std::vector<absl::string_view> texts(std::begin(kHardStrings), std::end(kHardStrings));
  texts.push_back(text);
  for (const absl::string_view each : texts) {
    Require(one.Encode(each, 0) == other.Encode(each, 0), "the quick code gives what the general code gives");
  }
}

std::string WithByteTokens(absl::string_view json) {
  static const std::string& members = *new std::string([] {
    std::vector<std::string> entries;
    for (int byte = 0; byte < 256; ++byte) {
      entries.push_back(absl::StrCat(DumpJson(TokenOfBytes(std::string(1, static_cast<char>(byte)))), ":", byte));
    }
    return absl::StrJoin(entries, ",");
  }());
  constexpr absl::string_view kMark = "\"@\":0";
  const size_t at = json.find(kMark);
  if (at == absl::string_view::npos) return std::string(json);
  return absl::StrCat(json.substr(0, at), members, json.substr(at + kMark.size()));
}

}  // namespace octavo::fuzz
