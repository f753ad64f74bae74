#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/compare/pareto.h"
#include "client/render/axis_ticks.h"
#include "client/render/html_row_chart.h"
#include "client/render/html_svg.h"
#include "client/render/html_xy_chart.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/render/comma_locale.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(HtmlSvgTest, TicksAreRoundAndInside) {
  EXPECT_THAT(RoundTicks(0, 10, 5), ElementsAre(0, 2, 4, 6, 8, 10));
  EXPECT_THAT(RoundTicks(-1, 1, 4), ElementsAre(-1, -0.5, 0, 0.5, 1));
  EXPECT_FALSE(std::signbit(RoundTicks(-1, 1, 4)[2])) << "no -0";
  EXPECT_TRUE(RoundTicks(1, 1, 5).empty());
  EXPECT_TRUE(RoundTicks(0, kNan, 5).empty());
  EXPECT_TRUE(RoundTicks(0, std::numeric_limits<double>::infinity(), 5).empty());
  EXPECT_THAT(RoundTicks(0, 1, 1), ElementsAre(0, 1));
  EXPECT_EQ(TickDecimals({0, 2, 4}), 0);
  EXPECT_EQ(TickDecimals({0, 0.25}), 1);
  EXPECT_EQ(TickDecimals({0, 0.02}), 2);
}

TEST(HtmlSvgTest, AnAxisHasAtLeastTwoNumbers) {
  for (int wanted = 1; wanted <= 8; ++wanted) {
    for (double low = -3; low < 90; low += 0.37) {
      for (double span : {0.013, 0.6, 1.03, 7.7, 1234.0})
        EXPECT_GE(RoundTicks(low, low + span, wanted).size(), 2u) << low << " to " << low + span << ", " << wanted;
    }
  }
  EXPECT_TRUE(RoundTicks(1e17, 1e17 + 64, 5).empty()) << "numbers that look the same";
}

TEST(HtmlSvgTest, CoordinatesAreShortAndHaveAPointInEveryLocale) {
  const CommaLocale locale;
  if (!locale.set()) GTEST_SKIP() << "no locale with a decimal comma, and none can be made: apt-get install locales";
  EXPECT_EQ(Coordinate(1.5), "1.5");
  EXPECT_EQ(Coordinate(100), "100");
  EXPECT_EQ(Coordinate(-0.001), "0");
  EXPECT_EQ(Coordinate(2.0 / 3), "0.67");
}

TEST(HtmlSvgTest, TwelveVariantsDifferInShapeAndPattern) {
  std::set<std::string> shapes, hollow, dashes;
  for (size_t row = 0; row < 12; ++row) {
    const std::string marker = SvgMarker(0, 0, row, false), outline = SvgMarker(0, 0, row, true);
    shapes.insert(marker.substr(marker.find(" d=")));
    hollow.insert(outline.substr(outline.find(" d=")));
    const std::string style = SvgLineStyle(row);
    dashes.insert(style.substr(style.find("dasharray")));
  }
  EXPECT_EQ(shapes.size(), 12u);
  EXPECT_EQ(hollow.size(), 12u);
  EXPECT_EQ(dashes.size(), 12u);
  EXPECT_THAT(SvgPatterns(12), HasSubstr("fill-11"));
  EXPECT_THAT(SvgPatterns(1), Not(HasSubstr("fill-1\"")));
}

TEST(HtmlRowChartTest, WhatIsNotFiniteIsNotDrawn) {
  RowChart chart{"x", "axis", {{"a", 0, {{"tip", {{RowShape::Kind::kBar, 0, kNan}}}}}}};
  const std::string svg = RenderRowChart(chart);
  EXPECT_THAT(svg, Not(HasSubstr("class=\"bar\"")));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
}

TEST(HtmlRowChartTest, AGapIsExplained) {
  const std::string svg = RenderRowChart({"x", "axis", {{"a", 0, {}, "", "not measured <here>"}}});
  EXPECT_THAT(svg, HasSubstr("a: not measured &lt;here&gt;"));
  EXPECT_THAT(svg, Not(HasSubstr("class=\"bar\"")));
}

TEST(HtmlRowChartTest, ALongNameIsCutAndItsWholeIsTold) {
  const std::string name(60, 'n');
  EXPECT_THAT(RenderRowChart({"x", "axis", {{name}}}), HasSubstr(absl::StrCat("<title>", name, "</title>")));
}

TEST(HtmlRowChartTest, LongNamesThatDifferInTheirMiddleStayApart) {
  const std::string svg = RenderRowChart(
      {"x",
       "axis",
       {{std::string(40, 'n') + "1" + std::string(40, 'n')}, {std::string(40, 'n') + "2" + std::string(40, 'n')}}});
  EXPECT_THAT(svg, HasSubstr("1n"));
  EXPECT_THAT(svg, HasSubstr("…"));
  std::set<std::string> shown;
  for (size_t at = svg.find("class=\"label\">"); at != std::string::npos; at = svg.find("class=\"label\">", at + 1))
    shown.insert(svg.substr(at, svg.find('<', at) - at));
  EXPECT_EQ(shown.size(), 2u);
}

TEST(HtmlRowChartTest, SaysOnlyOfAnAxisThatDoesSoThatItDoesNotBeginAtZero) {
  const auto note = [](double from, double to) {
    return ZeroNote(RowChart{"x", "axis", {{"a", 0, {{"tip", {{RowShape::Kind::kWhisker, from, to}}}}}}});
  };
  EXPECT_EQ(note(80, 90), " The axis does not begin at zero.");
  EXPECT_EQ(note(0.1, 90), "") << "near zero it does";
  EXPECT_EQ(note(-1, 2), "");
}

TEST(HtmlXyChartTest, SaysOnlyOfAnAxisThatDoesSoThatItDoesNotBeginAtZero) {
  const auto note = [](double low, double high) {
    XyChart chart{"x", "x", "y", {{1, low, 0, false, false, {}, "tip"}, {2, high, 0, false, false, {}, "tip"}}};
    return ZeroNote(chart, "loss");
  };
  EXPECT_EQ(note(80, 90), " The axis of the loss does not begin at zero.");
  EXPECT_EQ(note(0.1, 90), "");
}

TEST(HtmlXyChartTest, LabelsDoNotLieOverEachOther) {
  XyChart chart{"x", "x", "y", {}};
  for (size_t i = 0; i < 12; ++i) chart.points.push_back({1, 1, i, false, false, {}, "tip", absl::StrCat("label ", i)});
  const std::string svg = RenderXyChart(chart);
  std::vector<double> heights;
  for (size_t at = svg.find("class=\"label\""); at != std::string::npos; at = svg.find("class=\"label\"", at + 1)) {
    heights.push_back(std::stod(svg.substr(svg.rfind(" y=\"", at) + 4)));
  }
  ASSERT_EQ(heights.size(), 12u);
  std::sort(heights.begin(), heights.end());
  for (size_t i = 1; i < heights.size(); ++i) EXPECT_GT(heights[i] - heights[i - 1], 16) << "font-size 13";
}

TEST(HtmlXyChartTest, WhatIsNotFiniteIsNotDrawn) {
  XyChart chart{"x", "x", "y", {{kNan, 1, 0, false, false, {}, "absent point"}, {1, 2, 1, false, false, {}, "shown"}}};
  EXPECT_THAT(RenderXyChart(chart), Not(HasSubstr("absent point")));
  EXPECT_THAT(RenderXyChart(chart), HasSubstr("shown"));
}

TEST(HtmlXyChartTest, TheFrontStepsThroughWhatNothingBeats) {
  EXPECT_THAT(FrontStairs({{3, 0.9}, {1, 0.7}, {2, 0.6}, {2, 0.8}, {kNan, 1}}, true),
              ElementsAre(Pair(1, 0.7), Pair(2, 0.7), Pair(2, 0.8), Pair(3, 0.8), Pair(3, 0.9)));
  EXPECT_THAT(FrontStairs({{1, 0.9}, {2, 0.8}}, false), ElementsAre(Pair(2, 0.8), Pair(1, 0.8), Pair(1, 0.9)));
}

}  // namespace
}  // namespace octavo::client
