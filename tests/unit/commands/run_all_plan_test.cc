#include "client/commands/run_all_plan.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/commands/plan_fixture.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using RunAllPlanTest = PlanFixture;

std::vector<std::string> Kinds(const std::vector<Stage>& stages) {
  std::vector<std::string> kinds;
  for (const Stage& stage : stages) kinds.push_back(stage.kind);
  return kinds;
}

TEST_F(RunAllPlanTest, RunsEveryStageInAFolderOfItsOwn) {
  const auto stages = PlanStages(kAllStages);
  ASSERT_TRUE(stages.ok()) << stages.status();
  EXPECT_THAT(Kinds(*stages), ElementsAre("baseline", "dynamic", "static", "qat", "mixed"));
  std::vector<std::string> folders;
  for (const Stage& stage : *stages) folders.push_back(stage.output_dir.substr(results().size()));
  EXPECT_THAT(folders, ElementsAre("/baseline", "/dynamic_quant", "/static_quant", "/qat", "/mixed_precision"));
  for (size_t i = 1; i < stages->size(); ++i) {
    EXPECT_EQ((*stages)[i].inputs[0].from_stage, "baseline");
    EXPECT_EQ((*stages)[i].inputs[1].path, cache() + "/reviews.csv");
  }
}

TEST_F(RunAllPlanTest, QatWaitsForStaticWhereThatRuns) {
  const auto all = PlanStages(kAllStages);
  ASSERT_TRUE(all.ok()) << all.status();
  const auto jobs = ToJobs(*all, {{cache() + "/small", "m"}, {cache() + "/reviews.csv", "d"}}, false, false);
  ASSERT_EQ(jobs[3].kind, "qat");
  ASSERT_EQ(jobs[3].inputs.size(), 3u);
  EXPECT_EQ(jobs[3].inputs[2].from_job, "static");
  EXPECT_EQ(jobs[3].inputs[2].from_path, "quantized_model.pt");
  const auto without = PlanStages({"baseline", "qat"});
  ASSERT_TRUE(without.ok()) << without.status();
  EXPECT_EQ(without->back().inputs.size(), 2u);
}

TEST_F(RunAllPlanTest, WithoutTrainingItTakesTheModelThatIsThere) {
  const auto stages = PlanStages({"static", "mixed"});
  ASSERT_TRUE(stages.ok()) << stages.status();
  EXPECT_THAT(Kinds(*stages), ElementsAre("static", "mixed"));
  for (const Stage& stage : *stages) EXPECT_EQ(stage.inputs[0].path, results() + "/baseline/model");
  std::filesystem::remove_all(results());
  EXPECT_THAT(std::string(PlanStages({"static"}).status().message()), HasSubstr("train it first with octavo baseline"));
}

TEST_F(RunAllPlanTest, RefusesOtherPlacesWhereTheyStand) {
  EXPECT_THAT(std::string(PlanStages(kAllStages, "mixed:\n  output_dir: elsewhere\n").status().message()),
              HasSubstr("c.yaml:2:3: output_dir: 'elsewhere' would have no effect"));
  EXPECT_THAT(std::string(PlanStages(kAllStages, "static:\n  model_path: other/model\n").status().message()),
              HasSubstr("c.yaml:2:3: model_path: 'other/model'"));
  EXPECT_THAT(std::string(PlanStages(kAllStages, "qat:\n  static_dir: other\n").status().message()),
              HasSubstr("c.yaml:2:3: static_dir: 'other'"));
}

TEST_F(RunAllPlanTest, TakesStaticResultsFromElsewhereWhereTheStageIsSkipped) {
  Write(cache() + "/static/quantized_model.pt", "model");
  const auto stages = PlanStages({"baseline", "qat"}, "qat:\n  static_dir: " + cache() + "/static\n");
  ASSERT_TRUE(stages.ok()) << stages.status();
  EXPECT_EQ(stages->back().inputs.at(2).path, cache() + "/static/quantized_model.pt");
}

TEST_F(RunAllPlanTest, TheTrainingsFlagsAreNotThoseOfQat) {
  const auto stages =
      PlanStages(kAllStages, "", {{"epochs", "5"}, {"learning_rate", "5e-5"}, {"qat_epochs", "1"}, {"seed", "7"}});
  ASSERT_TRUE(stages.ok()) << stages.status();
  EXPECT_EQ((*stages)[0].params["epochs"], 5);
  EXPECT_EQ((*stages)[3].params["epochs"], 1);
  EXPECT_EQ((*stages)[3].params["learning_rate"], 1e-5);
  for (const Stage& stage : *stages) EXPECT_EQ(stage.params["seed"], 7);
}

}  // namespace
}  // namespace octavo::client
