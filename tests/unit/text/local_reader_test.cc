#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

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
      const int i = std::stoi(std::string(example.text.substr(example.text.rfind(' '))));
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

TEST_F(LocalDatasetTest, SeveralColumnsAreJoinedByASpace) {
  std::string csv = "title,body,\"a,b\",label\n", jsonl;
  for (int i = 0; i < 10; ++i) {
    absl::StrAppend(&csv, i == 0 ? "" : absl::StrCat("t", i), ",b", i, ",c", i, ",", i % 2, "\n");
    absl::StrAppend(&jsonl, "{\"title\": \"", i == 0 ? "" : absl::StrCat("t", i), "\", \"body\": \"b", i,
                    "\", \"label\": ", i % 2, "}\n");
  }
  const std::string paths[] = {folder_.Write("a.csv", csv), folder_.Write("a.jsonl", jsonl)};
  for (const std::string& path : paths) {
    const auto dataset = LoadDataset({.name = "local", .path = path, .text_column = "title, body"});
    ASSERT_TRUE(dataset.ok()) << dataset.status();
    std::vector<std::string> texts;
    for (const auto* part : {&dataset->train, &dataset->validation, &dataset->test}) {
      for (const Example& example : *part) texts.emplace_back(example.text);
    }
    EXPECT_THAT(texts, ::testing::UnorderedElementsAre("b0", "t1 b1", "t2 b2", "t3 b3", "t4 b4", "t5 b5", "t6 b6",
                                                       "t7 b7", "t8 b8", "t9 b9"));
  }
  const auto whole = LoadDataset({.name = "local", .path = paths[0], .text_column = "a,b"});
  ASSERT_TRUE(whole.ok()) << "a column may have a comma in its name: " << whole.status();
  EXPECT_THAT(std::string(whole->test[0].text), ::testing::StartsWith("c"));
  ExpectRefused({.name = "local", .path = paths[0], .text_column = "title,text"}, HasSubstr("no column \"text\""));
}

TEST_F(LocalDatasetTest, AnEmptyColumnIsRefused) {
  const std::string paths[] = {folder_.Write("a.csv", "title,body,label\na,b,1\n"),
                               folder_.Write("a.jsonl", "{\"title\": \"a\", \"body\": \"b\", \"label\": 1}\n")};
  for (const std::string& path : paths) {
    for (const std::string columns : {",", "title,", ",body", "title, ,body"}) {
      ExpectRefused({.name = "local", .path = path, .text_column = columns},
                    HasSubstr("text_column \"" + columns + "\" names an empty column; give names with one comma"));
    }
  }
}

TEST_F(LocalDatasetTest, TextsWithoutTextAreRefusedWhereAllAreSoAndCountedWhereManyAre) {
  const auto table = [](int texts, int empty) {
    std::string csv = "text,label\n";
    for (int i = 0; i < texts; ++i) absl::StrAppend(&csv, i < empty ? " " : "word", ",", i % 2, "\n");
    return csv;
  };
  ExpectRefused({.name = "local", .path = folder_.Write("none.csv", table(20, 20))},
                HasSubstr("none.csv: all 20 texts of text_column \"text\" are empty; is text_column right?"));
  const auto many = LoadDataset({.name = "local", .path = folder_.Write("many.csv", table(200, 2))});
  ASSERT_TRUE(many.ok()) << many.status();
  EXPECT_THAT(many->notes, ::testing::Contains(HasSubstr("2 of 200 texts are empty or of white space alone")));
  const auto few = LoadDataset({.name = "local", .path = folder_.Write("few.csv", table(201, 2))});
  ASSERT_TRUE(few.ok()) << few.status();
  EXPECT_THAT(few->notes, ::testing::Each(::testing::Not(HasSubstr("empty"))));
}

TEST_F(LocalDatasetTest, WhatIsNoLabelIsNotShownWhole) {
  const auto labelled = [&](const std::string& name, const std::string& label) {
    return DatasetRequest{.name = "local",
                          .path = folder_.Write(name, absl::StrCat("text,label\na,x\nb,", label, "\n"))};
  };
  ExpectRefused(labelled("long.csv", std::string(257, 'a')),
                HasSubstr("long.csv: line 3: a label of 257 bytes; at most 256 are one; is label_column right?"));
  ExpectRefused(
      labelled("latin.csv", "caf\xE9"),
      HasSubstr("latin.csv: line 3: the label \"caf\\xe9\" is not UTF-8; convert the file, as iconv -f LATIN1"));
  DatasetRequest longest = labelled("longest.csv", std::string(256, 'a'));
  longest.label_names = {"one", "two", "three"};
  ExpectRefused(longest, HasSubstr(absl::StrCat("for 2 labels (\"", std::string(40, 'a'), "…\", \"x\")")));
}

TEST_F(LocalDatasetTest, LabelsTakeTheNamesThatAreGiven) {
  std::string stars = "text,label\n", words = "text,label\n";
  for (int i = 0; i < 50; ++i) {
    absl::StrAppend(&stars, "text ", i, ",", i % 5 + 1, "\n");
    absl::StrAppend(&words, "text ", i, ",", i % 3 == 0 ? "low" : i % 3 == 1 ? "medium" : "high", "\n");
  }
  const auto load = [&](const std::string& path, std::vector<std::string> names) {
    return LoadDataset({.name = "local", .path = path, .label_names = std::move(names)});
  };
  const std::string of_stars = folder_.Write("stars.csv", stars), of_words = folder_.Write("words.csv", words);
  const auto number_of = [](const Example& example) { return std::stoi(std::string(example.text.substr(5))); };
  const auto plain = load(of_stars, {"awful", "poor", "fair", "good", "superb"});
  ASSERT_TRUE(plain.ok()) << plain.status();
  EXPECT_THAT(plain->label_names, ElementsAre("awful", "poor", "fair", "good", "superb"));
  for (const Example& example : plain->train) EXPECT_EQ(example.label, number_of(example) % 5);
  const auto merged = load(of_stars, {"1=negative", "2=negative", "3=neutral", "4=positive", "5=positive"});
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_THAT(merged->label_names, ElementsAre("negative", "neutral", "positive"));
  for (const Example& example : merged->train)
    EXPECT_EQ(example.label, std::vector<int>({0, 0, 1, 2, 2})[static_cast<size_t>(number_of(example) % 5)]);
  const auto ordered = load(of_words, {"low", "medium", "high"});
  ASSERT_TRUE(ordered.ok()) << ordered.status();
  EXPECT_THAT(ordered->label_names, ElementsAre("low", "medium", "high"));
  for (const Example& example : ordered->train) EXPECT_EQ(example.label, number_of(example) % 3);
}

TEST_F(LocalDatasetTest, NamesThatDoNotFitTheLabelsAreRefused) {
  std::string csv = "text,label\n";
  for (int i = 0; i < 10; ++i) absl::StrAppend(&csv, "text ", i, ",", i % 2 == 0 ? "pos" : "neg", "\n");
  const std::string path = folder_.Write("a.csv", csv);
  const auto refuse = [&](std::vector<std::string> names, const std::string& message) {
    ExpectRefused({.name = "local", .path = path, .label_names = std::move(names)}, HasSubstr(message));
  };
  refuse({"negative", "positive"},
         "label_names \"negative\", \"positive\": the labels are \"neg\", \"pos\", and nothing says which is "
         "which; give VALUE=NAME for each, such as \"neg=negative\"");
  refuse({"a", "b", "very c"},
         "label_names \"a\", \"b\", \"very c\": 3 names for 2 labels (\"neg\", \"pos\"); give one "
         "for each, in this order");
  refuse({"a", "a"}, "a name is there twice");
  refuse({"pos=positive"}, "the label \"neg\" has no name; add \"neg=NAME\"");
  refuse({"pos=positive", "0=negative"}, "no text has the label \"0\"; the labels are \"neg\", \"pos\"");
  refuse({"pos=positive", "pos=good", "neg=bad"}, "the label \"pos\" has two names");
  refuse({"pos=positive", "negative"}, "\"negative\" is not of the form VALUE=NAME");
  refuse({"pos=same", "neg=same"}, "only one label, \"same\"");
  const auto sst2 = LoadDataset({.name = "sst2", .path = path, .label_names = {"a", "b"}});
  EXPECT_THAT(std::string(sst2.status().message()),
              HasSubstr("label_names: data set sst2 has names of its own, negative, positive; leave it out"));
}

TEST_F(LocalDatasetTest, WhatIsNoTableOfTheNamedKindSaysWhatItIs) {
  const auto refuse = [&](const std::string& name, const std::string& content, const std::string& message) {
    ExpectRefused({.name = "local", .path = folder_.Write(name, content)}, HasSubstr(name + ": " + message));
  };
  refuse(
      "semicolons.csv", "text;label\na;1\n",
      "the first line is one column, \"text;label\": its columns are parted by ';', and a comma is expected in a .csv "
      "file; save it with commas as .csv, or with tabs as .tsv");
  refuse("tabs.csv", "text\tlabel\na\t1\n",
         "the first line is one column, \"text\tlabel\": its columns are parted by "
         "tabs, and a comma is expected in a .csv file; name it .tsv");
  refuse("commas.tsv", "text,label\na,1\n",
         "the first line is one column, \"text,label\": its columns are parted by "
         "',', and a tab is expected in a .tsv file; name it .csv");
  refuse("headerless.csv", "a moving film,1\nbad,0\n",
         "no column \"text\"; the first line names: a moving film, 1. Name the columns with text_column and "
         "label_column; if that line is a text already, put one before it that names the columns: text,label");
  refuse("little.csv", std::string("\xFF\xFEt\0e\0", 6),
         "the file is UTF-16 and UTF-8 is read; convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW");
  refuse("big.jsonl", std::string("\xFE\xFF\0{", 4), "the file is UTF-16");
  refuse("nul.csv", std::string("text,label\na\0b,1\n", 17), "line 2: a NUL byte, which no text has");
  refuse("nul.jsonl", "{\"text\": \"a\\u0000b\", \"label\": 1}\n", "line 1: a NUL byte, which no text has");
  refuse("nul_label.jsonl", "{\"text\": \"a\", \"label\": \"1\\u0000\"}\n", "line 1: a NUL byte, which no text has");
  refuse("split.csv", "text,label\nwell, good,1\n",
         "line 2 has 3 fields, the first line 2; a field that holds a comma, a quote or a line break must stand in "
         "quotes");
}

TEST_F(LocalDatasetTest, JsonThatIsNotFlatIsRefused) {
  const auto refuse = [&](const std::string& name, const std::string& content, const std::string& message) {
    ExpectRefused({.name = "local", .path = folder_.Write(name, content)}, HasSubstr(name + ": line 1: " + message));
  };
  refuse("nested.jsonl", "{\"label\": 1, \"text\": {\"en\": \"a\"}}\n",
         "\"text\" is an object; expected a text there. The record has: label, text. Nested fields are not read: bring "
         "them to the top, as jq -c '{text: .data.text, label}' does");
  refuse("list.jsonl", "{\"label\": [1], \"text\": \"a\"}\n",
         "\"label\" is a list; expected a string or a whole number there. The record has: label, text. Nested");
  refuse("other.jsonl", "{\"label\": 1, \"review\": \"a\"}\n",
         "\"text\" is missing; expected a text there. The record has: label, review. Name the fields with text_column "
         "and label_column");
  refuse("whole.jsonl", "[{\"label\": 1, \"text\": \"a\"}]\n",
         "expected an object with \"text\" and \"label\"; a file that is one JSON list becomes lines with jq -c '.[]'");
}

TEST_F(LocalDatasetTest, ACompressedFileIsReadAsWhatItHolds) {
  std::string csv = "text,label\n";
  for (int i = 0; i < 4000; ++i) absl::StrAppend(&csv, "text ", i * 7919 % 4001, ",", i % 2, "\n");
  const std::string plain = folder_.Write("reviews.csv", csv);
  const auto a = LoadDataset({.name = "local", .path = plain});
  ASSERT_TRUE(a.ok()) << a.status();
  for (const char* ending : {"gz", "bz2", "xz", "zst"}) {
    const std::string packed = folder_.WriteCompressed(absl::StrCat("reviews.csv.", ending), csv);
    const auto b = LoadDataset({.name = "local", .path = packed});
    ASSERT_TRUE(b.ok()) << b.status();
    ASSERT_EQ(a->test.size(), b->test.size());
    for (size_t i = 0; i < a->test.size(); ++i) {
      EXPECT_EQ(a->test[i].text, b->test[i].text);
      EXPECT_EQ(a->test[i].id, b->test[i].id);
    }
  }
  folder_.WriteCompressed("set/train.csv.gz", csv);
  folder_.Write("set/test.csv", "text,label\nnew,1\n");
  const auto set = LoadDataset({.name = "local", .path = folder_.Path("set")});
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(set->full.train, 3600);
  EXPECT_EQ(set->test[0].id, "test:2");
}

TEST_F(LocalDatasetTest, ACompressedFileThatBreaksOffIsNotCalledPlain) {
  const auto expect_loss = [&](const std::string& name, const std::string& bytes, const std::string& message) {
    const auto dataset = LoadDataset({.name = "local", .path = folder_.Write(name, bytes)});
    EXPECT_EQ(dataset.status().code(), absl::StatusCode::kDataLoss) << name << ": " << dataset.status();
    EXPECT_THAT(std::string(dataset.status().message()), HasSubstr(name + message));
  };
  std::string csv = "text,label\n";
  for (int i = 0; i < 4000; ++i) absl::StrAppend(&csv, "text ", i * 7919 % 4001, ",", i % 2, "\n");
  for (const std::string ending : {"gz", "bz2", "xz", "zst"}) {
    const std::string packed = *ReadFile(folder_.WriteCompressed("whole.csv." + ending, csv));
    expect_loss("half.csv." + ending, packed.substr(0, packed.size() / 2), "");
    for (const size_t kept : {size_t{1}, size_t{2}, size_t{3}})
      expect_loss("begun.csv." + ending, packed.substr(0, kept), " breaks off at its beginning");
    expect_loss("empty.csv." + ending, "", " is empty: it was not written, or not copied to its end");
    ExpectRefused({.name = "local", .path = folder_.Write("plain.csv." + ending, csv)},
                  HasSubstr("plain.csv." + ending +
                            " is not compressed (gzip, bzip2, xz and zstd are read), though its name says so"));
  }
}

TEST_F(LocalDatasetTest, BadRecordsAreNamedWithFileAndLine) {
  ExpectRefused({.name = "local", .path = folder_.Write("a.csv", "text,label\na,1\nb\n")},
                HasSubstr("a.csv: line 3 has 1 fields, the first line 2"));
  ExpectRefused({.name = "local",
                 .path = folder_.Write("b.jsonl", "{\"text\": \"a\", \"label\": 1}\n{\"text\": 5, \"label\": 1}\n")},
                HasSubstr("b.jsonl: line 2"));
  ExpectRefused({.name = "local", .path = folder_.Write("c.jsonl", "{\"text\": \n")}, HasSubstr("c.jsonl: line 1"));
  ExpectRefused({.name = "local", .path = folder_.Write("d.csv", "text,label\na,\n")},
                HasSubstr("d.csv: line 2: an empty label"));
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
