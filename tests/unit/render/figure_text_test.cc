#include "client/render/figure_text.h"

#include <limits>
#include <string>

#include "client/compare/comparison.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

std::string Plain(const std::string& label) { return label; }

TEST(FigureTextTest, WhatIsNoFigureNeverLooksLikeOne) {
  EXPECT_EQ(FigureText(0.25, 2, " s"), "0.25 s");
  EXPECT_EQ(FigureText(std::nullopt, 2, " s"), "not measured");
  EXPECT_EQ(FigureText(kNoNumber, 2), "not measured");
  EXPECT_EQ(IntervalText({0.5, kNoNumber}, 1, 2), "not measured");
  EXPECT_EQ(RatioText(RatioEstimate{2, {1.9, 2.1}}, "x"), "2.00x (1.90 to 2.10)");
  EXPECT_EQ(RatioText(std::nullopt), "not measured");
}

TEST(FigureTextTest, RowsThatHaveNoFigureSayWhy) {
  StageResult other = QuantizationStageOf("static", "static_quant", {{"int8"}});
  other.seed = 7;
  const Comparison comparison = *Compare({BaselineStage(), DynamicStage(), other});
  const auto& rows = comparison.rows;
  EXPECT_EQ(DifferenceText(rows[0]), "reference");
  EXPECT_THAT(DifferenceText(rows[1], " points"), StartsWith("-0.10 points ("));
  EXPECT_EQ(DifferenceText(rows[2]), "not compared");
  EXPECT_EQ(SpeedText(rows[0], rows[0].speedup_batch1), "reference");
  EXPECT_EQ(SpeedText(rows[1], rows[1].speedup_batch1), "2.75× (2.60 to 2.90)");
  EXPECT_EQ(SpeedText(rows[1], std::nullopt), "not measured");
  EXPECT_EQ(SpeedText(rows[2], rows[1].speedup_batch1), "not compared");
}

TEST(FigureTextTest, OnlyWhatIsSmallerIsCalledSo) {
  EXPECT_EQ(CompressionText(3.9), "3.90× smaller");
  EXPECT_EQ(CompressionText(0.9), "1.11× larger");
  EXPECT_EQ(CompressionText(1.001), "as large");
}

TEST(FigureTextTest, TheFrontIsTrueOfTies) {
  // Both are equal: each is as good as the other, and nevertheless on the front.
  const Comparison ties = *Compare({BaselineStage(), QuantizationStageOf("mixed", "mixed_precision", {{"a"}, {"b"}})});
  const std::string text = FrontText(ties, Plain);
  for (const ComparisonRow& row : ties.rows) EXPECT_EQ(row.on_front, text.find(row.label) != std::string::npos) << text;
  EXPECT_THAT(text, HasSubstr("as accurate, as small and as fast as one of these and better in one of the three."));
  EXPECT_EQ(FrontText(*Compare({BaselineStage()}), Plain),
            "On the Pareto front: FP32 baseline. No compared variant is at least as accurate, as small and as fast as "
            "this one and better in one of the three.");
}

}  // namespace
}  // namespace octavo::client
