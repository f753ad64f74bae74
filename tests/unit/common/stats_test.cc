#include "common/stats.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "common/json.h"
#include "common/random.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

/// Statistics by NumPy and SciPy; fixtures/make_stats_fixture.py wrote them.
class StatsFixtureTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* source = std::getenv("OCTAVO_SOURCE_DIR");
    const auto read =
        ReadJsonFile(std::string(source != nullptr ? source : ".") + "/tests/unit/common/fixtures/stats_fixture.json");
    ASSERT_TRUE(read.ok()) << read.status();
    fixture_ = *read;
    labels_ = fixture_["labels"].get<std::vector<int32_t>>();
    reference_ = fixture_["reference"].get<std::vector<float>>();
    variant_ = fixture_["variant"].get<std::vector<float>>();
    classes_ = fixture_["classes"].get<int>();
  }
  double Number(const char* name) const { return fixture_[name].get<double>(); }

  Json fixture_;
  std::vector<int32_t> labels_;
  std::vector<float> reference_, variant_;
  int classes_ = 0;
};

TEST_F(StatsFixtureTest, ScoresAgree) {
  const auto scores = ScoreClassification(labels_, ArgMax(reference_, classes_), classes_);
  ASSERT_TRUE(scores.ok()) << scores.status();
  const Json& wanted = fixture_["scores"];
  EXPECT_DOUBLE_EQ(scores->accuracy, wanted["accuracy"].get<double>());
  EXPECT_NEAR(scores->macro_precision, wanted["macro_precision"].get<double>(), 1e-14);
  EXPECT_NEAR(scores->macro_recall, wanted["macro_recall"].get<double>(), 1e-14);
  EXPECT_NEAR(scores->macro_f1, wanted["macro_f1"].get<double>(), 1e-14);
  EXPECT_EQ(Json(scores->confusion), wanted["confusion"]);
  for (size_t c = 0; c < scores->classes.size(); ++c) {
    EXPECT_EQ(scores->classes[c].support, wanted["classes"][c]["support"].get<int64_t>());
    EXPECT_NEAR(scores->classes[c].precision, wanted["classes"][c]["precision"].get<double>(), 1e-14);
    EXPECT_NEAR(scores->classes[c].recall, wanted["classes"][c]["recall"].get<double>(), 1e-14);
    EXPECT_NEAR(scores->classes[c].f1, wanted["classes"][c]["f1"].get<double>(), 1e-14);
  }
}

TEST_F(StatsFixtureTest, ProbabilityMeasuresAgree) {
  EXPECT_NEAR(MeanCrossEntropy(reference_, labels_, classes_), Number("cross_entropy"), 1e-13);
  EXPECT_NEAR(ExpectedCalibrationError(reference_, labels_, classes_), Number("calibration_error"), 1e-13);
  EXPECT_NEAR(MeanKlDivergence(reference_, variant_, classes_), Number("kl"), 1e-13);
}

TEST_F(StatsFixtureTest, PairedBootstrapAgreesToTheLastResample) {
  const auto paired = ComparePaired(labels_, ArgMax(reference_, classes_), ArgMax(variant_, classes_),
                                    fixture_["seed"].get<uint64_t>());
  ASSERT_TRUE(paired.ok()) << paired.status();
  EXPECT_DOUBLE_EQ(paired->accuracy_difference, Number("difference"));
  EXPECT_NEAR(paired->accuracy_difference_interval.low, fixture_["difference_interval"][0].get<double>(), 1e-14);
  EXPECT_NEAR(paired->accuracy_difference_interval.high, fixture_["difference_interval"][1].get<double>(), 1e-14);
  EXPECT_NEAR(paired->variant_accuracy - paired->reference_accuracy, paired->accuracy_difference, 1e-15);
}

TEST_F(StatsFixtureTest, RatioAgrees) {
  const auto ratio = EstimateRatio(fixture_["ratio_top"].get<std::vector<double>>(),
                                   fixture_["ratio_bottom"].get<std::vector<double>>(), 42);
  ASSERT_TRUE(ratio.ok()) << ratio.status();
  EXPECT_NEAR(ratio->ratio, Number("ratio"), 1e-13);
  EXPECT_NEAR(ratio->interval.low, fixture_["ratio_interval"][0].get<double>(), 1e-13);
  EXPECT_NEAR(ratio->interval.high, fixture_["ratio_interval"][1].get<double>(), 1e-13);
}

TEST_F(StatsFixtureTest, AgrestiMinAgrees) {
  for (const Json& row : fixture_["agresti_min"]) {
    const Interval interval = AgrestiMinInterval(row[0].get<int64_t>(), row[1].get<int64_t>(), row[2].get<int64_t>());
    EXPECT_NEAR(interval.low, row[3].get<double>(), 1e-12) << row;
    EXPECT_NEAR(interval.high, row[4].get<double>(), 1e-12) << row;
  }
}

TEST_F(StatsFixtureTest, McNemarAgrees) {
  for (const Json& row : fixture_["mcnemar"]) {
    EXPECT_NEAR(McNemarExactP(row[0].get<int64_t>(), row[1].get<int64_t>()), row[2].get<double>(), 1e-9) << row;
  }
}

TEST_F(StatsFixtureTest, PercentilesAndMomentsAgree) {
  const auto values = fixture_["values"].get<std::vector<double>>();
  for (const Json& row : fixture_["percentiles"]) {
    EXPECT_NEAR(Percentile(values, row[0].get<double>()), row[1].get<double>(), 1e-14) << row;
  }
  EXPECT_NEAR(Mean(values), Number("mean"), 1e-14);
  EXPECT_NEAR(StandardDeviation(values), Number("std"), 1e-14);
}

TEST_F(StatsFixtureTest, StudentsTAgrees) {
  ASSERT_EQ(fixture_["student_t95"].size(), 9u);
  for (const Json& row : fixture_["student_t95"]) {
    EXPECT_NEAR(StudentT95(row[0].get<int64_t>()), row[1].get<double>(), 1e-10 * row[1].get<double>()) << row;
  }
}

TEST_F(StatsFixtureTest, MeanEstimateAgrees) {
  const auto values = fixture_["values"].get<std::vector<double>>();
  const auto estimate = EstimateMean(values);
  ASSERT_TRUE(estimate.ok()) << estimate.status();
  EXPECT_EQ(estimate->count, 23);
  EXPECT_NEAR(estimate->mean, Number("mean"), 1e-14);
  EXPECT_NEAR(estimate->deviation, Number("std"), 1e-14);
  EXPECT_EQ(estimate->lowest, *std::min_element(values.begin(), values.end()));
  EXPECT_EQ(estimate->highest, *std::max_element(values.begin(), values.end()));
  ASSERT_TRUE(estimate->interval.has_value());
  EXPECT_NEAR(estimate->interval->low, fixture_["mean_interval"][0].get<double>(), 1e-12);
  EXPECT_NEAR(estimate->interval->high, fixture_["mean_interval"][1].get<double>(), 1e-12);
}

TEST(EstimateMeanTest, ASingleValueHasNoInterval) {
  const auto estimate = EstimateMean({0.84});
  ASSERT_TRUE(estimate.ok()) << estimate.status();
  EXPECT_EQ(estimate->mean, 0.84);
  EXPECT_EQ(estimate->deviation, 0);
  EXPECT_FALSE(estimate->interval.has_value());
}

TEST(ComparePairedTest, CountsFlipsEachWay) {
  const auto paired = ComparePaired({0, 0, 1, 1, 2}, {0, 1, 1, 0, 0}, {1, 0, 1, 0, 1}, 1);
  ASSERT_TRUE(paired.ok()) << paired.status();
  EXPECT_EQ(paired->flips_to_wrong, 1);
  EXPECT_EQ(paired->flips_to_right, 1);
  EXPECT_EQ(paired->changed_predictions, 3);
  EXPECT_EQ(paired->accuracy_difference, 0);
  EXPECT_EQ(paired->mcnemar_p, 1);
}

TEST(ComparePairedTest, EqualPredictionsOnFewRowsDoNotRuleOutADifference) {
  const std::vector<int32_t> labels(50, 1), same(50, 1);
  const auto paired = ComparePaired(labels, same, same, 1);
  ASSERT_TRUE(paired.ok()) << paired.status();
  EXPECT_TRUE(paired->few_flips);
  EXPECT_NEAR(paired->accuracy_difference_interval.low, -0.0377, 1e-4);
  EXPECT_NEAR(paired->accuracy_difference_interval.high, 0.0377, 1e-4);
}

TEST(StatsRefusesTest, UnusableInput) {
  EXPECT_FALSE(ScoreClassification({}, {}, 2).ok());
  EXPECT_FALSE(ScoreClassification({0, 1}, {0}, 2).ok());
  EXPECT_FALSE(ScoreClassification({0, 2}, {0, 1}, 2).ok());
  EXPECT_FALSE(ScoreClassification({0, 1}, {0, -1}, 2).ok());
  EXPECT_FALSE(ComparePaired({0, 1}, {0, 1}, {0}, 1).ok());
  EXPECT_FALSE(EstimateRatio({1, 2}, {1, 2}, 1).ok());
  EXPECT_FALSE(EstimateRatio({1, 2, 0}, {1, 2, 3}, 1).ok());
  EXPECT_FALSE(EstimateMean({}).ok());
  EXPECT_FALSE(EstimateMean({0.5, std::numeric_limits<double>::quiet_NaN()}).ok());
  EXPECT_FALSE(EstimateMean({0.5, std::numeric_limits<double>::infinity()}).ok());
}

TEST(EstimateRatioTest, SlowDriftWidensTheInterval) {
  std::vector<double> drifting, ones(200, 1.0);
  for (int i = 0; i < 200; ++i) drifting.push_back(1 + 0.1 * std::sin(i * 0.1));
  std::vector<double> shuffled;
  for (const int64_t i : Random(3).Permutation(200)) shuffled.push_back(drifting[static_cast<size_t>(i)]);
  const auto drift = EstimateRatio(drifting, ones, 1), independent = EstimateRatio(shuffled, ones, 1);
  ASSERT_TRUE(drift.ok() && independent.ok());
  EXPECT_EQ(drift->ratio, independent->ratio);
  const auto width = [](const RatioEstimate& estimate) { return estimate.interval.high - estimate.interval.low; };
  EXPECT_GT(width(*drift), 1.5 * width(*independent));
}

TEST(EstimateRatioTest, TheSameSeedGivesTheSameInterval) {
  const std::vector<double> top = {3, 2, 4, 3, 5, 3, 2, 4, 3}, bottom = {1, 1, 2, 1, 2, 1, 1, 1, 2};
  const auto one = EstimateRatio(top, bottom, 5), two = EstimateRatio(top, bottom, 5);
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_EQ(one->interval.low, two->interval.low);
  EXPECT_EQ(one->interval.high, two->interval.high);
}

TEST(SoftmaxTest, LargeLogitsDoNotOverflow) {
  const std::vector<double> probabilities = Softmax({1000, 0, -1000, -1000}, 2);
  EXPECT_THAT(probabilities, ::testing::Pointwise(::testing::DoubleNear(1e-12), {1.0, 0.0, 0.5, 0.5}));
}

TEST(RandomTest, GivesThePublishedSequence) {
  Random random(1234567);  // values of the reference implementation by Vigna
  EXPECT_EQ(random.Next(), 6457827717110365317u);
  EXPECT_EQ(random.Next(), 3203168211198807973u);
}

TEST(RandomTest, PurposesHaveStreamsOfTheirOwn) {
  EXPECT_NE(Random(42, "order").Next(), Random(42, "split").Next());
  EXPECT_NE(Random(42, "order").Next(), Random(43, "order").Next());
  EXPECT_EQ(Random(42, "order").Next(), Random(42, "order").Next());
}

TEST(RandomTest, StreamIsTheSameOnEveryPlatform) {
  // Computed apart from this code, in Python, from the published definitions of SplitMix64 and FNV-1a.
  Random random(42, "test");
  EXPECT_EQ(random.Next(), 0x568E6A7FE7E91C9u);
  EXPECT_EQ(random.Next(), 0xA86B74B17A2086BCu);
  EXPECT_THAT(Random(42, "test").Permutation(8), ::testing::ElementsAre(2, 0, 6, 7, 3, 5, 4, 1));
}

TEST(RandomTest, BelowIsUniform) {
  Random random(7, "uniform");
  std::vector<int> counts(7);
  for (int i = 0; i < 70000; ++i) ++counts[random.Below(7)];
  for (const int count : counts) EXPECT_NEAR(count, 10000, 400);  // four standard deviations
}

}  // namespace
}  // namespace octavo
