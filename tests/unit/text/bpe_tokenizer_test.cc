// Byte-level BPE against PyPI's tokenizers (fixtures made by tests/fixtures/make_bpe_fixtures.py), and its files'
// errors.
#include "worker/runner/text/bpe_tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/files.h"
#include "common/json.h"
#include "common/sha256.h"
#include "tests/unit/text/shared_data.h"
#include "worker/runner/text/byte_level.h"
#include "worker/runner/text/tokenizer_files.h"
#include "worker/runner/text/tokenizer_loader.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BpeTokenizerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto json = ReadJsonFile(FixturePath("bpe/ids.json"));
    const auto vocabulary = ReadFile(FixturePath("bpe/vocab.json")), merges = ReadFile(FixturePath("bpe/merges.txt"));
    ASSERT_TRUE(json.ok() && vocabulary.ok() && merges.ok()) << json.status();
    fixture_ = *json;
    vocabulary_ = *vocabulary;
    merges_ = *merges;
  }

  std::unique_ptr<Tokenizer> FromMerges(absl::string_view settings = "") {
    auto tokenizer = TokenizerFromMerges(vocabulary_, merges_, settings, "fixture");
    EXPECT_TRUE(tokenizer.ok()) << tokenizer.status();
    return tokenizer.ok() ? *std::move(tokenizer) : nullptr;
  }

  /// The fixture's tokenizer.json, whole.
  Json Definition() {
    Json definition = fixture_["definition"];
    definition["model"]["vocab"] = *ParseJson(vocabulary_, "vocab.json");
    Json& merges = definition["model"]["merges"] = Json::array();
    for (const absl::string_view line : absl::StrSplit(merges_, '\n', absl::SkipEmpty())) {
      if (!absl::StartsWith(line, "#version")) merges.push_back(std::string(line));
    }
    return definition;
  }
  std::unique_ptr<Tokenizer> FromDefinition(const Json& definition) {
    auto tokenizer = TokenizerFromJson(DumpJson(definition), "fixture");
    EXPECT_TRUE(tokenizer.ok()) << tokenizer.status();
    return tokenizer.ok() ? *std::move(tokenizer) : nullptr;
  }
  void ExpectRefused(const Json& definition, absl::StatusCode code, const std::string& words) {
    const auto tokenizer = TokenizerFromJson(DumpJson(definition), "x.json");
    EXPECT_EQ(tokenizer.status().code(), code) << tokenizer.status();
    EXPECT_THAT(std::string(tokenizer.status().message()), HasSubstr(words));
  }

  void ExpectIds(const Tokenizer& tokenizer, const Json& ids, int max_length) {
    const Json& texts = fixture_["texts"];
    ASSERT_EQ(texts.size(), ids.size());
    ASSERT_GT(texts.size(), 0u);
    for (size_t i = 0; i < texts.size(); ++i) {
      EXPECT_EQ(Json(tokenizer.Encode(texts[i].get<std::string>(), max_length)), ids[i])
          << "text " << i << ": " << texts[i].dump(-1, ' ', /*ensure_ascii=*/true).substr(0, 200);
    }
  }

  Json fixture_;
  std::string vocabulary_, merges_;
};

TEST_F(BpeTokenizerTest, IdsOfVocabularyAndMergesAgreeOnEveryHardString) {
  const auto tokenizer = FromMerges(R"({"added_tokens_decoder": {
      "0": {"content": "<s>", "special": true, "normalized": true}, "1": {"content": "<pad>", "special": true, "normalized": true},
      "2": {"content": "</s>", "special": true, "normalized": true}, "3": {"content": "<unk>", "special": true, "normalized": true},
      "4": {"content": "<mask>", "special": true, "lstrip": true}}})");
  ExpectIds(*tokenizer, fixture_["ids"]["roberta"], 0);
  EXPECT_EQ(tokenizer->type(), "byte_level_bpe");
  EXPECT_EQ(tokenizer->special_ids().mask, 4);
  EXPECT_EQ(tokenizer->special_ids().pad, 1);
  EXPECT_EQ(tokenizer->num_special_tokens(), 2);
}

TEST_F(BpeTokenizerTest, WithoutSettingsTheSpecialTokensAreRobertas) {
  ExpectIds(*FromMerges(), fixture_["ids"]["roberta"], 0);
}

TEST_F(BpeTokenizerTest, IdsOfTokenizerJsonAgreeWithASpaceBeforeEachText) {
  ExpectIds(*FromDefinition(Definition()), fixture_["ids"]["prefix_space"], 0);
}

TEST_F(BpeTokenizerTest, MergesMayBePairsAndTheFrameATemplate) {
  Json definition = Definition();
  for (Json& merge : definition["model"]["merges"]) {
    const std::vector<std::string> sides = absl::StrSplit(merge.get<std::string>(), ' ');
    merge = sides;
  }
  definition["pre_tokenizer"]["add_prefix_space"] = false;
  definition["post_processor"] = fixture_["template_definition"];
  ExpectIds(*FromDefinition(definition), fixture_["ids"]["template"], 0);
}

TEST_F(BpeTokenizerTest, TruncationAgrees) {
  const auto tokenizer = FromMerges();
  for (const auto& [limit, ids] : fixture_["truncated"].items()) ExpectIds(*tokenizer, ids, std::stoi(limit));
}

TEST_F(BpeTokenizerTest, EveryCodePointSplitsWordsAsInPython) {
  Sha256 sha;
  const auto joins = [](absl::string_view before, absl::string_view c) {
    return FirstByteLevelWord(absl::StrCat(before, c)) == before.size() + c.size();
  };
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text;
    AppendUtf8(c, text);
    sha.Update(joins("a", text) ? "1" : joins("1", text) ? "2" : joins("!", text) ? "3" : "0");
  }
  EXPECT_EQ(sha.Finish(), fixture_["word_kinds"].get<std::string>());
}

TEST_F(BpeTokenizerTest, IllFormedBytesReadAsReplacementCharacters) {
  const auto tokenizer = FromMerges();
  EXPECT_EQ(tokenizer->Encode("a\xff"
                              "b\xc3",
                              0),
            tokenizer->Encode("a\uFFFDb\uFFFD", 0));
}

TEST_F(BpeTokenizerTest, AFileCarriesTheSmallerFormAndOpensAsTheSame) {
  const auto dir = *TempDir::Create("bpe");
  ASSERT_TRUE(WriteFileAtomically(dir.path() + "/vocab.json", vocabulary_).ok());
  ASSERT_TRUE(WriteFileAtomically(dir.path() + "/merges.txt", merges_).ok());
  const auto files = PackTokenizer(dir.path());
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_EQ(files->size(), 2u);
  const auto packed = TokenizerFromFiles(*files, "packed"), loaded = LoadTokenizer(dir.path());
  ASSERT_TRUE(packed.ok() && loaded.ok());
  EXPECT_EQ((*packed)->digest(), (*loaded)->digest());
  EXPECT_NE((*packed)->digest(), FromMerges(R"({"add_prefix_space": true})")->digest());
}

TEST_F(BpeTokenizerTest, EveryByteHasASpellingOfItsOwn) {
  std::set<std::string> spellings;
  for (int byte = 0; byte < 256; ++byte) spellings.insert(TokenOfBytes(std::string(1, static_cast<char>(byte))));
  EXPECT_EQ(spellings.size(), 256u);
  EXPECT_EQ(TokenOfBytes(" the"), "\u0120the");
}

TEST_F(BpeTokenizerTest, AnotherComponentIsNamed) {
  Json definition = Definition();
  definition["normalizer"] = {{"type", "Precompiled"}};
  ExpectRefused(definition, absl::StatusCode::kUnimplemented, "normalizer of type Precompiled");
  definition = Definition();
  definition["pre_tokenizer"] = {{"type", "Metaspace"}};
  ExpectRefused(definition, absl::StatusCode::kUnimplemented, "pre_tokenizer of type Metaspace");
  definition = Definition();
  definition["model"]["dropout"] = 0.1;
  ExpectRefused(definition, absl::StatusCode::kUnimplemented, "model.dropout is 0.1");
  definition = Definition();
  definition["model"]["type"] = "Unigram";
  ExpectRefused(definition, absl::StatusCode::kUnimplemented, "model of type Unigram");
}

TEST_F(BpeTokenizerTest, ABadVocabularyOrMergeIsNamed) {
  Json definition = Definition();
  definition["model"]["vocab"].erase("a");
  definition["model"]["vocab"]["another"] = 70;
  ExpectRefused(definition, absl::StatusCode::kInvalidArgument, "share id 70");
  definition = Definition();
  definition["model"]["merges"][0] = "a b c";
  ExpectRefused(definition, absl::StatusCode::kInvalidArgument, "merge 0 is \"a b c\"");
  definition = Definition();
  definition["model"]["merges"][0] = "zzz qqq";
  ExpectRefused(definition, absl::StatusCode::kInvalidArgument, "needs the token \"zzz\"");
  definition = Definition();
  definition["model"]["vocab"]["a"] = -1;
  ExpectRefused(definition, absl::StatusCode::kInvalidArgument, "token \"a\" has id -1");
}

TEST(ByteLevelWordTest, FollowsTheOriginalPattern) {
  const auto words = [](absl::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
      const size_t length = FirstByteLevelWord(text);
      out.emplace_back(text.substr(0, length));
      text.remove_prefix(length);
    }
    return out;
  };
  EXPECT_THAT(words("it's 12x  yes!\n\n"), ElementsAre("it", "'s", " 12", "x", " ", " yes", "!", "\n\n"));
  EXPECT_THAT(words("a\t\tb"), ElementsAre("a", "\t", "\t", "b"));
  EXPECT_THAT(words(" "), ElementsAre(" "));
  EXPECT_THAT(words("'S"), ElementsAre("'", "S"));
}

}  // namespace
}  // namespace octavo
