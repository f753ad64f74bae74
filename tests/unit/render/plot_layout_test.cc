// What pictures must keep to whatever is drawn, read off their scripts: no text over another or beyond the page.
#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/compare/comparison.h"
#include "client/render/glyphs.h"
#include "client/render/label_placement.h"
#include "client/render/plain_text.h"
#include "client/render/plot_script.h"
#include "client/render/plots.h"
#include "client/render/radar_axes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/render/comma_locale.h"
#include "tests/unit/render/picture_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct PlacedText {
  std::string text;
  Box box;
};

double Number(const std::string& text) {
  double value = 0;
  EXPECT_TRUE(absl::SimpleAtod(text, &value)) << text;
  return value;
}

/// The texts of a script and about where they stand.
std::vector<PlacedText> TextsOf(const Plot& plot) {
  static const std::regex label(
      "set label '((?:[^']|'')*)' at screen ([-0-9.]+),screen ([-0-9.]+) (left|center|right) front font "
      "'Sans(:Bold)?,([0-9.]+)'.*");
  std::vector<PlacedText> texts;
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(plot.script, '\n'))) {
    std::smatch match;
    if (!std::regex_match(line, match, label)) {
      EXPECT_TRUE(line.rfind("set label", 0) != 0 || line.find(" point ") != std::string::npos) << line;
      continue;
    }
    const std::string text = absl::StrReplaceAll(match[1].str(), {{"''", "'"}});
    const TextStyle style = {Number(match[6]) / 0.75, match[5].matched};
    const double width = TextPixels(text, style), x = Number(match[2]) * plot.width;
    const double y = (1 - Number(match[3])) * plot.height;
    const double left = match[4] == "left" ? x : match[4] == "right" ? x - width : x - width / 2;
    texts.push_back({text, {left, y - 0.5 * style.size, left + width, y + 0.5 * style.size}});
  }
  return texts;
}

class PlotLayoutTest : public ::testing::TestWithParam<PictureCase> {};

TEST_P(PlotLayoutTest, NoTextOverlapsAnotherOrLeavesThePage) {
  const Comparison comparison = *Compare(GetParam().stages);
  for (const Plot& plot : ComparisonPlots(comparison)) {
    const std::vector<PlacedText> texts = TextsOf(plot);
    EXPECT_GE(texts.size(), 4u) << plot.file_name;
    for (size_t i = 0; i < texts.size(); ++i) {
      const Box& box = texts[i].box;
      EXPECT_TRUE(box.left >= 20 && box.top >= 20 && box.right <= plot.width - 20 && box.bottom <= plot.height - 20)
          << plot.file_name << ": " << texts[i].text;
      for (size_t j = 0; j < i; ++j) {
        EXPECT_FALSE(Overlap(box, texts[j].box)) << plot.file_name << ": " << texts[i].text << " | " << texts[j].text;
      }
    }
  }
}

TEST_P(PlotLayoutTest, EveryVariantAndEveryGapIsNamed) {
  const Comparison comparison = *Compare(GetParam().stages);
  const std::vector<Plot> plots = ComparisonPlots(comparison);
  EXPECT_EQ(plots.size(), GetParam().name == "untimed" ? 5u : 6u);
  for (const Plot& plot : plots) {
    for (const std::string& stage : comparison.missing_stages)
      EXPECT_THAT(plot.script, HasSubstr(absl::StrCat("octavo ", stage))) << plot.file_name;
    for (const char* none : {"nan", " inf"}) EXPECT_THAT(plot.script, Not(HasSubstr(none))) << plot.file_name;
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, PlotLayoutTest, ::testing::ValuesIn(PictureCases()),
                         [](const auto& each) { return each.param.name; });

TEST(PlotLayoutTest, ScriptsAreTheSameUnderACommaLocale) {
  const Comparison comparison = *Compare(AllStages());
  const std::vector<Plot> plots = ComparisonPlots(comparison);
  const CommaLocale locale;
  if (!locale.set()) GTEST_SKIP() << "no locale with a decimal comma, and none can be made: apt-get install locales";
  const std::vector<Plot> same = ComparisonPlots(comparison);
  for (size_t i = 0; i < plots.size(); ++i) EXPECT_EQ(plots[i].script, same[i].script) << plots[i].file_name;
}

TEST(LabelPlacementTest, PutsALabelBesideItsPoint) {
  const auto places = PlaceLabels({0, 0, 400, 300}, {LabelWish{100, 100, 80, 20}}, {}, 10);
  EXPECT_FALSE(places[0].apart);
  EXPECT_GE(places[0].box.left, 110);
  EXPECT_LE(places[0].box.left, 112);
}

TEST(LabelPlacementTest, LabelsOfOnePointDoNotOverlap) {
  const std::vector<LabelWish> wishes(12, LabelWish{200, 150, 90, 20});
  const Box area = {0, 0, 400, 300};
  const auto places = PlaceLabels(area, wishes, {{{190, 140, 210, 160}, 100}}, 12);
  for (size_t i = 0; i < places.size(); ++i) {
    const Box& box = places[i].box;
    EXPECT_TRUE(box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom);
    for (size_t j = 0; j < i; ++j) EXPECT_FALSE(Overlap(box, places[j].box)) << i << " and " << j;
  }
}

TEST(LabelPlacementTest, GoesAroundObstaclesThatAreWorthIt) {
  const std::vector<LabelWish> wish = {{100, 100, 80, 20}};
  const auto cheap = PlaceLabels({0, 0, 400, 300}, wish, {{{110, 80, 300, 120}, 0}}, 10);
  const auto dear = PlaceLabels({0, 0, 400, 300}, wish, {{{110, 80, 300, 120}, 200}}, 10);
  EXPECT_GT(cheap[0].box.left, 100);
  EXPECT_LT(dear[0].box.right, 110);
}

TEST(LabelPlacementTest, WhereThereIsNoRoomItStaysInside) {
  const auto places = PlaceLabels({0, 0, 100, 20}, std::vector<LabelWish>(3, {50, 10, 90, 18}), {}, 4);
  for (const PlacedLabel& place : places) EXPECT_TRUE(place.box.left >= 0 && place.box.right <= 100);
}

TEST(RadarAxesTest, SharesAreOfTheBest) {
  const std::vector<RadarAxis> axes = RadarAxes(*Compare({BaselineStage(), DynamicStage()}));
  ASSERT_EQ(axes.size(), 6u);
  EXPECT_EQ(axes[0].name, "accuracy");
  EXPECT_EQ(axes[0].best, "84.00 %");
  EXPECT_DOUBLE_EQ(*axes[0].shares[0], 1);
  EXPECT_NEAR(*axes[0].shares[1], 0.839 / 0.84, 1e-9);
  EXPECT_EQ(axes[3].best, "22.0 MiB");
  EXPECT_NEAR(*axes[3].shares[0], 23'100'000.0 / 90'868'376, 1e-9);
  EXPECT_NEAR(*axes[4].shares[0], 1 / 2.75, 1e-9) << "by the speed-up, not by times of different runs";
}

TEST(RadarAxesTest, WhatIsNotMeasuredHasNoShare) {
  const std::vector<RadarAxis> axes = RadarAxes(*Compare(WithNanLatency()));
  ASSERT_EQ(axes.size(), 6u);
  EXPECT_FALSE(axes[4].shares[1].has_value());
  EXPECT_TRUE(axes[4].shares[2].has_value());
  EXPECT_EQ(RadarAxes(*Compare(WithoutTimes(AllStages()))).size(), 4u);
}

TEST(GlyphsTest, ReplacesWhatNoFontHas) {
  EXPECT_EQ(DrawableText("a模é型", "20-7e 25a1 6a21\n"), "a模é□");
  EXPECT_EQ(DrawableText("模 × …", ""), "? × …");
  EXPECT_EQ(DrawableText("plain"), "plain");
}

TEST(PlainTextTest, WrapsWhereItMay) {
  EXPECT_THAT(WrapText("one two three", 5, 3), ElementsAre("one two", "three"));
  EXPECT_THAT(WrapText("a-long-name", 4.2, 3), ElementsAre("a-long-", "name"));
  EXPECT_THAT(WrapText("abcdefgh", 3, 9), ElementsAre("abcd", "efgh"));
  EXPECT_THAT(WrapText("äöüäöü", 1.9, 2), ElementsAre("äöü", "äöü"));
  EXPECT_THAT(WrapText("", 3, 2), ElementsAre(""));
}

}  // namespace
}  // namespace octavo::client
