#include "client/render/dataset_text.h"

#include <map>
#include <optional>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

BarStyle StyleIn(const std::map<std::string, std::string>& variables) {
  return ChooseBarStyle([&](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional<std::string>(found->second);
  });
}

TEST(BarChartTest, BlocksNeedALocaleAndATerminalThatHaveThem) {
  EXPECT_EQ(StyleIn({{"LANG", "en_GB.UTF-8"}, {"TERM", "xterm"}}), BarStyle::kBlocks);
  EXPECT_EQ(StyleIn({{"LANG", "C.utf8"}}), BarStyle::kBlocks) << "a pipe has no TERM";
  EXPECT_EQ(StyleIn({{"LANG", "en_GB.UTF-8"}, {"LC_ALL", "C"}}), BarStyle::kAscii);
  EXPECT_EQ(StyleIn({{"LANG", "C"}, {"LC_CTYPE", "de_DE.UTF-8"}}), BarStyle::kBlocks);
  EXPECT_EQ(StyleIn({{"LANG", "en_GB.UTF-8"}, {"LC_ALL", ""}}), BarStyle::kBlocks) << "empty is not set";
  EXPECT_EQ(StyleIn({{"LANG", "en_GB.UTF-8"}, {"TERM", "dumb"}}), BarStyle::kAscii);
  EXPECT_EQ(StyleIn({}), BarStyle::kAscii);
}

TEST(BarChartTest, TheLongestBarFillsTheColumnsAndNoTextIsWithoutABar) {
  EXPECT_EQ(RenderBars({{"0-9", 1000}, {"10-19", 250}, {"20-29", 1}, {"30-39", 0}}, 4, BarStyle::kBlocks),
            "  0-9  1,000  ████\n"
            "10-19    250  █\n"
            "20-29      1  ▏\n"
            "30-39      0\n");
  EXPECT_EQ(RenderBars({{"0-9", 1000}, {"10-19", 625}, {"20-29", 1}}, 8, BarStyle::kAscii),
            "  0-9  1,000  ########\n"
            "10-19    625  #####\n"
            "20-29      1  #\n");
  EXPECT_EQ(RenderBars({{"a", 16}, {"b", 5}}, 1, BarStyle::kBlocks), "a  16  █\nb   5  ▍\n")
      << "5/16 of 8 eighths, rounded";
}

Json Split(const std::string& name, int64_t texts) {
  return {{"name", name},
          {"published", 2 * texts},
          {"texts", texts},
          {"bytes", 10},
          {"empty", 1},
          {"invalid_utf8", 0},
          {"repeated", 0},
          {"in_training", 0},
          {"in_validation", 0},
          {"with_another_label", 0},
          {"labels", {{{"label", "no\x1b[1m"}, {"texts", 1}, {"share", 0.25}}}}};
}

Json Document() {
  const Json lengths = {
      {"min", 1},
      {"mean", 2.5},
      {"median", 2},
      {"p90", 4},
      {"p95", 4},
      {"p99", 4},
      {"max", 1234},
      {"histogram", {{{"from", 1}, {"to", 1}, {"texts", 1}}, {{"from", 2}, {"to", 1234}, {"texts", 2}}}}};
  Json tokens = lengths;
  tokens["truncated"] = {{{"max_length", 128}, {"texts", 1500}, {"share", 0.375}}};
  return {{"name", "mine"},
          {"title", "A file of your own"},
          {"format", "local"},
          {"source", ""},
          {"licence", ""},
          {"path", "mine.csv"},
          {"digest", "not known"},
          {"size_bytes", 2048},
          {"seed", 42},
          {"splits", {Split("train", 4), Split("validation", 2), Split("test", 2)}},
          {"lengths", {{"bytes", lengths}, {"characters", lengths}, {"tokens", tokens}}},
          {"examples", {{{"label", "no"}, {"id", "mine:2"}, {"text", "one\ntwo \x1b[31m"}}}},
          {"notes", {"Cut by seed 42."}}};
}

TEST(DatasetTextTest, TellsSplitsLabelsLengthsAndExamples) {
  const auto text = RenderDataset(Document(), BarStyle::kAscii);
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_THAT(*text, HasSubstr("data set  mine: A file of your own\nformat    local\nhere      mine.csv (2.0 KiB)\n"));
  EXPECT_THAT(*text, Not(HasSubstr("licence")));
  EXPECT_THAT(*text, HasSubstr("train               8      4  1 (25.00 %)"));
  EXPECT_THAT(*text, HasSubstr("max_length 128 cuts 1,500 texts (37.50 %)\n"));
  EXPECT_THAT(
      *text,
      HasSubstr(
          "texts by tokens\n     1  1  ####################\n2-1234  2  ########################################\n"));
  EXPECT_THAT(*text, HasSubstr("no  mine:2\n    one two ?[31m\n"));
  EXPECT_THAT(*text, HasSubstr("\nCut by seed 42.\n"));
  EXPECT_THAT(*text, Not(HasSubstr("\x1b"))) << "what comes from a file steers no terminal";
}

TEST(DatasetTextTest, WithoutATokenizerCharactersAreDrawn) {
  Json document = Document();
  document["lengths"]["tokens"] = nullptr;
  const auto text = RenderDataset(document, BarStyle::kAscii);
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_THAT(*text, HasSubstr("texts by characters\n"));
  EXPECT_THAT(*text, Not(HasSubstr("max_length")));
}

TEST(DatasetTextTest, OfManyLabelsTheFirstAreShown) {
  Json document = Document();
  for (Json& split : document["splits"]) {
    for (int i = 0; i < 30; ++i)
      split["labels"].push_back({{"label", std::to_string(i)}, {"texts", 1}, {"share", 0.1}});
  }
  EXPECT_THAT(*RenderDataset(document, BarStyle::kAscii), HasSubstr("… of 31 labels; --json has all\n"));
}

TEST(DatasetTextTest, ALongLabelIsCutWhereverItStands) {
  Json document = Document();
  const std::string label(2000, 'x');
  document["examples"][0]["label"] = label;
  for (Json& split : document["splits"]) split["labels"][0]["label"] = label;
  EXPECT_THAT(*RenderDataset(document, BarStyle::kAscii),
              AllOf(HasSubstr(std::string(39, 'x') + "…  mine:2"), Not(HasSubstr(std::string(40, 'x')))));
}

TEST(DatasetTextTest, AMissingFieldIsNamed) {
  Json document = Document();
  document["lengths"].erase("bytes");
  EXPECT_THAT(std::string(RenderDataset(document, BarStyle::kAscii).status().message()), HasSubstr("lengths/bytes"));
}

}  // namespace
}  // namespace octavo::client
