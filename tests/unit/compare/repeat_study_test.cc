#include "client/compare/repeat_study.h"

#include <cmath>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pointwise;

SeedRun RunOf(const std::string& folder, std::vector<StageResult> stages) {
  auto run = MakeSeedRun(folder, std::move(stages));
  EXPECT_TRUE(run.ok()) << run.status();
  return *std::move(run);
}

/// Three seeds; the training's luck is larger than what INT8 does.
std::vector<SeedRun> ThreeRuns() {
  return {RunOf("results", SeedStages(42, 160, 163, 3.0)), RunOf("r/seed-43", SeedStages(43, 170, 172, 3.2)),
          RunOf("r/seed-44", SeedStages(44, 150, 154, 2.8))};
}

TEST(RepeatStudyTest, AveragesOverSeedsAndPairsWithinThem) {
  const RepeatStudy study = StudyRepeats(ThreeRuns(), {});
  EXPECT_THAT(study.left_out, IsEmpty());
  ASSERT_EQ(study.rows.size(), 2u);
  const RepeatedRow& baseline = study.rows[0];
  EXPECT_TRUE(baseline.reference);
  EXPECT_EQ(baseline.label, "FP32 baseline");
  EXPECT_THAT(baseline.accuracy.seeds, ElementsAre(42, 43, 44));
  EXPECT_NEAR(baseline.accuracy.estimate->mean, 0.84, 1e-12);
  EXPECT_NEAR(baseline.accuracy.estimate->deviation, 0.01, 1e-12);
  EXPECT_FALSE(baseline.accuracy_difference.estimate.has_value());
  const RepeatedRow& int8 = study.rows[1];
  EXPECT_THAT(int8.accuracy_difference.values, Pointwise(DoubleNear(1e-12), {-0.003, -0.002, -0.004}));
  const MeanEstimate& difference = *int8.accuracy_difference.estimate;
  EXPECT_NEAR(difference.mean, -0.003, 1e-12);
  EXPECT_NEAR(difference.deviation, 0.001, 1e-12);  // a tenth of the baseline's
  // t of 2 degrees of freedom is 4.3027.
  EXPECT_NEAR(difference.interval->low, -0.003 - 4.302652729749 * 0.001 / std::sqrt(3), 1e-12);
  EXPECT_NEAR(difference.lowest, -0.004, 1e-12);
  EXPECT_NEAR(int8.speedup_batch1.estimate->mean, 3.0, 1e-12);
  EXPECT_EQ(int8.size_bytes.estimate->deviation, 0);
  EXPECT_FALSE(int8.speedup_throughput.estimate.has_value());
}

TEST(RepeatStudyTest, ASingleRunHasNoDeviation) {
  const RepeatStudy study = StudyRepeats({RunOf("results", SeedStages(42, 160, 163))}, {"elsewhere: unreadable."});
  EXPECT_THAT(study.left_out, ElementsAre("elsewhere: unreadable."));
  ASSERT_EQ(study.rows.size(), 2u);
  EXPECT_EQ(study.rows[1].accuracy.estimate->count, 1);
  EXPECT_FALSE(study.rows[1].accuracy.estimate->interval.has_value());
}

TEST(RepeatStudyTest, SaysWhichSeedLacksAStage) {
  std::vector<StageResult> stages = SeedStages(43, 170, 172);
  stages.pop_back();
  const RepeatStudy study = StudyRepeats({RunOf("results", SeedStages(42, 160, 163)), RunOf("r/seed-43", stages)}, {});
  EXPECT_THAT(study.left_out, ElementsAre("static of seed 43: there are no results in r/seed-43."));
  EXPECT_EQ(study.rows[0].accuracy.estimate->count, 2);
  EXPECT_EQ(study.rows[1].accuracy.estimate->count, 1);
}

TEST(RepeatStudyTest, SaysThatTheFirstRunLacksAStage) {
  std::vector<StageResult> stages = SeedStages(42, 160, 163);
  stages.pop_back();
  const RepeatStudy study = StudyRepeats({RunOf("results", stages), RunOf("r/seed-43", SeedStages(43, 170, 172))}, {});
  EXPECT_THAT(study.left_out, ElementsAre("static of seed 42: there are no results in results."));
  ASSERT_EQ(study.rows.size(), 2u);
  EXPECT_THAT(study.rows[1].accuracy.seeds, ElementsAre(43));
}

TEST(RepeatStudyTest, CountsASeedOnce) {
  const RepeatStudy study =
      StudyRepeats({RunOf("results", SeedStages(42, 160, 163)), RunOf("r/seed-42", SeedStages(42, 160, 163))}, {});
  EXPECT_THAT(study.left_out, ElementsAre("r/seed-42: its seed 42 is that of results too."));
  EXPECT_EQ(study.runs.size(), 1u);
}

TEST(RepeatStudyTest, LeavesOutWhatWasMadeFromAnotherBaseline) {
  std::vector<StageResult> stages = SeedStages(43, 170, 172);
  stages[1].variants["fp32"].accuracy = 0.5;
  const RepeatStudy study = StudyRepeats({RunOf("results", SeedStages(42, 160, 163)), RunOf("r/seed-43", stages)}, {});
  ASSERT_EQ(study.left_out.size(), 1u);
  EXPECT_THAT(study.left_out[0],
              HasSubstr("Static INT8 of seed 43 is not compared with its baseline: made from another"));
  EXPECT_EQ(study.rows[1].accuracy_difference.estimate->count, 1);
}

TEST(RepeatStudyTest, LeavesOutWhatIsNoNumber) {
  std::vector<StageResult> stages = SeedStages(43, 170, 172);
  stages[1].variants["int8"].accuracy = std::numeric_limits<double>::quiet_NaN();
  const RepeatStudy study = StudyRepeats({RunOf("results", SeedStages(42, 160, 163)), RunOf("r/seed-43", stages)}, {});
  EXPECT_THAT(study.left_out, ElementsAre("accuracy of Static INT8 of seed 43: nan is no number.",
                                          "accuracy difference of Static INT8 of seed 43: nan is no number."));
  EXPECT_EQ(study.rows[1].accuracy.estimate->count, 1);
  EXPECT_EQ(study.rows[1].size_bytes.estimate->count, 2);
}

struct OtherWork {
  const char* name;
  void (*change)(StageResult&);
  const char* why;
};

/// Of the baseline: the whole run is refused.
class OtherWorkTest : public ::testing::TestWithParam<OtherWork> {};

TEST_P(OtherWorkTest, IsNotAveragedAndTheFieldAndValuesAreNamed) {
  std::vector<StageResult> stages = SeedStages(43, 170, 172);
  for (StageResult& stage : stages) GetParam().change(stage);
  const RepeatStudy study = StudyRepeats({RunOf("results", SeedStages(42, 160, 163)), RunOf("r/seed-43", stages)}, {});
  ASSERT_EQ(study.left_out.size(), 1u);
  EXPECT_THAT(study.left_out[0], HasSubstr("r/seed-43 (seed 43): "));
  EXPECT_THAT(study.left_out[0], HasSubstr(GetParam().why));
  EXPECT_EQ(study.runs.size(), 1u);
  EXPECT_EQ(study.rows[0].accuracy.estimate->count, 1);
}

INSTANTIATE_TEST_SUITE_P(
    All, OtherWorkTest,
    ::testing::Values(
        OtherWork{"Dataset", [](StageResult& s) { s.dataset = "imdb"; },
                  "the data set is imdb instead of movie-sentences"},
        OtherWork{"DatasetBytes", [](StageResult& s) { s.inputs["dataset"] = "abc"; },
                  "dataset is abc instead of unknown"},
        OtherWork{"Split", [](StageResult& s) { s.seed = 43; }, "the seed of the split is 43 instead of 42"},
        OtherWork{"TrainingTexts", [](StageResult& s) { s.train_rows = 10; }, "training texts is 10 instead of 8000"},
        OtherWork{"Model", [](StageResult& s) { s.model = "bert"; }, "model is bert instead of minilm-l6"},
        OtherWork{"Labels", [](StageResult& s) { s.labels = {"a"}; }, "labels is a instead of negative positive"},
        OtherWork{"Device", [](StageResult& s) { s.device_class = "cuda:H100"; },
                  "device class is cuda:H100 instead of"},
        OtherWork{"Cpu", [](StageResult& s) { s.cpu_model = "Other"; }, "the CPU is Other instead of Test CPU"},
        OtherWork{"Threads", [](StageResult& s) { s.threads = 4; }, "threads is 4 instead of 2"},
        OtherWork{"Version", [](StageResult& s) { s.octavo_version = "2"; }, "Octavo's version is 2 instead of 0.1.0"},
        OtherWork{"Parameter", [](StageResult& s) { s.params["epochs"] = 9; }, "parameter epochs is 9 instead of 3"},
        OtherWork{"MissingParameter", [](StageResult& s) { s.params.erase("epochs"); },
                  "parameter epochs is unknown instead of 3"}),
    [](const auto& param_info) { return std::string(param_info.param.name); });

TEST(RepeatStudyTest, AStageWithOtherParametersIsLeftOutAlone) {
  std::vector<StageResult> stages = SeedStages(43, 170, 172);
  stages[1].params["observer"] = "minmax";
  const RepeatStudy study = StudyRepeats({RunOf("results", SeedStages(42, 160, 163)), RunOf("r/seed-43", stages)}, {});
  EXPECT_THAT(study.left_out, ElementsAre("static of seed 43: parameter observer is \"minmax\" instead of unknown."));
  EXPECT_EQ(study.rows[0].accuracy.estimate->count, 2);
  EXPECT_EQ(study.rows[1].accuracy.estimate->count, 1);
}

TEST(MakeSeedRunTest, NeedsABaseline) {
  std::vector<StageResult> stages = SeedStages(43, 170, 172);
  stages.erase(stages.begin());
  EXPECT_THAT(std::string(MakeSeedRun("r/seed-43", stages).status().message()), HasSubstr("no baseline results"));
  EXPECT_FALSE(MakeSeedRun("r/seed-43", {}).ok());
}

TEST(MakeSeedRunTest, KeepsASpeedOfOtherThreadsOut) {
  std::vector<StageResult> stages = SeedStages(43, 170, 172);
  stages[1].threads = 8;
  const SeedRun run = RunOf("r/seed-43", stages);
  EXPECT_TRUE(run.rows[1].accuracy.has_value());
  EXPECT_FALSE(run.rows[1].speedup_batch1.has_value());
  EXPECT_THAT(run.rows[1].why_not_speed, HasSubstr("8 threads"));
}

}  // namespace
}  // namespace octavo::client
