#include "worker/runner/text/unicode.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "common/json.h"
#include "common/sha256.h"
#include "tests/unit/text/shared_data.h"
#include "worker/runner/text/bert_normalizer.h"

namespace octavo {
namespace {

void ForEachScalar(const std::function<void(char32_t)>& visit) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c < 0xD800 || c >= 0xE000) visit(c);
  }
}

/// SHA-256 of what one step makes of every code point, one a line.
std::string StepDigest(const BertNormalizerOptions& options) {
  std::string all;
  all.reserve(8 << 20);
  std::u32string text;
  ForEachScalar([&](char32_t c) {
    if (c != 0) all.push_back('\n');
    text.assign(1, c);
    BertNormalize(options, text);
    for (const char32_t out : text) AppendUtf8(out, all);
  });
  return Sha256Hex(all);
}

constexpr BertNormalizerOptions kNothing = {
    .clean_text = false, .handle_chinese_chars = false, .strip_accents = false, .lowercase = false};

class EveryCodePointTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto json = ReadJsonFile(FixturePath("code_points.json"));
    ASSERT_TRUE(json.ok()) << json.status();
    expected_ = *json;
  }
  Json expected_;
};

TEST_F(EveryCodePointTest, IsCleanedAsThePythonTokenizerCleansIt) {
  BertNormalizerOptions options = kNothing;
  options.clean_text = true;
  EXPECT_EQ(StepDigest(options), expected_["clean_text"]);
}

TEST_F(EveryCodePointTest, IsSpacedAsThePythonTokenizerSpacesIt) {
  BertNormalizerOptions options = kNothing;
  options.handle_chinese_chars = true;
  EXPECT_EQ(StepDigest(options), expected_["handle_chinese_chars"]);
}

TEST_F(EveryCodePointTest, LosesTheAccentsThatThePythonTokenizerStrips) {
  BertNormalizerOptions options = kNothing;
  options.strip_accents = true;
  EXPECT_EQ(StepDigest(options), expected_["strip_accents"]);
}

TEST_F(EveryCodePointTest, HasTheLowerCaseOfThePythonTokenizer) {
  BertNormalizerOptions options = kNothing;
  options.lowercase = true;
  EXPECT_EQ(StepDigest(options), expected_["lowercase"]);
}

TEST_F(EveryCodePointTest, SplitsWordsWhereThePythonTokenizerSplits) {
  std::string kinds;
  ForEachScalar([&](char32_t c) { kinds.push_back(IsWhitespace(c) ? '2' : IsBertPunctuation(c) ? '3' : '1'); });
  EXPECT_EQ(Sha256Hex(kinds), expected_["word_space_punctuation"]);
}

TEST(UnicodeTest, IllFormedUtf8BecomesOneReplacementPerMaximalPart) {
  std::u32string text;
  AppendUtf32("a\xE4\xB8z\xFF\xC0\xAF\xF0\x9F\x98", text);
  // As b"…".decode(errors="replace") in Python.
  EXPECT_EQ(text, U"a\uFFFDz\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(UnicodeTest, TrimsEveryKindOfWhitespaceAtTheEndOnly) {
  EXPECT_EQ(TrimWhitespaceAtEnd(" a b\xE3\x80\x80 \t\r\n\xC2\xA0"), " a b");
  EXPECT_EQ(TrimWhitespaceAtEnd("\xE2\x80\xA8"), "");
  EXPECT_EQ(TrimWhitespaceAtEnd("x\xFF"), "x\xFF");
}

}  // namespace
}  // namespace octavo
