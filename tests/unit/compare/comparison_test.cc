#include "client/compare/comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ComparisonTest, PairsThePredictionsOfBothStages) {
  const auto comparison = Compare({DynamicStage(1000, 161), BaselineStage(1000, 160)});
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  ASSERT_EQ(comparison->rows.size(), 2u);
  EXPECT_EQ(comparison->rows[0].label, "FP32 baseline");
  EXPECT_TRUE(comparison->rows[0].reference);
  const ComparisonRow& row = comparison->rows[1];
  EXPECT_EQ(row.label, "Dynamic INT8");
  ASSERT_TRUE(row.paired.has_value());
  EXPECT_EQ(row.paired->rows, 1000);
  EXPECT_NEAR(row.paired->accuracy_difference, -0.001, 1e-12);
  EXPECT_EQ(row.paired->flips_to_wrong, 1);
  EXPECT_EQ(row.paired->flips_to_right, 0);
  EXPECT_DOUBLE_EQ(row.paired->mcnemar_p, 1.0);
  EXPECT_NEAR(*row.compression, 90868376.0 / 23100000.0, 1e-12);
}

TEST(ComparisonTest, TheIntervalIsTheOneThatTheStagesJobStated) {
  const auto interval_of = [](int64_t seed) {
    Json json = DynamicJson(1000, 200);
    json["params"]["seed"] = seed;
    const auto comparison = Compare({BaselineStage(), DynamicStageOf(json, 1000, 200)});
    return comparison.ok() ? comparison->rows[1].paired->accuracy_difference_interval : Interval{};
  };
  const std::vector<int32_t> labels(1000, 1);
  std::vector<int32_t> before(1000, 1), after(1000, 1);
  std::fill_n(before.begin(), 160, 0);
  std::fill_n(after.begin(), 200, 0);
  int differing = 0;
  for (const int64_t seed : {7, 8, 9, 10}) {
    const auto stated = ComparePaired(labels, before, after, static_cast<uint64_t>(seed));
    ASSERT_TRUE(stated.ok()) << stated.status();
    const Interval got = interval_of(seed), of_default = interval_of(42);
    EXPECT_EQ(got.low, stated->accuracy_difference_interval.low) << seed;
    EXPECT_EQ(got.high, stated->accuracy_difference_interval.high) << seed;
    differing += got.low != of_default.low || got.high != of_default.high ? 1 : 0;
  }
  EXPECT_GT(differing, 0) << "all seeds give one interval: this test proves nothing";
}

TEST(ComparisonTest, TakesTheStatedIntervalWhereItIsOfTheSameFlips) {
  Json json = DynamicJson(1000, 161);
  Json& stated = json["comparison"]["int8"];
  stated.update({{"rows", 1000}, {"flips_to_wrong", 1}, {"flips_to_right", 0}});
  stated["accuracy_difference_interval"] = {-0.25, 0.125};
  const auto of_record = Compare({BaselineStage(), DynamicStageOf(json, 1000, 161)});
  ASSERT_TRUE(of_record.ok()) << of_record.status();
  EXPECT_EQ(of_record->rows[1].paired->accuracy_difference_interval.low, -0.25);
  EXPECT_EQ(of_record->rows[1].paired->accuracy_difference_interval.high, 0.125);
  EXPECT_TRUE(of_record->rows[1].paired->few_flips);
  stated["flips_to_wrong"] = 2;
  const auto computed = Compare({BaselineStage(), DynamicStageOf(json, 1000, 161)});
  ASSERT_TRUE(computed.ok()) << computed.status();
  EXPECT_NE(computed->rows[1].paired->accuracy_difference_interval.low, -0.25);
}

TEST(ComparisonTest, RecommendsTheFastVariantThatKeepsItsAccuracy) {
  const auto comparison = Compare({BaselineStage(), DynamicStage()});
  ASSERT_TRUE(comparison.ok());
  EXPECT_EQ(comparison->recommended, 1u);
  EXPECT_THAT(comparison->caveats, Contains(HasSubstr("spans zero")));
}

TEST(ComparisonTest, RecommendsTheBaselineWhereALossCannotBeRuledOut) {
  const auto comparison = Compare({BaselineStage(1000, 160), DynamicStage(1000, 190)});
  ASSERT_TRUE(comparison.ok());
  EXPECT_EQ(comparison->recommended, 0u);
  EXPECT_THAT(comparison->reasons, Contains(HasSubstr("cannot be ruled out")));
}

TEST(ComparisonTest, ShowsTheBaselineSpeedMeasuredInTurnWithTheVariant) {
  const auto comparison = Compare({BaselineStage(), DynamicStage()});
  ASSERT_TRUE(comparison.ok());
  EXPECT_DOUBLE_EQ(comparison->rows[0].figures.latency->p50_ms, 5.5);
  EXPECT_THAT(comparison->caveats, Contains(HasSubstr("in turn")));
}

struct Mismatch {
  const char* name;
  void (*change)(StageResult&);
  const char* why;
  bool accuracy_comparable;
};

class MismatchTest : public ::testing::TestWithParam<Mismatch> {};

TEST_P(MismatchTest, IsRefusedWithItsReason) {
  StageResult dynamic = DynamicStage();
  GetParam().change(dynamic);
  const auto comparison = Compare({BaselineStage(), dynamic});
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  const ComparisonRow& row = comparison->rows[1];
  EXPECT_EQ(row.comparable, GetParam().accuracy_comparable);
  EXPECT_EQ(row.paired.has_value(), GetParam().accuracy_comparable);
  EXPECT_FALSE(row.speed_comparable);
  EXPECT_FALSE(row.on_front);
  EXPECT_THAT(row.why_not_speed, HasSubstr(GetParam().why));
  EXPECT_EQ(comparison->recommended, 0u);
}

INSTANTIATE_TEST_SUITE_P(
    All, MismatchTest,
    ::testing::Values(
        Mismatch{"DeviceClass", [](StageResult& s) { s.device_class = "cuda:H200"; }, "measured on cuda:H200", true},
        Mismatch{"Threads", [](StageResult& s) { s.threads = 8; }, "8 threads", true},
        Mismatch{"Dataset", [](StageResult& s) { s.dataset = "imdb"; }, "data set imdb", false},
        Mismatch{"Seed", [](StageResult& s) { s.seed = 7; }, "seed 7", false},
        Mismatch{"Length", [](StageResult& s) { s.max_length = 64; }, "64 tokens", false},
        Mismatch{"Labels",
                 [](StageResult& s) {
                   s.labels = {"a", "b"};
                 },
                 "labels", false},
        Mismatch{"Model", [](StageResult& s) { s.model = "bert-base"; }, "model bert-base", false},
        Mismatch{"ReferenceSize", [](StageResult& s) { s.variants["fp32"].size_bytes = 1; },
                 "another baseline (its reference has 1 bytes", false},
        Mismatch{"ReferenceAccuracy", [](StageResult& s) { s.variants["fp32"].accuracy = 0.841; },
                 "another baseline (its reference has an accuracy of 84.10 %", false},
        Mismatch{"ReferenceLoss", [](StageResult& s) { s.variants["fp32"].loss = 0.31; },
                 "another baseline (its reference has a loss of 0.3100", false},
        Mismatch{"ReferenceAnswers", [](StageResult& s) { s.predictions["int8"][3].reference = 1; },
                 "another baseline (its reference answers 1 of the test texts differently)", false},
        Mismatch{"NoReference", [](StageResult& s) { s.comparisons.clear(); }, "another baseline", false},
        Mismatch{"Rows", [](StageResult& s) { s.predictions["int8"].pop_back(); }, "999 test texts", false},
        Mismatch{"Texts", [](StageResult& s) { s.predictions["int8"][4].id = "other"; }, "row 5", false}),
    [](const auto& param_info) { return std::string(param_info.param.name); });

TEST(ComparisonTest, KeepsTheBaselineSpeedFromAnotherModels) {
  StageResult dynamic = DynamicStage();
  dynamic.variants["fp32"].accuracy = 0.9;
  const auto comparison = Compare({BaselineStage(), dynamic});
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_DOUBLE_EQ(comparison->rows[0].figures.latency->p50_ms, 6.0);
  EXPECT_THAT(comparison->caveats, Contains(HasSubstr("not compared with the baseline: made from another baseline")));
}

TEST(ComparisonTest, AllowsAnotherMachineToTipAnAnswer) {
  StageResult dynamic = DynamicStage();
  dynamic.device_class = "cuda:H200";
  dynamic.variants["fp32"].accuracy = 0.841;
  dynamic.predictions["int8"][3].reference = 1;
  const auto comparison = Compare({BaselineStage(), dynamic});
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_TRUE(comparison->rows[1].comparable) << comparison->rows[1].why_not;
}

TEST(ComparisonTest, WarnsOfShapesThatAreSlower) {
  const auto slow = Compare({BaselineStage(), DynamicStageWithGrid(2.5)});
  ASSERT_TRUE(slow.ok()) << slow.status();
  EXPECT_THAT(slow->caveats, Contains(HasSubstr("slower than its reference at 1x16 texts x tokens: 0.80 times")));
  EXPECT_THAT(Compare({BaselineStage(), DynamicStageWithGrid(0.8)})->caveats,
              Not(Contains(HasSubstr("slower than its reference"))));
}

std::vector<std::string> Labels(const Comparison& comparison) {
  std::vector<std::string> labels;
  for (const ComparisonRow& row : comparison.rows) labels.push_back(row.label);
  return labels;
}

TEST(ComparisonTest, EveryOwnVariantIsARow) {
  const auto comparison = Compare(AllStages());
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_THAT(Labels(*comparison), ElementsAre("FP32 baseline", "Dynamic INT8", "Static INT8", "QAT INT8",
                                               "Mixed: INT8", "Mixed: FP16", "Mixed: BF16", "Mixed precision"));
  for (const ComparisonRow& row : comparison->rows) {
    EXPECT_TRUE(row.comparable) << row.label << ": " << row.why_not;
    EXPECT_EQ(comparison->stages[row.stage_index].stage, row.stage);
  }
  EXPECT_NEAR(comparison->rows[3].paired->accuracy_difference, 0.002, 1e-12);
  EXPECT_NEAR(comparison->rows[4].paired->accuracy_difference, -0.015, 1e-12);
}

TEST(ComparisonTest, AnySubsetOfStagesCanBeCompared) {
  const std::vector<StageResult> all = AllStages();
  for (unsigned chosen = 0; chosen < 16; ++chosen) {
    std::vector<StageResult> stages = {all[0]};
    size_t rows = 1;
    for (size_t i = 1; i < all.size(); ++i) {
      if ((chosen >> (i - 1) & 1) == 0) continue;
      stages.push_back(all[i]);
      rows += all[i].own_variants.size();
    }
    const auto comparison = Compare(stages);
    ASSERT_TRUE(comparison.ok()) << comparison.status();
    EXPECT_EQ(comparison->rows.size(), rows);
    EXPECT_EQ(comparison->recommended == 0, chosen == 0);
  }
}

TEST(ComparisonTest, OneBadFormOfAStageDoesNotSpoilTheOthers) {
  StageResult mixed = MixedStage();
  mixed.predictions["fp16"][3].reference = 1;
  const auto comparison = Compare({BaselineStage(), mixed});
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_TRUE(comparison->rows[1].comparable);
  EXPECT_FALSE(comparison->rows[2].comparable);
  EXPECT_TRUE(comparison->rows[4].comparable);
}

TEST(ComparisonTest, TheFrontComparesStagesBySpeedupsNotByTimesOfDifferentRuns) {
  // The static job met a machine that was half as fast, its own reference too.
  StageResult slow = QuantizationStageOf("static", "static_quant", {{"int8", 161, 23'000'000, 3.0}});
  for (auto& [name, figures] : slow.variants) figures.latency->p50_ms *= 2;
  const auto comparison = Compare({BaselineStage(), DynamicStage(), slow});
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_FALSE(comparison->rows[1].on_front);  // 2.75 times as fast, and larger
  EXPECT_TRUE(comparison->rows[2].on_front);
  EXPECT_THAT(comparison->caveats, Contains(HasSubstr("The latencies of different stages come from different runs")));
  EXPECT_THAT(Compare({BaselineStage(), DynamicStage()})->caveats, Not(Contains(HasSubstr("different runs"))));
}

TEST(ComparisonTest, SaysAWarningOfSeveralStagesOnce) {
  std::vector<StageResult> stages = AllStages();
  for (StageResult& stage : stages) stage.warnings = {"texts are cut"};
  for (size_t i : {1u, 2u}) stages[i].warnings.push_back("neighbours were busy");
  const auto comparison = Compare(stages);
  EXPECT_THAT(comparison->caveats, Contains("(baseline) texts are cut"));
  EXPECT_THAT(comparison->caveats, Contains("(dynamic, static) neighbours were busy"));
  EXPECT_EQ(std::count_if(comparison->caveats.begin(), comparison->caveats.end(),
                          [](const std::string& text) { return text.find("texts are cut") != std::string::npos; }),
            1);
}

TEST(CompareWithinTest, PutsTheStagesOwnReferenceInTheBaselinesPlace) {
  const auto comparison = CompareWithin(MixedStage());
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_THAT(Labels(*comparison),
              ElementsAre("FP32 baseline", "Mixed: INT8", "Mixed: FP16", "Mixed: BF16", "Mixed precision"));
  for (const ComparisonRow& row : comparison->rows) EXPECT_TRUE(row.speed_comparable) << row.why_not_speed;
  EXPECT_NEAR(comparison->rows[1].paired->accuracy_difference, -0.015, 1e-12);
  EXPECT_FALSE(CompareWithin(BaselineStage()).ok());
  StageResult mixed = MixedStage();
  mixed.predictions["int8"][0].reference.reset();
  EXPECT_THAT(std::string(CompareWithin(mixed).status().message()), HasSubstr("reference_prediction"));
}

TEST(ComparisonTest, NeedsABaseline) {
  const auto comparison = Compare({DynamicStage()});
  EXPECT_EQ(comparison.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(comparison.status().message()), HasSubstr("octavo baseline"));
}

TEST(ComparisonTest, WarnsOfFewTestTexts) {
  const auto comparison = Compare({BaselineStage(100, 16), DynamicStage(100, 16)});
  ASSERT_TRUE(comparison.ok());
  EXPECT_THAT(comparison->caveats, Contains(HasSubstr("Only 100 test texts")));
}

TEST(ComparisonTest, ATimeThatIsNoNumberCountsAsNotMeasured) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  StageResult dynamic = DynamicStage();
  dynamic.variants["int8"].latency->p95_ms = kNan;
  dynamic.variants["int8"].throughput->samples_per_second = kNan;
  dynamic.variants["fp32"].latency->p50_ms = kNan;
  dynamic.comparisons["int8"].speedup_batch1->interval.high = kNan;
  const auto comparison = Compare({BaselineStage(), dynamic});
  ASSERT_TRUE(comparison.ok());
  const ComparisonRow& row = comparison->rows[1];
  EXPECT_FALSE(row.figures.latency.has_value());
  EXPECT_FALSE(row.figures.throughput.has_value());
  EXPECT_FALSE(row.speedup_batch1.has_value());
  EXPECT_TRUE(row.speedup_throughput.has_value());
  EXPECT_DOUBLE_EQ(comparison->rows[0].figures.latency->p50_ms, 6.0) << "its own, as that in turn is none";
}

TEST(ComparisonTest, NamesTheStagesThatAreMissing) {
  EXPECT_THAT(Compare({BaselineStage(), DynamicStage()})->missing_stages, ElementsAre("static", "qat", "mixed"));
  EXPECT_THAT(Compare(AllStages())->missing_stages, ElementsAre());
  EXPECT_THAT(CompareWithin(MixedStage())->missing_stages, ElementsAre()) << "a stage is whole by itself";
}

TEST(ComparisonTest, ABaselineAloneIsNotSaidToBeatAnything) {
  const auto comparison = Compare({BaselineStage()});
  ASSERT_TRUE(comparison.ok());
  EXPECT_THAT(comparison->reasons, ElementsAre(HasSubstr("no other variant")));
}

TEST(WilsonIntervalTest, AgreesWithPublishedFigures) {
  // Newcombe 1998, 81 of 263: 0.2553 to 0.3662.
  const Interval interval = WilsonInterval(81.0 / 263.0, 263);
  EXPECT_NEAR(interval.low, 0.2553, 5e-5);
  EXPECT_NEAR(interval.high, 0.3662, 5e-5);
}

TEST(ComparisonTest, TellsWhetherTimesComeFromOneRun) {
  EXPECT_FALSE(IsTimedApart(*Compare({BaselineStage()})));
  EXPECT_FALSE(IsTimedApart(*Compare({BaselineStage(), MixedStage()}))) << "all in turn, the reference too";
  EXPECT_TRUE(IsTimedApart(*Compare({BaselineStage(), DynamicStage(), MixedStage()})));
  StageResult without_reference = DynamicStage();
  without_reference.variants["fp32"].latency.reset();
  EXPECT_TRUE(IsTimedApart(*Compare({BaselineStage(), without_reference})));
  StageResult untimed = DynamicStage();
  untimed.variants["int8"].latency.reset();
  EXPECT_FALSE(IsTimed(Compare({BaselineStage(), untimed})->rows[1]));
}

}  // namespace
}  // namespace octavo::client
