#include "client/compare/selection.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Contender Make(const std::string& label, double accuracy, double megabytes, double latency_ms, double throughput) {
  Contender contender{label, accuracy, megabytes * 1e6, latency_ms, throughput, latency_ms, throughput, "", ""};
  return contender;
}

const std::vector<Contender> kThree = {Make("FP32", 0.90, 400, 20, 100), Make("INT8", 0.89, 100, 6, 400),
                                       Make("Mixed", 0.895, 150, 8, 300)};

std::vector<std::string> Labels(const std::vector<LeftOut>& all) {
  std::vector<std::string> labels;
  for (const LeftOut& left : all) labels.push_back(left.label);
  return labels;
}

TEST(SelectionTest, ChoosesByEachGoal) {
  const std::pair<Goal, size_t> wanted[] = {
      {Goal::kAccuracy, 0}, {Goal::kSize, 1}, {Goal::kLatency, 1}, {Goal::kThroughput, 1}};
  for (const auto& [goal, winner] : wanted) {
    Query query;
    query.best = goal;
    EXPECT_EQ(Select(kThree, query).winner, winner) << GoalNames()[static_cast<size_t>(goal)];
  }
}

TEST(SelectionTest, KeepsEveryLimitAndSaysWhatEachExcluded) {
  Query query;
  query.max_size_mb = 200;
  query.max_latency_ms = 7;
  query.min_accuracy = 0.89;
  const Selection selection = Select(kThree, query);
  EXPECT_EQ(selection.winner, 1u);
  EXPECT_THAT(selection.why, HasSubstr("the only one that keeps every limit"));
  ASSERT_EQ(selection.limits.size(), 3u);
  EXPECT_EQ(selection.limits[0].flag, "--max-size-mb");
  EXPECT_THAT(Labels(selection.limits[0].excluded), ElementsAre("FP32"));
  EXPECT_EQ(selection.limits[0].excluded[0].why, "400.0 MB");
  EXPECT_THAT(Labels(selection.limits[1].excluded), ElementsAre("FP32", "Mixed"));
  EXPECT_THAT(selection.limits[2].excluded, IsEmpty());
}

TEST(SelectionTest, NamesTheNextBest) {
  Query query;
  query.max_size_mb = 200;
  const Selection selection = Select(kThree, query);
  EXPECT_EQ(selection.winner, 2u);
  EXPECT_EQ(
      selection.why,
      "It is the most accurate of the 2 that keep every limit, with accuracy 0.8950; next comes INT8 with accuracy "
      "0.8900.");
}

TEST(SelectionTest, SaysHowNearTheNearestComeWhereNoneFits) {
  Query query;
  query.max_size_mb = 50;
  query.min_throughput = 350;
  const Selection selection = Select(kThree, query);
  EXPECT_FALSE(selection.winner.has_value());
  EXPECT_THAT(selection.why,
              AllOf(HasSubstr("None of the 3 variants"), HasSubstr("nearest to --max-size-mb is INT8 (100.0 MB)")));
  query = {};
  query.max_size_mb = 120;
  query.min_accuracy = 0.9;
  EXPECT_THAT(Select(kThree, query).why, HasSubstr("each limit is kept by a variant that breaks another"));
}

TEST(SelectionTest, OfEquallyGoodOnesTheMoreAccurateThenTheFasterThenTheSmaller) {
  Query query;
  query.best = Goal::kSize;
  const std::vector<Contender> same = {Make("A", 0.8, 10, 2, 1), Make("B", 0.9, 10, 3, 1), Make("C", 0.9, 10, 2, 1)};
  const Selection selection = Select(same, query);
  EXPECT_EQ(selection.winner, 2u);
  EXPECT_THAT(selection.why, HasSubstr("with 10.0 MB, as has B; ties go to the more accurate"));
}

TEST(SelectionTest, LeavesOutWhatIsNotComparedOrNotMeasured) {
  std::vector<Contender> contenders = kThree;
  contenders[0].why_not = "other data";
  contenders[1].why_not_speed = "other machine";
  contenders[2].throughput.reset();
  contenders[2].fair_throughput.reset();
  Query query;
  query.best = Goal::kAccuracy;
  EXPECT_EQ(Select(contenders, query).winner, 2u);
  EXPECT_THAT(Labels(Select(contenders, query).not_compared), ElementsAre("FP32"));
  query.best = Goal::kThroughput;
  const Selection by_speed = Select(contenders, query);
  EXPECT_FALSE(by_speed.winner.has_value());
  EXPECT_EQ(by_speed.why, "No variant can be compared.");
  EXPECT_THAT(Labels(by_speed.not_compared), ElementsAre("FP32", "INT8", "Mixed"));
}

TEST(SelectionTest, RanksLatenciesByTheSpeedUpsMeasuredInTurn) {
  const auto comparison = Compare(AllStages());
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  const std::vector<Contender> contenders = ContendersOf(*comparison);
  Query query;
  query.best = Goal::kLatency;
  const Selection selection = Select(contenders, query);
  ASSERT_TRUE(selection.winner.has_value());
  EXPECT_EQ(contenders[*selection.winner].label, "Static INT8")
      << "3.0 times as fast, though Dynamic's own 2 ms look alike";
}

TEST(SelectionTest, SuggestsAGoal) {
  EXPECT_EQ(*ParseGoal("size"), Goal::kSize);
  EXPECT_THAT(std::string(ParseGoal("latencey").status().message()), HasSubstr("did you mean latency?"));
}

}  // namespace
}  // namespace octavo::client
