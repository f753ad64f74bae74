// Ids against those of PyPI's tokenizers, on texts chosen to be hard (fixtures made by
// tests/fixtures/make_tokenizer_fixtures.py).
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/files.h"
#include "common/json.h"
#include "tests/unit/text/shared_data.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

class TokenizerOracleTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto json = ReadJsonFile(FixturePath("hard_strings.json"));
    ASSERT_TRUE(json.ok()) << json.status();
    fixture_ = *std::move(json);
    auto vocabulary = ReadFile(FixturePath("bert_uncased_vocab.txt"));
    ASSERT_TRUE(vocabulary.ok()) << vocabulary.status();
    vocabulary_ = *std::move(vocabulary);
  }

  std::unique_ptr<Tokenizer> FromVocabulary(absl::string_view settings) {
    auto tokenizer = TokenizerFromVocabulary(vocabulary_, settings, "fixture");
    EXPECT_TRUE(tokenizer.ok()) << tokenizer.status();
    return tokenizer.ok() ? *std::move(tokenizer) : nullptr;
  }

  /// The fixture's vocabulary as model.vocab of `definition`.
  std::unique_ptr<Tokenizer> FromDefinition(Json definition) {
    Json& vocab = definition["model"]["vocab"];
    int id = 0;
    for (size_t begin = 0; begin < vocabulary_.size(); ++id) {
      const size_t end = vocabulary_.find('\n', begin);
      vocab[vocabulary_.substr(begin, end - begin)] = id;
      begin = end + 1;
    }
    auto tokenizer = TokenizerFromJson(DumpJson(definition), "fixture");
    EXPECT_TRUE(tokenizer.ok()) << tokenizer.status();
    return tokenizer.ok() ? *std::move(tokenizer) : nullptr;
  }

  static void ExpectIds(const Tokenizer& tokenizer, const Json& texts, const Json& ids, int max_length) {
    ASSERT_EQ(texts.size(), ids.size());
    ASSERT_GT(texts.size(), 0u);
    for (size_t i = 0; i < texts.size(); ++i) {
      EXPECT_EQ(Json(tokenizer.Encode(texts[i].get<std::string>(), max_length)), ids[i])
          << "text " << i << ": " << texts[i].dump(-1, ' ', /*ensure_ascii=*/true).substr(0, 200);
    }
  }

  Json fixture_;
  std::string vocabulary_;
};

TEST_F(TokenizerOracleTest, UncasedIdsAgreeOnEveryHardString) {
  ExpectIds(*FromVocabulary(""), fixture_["texts"], fixture_["ids"]["uncased"], 0);
}

TEST_F(TokenizerOracleTest, CasedIdsAgreeOnEveryHardString) {
  ExpectIds(*FromVocabulary(R"({"do_lower_case": false})"), fixture_["texts"], fixture_["ids"]["cased"], 0);
}

TEST_F(TokenizerOracleTest, IdsAgreeWhereAccentsStay) {
  ExpectIds(*FromVocabulary(R"({"do_lower_case": true, "strip_accents": false})"), fixture_["texts"],
            fixture_["ids"]["accents"], 0);
}

TEST_F(TokenizerOracleTest, IdsAgreeWithoutCleaning) {
  Json definition = fixture_["added_tokens"]["definition"];
  definition["normalizer"] = {{"type", "BertNormalizer"},
                              {"clean_text", false},
                              {"handle_chinese_chars", false},
                              {"strip_accents", false},
                              {"lowercase", false}};
  definition["added_tokens"].erase(definition["added_tokens"].begin() + 5, definition["added_tokens"].end());
  ExpectIds(*FromDefinition(definition), fixture_["texts"], fixture_["ids"]["raw"], 0);
  definition["normalizer"] = nullptr;
  ExpectIds(*FromDefinition(definition), fixture_["texts"], fixture_["ids"]["raw"], 0);
}

TEST_F(TokenizerOracleTest, TruncationAgrees) {
  const auto tokenizer = FromVocabulary("");
  for (const auto& [limit, ids] : fixture_["truncated"].items()) {
    ExpectIds(*tokenizer, fixture_["texts"], ids, std::stoi(limit));
  }
}

TEST_F(TokenizerOracleTest, AddedTokensAgreeInEveryMode) {
  const Json& added = fixture_["added_tokens"];
  ExpectIds(*FromDefinition(added["definition"]), added["texts"], added["ids"], 0);
}

}  // namespace
}  // namespace octavo
