// Tokenizers that differ have digests that differ, also where the tokens of one are spelled like the settings of
// another.
#include "worker/runner/text/tokenizer_digest.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "common/json.h"
#include "worker/runner/text/byte_level.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

/// Tokens with the ids 0, 1, ….
Json VocabularyOf(const std::vector<std::string>& tokens) {
  Json vocabulary;
  for (size_t id = 0; id < tokens.size(); ++id) vocabulary[tokens[id]] = id;
  return vocabulary;
}

/// `first`, then the tokens of all bytes, then "ab".
Json ByteVocabulary(std::vector<std::string> first) {
  for (int byte = 0; byte < 256; ++byte) first.push_back(TokenOfBytes(std::string(1, static_cast<char>(byte))));
  first.emplace_back("ab");
  return VocabularyOf(first);
}

Json Bpe(const Json& normalizer, const Json& vocabulary, const Json& merges) {
  return {{"normalizer", normalizer},
          {"pre_tokenizer", {{"type", "ByteLevel"}, {"add_prefix_space", false}}},
          {"model", {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", merges}}}};
}

Json WordPiece(const char* normalizer, const Json& vocabulary, const Json& added) {
  return {{"added_tokens", added},
          {"normalizer", {{"type", normalizer}}},
          {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
          {"model",
           {{"type", "WordPiece"},
            {"unk_token", "[UNK]"},
            {"continuing_subword_prefix", "##"},
            {"max_input_chars_per_word", 100},
            {"vocab", vocabulary}}}};
}

std::string DigestOf(const Json& definition) {
  const auto tokenizer = TokenizerFromJson(DumpJson(definition), "t.json");
  EXPECT_TRUE(tokenizer.ok()) << tokenizer.status();
  return tokenizer.ok() ? (*tokenizer)->digest() : "";
}

TEST(TokenizerDigestTest, ATokenThatReadsLikeAMergeIsNone) {
  for (const Json& normalizer : {Json(), Json{{"type", "Lowercase"}}}) {
    SCOPED_TRACE(DumpJson(normalizer));
    const Json merged = Bpe(normalizer, ByteVocabulary({}), Json::array({Json::array({"a", "b"})}));
    const Json spelled = Bpe(normalizer, ByteVocabulary({"97 98"}), Json::array());
    ASSERT_EQ(merged["model"]["vocab"]["a"], 97);
    EXPECT_NE(DigestOf(merged), DigestOf(spelled));
    EXPECT_EQ(DigestOf(merged), DigestOf(merged));
  }
}

TEST(TokenizerDigestTest, ATokenThatReadsLikeAnAddedTokenIsNone) {
  const Json added = {{"id", 1}, {"content", "word"}, {"special", false}, {"normalized", false}};
  for (const char* normalizer : {"BertNormalizer", "Lowercase"}) {
    SCOPED_TRACE(normalizer);
    const std::string digest = DigestOf(WordPiece(normalizer, VocabularyOf({"[UNK]", "word"}), Json::array({added})));
    for (const char* token : {"1 0000", "1 0000 word"}) {
      EXPECT_NE(DigestOf(WordPiece(normalizer, VocabularyOf({"[UNK]", "word", token}), Json::array())), digest);
    }
  }
}

TEST(TokenizerDigestTest, AListIsToldFromTheFieldsAroundIt) {
  const auto digest_of = [](const std::vector<std::string>& first, const std::vector<std::string>& second) {
    TokenizerDigest digest("schema");
    for (const auto& [name, list] : {std::pair{"first", first}, std::pair{"second", second}}) {
      digest.BeginList(name, list.size());
      for (const std::string& field : list) digest.Add(field);
    }
    return digest.Finish();
  };
  EXPECT_NE(digest_of({"a"}, {"b"}), digest_of({"a", "b"}, {}));
  EXPECT_NE(digest_of({"a"}, {"b"}), digest_of({}, {"a", "b"}));
  EXPECT_NE(digest_of({"ab"}, {}), digest_of({"a", "b"}, {}));
  EXPECT_NE(digest_of({"a", "second 1", "b"}, {}), digest_of({"a"}, {"b"}));
  EXPECT_EQ(digest_of({"a"}, {"b"}), digest_of({"a"}, {"b"}));
}

}  // namespace
}  // namespace octavo
