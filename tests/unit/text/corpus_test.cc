// The whole of SST-2, IMDB and AG News through the readers and the tokenizer, against digests of PyPI's tokenizers.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/files.h"
#include "common/json.h"
#include "common/sha256.h"
#include "tests/unit/text/id_digest.h"
#include "tests/unit/text/shared_data.h"
#include "worker/runner/text/dataset_readers.h"
#include "worker/runner/text/tokenizer_loader.h"

namespace octavo {
namespace {

class CorpusTest : public ::testing::Test {
 protected:
  using Part = std::pair<const char*, const std::vector<Example>*>;

  void SetUp() override {
    auto fixture = ReadJsonFile(FixturePath("corpus_digests.json"));
    ASSERT_TRUE(fixture.ok()) << fixture.status();
    fixture_ = *fixture;
    auto vocabulary = ReadFile(FixturePath("bert_uncased_vocab.txt"));
    ASSERT_TRUE(vocabulary.ok()) << vocabulary.status();
    auto tokenizer = TokenizerFromVocabulary(*vocabulary, "", "fixture");
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
    tokenizer_ = *std::move(tokenizer);
    SetUpBpe();
  }
  void SetUpBpe() {
    auto fixture = ReadJsonFile(FixturePath("bpe/ids.json"));
    ASSERT_TRUE(fixture.ok()) << fixture.status();
    bpe_fixture_ = *fixture;
    const auto vocabulary = ReadFile(FixturePath("bpe/vocab.json")), merges = ReadFile(FixturePath("bpe/merges.txt"));
    ASSERT_TRUE(vocabulary.ok() && merges.ok());
    auto tokenizer = TokenizerFromMerges(*vocabulary, *merges, "", "fixture");
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
    bpe_ = *std::move(tokenizer);
  }

  static void ExpectIds(const Tokenizer& tokenizer, const std::vector<absl::string_view>& texts, int max_length,
                        const Json& expected) {
    const int threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    IdDigest digest;
    for (const std::vector<int32_t>& ids : EncodeAll(tokenizer, texts, max_length, threads)) digest.Add(ids);
    EXPECT_EQ(digest.tokens(), expected["tokens"].get<int64_t>());
    EXPECT_EQ(digest.Finish(), expected["sha256"].get<std::string>());
  }

  /// How many texts each class of a part has, and the class of every text.
  static void ExpectLabels(const std::vector<Part>& parts, const Json& expected) {
    std::string labels;
    for (const auto& [name, examples] : parts) {
      std::vector<int64_t> balance;
      for (const Example& example : *examples) {
        balance.resize(std::max(balance.size(), static_cast<size_t>(example.label) + 1));
        ++balance[static_cast<size_t>(example.label)];
        labels.push_back(static_cast<char>(example.label));
      }
      EXPECT_EQ(Json(balance), expected["balance"][name]) << name;
    }
    EXPECT_EQ(expected["balance"].size(), parts.size());
    EXPECT_EQ(Sha256Hex(labels), expected["label_sha256"].get<std::string>());
  }

  /// The texts of `parts` in the fixture's order, checked byte for byte, then tokenized whole and sampled.
  void Check(const std::string& name, const std::vector<Part>& parts) {
    const Json& expected = fixture_["corpora"][name];
    ExpectLabels(parts, expected);
    std::vector<absl::string_view> texts;
    Sha256 sha;
    for (const auto& [part, examples] : parts) {
      for (const Example& example : *examples) {
        sha.Update(texts.empty() ? absl::string_view() : absl::string_view("\0", 1));
        sha.Update(example.text);
        texts.push_back(example.text);
      }
    }
    ASSERT_EQ(static_cast<int64_t>(texts.size()), expected["texts"].get<int64_t>());
    EXPECT_EQ(sha.Finish(), expected["text_sha256"].get<std::string>()) << "the reader gives other texts than Python";
    ExpectIds(*tokenizer_, texts, 512, expected["full_512"]);
    ExpectIds(*tokenizer_, texts, 0, expected["full"]);
    std::vector<absl::string_view> sample;
    const auto count = expected["sample_texts"].get<size_t>();
    for (size_t i = 0; i < count; ++i) sample.push_back(texts[i * texts.size() / count]);
    ExpectIds(*tokenizer_, sample, 512, expected["sample_512"]);
    ExpectIds(*tokenizer_, sample, 0, expected["sample"]);
    const Json& bpe = bpe_fixture_["corpora"][name];
    ASSERT_EQ(bpe["sample_texts"], expected["sample_texts"]);
    ExpectIds(*bpe_, sample, 512, bpe["sample_512"]);
    ExpectIds(*bpe_, sample, 0, bpe["sample"]);
  }

  Json fixture_, bpe_fixture_;
  std::unique_ptr<Tokenizer> tokenizer_;
  std::unique_ptr<Tokenizer> bpe_;
};

TEST_F(CorpusTest, EveryTextOfSst2HasPythonsIds) {
  const std::string path = SharedArchive("SST-2.zip");
  if (path.empty()) GTEST_SKIP() << "SST-2.zip is not in the shared data folder (OCTAVO_SHARED_DATA)";
  const auto splits = ReadSst2({.name = "sst2", .path = path});
  ASSERT_TRUE(splits.ok()) << splits.status();
  EXPECT_EQ(splits->train.size(), 67349u);
  EXPECT_EQ(splits->test.size(), 872u);
  Check("sst2", {{"train", &splits->train}, {"test", &splits->test}});
}

TEST_F(CorpusTest, EveryTextOfImdbHasPythonsIds) {
  const std::string path = SharedArchive("aclImdb_v1.tar.gz");
  if (path.empty()) GTEST_SKIP() << "aclImdb_v1.tar.gz is not in the shared data folder (OCTAVO_SHARED_DATA)";
  const auto splits = ReadImdb({.name = "imdb", .path = path});
  ASSERT_TRUE(splits.ok()) << splits.status();
  EXPECT_EQ(splits->train.size(), 25000u);
  EXPECT_EQ(splits->test.size(), 25000u);
  Check("imdb", {{"train", &splits->train}, {"test", &splits->test}});
}

TEST_F(CorpusTest, EveryTestTextOfAgNewsHasPythonsIds) {
  const std::string path = SharedArchive("ag_news_csv.tgz");
  if (path.empty()) GTEST_SKIP() << "ag_news_csv.tgz is not in the shared data folder (OCTAVO_SHARED_DATA)";
  const auto splits = ReadAgNews({.name = "ag_news", .path = path});
  ASSERT_TRUE(splits.ok()) << splits.status();
  EXPECT_EQ(splits->test.size(), 7600u);
  Check("ag_news", {{"test", &splits->test}});
}

}  // namespace
}  // namespace octavo
