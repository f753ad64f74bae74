#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/str_split.h"
#include "common/status_macros.h"
#include "tests/support/fake_engine.h"
#include "tests/support/fake_switchable.h"
#include "tests/support/job_folder.h"
#include "worker/runner/job/run_job.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

/// The job on the fake engine, whose switchable form has five layers.
class MixedTest : public ::testing::Test {
 protected:
  MixedTest() {
    script_.damage = {0.001, 0.001, 0.001, 100, 0};
    script_.seconds = {3, 1, 4, 4, 1};
    folder_.WriteTinyModel();
    folder_.WriteSentences(100);
    folder_.WriteTrainingSpec();
    EXPECT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
    folder_.UseTrainedModel();
  }

  EngineFunctions Engine() {
    EngineFunctions engine = FakeEngine(controls_);
    engine.load_switchable =
        [this, quantize = engine.quantize_dynamic, load = engine.load_classifier](
            const SwitchableOptions& options) -> absl::StatusOr<std::unique_ptr<SwitchableClassifier>> {
      OCTAVO_ASSIGN_OR_RETURN(auto model, load({options.model_dir, ComputeType::kFp32, "cpu"}));
      SwitchableScript script = script_;
      script.write = [quantize, dir = options.model_dir](const std::string& path) {
        return quantize({dir, path, true}).status();
      };
      return std::make_unique<FakeSwitchable>(std::move(model), std::move(script));
    };
    return engine;
  }
  RunnerExit Run() { return RunJob({folder_.path(), Engine(), stop_}); }
  Json RunMixedJob(Json params) {
    params["latency_samples"] = 0;
    folder_.WriteSpec("mixed", params);
    EXPECT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
    return folder_.ReadJson("outputs/metrics.json");
  }
  void ExpectBadSpec(const Json& params, const std::string& message, const Json& more = Json::object()) {
    folder_.WriteSpec("mixed", params, more);
    EXPECT_EQ(Run(), RunnerExit::kFailed);
    const Json report = folder_.ReadJson("report.json");
    EXPECT_EQ(report["reason"], "BAD_SPEC");
    EXPECT_THAT(report["message"].get<std::string>(), HasSubstr(message));
  }
  static size_t Lines(const std::string& text) {
    return std::vector<std::string>(absl::StrSplit(text, '\n', absl::SkipEmpty())).size();
  }

  JobFolder folder_;
  FakeEngineControls controls_;
  StopFlag stop_;
  SwitchableScript script_;
};

TEST_F(MixedTest, MakesAndComparesEachForm) {
  const Json result = RunMixedJob({{"search_rounds", 4}});
  EXPECT_EQ(result["kind"], "mixed");
  EXPECT_EQ(result["own_variants"], (Json{"int8", "fp16", "mixed"}));
  for (const char* name : {"fp32", "int8", "fp16", "mixed"}) {
    EXPECT_GT(result["variants"][name]["evaluation"]["accuracy"], 0.5) << name;
    EXPECT_GT(result["variants"][name]["size_bytes"], 0) << name;
  }
  EXPECT_THAT(controls_.converted, ElementsAre(ComputeType::kFp16));
  for (const char* file : {"int8_model.pth", "fp16_model.pt", "mixed_model.pth", "config.json", "sensitivity.csv",
                           "pareto.csv", "precision_comparison.csv", "evaluation_results_mixed.csv"}) {
    EXPECT_TRUE(folder_.Exists(std::string("outputs/") + file)) << file;
  }
  EXPECT_EQ(Lines(folder_.Read("outputs/sensitivity.csv")), 1u + 2 * 5);
  EXPECT_EQ(Lines(folder_.Read("outputs/precision_comparison.csv")), 1u + 4);
  EXPECT_EQ(Lines(folder_.Read("outputs/pareto.csv")), 1 + result["search"]["candidates"].size());
  EXPECT_TRUE(result["search"]["holds_budget"].get<bool>());
  EXPECT_NE(result["search"]["chosen"], "all_int8");  // which one layer makes useless
  EXPECT_TRUE(result["quantization"]["mixed"].contains("quantized_layers"));
  EXPECT_TRUE(result["phase_seconds"].contains("sensitivity"));
  EXPECT_TRUE(result["phase_seconds"].contains("search"));
}

TEST_F(MixedTest, WithoutMixedNothingIsSearched) {
  const Json result = RunMixedJob({{"precisions", {"bf16", "fp32"}}});
  EXPECT_EQ(result["own_variants"], (Json{"bf16"}));
  EXPECT_EQ(result["variants"].size(), 2u);
  EXPECT_FALSE(result.contains("search"));
  EXPECT_TRUE(folder_.Exists("outputs/bf16_model.pt"));
  EXPECT_FALSE(folder_.Exists("outputs/fp16_model.pt"));
  EXPECT_FALSE(folder_.Exists("outputs/pareto.csv"));
}

TEST_F(MixedTest, Fp32IsTheReferenceItself) {
  const Json result = RunMixedJob({{"precisions", {"fp32"}}});
  EXPECT_EQ(result["variants"].size(), 1u);
  EXPECT_EQ(Lines(folder_.Read("outputs/precision_comparison.csv")), 2u);
}

TEST_F(MixedTest, AFormIsAskedForOnce) {
  ExpectBadSpec({{"precisions", {"int8", "fp16", "int8"}}}, "parameter precisions: \"int8\" is given twice");
}

TEST_F(MixedTest, AModelThatTheTypeCannotHoldIsToBlame) {
  controls_.quantize = absl::InvalidArgumentError("tensor 'x' holds 65505; use bf16");
  folder_.WriteSpec("mixed", {{"precisions", {"fp16"}}});
  EXPECT_EQ(Run(), RunnerExit::kFailed);
  const Json report = folder_.ReadJson("report.json");
  EXPECT_EQ(report["reason"], "BAD_MODEL");
  EXPECT_THAT(report["message"].get<std::string>(), HasSubstr("use bf16"));
}

TEST_F(MixedTest, UnknownFormsAreRefused) { ExpectBadSpec({{"precisions", {"int4"}}}, "precisions"); }

TEST_F(MixedTest, RunsOnTheCpu) {
  EngineFunctions engine = Engine();
  engine.initialize = [](const EngineOptions&) { return absl::OkStatus(); };
  folder_.WriteSpec("mixed", Json::object(), {{"device", "cuda"}});
  EXPECT_EQ(RunJob({folder_.path(), engine, stop_}), RunnerExit::kFailed);
  const Json report = folder_.ReadJson("report.json");
  EXPECT_EQ(report["reason"], "BAD_SPEC");
  EXPECT_THAT(report["message"].get<std::string>(), HasSubstr("give device cpu"));
}

TEST_F(MixedTest, AStoppedJobResumes) {
  folder_.WriteSpec("mixed", {{"latency_samples", 0}, {"search_rounds", 4}});
  int64_t runs = 0;
  script_.before_logits = [&] {
    if (++runs == 30) stop_.Request();
    return absl::OkStatus();
  };
  EXPECT_EQ(Run(), RunnerExit::kStopped);
  EXPECT_THAT(folder_.ReadJson("work/mixed-state.json")["scores"], SizeIs(Gt(0u)));
  const Json kept = folder_.ReadJson("work/mixed-state.json")["scores"];
  StopFlag again;
  script_.before_logits = nullptr;
  ASSERT_EQ(RunJob({folder_.path(), Engine(), again}), RunnerExit::kSucceeded) << folder_.Read("report.json");
  EXPECT_THAT(folder_.ReadJson("outputs/metrics.json")["warnings"].dump(), Not(HasSubstr("measuring afresh")));
  const Json state = folder_.ReadJson("work/mixed-state.json")["scores"];
  for (const auto& item : kept.items()) EXPECT_EQ(state[item.key()], item.value());
}

}  // namespace
}  // namespace octavo
