#include "client/render/text_fit.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/render/plain_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Alike(const std::string& before, const std::vector<std::string>& differing,
                               const std::string& after) {
  std::vector<std::string> names;
  for (const std::string& each : differing) names.push_back(absl::StrCat(before, each, after));
  return names;
}

TEST(PlainTextTest, WhatSteersADisplayIsReplaced) {
  EXPECT_EQ(CleanText("a\tb\nc\x1b\x7F"), "a\tb\nc\uFFFD\uFFFD");
  EXPECT_EQ(CleanText("x\u202Egnp.\u2066y\u2069\u200F"), "x\uFFFDgnp.\uFFFDy\uFFFD\uFFFD")
      << "right to left, which would turn what follows around";
  EXPECT_EQ(CleanText("\xFFé 日"), "\uFFFDé 日");
}

TEST(TextFitTest, ShortensInTheMiddleByWidth) {
  EXPECT_EQ(Shorten("äöü", 2.5), "äöü");
  EXPECT_EQ(Shorten("äöüßäöü", 5.1), "äöü…öü");
  EXPECT_EQ(Shorten("illit", 2.2), "illit") << "narrow letters";
  EXPECT_EQ(Shorten("MMMMMMM", 5.1), "MM…M") << "wide ones";
  EXPECT_EQ(Shorten("日本語日本語", 5.3), "日本…語");
  EXPECT_NE(Shorten("a-long-name-1", 5), Shorten("a-long-name-2", 5)) << "the end tells";
  EXPECT_EQ(Shorten("", 3), "");
}

TEST(TextFitTest, WrapsWhereItMay) {
  EXPECT_THAT(WrapText("one two three", 5, 3), ElementsAre("one two", "three"));
  EXPECT_THAT(WrapText("a-long-name", 4.2, 3), ElementsAre("a-long-", "name"));
  EXPECT_THAT(WrapText("abcdefgh", 3, 9), ElementsAre("abcd", "efgh"));
  EXPECT_THAT(WrapText("äöüäöü", 2.5, 2), ElementsAre("äöü", "äöü"));
  EXPECT_THAT(WrapText("", 3, 2), ElementsAre(""));
}

TEST(TextFitTest, NamesThatFitStayWhole) {
  const std::vector<std::string> names = {"one", "two", "two"};
  EXPECT_EQ(ShortenApart(names, 20), names);
  EXPECT_THAT(WrapApart(names, 20, 2), ElementsAre(ElementsAre("one"), ElementsAre("two"), ElementsAre("two")));
}

TEST(TextFitTest, NamesThatDifferInTheirMiddleStayApart) {
  const std::string before(40, 'b'), after(40, 'e');
  const std::vector<std::string> names = Alike(before, {"-1-", "-2-", "-10-"}, after);
  const std::vector<std::string> shortened = ShortenApart(names, 12);
  for (size_t i = 0; i < names.size(); ++i) EXPECT_LE(TextEms(shortened[i]), 12) << shortened[i];
  EXPECT_THAT(shortened[0], HasSubstr("1"));
  EXPECT_EQ(std::set<std::string>(shortened.begin(), shortened.end()).size(), 3u);
  EXPECT_THAT(shortened, Each(HasSubstr("…")));
}

TEST(TextFitTest, DifferencesThatAreLongThemselvesStayApart) {
  const std::string x(60, 'x'), y(60, 'y');
  const std::vector<std::string> names = Alike(y, {x + "1" + x, x + "2" + x, y + "3" + y}, x);
  const std::vector<std::string> shortened = ShortenApart(names, 20);
  EXPECT_EQ(std::set<std::string>(shortened.begin(), shortened.end()).size(), 3u);
  for (const std::string& each : shortened) EXPECT_LE(TextEms(each), 20) << each;
}

TEST(TextFitTest, CharactersOfSeveralBytesAreNotCut) {
  // The letters share their first byte, which is no part that the names have in common.
  const std::vector<std::string> shortened =
      ShortenApart(Alike(std::string(40, 'a'), {"ä", "ö"}, std::string(40, 'a')), 10);
  for (const std::string& each : shortened) EXPECT_EQ(CleanText(each), each);
  EXPECT_NE(shortened[0], shortened[1]);
}

TEST(TextFitTest, NamesOnTwoLinesStayApart) {
  const std::vector<std::string> names =
      Alike("organisation/a-name-of-many-words-", {"1", "2"}, "-that-goes-on-and-on-and-on");
  const auto wrapped = WrapApart(names, 14, 2);
  EXPECT_NE(wrapped[0], wrapped[1]);
  for (const std::vector<std::string>& lines : wrapped) {
    EXPECT_EQ(lines.size(), 2u);
    for (const std::string& line : lines) EXPECT_LE(TextEms(line), 14) << line;
  }
}

}  // namespace
}  // namespace octavo::client
