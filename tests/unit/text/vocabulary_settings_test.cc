// Folders without a tokenizer.json: ids against those of transformers' fast tokenizers (fixture made by
// tests/fixtures/make_vocabulary_fixtures.py), and what is refused.
#include "worker/runner/text/vocabulary_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "common/files.h"
#include "common/json.h"
#include "tests/unit/text/shared_data.h"
#include "worker/runner/text/tokenizer_files.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

class VocabularySettingsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    wordpiece_ = {{"vocab.txt", Fixture("bert_uncased_vocab.txt")}};
    byte_level_ = {{"vocab.json", Fixture("bpe/vocab.json")}, {"merges.txt", Fixture("bpe/merges.txt")}};
  }

  static std::string Fixture(const std::string& name) {
    auto bytes = ReadFile(FixturePath(name));
    EXPECT_TRUE(bytes.ok()) << bytes.status();
    return bytes.value_or("");
  }

  static TokenizerFileList WithFiles(TokenizerFileList files, const Json& more) {
    for (const auto& [name, json] : more.items()) files.emplace_back(name, DumpJson(json));
    return files;
  }

  static void ExpectIds(const TokenizerFileList& vocabulary, const Json& fixture) {
    ASSERT_GT(fixture["cases"].size(), 0u);
    for (const Json& one : fixture["cases"]) {
      SCOPED_TRACE(one["name"].get<std::string>());
      const auto tokenizer = TokenizerFromFiles(WithFiles(vocabulary, one["files"]), "folder");
      ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
      Json ids = Json::array();
      for (const Json& text : fixture["texts"]) ids.push_back((*tokenizer)->Encode(text.get<std::string>(), 0));
      EXPECT_EQ(ids, one["ids"]);
    }
  }

  std::string Refusal(const Json& more, absl::StatusCode code) const {
    const auto tokenizer = TokenizerFromFiles(WithFiles(wordpiece_, more), "folder");
    EXPECT_EQ(tokenizer.status().code(), code) << tokenizer.status();
    return std::string(tokenizer.status().message());
  }

  TokenizerFileList wordpiece_, byte_level_;
};

TEST_F(VocabularySettingsTest, IdsAgreeWithPythonForEveryFileBesideAVocabulary) {
  const auto fixture = ReadJsonFile(FixturePath("vocabulary_settings.json"));
  ASSERT_TRUE(fixture.ok()) << fixture.status();
  ExpectIds(wordpiece_, (*fixture)["wordpiece"]);
  ExpectIds(byte_level_, (*fixture)["byte_level"]);
}

TEST_F(VocabularySettingsTest, AnotherKindOfTokenizerIsRefusedByName) {
  const std::string words = Refusal({{"tokenizer_config.json", {{"tokenizer_class", "BertJapaneseTokenizer"}}}},
                                    absl::StatusCode::kUnimplemented);
  EXPECT_THAT(words, HasSubstr("folder: tokenizer_config.json: tokenizer_class is \"BertJapaneseTokenizer\""));
  EXPECT_THAT(words, HasSubstr("BertTokenizer, ConvBertTokenizer"));
  EXPECT_THAT(words, HasSubstr("save_pretrained"));
  EXPECT_TRUE(
      TokenizerFromFiles(
          WithFiles(byte_level_, {{"tokenizer_config.json", {{"tokenizer_class", "RobertaTokenizerFast"}}}}), "")
          .ok());
}

TEST_F(VocabularySettingsTest, SettingsThatWouldGiveOtherIdsAreRefusedByName) {
  const Json refused = {{"do_basic_tokenize", false},       {"never_split", {"dog"}},
                        {"split_special_tokens", true},     {"word_tokenizer_type", "mecab"},
                        {"subword_tokenizer_type", "char"}, {"extra_special_tokens", {{"x_token", "[X]"}}}};
  for (const auto& [key, value] : refused.items()) {
    const std::string words = Refusal({{"tokenizer_config.json", {{key, value}}}}, absl::StatusCode::kUnimplemented);
    EXPECT_THAT(words, HasSubstr("tokenizer_config.json: " + key + " is " + DumpJson(value) + "; supported: "));
  }
}

TEST_F(VocabularySettingsTest, IdsThatPythonWouldNotGiveAreRefused) {
  EXPECT_THAT(Refusal({{"added_tokens.json", {{"[ENT]", 30530}}}}, absl::StatusCode::kInvalidArgument),
              HasSubstr("30530 is \"[ENT]\", to which Python's fast tokenizers give 30522"));
  EXPECT_THAT(Refusal({{"added_tokens.json", {{"dog", 30522}}}}, absl::StatusCode::kInvalidArgument),
              HasSubstr("30522 is \"dog\", to which Python's fast tokenizers give 3899"));
}

TEST_F(VocabularySettingsTest, BrokenFilesAreNamedWithTheirField) {
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  EXPECT_THAT(Refusal({{"added_tokens.json", {{"[ENT]", "x"}}}}, kInvalid),
              HasSubstr("added_tokens.json: token \"[ENT]\" has id \"x\""));
  EXPECT_THAT(Refusal({{"added_tokens.json", {{"[E]", 30522}, {"[F]", 30522}}}}, kInvalid),
              HasSubstr("token \"[F]\" has id 30522; expected a whole number that no other has"));
  EXPECT_THAT(Refusal({{"added_tokens.json", Json::array()}}, kInvalid), HasSubstr("added_tokens.json is not a JSON"));
  EXPECT_THAT(Refusal({{"special_tokens_map.json", {{"mask_token", 3}}}}, kInvalid), HasSubstr("mask_token is 3"));
  EXPECT_THAT(Refusal({{"special_tokens_map.json", {{"additional_special_tokens", "[X]"}}}}, kInvalid),
              HasSubstr("additional_special_tokens is not a list"));
}

TEST_F(VocabularySettingsTest, APackedTokenizerKeepsWhatTheOtherFilesAdd) {
  const std::filesystem::path dir = std::filesystem::path(::testing::TempDir()) / "vocabulary_settings";
  std::filesystem::create_directories(dir);
  const TokenizerFileList files =
      WithFiles(wordpiece_, {{"added_tokens.json", {{"[ENT]", 30522}}},
                             {"special_tokens_map.json", {{"additional_special_tokens", {"[ENT]"}}}}});
  for (const auto& [name, bytes] : files) ASSERT_TRUE(WriteFileAtomically((dir / name).string(), bytes).ok());
  const auto whole = LoadTokenizer(dir.string());
  const auto packed = PackTokenizer(dir.string());
  ASSERT_TRUE(whole.ok() && packed.ok()) << whole.status() << packed.status();
  const auto opened = TokenizerFromFiles(*packed, "packed");
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ((*opened)->digest(), (*whole)->digest());
  EXPECT_EQ((*opened)->Encode("a [ENT] b", 0), (std::vector<int32_t>{101, 1037, 30522, 1038, 102}));
}

}  // namespace
}  // namespace octavo
