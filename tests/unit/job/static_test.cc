#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "common/status_macros.h"
#include "tests/support/fake_engine.h"
#include "tests/support/job_folder.h"
#include "worker/runner/job/run_job.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

// Ids of WriteTinyModel's vocabulary. Only validation texts hold the one, only test texts the other.
constexpr int32_t kValidationMark = 8, kTestMark = 11;

/// A pass of a classifier.
struct Pass {
  std::string model;  // name of its file or folder
  TokenBatch batch;
  bool tapped = false;
};

/// Another classifier, whose passes are kept in order.
class RecordingClassifier final : public Classifier {
 public:
  RecordingClassifier(std::string name, std::unique_ptr<Classifier> model, std::vector<Pass>& passes)
      : name_(std::move(name)), model_(std::move(model)), passes_(passes) {}
  const ModelInfo& info() const override { return model_->info(); }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override {
    passes_.push_back({name_, batch});
    return model_->Logits(batch);
  }
  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) override {
    passes_.push_back({name_, batch, /*tapped=*/true});
    return model_->LogitsWithTap(batch, tap);
  }

 private:
  const std::string name_;
  const std::unique_ptr<Classifier> model_;
  std::vector<Pass>& passes_;
};

/// The job on the fake engine, with a model that was trained on texts of three separate parts.
class StaticTest : public ::testing::Test {
 protected:
  StaticTest() {
    folder_.WriteTinyModel();
    WritePart("train", kTrainingTexts, "");
    WritePart("validation", 12, " plot");
    WritePart("test", 10, " !");
    folder_.WriteTrainingSpec();
    EXPECT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
    folder_.UseTrainedModel();
    fs::remove_all(folder_.Path("work"));
    fs::remove(folder_.Path("events.jsonl"));
    passes_.clear();
  }

  /// `rows` texts, all different; the first `swapped` with the other class's label.
  void WritePart(const std::string& part, int rows, const std::string& mark, int swapped = 0) {
    std::string csv = "text,label\n";
    for (int i = 0; i < rows; ++i) {
      const bool positive = i % 2 == 0;
      csv += positive ? "good" : "bad";
      for (int bits = i / 2; bits > 0; bits /= 2) csv += bits % 2 == 0 ? " film" : positive ? " fine" : " poor";
      csv += mark + (positive != (i < swapped) ? ",positive\n" : ",negative\n");
    }
    folder_.Write("inputs/dataset/" + part + ".csv", csv);
  }

  EngineFunctions Engine() {
    EngineFunctions engine = FakeEngine(controls_);
    engine.load_classifier = [this, load = engine.load_classifier](
                                 const LoadOptions& options) -> absl::StatusOr<std::unique_ptr<Classifier>> {
      OCTAVO_ASSIGN_OR_RETURN(auto model, load(options));
      return std::make_unique<RecordingClassifier>(fs::path(options.path).filename().string(), std::move(model),
                                                   passes_);
    };
    return engine;
  }
  RunnerExit Run(const EngineFunctions& engine) { return RunJob({folder_.path(), engine, stop_}); }
  RunnerExit Run() { return Run(Engine()); }
  Json RunStaticJob(Json params) {
    if (!params.contains("latency_samples")) params["latency_samples"] = 0;
    folder_.WriteSpec("static", params);
    EXPECT_EQ(Run(), RunnerExit::kSucceeded) << folder_.Read("report.json");
    return folder_.ReadJson("outputs/metrics.json");
  }
  void ExpectFailure(const EngineFunctions& engine, const std::string& reason, const std::string& message) {
    EXPECT_EQ(Run(engine), RunnerExit::kFailed);
    const Json report = folder_.ReadJson("report.json");
    EXPECT_EQ(report["reason"], reason);
    EXPECT_THAT(report["message"].get<std::string>(), HasSubstr(message));
  }
  std::vector<std::string> Lines(const std::string& output) const {
    return absl::StrSplit(folder_.Read("outputs/" + output), '\n', absl::SkipEmpty());
  }
  std::vector<std::string> Phases() const {
    std::vector<std::string> phases;
    for (const Json& event : folder_.ReadLines("events.jsonl")) {
      if (event["type"] == "phase") phases.push_back(event["phase"].get<std::string>());
    }
    return phases;
  }
  static std::set<std::vector<int32_t>> TextsOf(const TokenBatch& batch) {
    std::set<std::vector<int32_t>> texts;
    for (size_t i = 0; i + 1 < batch.offsets.size(); ++i) {
      texts.emplace(batch.ids.begin() + batch.offsets[i], batch.ids.begin() + batch.offsets[i + 1]);
    }
    return texts;
  }

  static constexpr int kTrainingTexts = 60;
  JobFolder folder_;
  FakeEngineControls controls_;
  StopFlag stop_;
  std::vector<Pass> passes_;
};

TEST_F(StaticTest, WritesWhatTheProtocolNames) {
  const Json result = RunStaticJob(Json::object());
  EXPECT_EQ(result["kind"], "static");
  EXPECT_EQ(result["own_variants"], (Json{"int8"}));
  EXPECT_EQ(result["evaluation_files"], (Json{{"int8", "evaluation_results.csv"}}));
  EXPECT_EQ(result["quantization"]["observer"], "histogram");
  EXPECT_EQ(result["quantization"]["calibration_texts"], kTrainingTexts);  // of the 1,000 that are asked for
  EXPECT_FALSE(result.contains("observers"));
  EXPECT_EQ(folder_.ReadJson("report.json")["result"], result);
  const Json config = folder_.ReadJson("outputs/config.json");
  EXPECT_EQ(config["schema"], "octavo.config/1");
  EXPECT_EQ(config["params"]["observer"], "histogram");
  EXPECT_FALSE(config.contains("variants"));
  EXPECT_THAT(Lines("layers.csv"), ElementsAre(StartsWith("layer,precision"), "rows,int8,0.5,3,0,255,-1.5,126,false"));
  EXPECT_THAT(Lines("evaluation_results.csv"), SizeIs(1 + 10));
  EXPECT_TRUE(folder_.Exists("outputs/quantized_model.pt"));
  EXPECT_FALSE(folder_.Exists("outputs/observers.csv"));
}

TEST_F(StaticTest, TheTableLeavesEmptyWhatWasNotTimed) {
  RunStaticJob(Json::object());
  EXPECT_THAT(Lines("comparison.csv"),
              ElementsAre(StartsWith("variant,"), AllOf(StartsWith("fp32,1.0,,,,,"), EndsWith(",,,,,,,")),
                          AllOf(StartsWith("int8,1.0,0.0,"), EndsWith(",,,,,,"))));
  RunStaticJob({{"latency_samples", 3}, {"latency_repeats", 3}, {"latency_shapes", {"2x8"}}});
  EXPECT_THAT(Lines("comparison.csv")[2], Not(HasSubstr(",,")));
}

TEST_F(StaticTest, CalibratesOnADrawOfTheTrainingPart) {
  const Json params = {{"calibration_samples", 10}, {"eval_batch_size", 4}, {"seed", 3}};
  Json other = params;
  other["seed"] = 4;
  for (const Json& each : {params, params, other}) {
    EXPECT_EQ(RunStaticJob(each)["quantization"]["calibration_texts"], 10);
  }
  ASSERT_THAT(controls_.calibrated, SizeIs(3));
  for (const TokenBatch& texts : controls_.calibrated) {
    EXPECT_THAT(TextsOf(texts), SizeIs(10));  // none twice
    EXPECT_THAT(texts.ids, Not(Contains(kValidationMark)));
    EXPECT_THAT(texts.ids, Not(Contains(kTestMark)));
  }
  EXPECT_EQ(controls_.calibrated[0].ids, controls_.calibrated[1].ids);
  EXPECT_NE(TextsOf(controls_.calibrated[0]), TextsOf(controls_.calibrated[2]));
}

TEST_F(StaticTest, HowManyTextsAreEvaluatedAtATimeDoesNotChangeTheBatchesThatTheObserversSee) {
  std::vector<std::vector<int64_t>> sizes;
  std::vector<std::vector<int32_t>> ids;
  for (const int eval_batch_size : {1, 7, 32, 64}) {
    passes_.clear();
    RunStaticJob({{"eval_batch_size", eval_batch_size}});
    sizes.emplace_back();
    ids.emplace_back();
    for (const Pass& pass : passes_) {
      if (!pass.tapped) continue;
      sizes.back().push_back(pass.batch.size());
      ids.back().insert(ids.back().end(), pass.batch.ids.begin(), pass.batch.ids.end());
    }
    EXPECT_EQ(ids.back(), ids.front()) << eval_batch_size;
  }
  EXPECT_THAT(sizes, Each(ElementsAre(32, kTrainingTexts - 32)));
}

TEST_F(StaticTest, SmoothingReadsTheSameTextsTwice) {
  RunStaticJob({{"smooth_alpha", 0.5}});
  ASSERT_THAT(controls_.calibrated, SizeIs(2));
  EXPECT_EQ(controls_.calibrated[0].size(), kTrainingTexts);
  EXPECT_EQ(controls_.calibrated[0].ids, controls_.calibrated[1].ids);
}

TEST_F(StaticTest, ParametersReachTheQuantizer) {
  RunStaticJob({{"observer", "entropy"},
                {"role_observers", {"ffn_hidden=percentile"}},
                {"percentile", 99.5},
                {"activations", "symmetric"},
                {"weights", "per_tensor"},
                {"smooth_alpha", 0.25},
                {"bias_correction", false},
                {"keep_layers", {"pooler"}},
                {"reduced_range", true},
                {"quantize_embeddings", false}});
  RunStaticJob(Json::object());
  ASSERT_THAT(controls_.quantizers, SizeIs(2));
  const StaticOptions &given = controls_.quantizers[0], &defaults = controls_.quantizers[1];
  EXPECT_EQ(given.model_dir, folder_.Path("inputs/model"));
  EXPECT_THAT(given.observers, ElementsAre("entropy"));
  EXPECT_THAT(given.role_observers, ElementsAre("ffn_hidden=percentile"));
  EXPECT_EQ(given.percentile, 99.5);
  EXPECT_TRUE(given.symmetric_activations && given.per_tensor_weights && given.reduced_range);
  EXPECT_EQ(given.smooth_alpha, 0.25);
  EXPECT_FALSE(given.bias_correction || given.quantize_embeddings);
  EXPECT_THAT(given.keep_layers, ElementsAre("pooler"));
  EXPECT_FALSE(defaults.symmetric_activations || defaults.per_tensor_weights || defaults.reduced_range);
  EXPECT_TRUE(defaults.bias_correction && defaults.quantize_embeddings);
}

TEST_F(StaticTest, OfObserversWithEqualAnswersTheNearestToTheModelIsTaken) {
  controls_.observer_factors = {{"minmax", -1.0F}, {"moving_average", 0.5F}, {"histogram", 0.7F},
                                {"percentile", 1}, {"entropy", 2.0F},        {"mse", 1.5F}};
  const Json result = RunStaticJob({{"observer", "all"}});
  EXPECT_EQ(result["quantization"]["observer"], "percentile");
  ASSERT_THAT(controls_.quantizers, SizeIs(1));  // side by side
  EXPECT_THAT(controls_.quantizers[0].observers,
              ElementsAre("minmax", "moving_average", "histogram", "percentile", "entropy", "mse"));
  const std::vector<std::string> table = Lines("observers.csv");
  ASSERT_THAT(table, SizeIs(1 + 6));
  EXPECT_EQ(table[0], "observer,validation_accuracy,validation_loss,mean_kl,mcnemar_p,chosen");
  EXPECT_THAT(table[1], AllOf(StartsWith("minmax,0,"), EndsWith(",false")));
  EXPECT_THAT(table[4], AllOf(StartsWith("percentile,1,"), EndsWith(",true")));
  EXPECT_EQ(result["observers"].size(), 6u);
  EXPECT_TRUE(result["observers"][3]["chosen"].get<bool>());
  EXPECT_TRUE(fs::is_empty(folder_.Path("work"))) << "files of the observers that were tried";
}

TEST_F(StaticTest, ARightAnswerMoreThatChanceExplainsDoesNotChooseTheObserver) {
  WritePart("validation", 12, " plot", /*swapped=*/7);
  controls_.observer_factors = {{"minmax", -1.0F},
                                {"histogram", 0.7F},
                                {"moving_average", 0.5F},
                                {"entropy", 2.0F},
                                {"mse", 1.5F}};  // minmax has 7 right and the others 5
  const Json result = RunStaticJob({{"observer", "all"}});
  EXPECT_EQ(result["quantization"]["observer"], "percentile") << result["observers"];
  EXPECT_NEAR(result["observers"][3]["mcnemar_p"], 0.774, 0.001);
  EXPECT_EQ(result["observers"][0]["mcnemar_p"], 1.0);  // against itself
}

TEST_F(StaticTest, TheValidationPartChoosesTheObserverAndNotTheTestPart) {
  WritePart("validation", 12, " plot", /*swapped=*/12);
  controls_.observer_factors = {{"mse", -1.0F}};  // alone right on that part, alone wrong on the test part
  const Json result = RunStaticJob({{"observer", "all"}});
  EXPECT_EQ(result["quantization"]["observer"], "mse");
  EXPECT_EQ(result["variants"]["fp32"]["evaluation"]["accuracy"], 1.0);
  EXPECT_EQ(result["variants"]["int8"]["evaluation"]["accuracy"], 0.0);
}

TEST_F(StaticTest, TestTextsAreReadOnlyAfterTheChoice) {
  RunStaticJob({{"observer", "all"}});
  const auto is_trial = [](const Pass& pass) { return absl::StartsWith(pass.model, "static-"); };
  const auto last_trial = std::find_if(passes_.rbegin(), passes_.rend(), is_trial).base();
  ASSERT_NE(last_trial, passes_.begin());
  for (auto pass = passes_.begin(); pass != last_trial; ++pass) {
    EXPECT_THAT(pass->batch.ids, Not(Contains(kTestMark))) << pass->model;
    if (!is_trial(*pass)) continue;
    EXPECT_THAT(pass->batch.ids, Contains(kValidationMark)) << pass->model;
  }
  for (auto pass = last_trial; pass != passes_.end(); ++pass) EXPECT_THAT(pass->batch.ids, Contains(kTestMark));
  ASSERT_NE(last_trial, passes_.end());
}

TEST_F(StaticTest, AStopInCalibrationEndsItAndANextAttemptStartsAfresh) {
  controls_.before_logits = [this] {
    stop_.Request();
    return absl::OkStatus();
  };
  folder_.WriteSpec("static", {{"latency_samples", 0}});
  EXPECT_EQ(Run(), RunnerExit::kStopped);
  EXPECT_EQ(Phases().back(), "calibrate");
  EXPECT_FALSE(folder_.Exists("report.json"));
  EXPECT_FALSE(folder_.Exists("outputs/quantized_model.pt"));
  EXPECT_EQ(controls_.calibrated[0].size(), 32);
  controls_.before_logits = nullptr;
  StopFlag again;
  EXPECT_EQ(RunJob({folder_.path(), Engine(), again}), RunnerExit::kSucceeded) << folder_.Read("report.json");
}

TEST_F(StaticTest, RunsOnTheCpu) {
  EngineFunctions engine = Engine();
  engine.initialize = [](const EngineOptions&) { return absl::OkStatus(); };
  folder_.WriteSpec("static", Json::object(), {{"device", "cuda"}});
  ExpectFailure(engine, "BAD_SPEC", "device is \"cuda\": static INT8 runs on the CPU only; give device cpu");
  EXPECT_THAT(passes_, SizeIs(0));
}

TEST_F(StaticTest, OptionsThatDoNotFitTheModelAreABadSpec) {
  EngineFunctions engine = Engine();
  engine.create_static_quantizer = [](const StaticOptions&) -> absl::StatusOr<std::unique_ptr<StaticQuantizer>> {
    return absl::InvalidArgumentError("parameter keep_layers: no such layer");
  };
  folder_.WriteSpec("static", Json::object());
  ExpectFailure(engine, "BAD_SPEC", "parameter keep_layers: no such layer");
}

TEST_F(StaticTest, ActivationsThatAreNoNumbersAreABadModel) {
  controls_.write_static = absl::InvalidArgumentError("calibration of the input of pooler: an activation was NaN");
  for (const char* observer : {"minmax", "all"}) {
    folder_.WriteSpec("static", {{"observer", observer}});
    ExpectFailure(Engine(), "BAD_MODEL", "an activation was NaN");
  }
}

TEST_F(StaticTest, AMalformedShapeIsRefusedBeforeAnythingIsLoaded) {
  folder_.WriteSpec("static", {{"latency_shapes", {"8 by 16"}}});
  ExpectFailure(Engine(), "BAD_SPEC", "8 by 16");
  EXPECT_THAT(Phases(), SizeIs(0));
}

TEST_F(StaticTest, AModelOfUnknownTrainingNeedsTheNameOfItsDataSet) {
  fs::remove(folder_.Path("inputs/model/octavo.json"));
  folder_.WriteSpec("static", {{"latency_samples", 0}});
  ExpectFailure(Engine(), "BAD_SPEC", "parameter dataset: missing, and ");
  EXPECT_EQ(RunStaticJob({{"dataset", "local"}})["max_length"], 32);  // 256, of which the model has 32
}

}  // namespace
}  // namespace octavo
