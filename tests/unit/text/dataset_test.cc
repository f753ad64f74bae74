#include "worker/runner/text/dataset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/unit/text/dataset_fixtures.h"
#include "tests/unit/text/shared_data.h"
#include "tests/unit/text/word_runs.h"
#include "worker/runner/text/file_visitor.h"

namespace octavo {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<std::string> Ids(const std::vector<Example>& part) {
  std::vector<std::string> ids;
  for (const Example& example : part) ids.emplace_back(example.id);
  return ids;
}

void ExpectError(const DatasetRequest& request, absl::StatusCode code, const ::testing::Matcher<std::string>& message) {
  const auto dataset = LoadDataset(request);
  ASSERT_FALSE(dataset.ok());
  EXPECT_EQ(dataset.status().code(), code) << dataset.status();
  EXPECT_THAT(std::string(dataset.status().message()), message);
}

class DatasetTest : public ::testing::Test {
 protected:
  static Dataset Load(const DatasetRequest& request) {
    auto dataset = LoadDataset(request);
    EXPECT_TRUE(dataset.ok()) << dataset.status();
    return dataset.ok() ? *std::move(dataset) : Dataset{};
  }

  static std::string Sentences(int count) {
    std::string text;
    for (int i = 1; i <= count; ++i)
      absl::StrAppend(&text, i, "\t", i % 2 == 0 ? "1.5" : "-0.25", "\tsentence ", i, "\r\n");
    return text;
  }

  static NamedFiles Sst2(int train) {
    std::string lines = "sentence\tlabel\n";
    for (int i = 0; i < train; ++i) absl::StrAppend(&lines, "text ", i, " \t", i % 2, "\n");
    return {{"SST-2/train.tsv", lines},
            {"SST-2/dev.tsv", "sentence\tlabel\nit 's \"good\"\t1\ntext 3 \t0\n"},
            {"SST-2/test.tsv", "index\tsentence\n0\tunlabelled\n"}};
  }

  DatasetFolder folder_;
};

TEST_F(DatasetTest, UnknownNameSuggestsTheNearest) {
  ExpectError({.name = "sts2", .path = "x"}, absl::StatusCode::kNotFound,
              AllOf(HasSubstr("\"sts2\""), HasSubstr("did you mean sst2?"), HasSubstr("ag_news")));
}

TEST_F(DatasetTest, NegativeSampleCountIsRefused) {
  ExpectError({.name = "sst2", .path = "x", .train_samples = -1}, absl::StatusCode::kInvalidArgument,
              HasSubstr("train_samples is -1"));
}

TEST_F(DatasetTest, MissingPathIsNamed) {
  for (const DatasetInfo& info : KnownDatasets()) {
    ExpectError({.name = info.name, .path = folder_.Path("absent")}, absl::StatusCode::kNotFound,
                HasSubstr(folder_.Path("absent")));
  }
}

TEST_F(DatasetTest, MovieSentencesAreCutEightyTenTenWithoutTheNeutralOnes) {
  const std::string path =
      folder_.Write("movieReviewSnippets_GroundTruth.txt", Sentences(100) + "101\t0.0\tso so\r\n102\t-4\tlast");
  const Dataset dataset = Load({.name = "movie-sentences", .path = path});
  EXPECT_EQ(dataset.train.size(), 81u);
  EXPECT_EQ(dataset.validation.size(), 10u);
  EXPECT_EQ(dataset.test.size(), 10u);
  EXPECT_THAT(dataset.notes, Contains(HasSubstr("1 sentences with a mean rating of exactly 0")));
  std::set<std::string> ids;
  for (const auto* part : {&dataset.train, &dataset.validation, &dataset.test}) {
    for (const Example& example : *part) {
      const std::string id(example.id);
      EXPECT_TRUE(ids.insert(id).second) << id << " is in two parts";
      EXPECT_EQ(example.label, id != "102" && std::stoi(id) % 2 == 0 ? 1 : 0);
      EXPECT_EQ(example.text, id == "102" ? "last" : "sentence " + id);
    }
  }
  EXPECT_EQ(ids.size(), 101u);
}

TEST_F(DatasetTest, MovieSentencesComeOutOfThePackageAndItsInnerArchive) {
  const std::string plain = folder_.Write("movieReviewSnippets_GroundTruth.txt", Sentences(50));
  const std::string inner =
      folder_.WriteArchive("inner.tar.gz", {{"hutto/._movieReviewSnippets_GroundTruth.txt", "fork"},
                                            {"hutto/movieReviewSnippets_GroundTruth.txt", Sentences(50)}});
  const std::string package = folder_.WriteArchive(
      "vader.tar.gz",
      {{"vader/setup.py", "x"}, {"vader/additional_resources/hutto_ICWSM_2014.tar.gz", *ReadFile(inner)}});
  const Dataset a = Load({.name = "movie-sentences", .path = plain});
  const Dataset b = Load({.name = "movie-sentences", .path = package});
  EXPECT_EQ(Ids(a.train), Ids(b.train));
  EXPECT_EQ(Ids(a.test), Ids(b.test));
}

TEST_F(DatasetTest, AnIdOfTwoTextsIsRefused) {
  const std::string sentences =
      folder_.Write("movieReviewSnippets_GroundTruth.txt", Sentences(20) + "7\t1.5\tanother seventh\r\n");
  ExpectError({.name = "movie-sentences", .path = sentences}, absl::StatusCode::kInvalidArgument,
              HasSubstr("two texts have the id \"7\""));
}

TEST_F(DatasetTest, SplitDependsOnTheSeedAlone) {
  const std::string path = folder_.Write("movieReviewSnippets_GroundTruth.txt", Sentences(20));
  // Fixed for ever: a result may only be compared with one on the same test texts.
  EXPECT_THAT(Ids(Load({.name = "movie-sentences", .path = path, .seed = 42}).test), ElementsAre("1", "6"));
  EXPECT_THAT(Ids(Load({.name = "movie-sentences", .path = path, .seed = 42}).validation), ElementsAre("4", "20"));
  EXPECT_NE(Ids(Load({.name = "movie-sentences", .path = path, .seed = 43}).test),
            (std::vector<std::string>{"1", "6"}));
}

TEST_F(DatasetTest, BadMovieSentenceIsNamedWithFileAndLine) {
  const std::string path = folder_.Write("movieReviewSnippets_GroundTruth.txt", Sentences(3) + "4\tgood\ttext\r\n");
  ExpectError({.name = "movie-sentences", .path = path}, absl::StatusCode::kInvalidArgument,
              AllOf(HasSubstr("movieReviewSnippets_GroundTruth.txt: line 4"), HasSubstr("\"good\"")));
  ExpectError(
      {.name = "movie-sentences", .path = folder_.Write("a/movieReviewSnippets_GroundTruth.txt", "1\tnan\tx\n")},
      absl::StatusCode::kInvalidArgument, HasSubstr("line 1"));
}

TEST_F(DatasetTest, Sst2IsTheSameFromArchiveAndFolder) {
  const Dataset zip = Load({.name = "sst2", .path = folder_.WriteArchive("SST-2.zip", Sst2(100))});
  for (const auto& [name, content] : Sst2(100)) folder_.Write("unpacked/" + name, content);
  const Dataset outer = Load({.name = "sst2", .path = folder_.Path("unpacked")});
  const Dataset inner = Load({.name = "sst2", .path = folder_.Path("unpacked/SST-2")});
  EXPECT_EQ(zip.validation.size(), 10u);
  EXPECT_EQ(zip.train.size(), 90u);
  EXPECT_EQ(Ids(zip.train), Ids(outer.train));
  EXPECT_EQ(Ids(zip.validation), Ids(inner.validation));
  ASSERT_EQ(zip.test.size(), 2u);
  EXPECT_EQ(zip.test[0].text, "it 's \"good\"");
  EXPECT_EQ(zip.test[0].label, 1);
  EXPECT_EQ(zip.test_texts_seen_in_training, 1);
}

/// Sentences, each followed by phrases of it: two that no other has, two that all have.
NamedFiles Sst2WithPhrases(int sentences) {
  std::string lines = "sentence\tlabel\n";
  for (int i = 0; i < sentences; ++i) {
    for (const char* begin : {"film ", "a film of hero", "director", "a film "}) {
      const bool shared = absl::EndsWith(begin, " ");
      absl::StrAppend(&lines, begin, shared ? "" : absl::StrCat(i, " "), "\t1\n");
    }
    absl::StrAppend(&lines, "this is a film of hero", i, " by director", i, " . \t0\n");
  }
  return {{"SST-2/train.tsv", lines}, {"SST-2/dev.tsv", "sentence\tlabel\na good one . \t1\n"}};
}

/// How many different texts of `inner` stand in texts of `outer`, as contiguous words.
int64_t CountContained(const std::vector<Example>& inner, const std::vector<Example>& outer) {
  absl::flat_hash_set<std::string> texts;
  for (const Example& example : inner) texts.insert(JoinedWords(example.text));
  absl::flat_hash_set<std::string> found;
  for (const Example& example : outer) {
    for (const std::string& run : WordRuns(example.text)) {
      if (texts.contains(run)) found.insert(run);
    }
  }
  return static_cast<int64_t>(found.size());
}

TEST_F(DatasetTest, Sst2ValidatesOnWholeSentencesWhosePartsAreNotTrainedOn) {
  const std::string path = folder_.WriteArchive("SST-2.zip", Sst2WithPhrases(20));
  const Dataset dataset = Load({.name = "sst2", .path = path});
  ASSERT_EQ(dataset.validation.size(), 2u);
  for (const Example& example : dataset.validation)
    EXPECT_THAT(std::string(example.text), StartsWith("this is a film"));
  EXPECT_EQ(CountContained(dataset.train, dataset.validation), 0);
  EXPECT_EQ(CountContained(dataset.validation, dataset.train), 0);
  // What all sentences share goes with the first that is drawn: 20 times "film", 20 times "a film".
  EXPECT_EQ(dataset.full.left_out, 2 * 2 + 20 + 20);
  EXPECT_EQ(dataset.full.train, 18 * 3);
  EXPECT_EQ(dataset.train.size(), 18u * 3);
  EXPECT_THAT(dataset.notes,
              Contains("Validation was drawn by seed 42 from the 20 training texts that are no part of "
                       "another one, 2 texts; 44 training texts that are parts of these were left out."));
  EXPECT_EQ(Ids(Load({.name = "sst2", .path = path}).validation), Ids(dataset.validation));
  EXPECT_NE(Ids(Load({.name = "sst2", .path = path, .seed = 43}).validation), Ids(dataset.validation));
}

TEST_F(DatasetTest, PublishedSst2IsValidatedOnSentencesThatWereNotTrainedOn) {
  const std::string path = SharedArchive("SST-2.zip");
  if (path.empty()) GTEST_SKIP() << "SST-2.zip is not in the shared data folder (OCTAVO_SHARED_DATA)";
  const Dataset dataset = Load({.name = "sst2", .path = path});
  EXPECT_EQ(dataset.full.validation, 689);
  EXPECT_EQ(dataset.full.train + dataset.full.validation + dataset.full.left_out, 67349);
  EXPECT_EQ(CountContained(dataset.validation, dataset.train), 0);
  EXPECT_EQ(CountContained(dataset.train, dataset.validation), 0);
  EXPECT_EQ(dataset.test_texts_seen_in_training, 0);
}

TEST_F(DatasetTest, Sst2WithABadLabelIsRefused) {
  NamedFiles files = Sst2(10);
  files[1].second += "odd\t2\n";
  ExpectError({.name = "sst2", .path = folder_.WriteArchive("SST-2.zip", files)}, absl::StatusCode::kInvalidArgument,
              AllOf(HasSubstr("SST-2/dev.tsv: line 4"), HasSubstr("\"2\"")));
}

TEST_F(DatasetTest, AnotherLayoutSaysWhatWasExpectedAndFound) {
  const std::string path = folder_.WriteArchive("SST-2.zip", {{"stanford/train.csv", "x"}, {"stanford/README", "y"}});
  for (const char* name : {"sst2", "imdb", "movie-sentences"}) {
    ExpectError({.name = name, .path = path}, absl::StatusCode::kInvalidArgument,
                AllOf(HasSubstr("expected"), HasSubstr("found stanford/train.csv, stanford/README")));
  }
}

TEST_F(DatasetTest, ImdbLabelsComeFromTheFoldersInTheOrderOfTheNumbers) {
  NamedFiles files = {{"aclImdb/README", "x"}, {"aclImdb/train/unsup/0_0.txt", "unlabelled"}};
  for (int i = 11; i >= 0; --i) {
    files.push_back({absl::StrCat("./aclImdb/train/pos/", i, "_9.txt"), absl::StrCat("good ", i)});
    files.push_back({absl::StrCat("./aclImdb/train/neg/", i, "_2.txt"), absl::StrCat("bad ", i)});
  }
  files.push_back({"aclImdb/test/pos/0_10.txt", "fine<br />\nfilm"});
  files.push_back({"aclImdb/test/neg/0_1.txt", ""});
  const Dataset dataset = Load({.name = "imdb", .path = folder_.WriteArchive("aclImdb_v1.tar.gz", files)});
  EXPECT_EQ(dataset.train.size() + dataset.validation.size(), 24u);
  EXPECT_EQ(dataset.validation.size(), 2u);
  EXPECT_THAT(Ids(dataset.test), ElementsAre("test/neg/0_1", "test/pos/0_10"));
  EXPECT_EQ(dataset.test[1].text, "fine<br />\nfilm");
  EXPECT_EQ(dataset.test[1].label, 1);
  for (const Example& example : dataset.train) EXPECT_EQ(example.label, absl::StartsWith(example.text, "good") ? 1 : 0);
}

TEST_F(DatasetTest, AgNewsJoinsTitleAndDescriptionAndTurnsBackslashesIntoLineBreaks) {
  std::string train;
  for (int i = 0; i < 20; ++i) absl::StrAppend(&train, "\"", i % 4 + 1, "\",\"\",\"story ", i, "\"\n");
  const std::string test = "\"3\",\"Wall St. \"\"Bears\"\"\",\"dwindling\\band of &lt;ultra&gt; #36;cynics\"\n";
  const Dataset dataset = Load({.name = "ag_news",
                                .path = folder_.WriteArchive("ag_news_csv.tgz", {{"ag_news_csv/train.csv", train},
                                                                                 {"ag_news_csv/test.csv", test}})});
  EXPECT_THAT(dataset.label_names, ElementsAre("World", "Sports", "Business", "Sci/Tech"));
  ASSERT_EQ(dataset.test.size(), 1u);
  EXPECT_EQ(dataset.test[0].text, "Wall St. \"Bears\" dwindling\nband of &lt;ultra&gt; #36;cynics");
  EXPECT_EQ(dataset.test[0].label, 2);
  EXPECT_THAT(std::string(dataset.train[0].text), HasSubstr("story"));
  EXPECT_NE(dataset.train[0].text[0], ' ');
}

TEST_F(DatasetTest, SamplesAreSeededSubsetsInPublishedOrder) {
  const std::string path = folder_.WriteArchive("SST-2.zip", Sst2(200));
  const Dataset all = Load({.name = "sst2", .path = path, .seed = 7});
  const Dataset some = Load({.name = "sst2", .path = path, .seed = 7, .train_samples = 30, .eval_samples = 1});
  EXPECT_EQ(some.train.size(), 30u);
  EXPECT_EQ(some.validation.size(), 1u);
  EXPECT_EQ(some.test.size(), 1u);
  EXPECT_EQ(some.full.train, 180);
  EXPECT_EQ(some.full.validation, 20);
  EXPECT_EQ(some.full.test, 2);
  size_t at = 0;
  const std::vector<std::string> order = Ids(all.train);
  for (const Example& example : some.train) {
    while (at < order.size() && order[at] != example.id) ++at;
    EXPECT_LT(at, order.size()) << example.id << " is out of order or not in the whole part";
  }
}

TEST_F(DatasetTest, SeenTestTextsAreCountedAmongTheTextsThatAreUsed) {
  const std::string path = folder_.WriteArchive("SST-2.zip", Sst2(200));
  EXPECT_EQ(Load({.name = "sst2", .path = path}).test_texts_seen_in_training, 1);
  for (const int64_t samples : {1, 20}) {
    const Dataset some = Load({.name = "sst2", .path = path, .train_samples = samples, .eval_samples = samples});
    int64_t seen = 0;
    for (const auto* part : {&some.train, &some.validation}) {
      for (const Example& example : *part) seen += example.text == "text 3 " ? 1 : 0;
    }
    const bool tested = std::any_of(some.test.begin(), some.test.end(),
                                    [](const Example& example) { return example.text == "text 3 "; });
    EXPECT_EQ(some.test_texts_seen_in_training, tested && seen > 0 ? 1 : 0) << samples;
  }
}

TEST_F(DatasetTest, EntryThatLeadsOutOfTheArchiveIsRefused) {
  for (const char* name : {"../SST-2/train.tsv", "/etc/train.tsv", "SST-2/../../train.tsv"}) {
    ExpectError({.name = "sst2", .path = folder_.WriteArchive("evil.tar.gz", {{name, "sentence\tlabel\n"}})},
                absl::StatusCode::kInvalidArgument, HasSubstr("leads out of the archive"));
  }
}

TEST_F(DatasetTest, WhatNobodyReadsOfAnArchiveCountsAgainstItsLimit) {
  constexpr int64_t kLimit = 4 << 20;
  const std::string zeros(8 << 20, '\0');
  int visited = 0;
  const FileVisitor read_nothing = [&](const std::string&, FileContent&) {
    ++visited;
    return absl::OkStatus();
  };
  const std::string bomb = folder_.WriteArchive("bomb.tar.gz", {{"a", zeros}, {"b", "x"}});
  const absl::Status status = VisitFiles(bomb, read_nothing, kLimit);
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("bomb.tar.gz: a: the archive unpacks to more than 4194304"));
  EXPECT_EQ(visited, 1);
  const std::string many = folder_.WriteArchive("many.tar.gz", NamedFiles(9000, {"empty", ""}));
  EXPECT_EQ(VisitFiles(many, read_nothing, kLimit).code(), absl::StatusCode::kResourceExhausted);
  visited = 0;
  EXPECT_TRUE(VisitFiles(bomb, read_nothing, 3 * kLimit).ok());
  EXPECT_EQ(visited, 2);
}

TEST_F(DatasetTest, TruncatedArchiveIsDataLoss) {
  std::string lines = "sentence\tlabel\n";
  for (int i = 0; i < 20000; ++i) absl::StrAppend(&lines, "text ", i * 7919 % 20011, "\t1\n");
  const std::string whole = *ReadFile(folder_.WriteArchive("a.tar.gz", {{"train.tsv", lines}, {"dev.tsv", lines}}));
  ExpectError({.name = "sst2", .path = folder_.Write("half.tar.gz", whole.substr(0, whole.size() / 2))},
              absl::StatusCode::kDataLoss, HasSubstr("half.tar.gz"));
}

TEST_F(DatasetTest, FileThatIsNoArchiveIsRefused) {
  ExpectError(
      {.name = "imdb", .path = folder_.Write("notes.tar.gz", "just some text that is long enough to look at\n")},
      absl::StatusCode::kInvalidArgument, HasSubstr("is not a tar or zip archive"));
}

TEST_F(DatasetTest, PublishedMovieSentencesHave10568RatedTexts) {
  const std::string path = FindArchive({"vaderSentiment-3.3.2.tar.gz", "movieReviewSnippets_GroundTruth.txt"});
  if (path.empty()) GTEST_SKIP() << "no vaderSentiment-3.3.2.tar.gz in data/cache or the shared data folder";
  const Dataset dataset = Load({.name = "movie-sentences", .path = path});
  EXPECT_EQ(dataset.full.train, 8454);
  EXPECT_EQ(dataset.full.validation, 1057);
  EXPECT_EQ(dataset.full.test, 1057);
  EXPECT_THAT(dataset.notes, Contains(HasSubstr("37 sentences")));
}

}  // namespace
}  // namespace octavo
