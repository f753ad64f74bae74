#include "worker/runner/job/training_loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/support/fake_engine.h"
#include "tests/support/job_folder.h"
#include "worker/runner/job/run_job.h"

namespace octavo {
namespace {

TEST(TrainingStateTest, TheBestEpochHasTheHighestAccuracyThenTheLowestLossThenComesFirst) {
  TrainingState state;
  EXPECT_TRUE(state.AddEpoch({1, 0.5, 0.80, 0.40}));
  EXPECT_FALSE(state.AddEpoch({2, 0.4, 0.79, 0.10}));
  EXPECT_TRUE(state.AddEpoch({3, 0.3, 0.80, 0.39}));
  EXPECT_FALSE(state.AddEpoch({4, 0.2, 0.80, 0.39}));
  EXPECT_TRUE(state.AddEpoch({5, 0.2, 0.81, 0.90}));
  EXPECT_EQ(state.best_epoch, 5);
}

TEST(TrainingStateTest, TheStartIsTheBestEpochUntilOneIsBetter) {
  TrainingState state;
  EXPECT_TRUE(state.AddEpoch({0, std::nullopt, 0.80, 0.40}));
  EXPECT_FALSE(state.AddEpoch({1, 0.4, 0.80, 0.41}));
  EXPECT_EQ(state.best_epoch, 0);
  EXPECT_TRUE(state.AddEpoch({2, 0.3, 0.80, 0.39}));
  EXPECT_EQ(state.best_epoch, 2);
}

TEST(TrainingStateTest, SurvivesJsonToTheLastBit) {
  TrainingState state;
  state.job_digest = "abc";
  state.checkpoint = "checkpoint-7.bin";
  state.precision = "bf16";
  state.step = 7;
  state.loss_sum = 1.0 / 3;
  state.curve = {{7, 1, 0.1, 2e-5, 0.9, std::nullopt}};
  state.AddEpoch({0, std::nullopt, 0.7, 0.6});
  state.AddEpoch({1, 0.5, 0.8, 0.4});
  const auto read = TrainingStateFromJson(*ParseJson(DumpJson(ToJson(state)), "state"));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(ToJson(*read), ToJson(state));
  EXPECT_EQ(read->loss_sum, state.loss_sum);
  EXPECT_FALSE(TrainingStateFromJson(Json{{"schema", "octavo.training_state/1"}}).ok());
}

TEST(TrainingStateTest, CountsThatAreNoWholeNumbersAreRefused) {
  Json json = ToJson(TrainingState());
  ASSERT_TRUE(TrainingStateFromJson(json).ok());
  for (const Json& value : {Json(7.5), Json("7"), Json()}) {
    json["step"] = value;
    const absl::Status status = TrainingStateFromJson(json).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr("field step"));
  }
}

TEST(TrainingStateTest, AFieldThatNobodyReadsIsNamed) {
  Json json = ToJson(TrainingState());
  json["mood"] = "good";
  EXPECT_THAT(std::string(TrainingStateFromJson(json).status().message()),
              testing::HasSubstr("field mood is \"good\", read as null"));
}

TEST(TrainingStateTest, TheCurveLeavesUnknownValuesEmpty) {
  EXPECT_EQ(
      FormatCurveCsv({{1, 1, 0.5, 0.25, std::nullopt, std::nullopt}, {2, 1, 0.5, 0.125, 0.75, 0.5}}),
      "step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n1,1,0.5,0.25,,\n2,1,0.5,0.125,0.75,0.5\n");
}

/// Whole baseline jobs on the fake engine.
class TrainingTest : public ::testing::Test {
 protected:
  static Json Params() {
    return {{"dataset", "local"},    {"epochs", 3},          {"batch_size", 8},
            {"learning_rate", 0.05}, {"latency_samples", 0}, {"checkpoint_steps", 4}};
  }
  void Fill(const JobFolder& folder) {
    folder.WriteTinyModel();
    folder.WriteSentences(100);
    folder.WriteSpec("baseline", Params());
  }
  /// Asks for a stop after `step`, if that is above zero.
  RunnerExit Run(const JobFolder& folder, int64_t stop_after = 0, absl::Status error = absl::OkStatus()) {
    StopFlag stop;
    FakeEngineControls controls;
    controls.capabilities = capabilities_;
    controls.after_step = [&](int64_t step) {
      last_step_ = step;
      if (step != stop_after) return absl::OkStatus();
      if (error.ok()) stop.Request();
      return error;
    };
    const RunnerExit exit = RunJob({folder.path(), FakeEngine(controls), stop});
    trainers_made_ = controls.trainers_made;
    return exit;
  }
  void ExpectSameResults(const JobFolder& a, const JobFolder& b) {
    for (const char* name : {"outputs/model/model.safetensors", "outputs/training_curve.csv",
                             "outputs/evaluation_results.csv", "outputs/model/octavo.json"}) {
      EXPECT_FALSE(a.Read(name).empty()) << name;
      EXPECT_EQ(a.Read(name), b.Read(name)) << name;
    }
  }

  EngineCapabilities capabilities_ = FakeCapabilities();
  int64_t last_step_ = 0;
  int trainers_made_ = 0;
};

TEST_F(TrainingTest, LearnsAndWritesEveryFile) {
  JobFolder folder;
  Fill(folder);
  ASSERT_EQ(Run(folder), RunnerExit::kSucceeded) << folder.Read("report.json");
  const Json metrics = folder.ReadJson("outputs/metrics.json");
  EXPECT_EQ(metrics["schema"], "octavo.result/1");
  EXPECT_GT(metrics["variants"]["fp32"]["evaluation"]["accuracy"], 0.9);
  EXPECT_EQ(metrics["training"]["history"].size(), 3u);
  EXPECT_EQ(metrics["params"]["weight_decay"], 0.01);
  EXPECT_EQ(metrics["inputs"]["model"].get<std::string>().size(), 64u);
  EXPECT_EQ(metrics, folder.ReadJson("report.json")["result"]);
  EXPECT_FALSE(folder.ReadJson("outputs/config.json").contains("variants"));
  EXPECT_TRUE(folder.Exists("outputs/model/vocab.txt"));
  EXPECT_EQ(folder.ReadJson("outputs/model/octavo.json")["max_length"], 32);  // what the model allows
  EXPECT_EQ(folder.ReadLines("events.jsonl").front()["phase"], "load");
}

TEST_F(TrainingTest, TheSameSeedGivesTheSameNumbers) {
  JobFolder first, second;
  Fill(first);
  Fill(second);
  ASSERT_EQ(Run(first), RunnerExit::kSucceeded);
  ASSERT_EQ(Run(second), RunnerExit::kSucceeded);
  ExpectSameResults(first, second);
}

TEST_F(TrainingTest, AStopAtAnyStepResumesToTheSameWeights) {
  JobFolder whole;
  Fill(whole);
  ASSERT_EQ(Run(whole), RunnerExit::kSucceeded);
  const int64_t steps = whole.ReadJson("outputs/metrics.json")["training"]["steps"].get<int64_t>();
  ASSERT_EQ(last_step_, steps);
  for (int64_t stop_after = 1; stop_after <= steps; ++stop_after) {
    JobFolder stopped;
    Fill(stopped);
    ASSERT_EQ(Run(stopped, stop_after), RunnerExit::kStopped);
    EXPECT_FALSE(stopped.Exists("report.json"));
    EXPECT_TRUE(stopped.Exists(absl::StrCat("work/checkpoint-", stop_after, ".bin")));
    ASSERT_EQ(Run(stopped), RunnerExit::kSucceeded);
    ExpectSameResults(whole, stopped);
    EXPECT_EQ(stopped.ReadJson("outputs/metrics.json")["training"]["resumed_from_step"], stop_after);
  }
}

TEST_F(TrainingTest, ACrashGoesBackToTheLastCheckpoint) {
  JobFolder whole, crashed;
  Fill(whole);
  Fill(crashed);
  ASSERT_EQ(Run(whole), RunnerExit::kSucceeded);
  ASSERT_EQ(Run(crashed, 15, absl::InternalError("crash")), RunnerExit::kFailed);
  ASSERT_EQ(Run(crashed), RunnerExit::kSucceeded);
  EXPECT_EQ(crashed.ReadJson("outputs/metrics.json")["training"]["resumed_from_step"], 12);
  ExpectSameResults(whole, crashed);
}

TEST_F(TrainingTest, AStateOfOtherParametersIsNotUsed) {
  JobFolder folder;
  Fill(folder);
  ASSERT_EQ(Run(folder, 5), RunnerExit::kStopped);
  Json params = Params();
  params["seed"] = 43;
  folder.WriteSpec("baseline", params);
  ASSERT_EQ(Run(folder), RunnerExit::kSucceeded);
  const Json metrics = folder.ReadJson("outputs/metrics.json");
  EXPECT_EQ(metrics["training"]["resumed_from_step"], 0);
  EXPECT_THAT(metrics["warnings"].dump(), ::testing::HasSubstr("starting afresh"));
}

/// The ids of the test texts, in order.
std::string TestIds(const JobFolder& folder) {
  std::string ids;
  for (absl::string_view line : absl::StrSplit(folder.Read("outputs/evaluation_results.csv"), '\n'))
    absl::StrAppend(&ids, line.substr(0, line.find(',')), " ");
  return ids;
}

TEST_F(TrainingTest, AnotherSeedCanTrainOnTheSameCut) {
  JobFolder first, second, other;
  Json params = Params();
  for (JobFolder* folder : {&first, &second, &other}) Fill(*folder);
  params["seed"] = 43;
  other.WriteSpec("baseline", params);
  params["split_seed"] = 42;
  second.WriteSpec("baseline", params);
  for (JobFolder* folder : {&first, &second, &other}) ASSERT_EQ(Run(*folder), RunnerExit::kSucceeded);
  EXPECT_EQ(TestIds(first), TestIds(second));
  EXPECT_NE(TestIds(first), TestIds(other));
  EXPECT_NE(first.Read("outputs/training_curve.csv"), second.Read("outputs/training_curve.csv"));
  EXPECT_EQ(second.ReadJson("outputs/metrics.json")["dataset"]["seed"], 42);
  EXPECT_EQ(second.ReadJson("outputs/model/octavo.json")["seed"], 42);  // a later job cuts as the training did
}

TEST_F(TrainingTest, AStateOfAnotherLibraryOrKindOfMachineIsNotUsed) {
  for (void (*change)(EngineCapabilities&) :
       {+[](EngineCapabilities& c) { c.torch_version = "newer"; }, +[](EngineCapabilities& c) { c.isa = {"avx512f"}; },
        +[](EngineCapabilities& c) { c.bf16 = true; }}) {
    JobFolder folder;
    Fill(folder);
    capabilities_ = FakeCapabilities();
    ASSERT_EQ(Run(folder, 5), RunnerExit::kStopped);
    change(capabilities_);
    ASSERT_EQ(Run(folder), RunnerExit::kSucceeded);
    const Json metrics = folder.ReadJson("outputs/metrics.json");
    EXPECT_EQ(metrics["training"]["resumed_from_step"], 0);
    EXPECT_THAT(metrics["warnings"].dump(), ::testing::HasSubstr("another kind of machine"));
  }
}

TEST_F(TrainingTest, AFinishedTrainingIsNotTrainedAgain) {
  JobFolder folder;
  Fill(folder);
  ASSERT_EQ(Run(folder), RunnerExit::kSucceeded);
  const std::string weights = folder.Read("outputs/model/model.safetensors");
  ASSERT_EQ(Run(folder), RunnerExit::kSucceeded);
  EXPECT_EQ(trainers_made_, 0);
  EXPECT_EQ(folder.Read("outputs/model/model.safetensors"), weights);
}

TEST_F(TrainingTest, ADamagedStateStartsAfresh) {
  JobFolder folder;
  Fill(folder);
  ASSERT_EQ(Run(folder, 5), RunnerExit::kStopped);
  folder.Write("work/state.json", "{\"schema\": ");
  ASSERT_EQ(Run(folder), RunnerExit::kSucceeded);
  EXPECT_EQ(folder.ReadJson("outputs/metrics.json")["training"]["resumed_from_step"], 0);
}

TEST_F(TrainingTest, ADamagedOrMissingCheckpointStartsAfresh) {
  JobFolder whole;
  Fill(whole);
  ASSERT_EQ(Run(whole), RunnerExit::kSucceeded);
  for (const bool missing : {false, true}) {
    JobFolder folder;
    Fill(folder);
    ASSERT_EQ(Run(folder, 5), RunnerExit::kStopped);
    if (missing) {
      std::filesystem::remove(folder.Path("work/checkpoint-5.bin"));
    } else {
      folder.Write("work/checkpoint-5.bin", "xy");
    }
    ASSERT_EQ(Run(folder), RunnerExit::kSucceeded) << folder.Read("report.json");
    const Json metrics = folder.ReadJson("outputs/metrics.json");
    EXPECT_EQ(metrics["training"]["resumed_from_step"], 0);
    EXPECT_THAT(metrics["warnings"].dump(), ::testing::HasSubstr("checkpoint-5.bin cannot be used"));
    ExpectSameResults(whole, folder);
  }
}

}  // namespace
}  // namespace octavo
