#include "worker/runner/text/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "worker/runner/text/added_tokens.h"
#include "worker/runner/text/bert_normalizer.h"
#include "worker/runner/text/tokenizer_files.h"
#include "worker/runner/text/tokenizer_loader.h"
#include "worker/runner/text/wordpiece_tokenizer.h"

namespace octavo {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

// id: 0      1      2      3      4       5      6     7    8      9   10  11   12
constexpr char kVocabulary[] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhello\nworld\nun\n##aff\n##able\n,\ne\n##e\n";

std::unique_ptr<Tokenizer> Small(absl::string_view settings = "") {
  auto tokenizer = TokenizerFromVocabulary(kVocabulary, settings, "small");
  EXPECT_TRUE(tokenizer.ok()) << tokenizer.status();
  return tokenizer.ok() ? *std::move(tokenizer) : nullptr;
}

/// The same tokenizer as a tokenizer.json.
Json SmallJson() {
  Json vocab;
  int id = 0;
  for (const char* token :
       {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hello", "world", "un", "##aff", "##able", ",", "e", "##e"}) {
    vocab[token] = id++;
  }
  Json added = Json::array();
  for (const char* token : {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}) {
    added.push_back({{"id", vocab[token]}, {"content", token}, {"special", true}, {"normalized", false}});
  }
  const auto special = [](const char* token) { return Json{{"SpecialToken", {{"id", token}, {"type_id", 0}}}}; };
  return {{"truncation", {{"max_length", 3}, {"strategy", "LongestFirst"}, {"stride", 0}}},
          {"padding", {{"strategy", {{"Fixed", 128}}}}},
          {"added_tokens", added},
          {"normalizer",
           {{"type", "BertNormalizer"},
            {"clean_text", true},
            {"handle_chinese_chars", true},
            {"strip_accents", nullptr},
            {"lowercase", true}}},
          {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
          {"post_processor",
           {{"type", "TemplateProcessing"},
            {"single", {special("[CLS]"), {{"Sequence", {{"id", "A"}, {"type_id", 0}}}}, special("[SEP]")}},
            {"special_tokens", {{"[CLS]", {{"ids", {2}}}}, {"[SEP]", {{"ids", {3}}}}}}}},
          {"model",
           {{"type", "WordPiece"},
            {"unk_token", "[UNK]"},
            {"continuing_subword_prefix", "##"},
            {"max_input_chars_per_word", 100},
            {"vocab", vocab}}}};
}

absl::Status JsonError(const Json& definition) { return TokenizerFromJson(DumpJson(definition), "t.json").status(); }

TEST(TokenizerTest, WordsSplitGreedilyAndTheRestIsUnknown) {
  EXPECT_THAT(Small()->Encode("Hello, unaffable\tWorlds é", 0), ElementsAre(2, 5, 10, 7, 8, 9, 1, 11, 3));
}

// Both of these take minutes where the time is more than linear in the text.
TEST(TokenizerTest, LongWordsBesideALongVocabularyEntrySplitAsShortOnesDo) {
  Json definition = SmallJson();
  definition["model"]["max_input_chars_per_word"] = 10'000;
  definition["model"]["vocab"]["##" + std::string(9'000, 'x')] = 13;
  const auto tokenizer = TokenizerFromJson(DumpJson(definition), "t.json");
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
  std::vector<int32_t> expected(9'000, 12);
  expected.insert(expected.begin(), {2, 7});
  expected.push_back(3);
  EXPECT_EQ((*tokenizer)->Encode("un" + std::string(9'000, 'e'), 0), expected);
  EXPECT_THAT((*tokenizer)->Encode("un" + std::string(9'000, 'x'), 0), ElementsAre(2, 7, 13, 3));
}

TEST(TokenizerTest, TheCapitalThatBecomesTwoCharactersMayComeOften) {
  constexpr size_t kCount = 500'000;
  std::u32string text(kCount, U'\u0130');
  text.push_back(U'A');
  BertNormalize({.strip_accents = false}, text);
  ASSERT_EQ(text.size(), 2 * kCount + 1);
  EXPECT_EQ(text.substr(2 * kCount - 4), U"i\u0307i\u0307a");
}

TEST(AddedTokenMatcherTest, WhiteSpaceThatIsATokenItselfMayBeLong) {
  constexpr size_t kCount = 300'000;
  const std::string text(kCount, ' ');
  for (const bool left : {false, true}) {
    const AddedTokenMatcher matcher({{.content = " ", .id = 7, .lstrip = left, .rstrip = !left}});
    EXPECT_EQ(matcher.Split(text).size(), kCount);
  }
}

TEST(AddedTokenMatcherTest, TokensTakeTheWhiteSpaceBesideThem) {
  const AddedTokenMatcher matcher(
      {{.content = "L", .id = 1, .lstrip = true}, {.content = "R", .id = 2, .rstrip = true}});
  std::vector<std::pair<std::string, int32_t>> parts;
  for (const TextPart& part : matcher.Split("a  L  b R  R L  c"))
    parts.emplace_back(part.id < 0 ? std::string(part.text) : "", part.id);
  EXPECT_THAT(parts, ElementsAre(Pair("a", -1), Pair("", 1), Pair("  b ", -1), Pair("", 2), Pair("", 2), Pair("", 1),
                                 Pair("  c", -1)));
}

TEST(TokenizerTest, MaxLengthCountsSpecialTokensAndCutsTheEnd) {
  const auto tokenizer = Small();
  EXPECT_THAT(tokenizer->Encode("hello unaffable", 4), ElementsAre(2, 5, 7, 3));
  EXPECT_THAT(tokenizer->Encode("hello unaffable", 6), ElementsAre(2, 5, 7, 8, 9, 3));
  EXPECT_THAT(tokenizer->Encode("hello", 2), ElementsAre(2, 3));
  EXPECT_THAT(tokenizer->Encode("hello", 1), ElementsAre(2, 3));
  EXPECT_THAT(tokenizer->Encode("[MASK][MASK][MASK]", 4), ElementsAre(2, 4, 4, 3));
}

TEST(TokenizerTest, PropertiesNameTheSpecialTokens) {
  const auto tokenizer = Small();
  EXPECT_EQ(tokenizer->vocab_size(), 13);
  EXPECT_EQ(tokenizer->num_special_tokens(), 2);
  EXPECT_EQ(tokenizer->special_ids().pad, 0);
  EXPECT_EQ(tokenizer->special_ids().unk, 1);
  EXPECT_EQ(tokenizer->special_ids().cls, 2);
  EXPECT_EQ(tokenizer->special_ids().sep, 3);
  EXPECT_EQ(tokenizer->special_ids().mask, 4);
  EXPECT_EQ(tokenizer->Token(8), "##aff");
  EXPECT_EQ(tokenizer->Token(13), "");
  EXPECT_EQ(tokenizer->Token(-1), "");
}

TEST(TokenizerTest, SameTokenizerHasTheSameDigestFromEverySource) {
  const auto from_json = TokenizerFromJson(DumpJson(SmallJson()), "t.json");
  ASSERT_TRUE(from_json.ok()) << from_json.status();
  EXPECT_EQ((*from_json)->digest(), Small()->digest());
  EXPECT_NE(Small(R"({"do_lower_case": false})")->digest(), Small()->digest());
  const auto copy =
      TokenizerFromVocabulary(static_cast<const WordPieceTokenizer&>(**from_json).VocabularyText(), "", "copy");
  ASSERT_TRUE(copy.ok()) << copy.status();
  EXPECT_EQ((*copy)->digest(), Small()->digest());
}

TEST(TokenizerTest, SavedTruncationAndPaddingAreIgnored) {
  const auto tokenizer = TokenizerFromJson(DumpJson(SmallJson()), "t.json");
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
  EXPECT_THAT((*tokenizer)->Encode("hello hello hello world", 0), ElementsAre(2, 5, 5, 5, 6, 3));
}

TEST(TokenizerTest, ManyThreadsGiveWhatOneThreadGives) {
  const auto tokenizer = Small();
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i)
    texts.push_back(absl::StrCat(i % 3 == 0 ? "hello unaffable " : "wörld eee ", i % 7 == 0 ? "eé," : "[MASK]"));
  const std::vector<absl::string_view> views(texts.begin(), texts.end());
  const auto all = EncodeAll(*tokenizer, views, 16, 4);
  ASSERT_EQ(all.size(), texts.size());
  for (size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(all[i], tokenizer->Encode(texts[i], 16)) << texts[i];
  EXPECT_TRUE(EncodeAll(*tokenizer, {}, 16, 4).empty());
}

TEST(TokenizerTest, VocabularyLargerThanTheModelIsRefused) {
  const auto tokenizer = Small();
  EXPECT_TRUE(CheckVocabulary(*tokenizer, 13).ok());
  EXPECT_TRUE(CheckVocabulary(*tokenizer, 30522).ok());
  const absl::Status status = CheckVocabulary(*tokenizer, 12, "tokenizer of models/x");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr("tokenizer of models/x"), HasSubstr("13 ids"),
                                                   HasSubstr("vocab_size 12"), HasSubstr("\"##e\"")));
}

TEST(TokenizerLoaderTest, UnsupportedComponentsAreNamed) {
  struct Case {
    const char* part;
    Json value;
    const char* message;
  };
  const Case cases[] = {
      {"normalizer", {{"type", "Precompiled"}}, "t.json: normalizer of type Precompiled"},
      {"pre_tokenizer", {{"type", "Metaspace"}}, "t.json: pre_tokenizer of type Metaspace"},
      {"model", {{"type", "Unigram"}}, "t.json: model of type Unigram"},
      {"post_processor", {{"type", "SplitProcessing"}}, "t.json: post_processor of type SplitProcessing"},
  };
  for (const Case& c : cases) {
    Json definition = SmallJson();
    definition[c.part] = c.value;
    const absl::Status status = JsonError(definition);
    EXPECT_EQ(status.code(), absl::StatusCode::kUnimplemented) << c.part;
    EXPECT_THAT(std::string(status.message()), AllOf(HasSubstr(c.message), HasSubstr("supported: "))) << c.part;
  }
}

TEST(TokenizerLoaderTest, BadFieldsAreNamedWithTheirValue) {
  struct Case {
    const char* pointer;
    Json value;
    const char* message;
  };
  const Case cases[] = {
      {"/normalizer/lowercase", "yes", "normalizer: lowercase is \"yes\""},
      {"/model/vocab", Json::array(), "model.vocab is missing or not an object"},
      {"/model/vocab/hello", -1, "token \"hello\" has id -1"},
      {"/model/vocab/hello", 1e12, "token \"hello\" has id"},
      {"/model/vocab/hello", 1 << 24, "has id 16777216; expected a whole number from 0 to 1048576"},
      {"/model/vocab/hello", 6, "share id 6"},
      {"/model/unk_token", "<unk>", "lacks the unknown token \"<unk>\""},
      {"/model/max_input_chars_per_word", 0, "max_input_chars_per_word is 0"},
      {"/model/max_input_chars_per_word", 10'001, "is 10001; expected a whole number from 1 to 10000"},
      {"/added_tokens/0/id", 5, "added token \"[PAD]\" has id 5, but the vocabulary gives it id 0"},
      {"/added_tokens/0/content", "[NEW]", "has id 0, but Python's tokenizers give it 13"},
      {"/added_tokens/0/content", 7, "added_tokens[0]"},
      {"/post_processor/single/0/SpecialToken/id", "[BOS]", "post_processor.special_tokens lacks \"[BOS]\""},
      {"/post_processor/special_tokens/[CLS]/ids/0", 99, "lacks the special token \"[CLS]\" with id 99"},
      {"/post_processor/special_tokens/[CLS]/ids/0", -1, "has the id -1; expected a whole number"},
      {"/post_processor/single/2/SpecialToken/type_id", 1, "token type 1"},
  };
  for (const Case& c : cases) {
    Json definition = SmallJson();
    definition[Json::json_pointer(c.pointer)] = c.value;
    EXPECT_THAT(std::string(JsonError(definition).message()), AllOf(HasSubstr("t.json"), HasSubstr(c.message)))
        << c.pointer;
  }
  EXPECT_THAT(std::string(TokenizerFromJson("{\"model\": ", "t.json").status().message()), HasSubstr("t.json"));
  EXPECT_FALSE(TokenizerFromJson("[]", "t.json").ok());
}

TEST(TokenizerLoaderTest, ManySpecialTokensOfALargeTableAreLookedUp) {
  constexpr size_t kCount = 20'000;
  Json definition = SmallJson();
  definition["model"]["vocab"]["[FAR]"] = 1'000'000;
  definition["added_tokens"].push_back({{"content", "[FAR]"}, {"id", 1'000'000}});
  Json single = Json::array();
  const Json far = {{"SpecialToken", {{"id", "[FAR]"}, {"type_id", 0}}}};
  for (size_t i = 0; i < kCount; ++i) single.push_back(far);
  single.push_back({{"Sequence", {{"id", "A"}, {"type_id", 0}}}});
  definition["post_processor"] = {
      {"type", "TemplateProcessing"}, {"single", single}, {"special_tokens", {{"[FAR]", {{"ids", {1'000'000}}}}}}};
  const auto tokenizer = TokenizerFromJson(DumpJson(definition), "t.json");
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
  EXPECT_EQ((*tokenizer)->Encode("", 0), std::vector<int32_t>(kCount, 1'000'000));
}

TEST(TokenizerLoaderTest, ManyAddedTokensAreReadAndFoundByTheirText) {
  constexpr int kCount = 50'000;
  Json definition = SmallJson();
  std::string text;
  std::vector<int32_t> expected;
  for (int i = 0; i < kCount; ++i) {
    const std::string content = absl::StrCat("<", i, ">");
    for (const bool normalized : {true, false}) {  // the second takes the place of the first
      definition["added_tokens"].push_back({{"content", content}, {"id", 13 + i}, {"normalized", normalized}});
    }
    text += content;
    expected.push_back(13 + i);
  }
  definition["post_processor"] = nullptr;
  const auto tokenizer = TokenizerFromJson(DumpJson(definition), "t.json");
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
  EXPECT_EQ((*tokenizer)->Encode(text, 0), expected);
}

TEST(TokenizerLoaderTest, VocabularyFileProblemsAreNamed) {
  EXPECT_THAT(std::string(TokenizerFromVocabulary("a\nb\n", "", "dir").status().message()),
              HasSubstr("dir: the vocabulary of 2 tokens lacks the unknown token \"[UNK]\""));
  EXPECT_THAT(std::string(TokenizerFromVocabulary("[UNK]\n[CLS]\n", "", "dir").status().message()),
              HasSubstr("lacks the special token \"[SEP]\""));
  EXPECT_THAT(std::string(TokenizerFromVocabulary(std::string(1 << 21, '\n'), "", "dir").status().message()),
              HasSubstr("dir: vocab.txt has 2097152 lines, at most 1048577 are supported; give the vocab.txt"));
  EXPECT_THAT(std::string(TokenizerFromVocabulary(kVocabulary, "{\"do_lower_case\": 1}", "dir").status().message()),
              HasSubstr("do_lower_case is 1"));
  EXPECT_THAT(
      std::string(TokenizerFromVocabulary(kVocabulary, "{\"truncation_side\": \"left\"}", "dir").status().message()),
      HasSubstr("truncation_side is \"left\""));
}

TEST(TokenizerLoaderTest, FolderPrefersTokenizerJsonAndElseReadsVocabTxt) {
  const auto folder = TempDir::Create("octavo-tokenizer-");
  ASSERT_TRUE(folder.ok());
  EXPECT_EQ(LoadTokenizer(folder->path()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(LoadTokenizer(folder->path()).status().message()),
              HasSubstr("neither tokenizer.json nor vocab.txt"));
  ASSERT_TRUE(WriteFileAtomically(folder->path() + "/vocab.txt", kVocabulary).ok());
  ASSERT_TRUE(WriteFileAtomically(folder->path() + "/tokenizer_config.json", "{\"do_lower_case\": false}").ok());
  EXPECT_THAT((*LoadTokenizer(folder->path()))->Encode("hello Hello", 0), ElementsAre(2, 5, 1, 3));
  ASSERT_TRUE(WriteFileAtomically(folder->path() + "/tokenizer.json", DumpJson(SmallJson())).ok());
  EXPECT_THAT((*LoadTokenizer(folder->path()))->Encode("hello Hello", 0), ElementsAre(2, 5, 5, 3));
  EXPECT_THAT(TokenizerFiles(folder->path()), ElementsAre("tokenizer.json", "tokenizer_config.json", "vocab.txt"));
}

TEST(TokenizerFilesTest, ATokenizerJsonIsPackedAsAVocabularyWhereThatGivesTheSameIds) {
  const auto folder = TempDir::Create("octavo-tokenizer-");
  ASSERT_TRUE(folder.ok());
  EXPECT_EQ(PackTokenizer(folder->path()).status().code(), absl::StatusCode::kNotFound);
  const auto names = [&](const Json& json) {
    EXPECT_TRUE(WriteFileAtomically(folder->path() + "/tokenizer.json", DumpJson(json)).ok());
    const auto files = PackTokenizer(folder->path());
    EXPECT_TRUE(files.ok()) << files.status();
    const auto packed = TokenizerFromFiles(*files, "packed");
    EXPECT_TRUE(packed.ok()) << packed.status();
    EXPECT_EQ((*packed)->digest(), (*LoadTokenizer(folder->path()))->digest());
    std::vector<std::string> found;
    for (const auto& [name, bytes] : *files) found.push_back(name);
    return found;
  };
  Json json = SmallJson();
  EXPECT_THAT(names(json), ElementsAre("vocab.txt", "tokenizer_config.json"));
  json["normalizer"]["lowercase"] = false;
  EXPECT_THAT(names(json), ElementsAre("vocab.txt", "tokenizer_config.json"));
  json["normalizer"]["clean_text"] = false;  // has no field in tokenizer_config.json
  EXPECT_THAT(names(json), ElementsAre("tokenizer.json"));
  json = SmallJson();
  json["added_tokens"].push_back({{"id", 13}, {"content", "user"}, {"single_word", true}});
  EXPECT_THAT(names(json), ElementsAre("tokenizer.json"));  // in a vocabulary, "users" would become "user ##s"
}

TEST(TokenizerFilesTest, TheFoldersOwnVocabularyIsKeptUnlessTokenizerJsonSaysOtherwise) {
  const auto folder = TempDir::Create("octavo-tokenizer-");
  ASSERT_TRUE(folder.ok());
  ASSERT_TRUE(WriteFileAtomically(folder->path() + "/vocab.txt", kVocabulary).ok());
  ASSERT_TRUE(WriteFileAtomically(folder->path() + "/tokenizer_config.json", "{ }").ok());
  using ::testing::Pair;
  EXPECT_THAT(*PackTokenizer(folder->path()),
              ElementsAre(Pair("tokenizer_config.json", "{ }"), Pair("vocab.txt", kVocabulary)));
  Json json = SmallJson();
  json["normalizer"]["lowercase"] = false;
  ASSERT_TRUE(WriteFileAtomically(folder->path() + "/tokenizer.json", DumpJson(json)).ok());
  EXPECT_THAT(
      *PackTokenizer(folder->path()),
      ElementsAre(Pair("vocab.txt", kVocabulary), Pair("tokenizer_config.json", HasSubstr("\"do_lower_case\":false"))));
}

TEST(TokenizerLoaderTest, ConfigMayNameOtherSpecialTokensAndAddMore) {
  const auto tokenizer = TokenizerFromVocabulary("<pad>\n<unk>\n<s>\n</s>\nhello\n",
                                                 R"({"pad_token": "<pad>", "unk_token": {"content": "<unk>"},
      "cls_token": "<s>", "sep_token": "</s>", "mask_token": null,
      "added_tokens_decoder": {"5": {"content": "<user>", "lstrip": true, "special": true}}})",
                                                 "dir");
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
  EXPECT_THAT((*tokenizer)->Encode("hello <user> </s>", 0), ElementsAre(2, 4, 5, 3, 3));
  EXPECT_EQ((*tokenizer)->vocab_size(), 6);
}

}  // namespace
}  // namespace octavo
