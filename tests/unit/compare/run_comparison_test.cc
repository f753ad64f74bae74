#include "client/compare/run_comparison.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

NamedComparison Named(const std::string& name, std::vector<StageResult> stages) {
  absl::StatusOr<Comparison> comparison = Compare(std::move(stages));
  EXPECT_TRUE(comparison.ok()) << comparison.status();
  return {name, *std::move(comparison)};
}

TEST(RunComparisonTest, AveragesRunsThatDifferInTheSeedAlone) {
  const RunComparison runs = CompareRuns(
      {Named("a", SeedStages(42, 160, 164)), Named("b", SeedStages(43, 150, 155)), Named("c", AllStages())});
  ASSERT_EQ(runs.repeats.size(), 1u);
  EXPECT_EQ(runs.repeats[0].runs.size(), 2u);
  EXPECT_EQ(runs.repeats[0].runs[1].folder, "b");
  EXPECT_EQ(runs.repeats[0].rows[0].accuracy.values, (std::vector<double>{0.84, 0.85}));
}

TEST(RunComparisonTest, OfTheSameSeedThereIsNothingToAverage) {
  EXPECT_THAT(CompareRuns({Named("a", SeedStages(42, 160, 164)), Named("b", SeedStages(42, 160, 164))}).repeats,
              IsEmpty());
}

TEST(RunComparisonTest, OtherTestTextsAndOtherMachinesAreNotCompared) {
  std::vector<StageResult> slow = SeedStages(42, 160, 164), small = {BaselineStage(500, 80)};
  for (StageResult& stage : slow) stage.threads = 8;
  const RunComparison runs =
      CompareRuns({Named("a", SeedStages(42, 160, 164)), Named("slow", slow), Named("small", small)});
  EXPECT_EQ(runs.runs[1].why_not, "");
  EXPECT_THAT(runs.runs[1].why_not_speed, HasSubstr("8 threads"));
  EXPECT_THAT(runs.runs[2].why_not, HasSubstr("500 test texts instead of 1000"));
  const std::vector<Contender> contenders = ContendersOf(runs);
  ASSERT_EQ(contenders.size(), 5u);
  EXPECT_EQ(contenders[1].label, "a: Static INT8");
  EXPECT_EQ(contenders[2].why_not, "");
  EXPECT_THAT(contenders[2].why_not_speed, HasSubstr("8 threads"));
  EXPECT_THAT(contenders[4].why_not, HasSubstr("500 test texts"));
}

TEST(RunComparisonTest, AnotherModelOnTheSameTextsIsCompared) {
  std::vector<StageResult> other = SeedStages(42, 120, 125);
  for (StageResult& stage : other) stage.model = "bert-base-uncased";
  const RunComparison runs = CompareRuns({Named("a", SeedStages(42, 160, 164)), Named("b", other)});
  EXPECT_EQ(runs.runs[1].why_not, "");
  EXPECT_THAT(runs.repeats, IsEmpty());
  Query query;
  query.best = Goal::kAccuracy;
  EXPECT_EQ(Select(ContendersOf(runs), query).winner, 2u);
}

}  // namespace
}  // namespace octavo::client
