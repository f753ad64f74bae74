#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/unit/text/dataset_fixtures.h"
#include "worker/runner/text/dataset.h"

namespace octavo {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class LocalDatasetTest : public ::testing::Test {
 protected:
  void ExpectRefused(const DatasetRequest& request, const ::testing::Matcher<std::string>& message) {
    const auto dataset = LoadDataset(request);
    ASSERT_FALSE(dataset.ok());
    EXPECT_EQ(dataset.status().code(), absl::StatusCode::kInvalidArgument) << dataset.status();
    EXPECT_THAT(std::string(dataset.status().message()), message);
  }

  DatasetFolder folder_;
};

TEST_F(LocalDatasetTest, CsvTsvAndJsonLinesGiveTheSameTexts) {
  std::string csv = "\xEF\xBB\xBFid,label,text\r\n", tsv = "id\tlabel\ttext\n", jsonl;
  for (int i = 0; i < 30; ++i) {
    absl::StrAppend(&csv, i, ",c", i % 3, ",\"say \"\"hi\"\", ", i, "\"\r\n");
    absl::StrAppend(&tsv, i, "\tc", i % 3, "\t\"say \"\"hi\"\", ", i, "\"\n");
    absl::StrAppend(&jsonl, "{\"label\": \"c", i % 3, "\", \"text\": \"say \\\"hi\\\", ", i, "\"}\n");
  }
  const std::string paths[] = {folder_.Write("a.csv", csv), folder_.Write("a.tsv", tsv),
                               folder_.Write("a.jsonl", jsonl)};
  for (const std::string& path : paths) {
    const auto dataset = LoadDataset({.name = "local", .path = path});
    ASSERT_TRUE(dataset.ok()) << dataset.status();
    EXPECT_THAT(dataset->label_names, ElementsAre("c0", "c1", "c2"));
    EXPECT_EQ(dataset->train.size(), 24u);
    EXPECT_EQ(dataset->validation.size(), 3u);
    ASSERT_EQ(dataset->test.size(), 3u);
    for (const Example& example : dataset->test) {
      const int i = std::stoi(example.text.substr(example.text.rfind(' ')));
      EXPECT_EQ(example.text, absl::StrCat("say \"hi\", ", i));
      EXPECT_EQ(example.label, i % 3);
    }
  }
}

TEST_F(LocalDatasetTest, FolderWithPartsIsNotCut) {
  folder_.Write("set/train.jsonl", "{\"text\": \"a\", \"label\": 10}\n{\"text\": \"b\", \"label\": 2}\n");
  folder_.Write("set/dev.csv", "text,label\nc,2\n");
  folder_.Write("set/test.tsv", "label\ttext\n10\ta\n");
  const auto dataset = LoadDataset({.name = "local", .path = folder_.Path("set")});
  ASSERT_TRUE(dataset.ok()) << dataset.status();
  EXPECT_THAT(dataset->label_names, ElementsAre("2", "10"));  // by value
  EXPECT_EQ(dataset->train.size(), 2u);
  EXPECT_EQ(dataset->validation[0].id, "dev:2");
  EXPECT_EQ(dataset->test[0].label, 1);
  EXPECT_EQ(dataset->test_texts_seen_in_training, 1);
}

TEST_F(LocalDatasetTest, ColumnsMayHaveOtherNames) {
  std::string csv = "review,stars\n";
  for (int i = 0; i < 10; ++i) absl::StrAppend(&csv, "r", i, ",", i % 2, "\n");
  const std::string path = folder_.Write("a.csv", csv);
  ExpectRefused({.name = "local", .path = path}, AllOf(HasSubstr("no column \"text\""), HasSubstr("review, stars")));
  EXPECT_TRUE(LoadDataset({.name = "local", .path = path, .text_column = "review", .label_column = "stars"}).ok());
}

TEST_F(LocalDatasetTest, BadRecordsAreNamedWithFileAndLine) {
  ExpectRefused({.name = "local", .path = folder_.Write("a.csv", "text,label\na,1\nb\n")},
                HasSubstr("a.csv: line 3 has 1 fields, the first line 2"));
  ExpectRefused({.name = "local",
                 .path = folder_.Write("b.jsonl", "{\"text\": \"a\", \"label\": 1}\n{\"text\": 5, \"label\": 1}\n")},
                HasSubstr("b.jsonl: line 2"));
  ExpectRefused({.name = "local", .path = folder_.Write("c.jsonl", "{\"text\": \n")}, HasSubstr("c.jsonl: line 1"));
  ExpectRefused({.name = "local", .path = folder_.Write("d.csv", "text,label\na,\n")}, HasSubstr("empty label"));
}

TEST_F(LocalDatasetTest, SetsThatCannotBeLearntAreRefused) {
  ExpectRefused({.name = "local", .path = folder_.Write("one.csv", "text,label\na,x\nb,x\n")},
                HasSubstr("only one label, \"x\""));
  ExpectRefused({.name = "local", .path = folder_.Write("none.csv", "text,label\n")}, HasSubstr("no labelled texts"));
  ExpectRefused({.name = "local", .path = folder_.Write("few.csv", "text,label\na,x\nb,y\n")},
                HasSubstr("too few texts"));
  ExpectRefused({.name = "local", .path = folder_.Write("a.parquet", "PAR1")},
                AllOf(HasSubstr("expected a .csv"), HasSubstr("a.parquet")));
}

TEST_F(LocalDatasetTest, TwoFilesForOnePartAreRefused) {
  folder_.Write("set/train.csv", "text,label\na,1\n");
  folder_.Write("set/train.tsv", "text\tlabel\na\t1\n");
  ExpectRefused({.name = "local", .path = folder_.Path("set")}, HasSubstr("both train.csv and train.tsv"));
}

}  // namespace
}  // namespace octavo
