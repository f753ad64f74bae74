#include "client/commands/repeats_plan.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/commands/plan_fixture.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class RepeatsPlanTest : public PlanFixture {
 protected:
  absl::StatusOr<std::vector<Repeat>> Plan(int repeats, const std::set<std::string>& chosen = kAllStages,
                                           const std::map<std::string, std::string>& flags = {},
                                           const std::string& file = "") {
    auto stages = PlanStages(chosen, file, flags);
    if (!stages.ok()) return stages.status();
    return PlanRepeats(*std::move(stages), results(), repeats);
  }
  std::string ErrorOf(const absl::StatusOr<std::vector<Repeat>>& repeats) {
    return std::string(repeats.status().message());
  }
  /// As if the pipeline had run with that seed before.
  void WriteTrained(const std::string& folder, int seed) {
    Write(folder + "/baseline/metrics.json", "{\"params\": {\"seed\": " + std::to_string(seed) + "}}");
    WriteModel(folder + "/baseline/model");
  }
};

TEST_F(RepeatsPlanTest, ASingleRunIsThePlanItself) {
  const auto runs = Plan(1);
  ASSERT_TRUE(runs.ok()) << runs.status();
  ASSERT_EQ(runs->size(), 1u);
  EXPECT_EQ((*runs)[0].folder, results());
  EXPECT_EQ((*runs)[0].stages[0].name, "baseline");
  EXPECT_FALSE((*runs)[0].stages[0].params.contains("split_seed"));
}

TEST_F(RepeatsPlanTest, FurtherRunsTakeTheNextSeedsOnTheSameSplits) {
  const auto runs = Plan(3, kAllStages, {{"seed", "7"}});
  ASSERT_TRUE(runs.ok()) << runs.status();
  ASSERT_EQ(runs->size(), 3u);
  for (int i = 0; i < 3; ++i) {
    const Repeat& run = (*runs)[static_cast<size_t>(i)];
    EXPECT_EQ(run.seed, 7 + i);
    for (const Stage& stage : run.stages) EXPECT_EQ(stage.params["seed"], 7 + i) << stage.name;
  }
  const std::vector<Stage>& last = (*runs)[2].stages;
  EXPECT_EQ(last[0].params["split_seed"], 7);
  EXPECT_FALSE(last[1].params.contains("split_seed"));
  EXPECT_EQ(last[0].output_dir, results() + "/repeats/seed-9/baseline");
  EXPECT_EQ(last[4].output_dir, results() + "/repeats/seed-9/mixed_precision");
  EXPECT_EQ(last[4].given.model, results() + "/repeats/seed-9/baseline/model");
}

TEST_F(RepeatsPlanTest, StagesShiftTheirOwnSeedsAndASplitThatWasGivenStays) {
  const auto runs = Plan(2, kAllStages, {{"split_seed", "5"}}, "qat: {seed: 100}\n");
  ASSERT_TRUE(runs.ok()) << runs.status();
  EXPECT_EQ((*runs)[1].stages[0].params["split_seed"], 5);
  EXPECT_EQ((*runs)[1].stages[0].params["seed"], 43);
  EXPECT_EQ((*runs)[1].stages[3].params["seed"], 101);
}

TEST_F(RepeatsPlanTest, EveryRunHandsItsOwnModelsOn) {
  const auto runs = Plan(2);
  ASSERT_TRUE(runs.ok()) << runs.status();
  std::vector<Stage> all = (*runs)[0].stages;
  all.insert(all.end(), (*runs)[1].stages.begin(), (*runs)[1].stages.end());
  const auto jobs = ToJobs(all, {{cache() + "/small", "m"}, {cache() + "/reviews.csv", "d"}}, false, false);
  std::vector<std::string> names;
  for (const JobSpec& job : jobs) names.push_back(job.name);
  EXPECT_THAT(names, ElementsAre("baseline", "dynamic", "static", "qat", "mixed", "baseline-seed-43", "dynamic-seed-43",
                                 "static-seed-43", "qat-seed-43", "mixed-seed-43"));
  EXPECT_EQ(jobs[8].kind, "qat");
  EXPECT_EQ(jobs[8].inputs[0].from_job, "baseline-seed-43");
  EXPECT_EQ(jobs[8].inputs[2].from_job, "static-seed-43");
  EXPECT_EQ(jobs[3].inputs[2].from_job, "static");
}

TEST_F(RepeatsPlanTest, WithoutTrainingEachTakesTheModelOfItsSeed) {
  WriteTrained(results(), 7);
  WriteTrained(results() + "/repeats/seed-8", 8);
  const auto runs = Plan(2, {"static"});
  ASSERT_TRUE(runs.ok()) << runs.status();
  EXPECT_EQ((*runs)[1].seed, 8);
  EXPECT_EQ((*runs)[1].stages[0].inputs[0].path, results() + "/repeats/seed-8/baseline/model");
  EXPECT_EQ((*runs)[1].stages[0].inputs[1].path, cache() + "/reviews.csv");
  const auto three = Plan(3, {"static"});
  EXPECT_THAT(ErrorOf(three), HasSubstr("repeats/seed-9/baseline/model' does not exist"));
  EXPECT_THAT(ErrorOf(three), HasSubstr("without --skip-training, or fewer --repeats"));
}

TEST_F(RepeatsPlanTest, WithoutTrainingTheSeedOfTheModelMustBeKnown) {
  EXPECT_TRUE(Plan(1, {"static"}).ok());
  EXPECT_THAT(ErrorOf(Plan(2, {"static"})), HasSubstr("metrics.json does not say with which seed"));
}

TEST_F(RepeatsPlanTest, StaticResultsOfOneModelAreRefused) {
  Write(cache() + "/static/quantized_model.pt", "model");
  const std::string file = "qat:\n  static_dir: " + cache() + "/static\n";
  EXPECT_TRUE(Plan(1, {"baseline", "qat"}, {}, file).ok());
  EXPECT_THAT(ErrorOf(Plan(2, {"baseline", "qat"}, {}, file)), HasSubstr("was made of one model"));
}

TEST_F(RepeatsPlanTest, SeedsThatEndAreRefused) {
  EXPECT_TRUE(Plan(1, kAllStages, {{"seed", "4294967295"}}).ok());
  EXPECT_THAT(ErrorOf(Plan(2, kAllStages, {{"seed", "4294967295"}})), HasSubstr("4294967296"));
}

TEST(ReadRepeatsTest, TakesOneToTwentyAndSaysWhereAnotherNumberStands) {
  const auto none = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  EXPECT_EQ(*ReadRepeats(Settings({}, none, {})), 1);
  EXPECT_EQ(*ReadRepeats(Settings({{"repeats", "20"}}, none, {})), 20);
  for (const char* bad : {"0", "21", "-1", "two", ""}) {
    EXPECT_THAT(std::string(ReadRepeats(Settings({{"repeats", bad}}, none, {})).status().message()),
                HasSubstr("--repeats: '" + std::string(bad) + "' is not a whole number from 1 to 20"));
  }
  const Settings file({}, none, {*ConfigFile::Parse("seed: 1\nrepeats: 30\n", "c.yaml")});
  EXPECT_THAT(std::string(ReadRepeats(file).status().message()), HasSubstr("c.yaml:2:1: repeats: '30'"));
}

}  // namespace
}  // namespace octavo::client
