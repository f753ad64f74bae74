// What pictures must keep to whatever is drawn, read off their scripts: no text over another or beyond the page.
#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/compare/comparison.h"
#include "client/render/glyphs.h"
#include "client/render/label_placement.h"
#include "client/render/plain_text.h"
#include "client/render/plot_page.h"
#include "client/render/plot_script.h"
#include "client/render/plots.h"
#include "client/render/radar_axes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/render/comma_locale.h"
#include "tests/unit/render/picture_fixtures.h"
#include "tests/unit/render/plot_reading.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr size_t kLeastName = 8;  // bytes of a name that is shortened

/// All texts of a picture, to look for sentences in: lines of one follow each other.
std::string WordsOf(const Plot& plot) {
  std::string words;
  for (const PlacedText& text : TextsOf(plot)) absl::StrAppend(&words, text.text, " ");
  return words;
}

/// The words of each picture of these stages, by its file's name.
std::map<std::string, std::string> WordsOf(const std::vector<StageResult>& stages) {
  std::map<std::string, std::string> words;
  for (const Plot& plot : ComparisonPlots(*Compare(stages))) words[plot.file_name] = WordsOf(plot);
  return words;
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

/// Whether `shown` is `label`, of which "…" may stand for a part.
bool Names(absl::string_view shown, absl::string_view label) {
  const std::vector<absl::string_view> parts = absl::StrSplit(shown, "…");
  if (parts.size() == 1) return shown == label;
  if (shown.size() < kLeastName || !absl::ConsumePrefix(&label, parts.front()) ||
      !absl::ConsumeSuffix(&label, parts.back()))
    return false;
  for (size_t i = 1; i + 1 < parts.size(); ++i) {
    const size_t at = label.find(parts[i]);
    if (at == absl::string_view::npos) return false;
    label.remove_prefix(at + parts[i].size());
  }
  return true;
}

/// Every text, and every two that follow each other, as lines of one name do.
std::vector<std::string> PossibleNames(const Plot& plot) {
  const std::vector<PlacedText> texts = TextsOf(plot);
  std::vector<std::string> names;
  for (size_t i = 0; i < texts.size(); ++i) {
    names.push_back(texts[i].text);
    if (i + 1 == texts.size()) break;
    names.push_back(absl::StrCat(texts[i].text, texts[i + 1].text));
    names.push_back(absl::StrCat(texts[i].text, " ", texts[i + 1].text));
  }
  return names;
}

/// Whether a text names the row, and no other one.
bool IsNamed(const Comparison& comparison, size_t row, const std::vector<std::string>& texts) {
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
    for (size_t i = 0; i < comparison.rows.size(); ++i) {
      if (Names(text, absl::StrReplaceAll(CleanText(comparison.rows[i].label), {{"'", "’"}})) != (i == row))
        return false;
    }
    return true;
  });
}

TEST_P(PlotLayoutTest, EveryVariantAndEveryGapIsNamed) {
  const Comparison comparison = *Compare(GetParam().stages);
  const std::vector<Plot> plots = ComparisonPlots(comparison);
  EXPECT_EQ(plots.size(), GetParam().name == "untimed" ? 5u : 6u);
  for (const Plot& plot : plots) {
    for (const std::string& stage : comparison.missing_stages)
      EXPECT_THAT(plot.script, HasSubstr(absl::StrCat("octavo ", stage))) << plot.file_name;
    const bool only_drawn = plot.file_name == "radar_chart.png" || plot.file_name == "accuracy_vs_size.png";
    const std::vector<std::string> texts = PossibleNames(plot);
    for (size_t i = 0; i < comparison.rows.size(); ++i) {
      if (only_drawn && !WhyNotDrawn(comparison.rows[i]).empty()) continue;
      EXPECT_TRUE(IsNamed(comparison, i, texts)) << plot.file_name << ": " << comparison.rows[i].label;
    }
    for (const char* none : {"nan", " inf"}) EXPECT_THAT(plot.script, Not(HasSubstr(none))) << plot.file_name;
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, PlotLayoutTest, ::testing::ValuesIn(PictureCases()),
                         [](const auto& each) { return each.param.name; });

TEST(PlotNotesTest, OneVariantHasNothingToCompareWith) {
  for (const auto& [name, words] : WordsOf({BaselineStage()})) {
    for (const char* not_there :
         {"paired", "In brackets", "dashed line", "Pareto front", "different runs", "by speed-up"})
      EXPECT_THAT(words, Not(HasSubstr(not_there))) << name;
  }
}

TEST(PlotNotesTest, WhatWasNotTimedIsNotExplained) {
  for (const auto& [name, words] : WordsOf(WithoutTimes(AllStages()))) {
    for (const char* not_there :
         {"speed-up, measured", "median", "different runs", "size and latency", "asks for speed"})
      EXPECT_THAT(words, Not(HasSubstr(not_there))) << name;
  }
}

TEST(PlotNotesTest, VariantsOfOneStageWereTimedInOneRun) {
  const std::string one_run = WordsOf({BaselineStage(), MixedStage()})["speed_comparison.png"];
  EXPECT_THAT(one_run, HasSubstr("measured in turn"));
  EXPECT_THAT(one_run, Not(HasSubstr("different runs")));
  EXPECT_THAT(WordsOf(AllStages())["speed_comparison.png"], HasSubstr("different runs"));
}

TEST(PlotNotesTest, AnAxisFromZeroIsNotSaidToBeginElsewhere) {
  const auto of_wrong = [](int wrong) {
    StageResult dynamic = DynamicStage(1000, wrong);
    dynamic.variants["fp32"].accuracy = 1 - wrong / 1000.0;
    return WordsOf({BaselineStage(1000, wrong), dynamic})["accuracy_vs_size.png"];
  };
  EXPECT_THAT(of_wrong(160), HasSubstr("does not begin at 0"));
  EXPECT_THAT(of_wrong(999), Not(HasSubstr("does not begin at 0")));
}

TEST(PlotNotesTest, WhatIsLargerIsNotCalledSmaller) {
  StageResult larger = QuantizationStageOf("static", "static_quant", {{"int8", 161, 100'000'000}});
  const Comparison comparison = *Compare({BaselineStage(), larger});
  const std::string words = WordsOf(ComparisonPlots(comparison)[1]);
  EXPECT_THAT(words, HasSubstr("1.10× larger"));
  EXPECT_THAT(words, Not(HasSubstr("smaller")));
}

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

/// On which side of the line from `a` to its label the point lies.
double Side(const LabelWish& a, const Box& label, double x, double y) {
  double x1 = 0, y1 = 0;
  NearestPoint(label, a.x, a.y, &x1, &y1);
  return (a.x - x1) * (y - y1) - (a.y - y1) * (x - x1);
}

bool LinesCross(const LabelWish& a, const Box& of_a, const LabelWish& b, const Box& of_b) {
  double ax = 0, ay = 0, bx = 0, by = 0;
  NearestPoint(of_a, a.x, a.y, &ax, &ay);
  NearestPoint(of_b, b.x, b.y, &bx, &by);
  return Side(a, of_a, b.x, b.y) * Side(a, of_a, bx, by) < 0 && Side(b, of_b, a.x, a.y) * Side(b, of_b, ax, ay) < 0;
}

TEST(LabelPlacementTest, LinesOfPointsThatLieCloseTogetherHardlyCross) {
  // Twelve points on a line, as variants of one stage are, whose labels have room on the right alone.
  for (double slope : {-8.0, 0.0, 4.0, 8.0, 12.0}) {
    std::vector<LabelWish> wishes;
    std::vector<Obstacle> obstacles;
    for (int i = 0; i < 12; ++i) {
      wishes.push_back({60 + 10.0 * i, 220 + slope * (i - 5), 200 + 3.0 * (i % 4), 20});
      obstacles.push_back({{wishes[i].x - 6, 40, wishes[i].x + 6, 460}, 45});
    }
    const auto places = PlaceLabels({0, 0, 700, 500}, wishes, obstacles, 12);
    int crossings = 0;
    for (size_t i = 0; i < wishes.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        EXPECT_FALSE(Overlap(places[i].box, places[j].box)) << i << " and " << j;
        const bool lines = places[i].apart && places[j].apart;
        crossings += lines && LinesCross(wishes[i], places[i].box, wishes[j], places[j].box) ? 1 : 0;
      }
    }
    EXPECT_LE(crossings, 1) << "slope " << slope;
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
  const std::vector<RadarAxis> axes = RadarAxes(*Compare({BaselineStage(), DynamicStage()})).axes;
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
  const std::vector<RadarAxis> axes = RadarAxes(*Compare(WithNanLatency())).axes;
  ASSERT_EQ(axes.size(), 6u);
  EXPECT_FALSE(axes[4].shares[1].has_value());
  EXPECT_TRUE(axes[4].shares[2].has_value());
  EXPECT_EQ(axes[4].gaps[1], "not measured");
  EXPECT_EQ(axes[4].gaps[2], "");
  const RadarFigures untimed = RadarAxes(*Compare(WithoutTimes(AllStages())));
  EXPECT_EQ(untimed.axes.size(), 4u);
  EXPECT_THAT(untimed.left_out, ElementsAre("There is no axis of latency and throughput: not measured."));
}

TEST(RadarAxesTest, ZeroIsTheCentreAndEachGapHasItsOwnReason) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  StageResult zero = DynamicStage(), other = QuantizationStageOf("static", "static_quant", {{"int8"}});
  zero.variants["int8"].macro_f1 = 0;
  zero.variants["int8"].latency.reset();
  other.variants["int8"].macro_f1 = kNan;
  other.threads = 4;
  const std::vector<RadarAxis> axes = RadarAxes(*Compare({BaselineStage(), zero, other})).axes;
  ASSERT_EQ(axes.size(), 6u);
  EXPECT_EQ(axes[1].shares[1], 0.0);
  EXPECT_EQ(axes[1].gaps[2], "its figure is no number");
  EXPECT_EQ(axes[4].gaps[1], "not measured");
  EXPECT_THAT(axes[4].gaps[2], HasSubstr("4 threads"));
}

TEST(RadarAxesTest, WhereNobodyHasAnythingThereIsNoAxis) {
  StageResult baseline = BaselineStage(), dynamic = DynamicStage();
  for (StageResult* stage : {&baseline, &dynamic}) {
    for (auto& [name, figures] : stage->variants) figures.macro_f1 = 0;
  }
  const RadarFigures figures = RadarAxes(*Compare({baseline, dynamic}));
  EXPECT_EQ(figures.axes.size(), 5u);
  EXPECT_THAT(figures.left_out, ElementsAre("There is no axis of macro F1: nobody's figure is above zero."));
}

TEST(GlyphsTest, ReplacesWhatNoFontHas) {
  EXPECT_EQ(DrawableText("a模é型", "20-7e 25a1 6a21\n"), "a模é□");
  EXPECT_EQ(DrawableText("模 × …", ""), "? × …");
  EXPECT_EQ(DrawableText("plain"), "plain");
}

}  // namespace
}  // namespace octavo::client
