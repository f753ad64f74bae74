#include "worker/runner/job/precision_study.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "common/random.h"
#include "tests/support/fake_engine.h"
#include "tests/support/fake_switchable.h"
#include "tests/support/job_folder.h"
#include "worker/runner/job/precision_report.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr ComputeType kI = ComputeType::kInt8, kB = ComputeType::kBf16, kF = ComputeType::kFp32;
constexpr int kRows = 100;

/// Text n, of the tokens 2, n, 3, is of class 0 and sure of it by a margin of n hundredths and a half: where the layers
/// take d from the first logit, 100·d texts are answered wrongly.
class MarginClassifier final : public Classifier {
 public:
  MarginClassifier() {
    info_.labels = {"yes", "no"};
    info_.num_layers = 1;
  }
  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override {
    std::vector<float> logits;
    for (int64_t i = 0; i < batch.size(); ++i) {
      const int32_t text = batch.ids[static_cast<size_t>(batch.offsets[static_cast<size_t>(i)]) + 1];
      logits.push_back((static_cast<float>(text) + 0.5F) / kRows);
      logits.push_back(0);
    }
    return logits;
  }

 private:
  ModelInfo info_;
};

class PrecisionStudyTest : public ::testing::Test {
 protected:
  PrecisionStudyTest() : events_(*EventWriter::Open(folder_.Path("events.jsonl"), wall_)) {
    std::filesystem::create_directories(folder_.Path("work"));
    timing_.now = [this] { return clock_; };
    timing_.check = [this] { return stop_.Check(); };
    model_.classifier = std::make_unique<MarginClassifier>();
    model_.labels = model_.classifier->info().labels;
    for (int32_t i = 0; i < kRows; ++i) {
      model_.data.validation.ids.push_back(absl::StrCat(i));
      model_.data.validation.tokens.push_back({2, i, 3});
      model_.data.validation.labels.push_back(0);
    }
    // qkv, attention_output, ffn_in, ffn_out, pooler: one layer hurts, all of the others together hardly.
    script_.damage = {0.01, 0, 0.01, 0.06, 0};
    script_.seconds = {3, 1, 4, 4, 1};
    script_.pass_time = [this](double seconds) {
      clock_ += seconds * 1e-3;
      ++runs_;
    };
  }

  absl::StatusOr<PrecisionStudy> Study() {
    JobSpec spec;
    spec.params = params_;
    JobContext context{spec, folder_.path(), FakeEngine(controls_), nullptr, *events_, stop_, wall_, wall_.Now()};
    SwitchableScript script = script_;
    FakeSwitchable switchable(std::make_unique<MarginClassifier>(), std::move(script));
    auto study = StudyPrecisions(context, model_, switchable, timing_);
    if (study.ok()) {
      EXPECT_EQ(switchable.types(), study->chosen().types);  // ready to be written
    }
    return study;
  }
  std::string Warnings() const { return Json(events_->warnings()).dump(); }

  JobFolder folder_;
  FakeClock wall_;
  StopFlag stop_;
  FakeEngineControls controls_;
  std::unique_ptr<EventWriter> events_;
  double clock_ = 0;
  int64_t runs_ = 0;
  TimingOptions timing_;
  TrainedModel model_;
  SwitchableScript script_;
  Json params_ = {{"seed", 7},
                  {"sensitivity_samples", 0},
                  {"max_accuracy_drop", 3.0},
                  {"search_rounds", 10},
                  {"eval_batch_size", 16}};
};

TEST_F(PrecisionStudyTest, SensitivityTellsWhichLayerHurts) {
  params_["search_rounds"] = 0;
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_EQ(study->rows, kRows);
  EXPECT_EQ(study->reference_accuracy, 1);
  ASSERT_EQ(study->sensitivity.size(), 10u);
  const SensitivityRow& alone = study->sensitivity[6];
  EXPECT_EQ(alone.layer, "layer.0.ffn_out");
  EXPECT_EQ(alone.kept, Kept::kOnlyThis);
  EXPECT_NEAR(alone.accuracy_difference, -0.06, 1e-9);
  const SensitivityRow& without = study->sensitivity[7];
  EXPECT_EQ(without.kept, Kept::kAllButThis);
  EXPECT_NEAR(without.accuracy_difference, -0.02, 1e-9);
  EXPECT_LT(without.scores.mean_kl, alone.scores.mean_kl);
  EXPECT_EQ(study->sensitivity[2].scores.mean_kl, 0);  // attention_output does no damage
}

TEST_F(PrecisionStudyTest, TheLayerThatHurtsIsTakenOutOfInt8) {
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_TRUE(study->search.holds_budget);
  EXPECT_EQ(study->chosen().types, (Assignment{kI, kI, kI, kB, kI}));
  EXPECT_NEAR(study->chosen().accuracy_drop, 0.03, 1e-9);  // just the budget
  EXPECT_NEAR(study->chosen().latency.to_int8.ratio, 17.0 / 13, 1e-9);
  EXPECT_NEAR(study->chosen().latency.to_fp32.ratio, 17.0 / 52, 1e-9);
  EXPECT_NEAR(study->chosen().latency.int8_ms, 13, 1e-9);
  EXPECT_EQ(study->chosen().size_bytes, 1000 + 1700);
}

TEST_F(PrecisionStudyTest, ADropWhoseIntervalReachesBeyondTheBudgetIsSaidToBeUncertain) {
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_TRUE(study->search.holds_budget);  // by the figure itself
  const Interval& drop = study->chosen().scores.drop;
  EXPECT_LT(drop.low, 0.01);  // 3 of 100 rows
  EXPECT_GT(drop.high, 0.05);
  EXPECT_THAT(events_->warnings(), ElementsAre(AllOf(HasSubstr("loses 3.00 points on 100 validation texts"),
                                                     HasSubstr("cannot exclude"), HasSubstr("max_accuracy_drop 3"))));
  EXPECT_EQ(DescribeSearch(*study)["accuracy_drop_interval"], (Json{drop.low, drop.high}));
  params_["max_accuracy_drop"] = 20.0;
  ASSERT_TRUE(Study().ok());
  EXPECT_THAT(Json(events_->warnings()[1]).dump(), HasSubstr("measuring afresh"));
  EXPECT_EQ(events_->warnings().size(), 2u) << Warnings();
}

TEST_F(PrecisionStudyTest, WithoutBf16TheLayerIsLeftInFp32) {
  script_.types = {kI, kF};
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_EQ(study->chosen().types, (Assignment{kI, kI, kI, kF, kI}));
}

TEST_F(PrecisionStudyTest, ARestlessMachineIsTimedLonger) {
  params_["search_rounds"] = 0;
  ASSERT_EQ(Study()->chosen().latency.runs, kTimedRuns);
  std::filesystem::remove(folder_.Path("work/mixed-state.json"));
  Random random(7);
  script_.pass_time = [&](double seconds) { clock_ += seconds * 1e-6 * static_cast<double>(50 + random.Below(100)); };
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  for (const PrecisionCandidate& candidate : study->search.candidates) {
    if (candidate.types == Assignment(5, kI)) {
      EXPECT_EQ(candidate.latency.to_int8.ratio, 1);  // of itself
      EXPECT_EQ(candidate.latency.runs, kTimedRuns);
    } else {
      EXPECT_GT(candidate.latency.runs, kTimedRuns);
      EXPECT_LE(candidate.latency.runs, kMostTimedRuns);
    }
  }
}

TEST_F(PrecisionStudyTest, ATimingEndsAfterItsSeconds) {
  params_["search_rounds"] = 0;
  Random random(7);
  script_.pass_time = [&](double seconds) { clock_ += seconds * 1e-4 * static_cast<double>(50 + random.Below(100)); };
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_EQ(study->search.candidates[1].latency.runs, kTimedRuns);
}

TEST_F(PrecisionStudyTest, AStoppedStudyGoesOnWhereItWasAndEndsAsAnUninterruptedOne) {
  const auto whole = Study();
  ASSERT_TRUE(whole.ok()) << whole.status();
  const int64_t needed = runs_;
  const std::string csv = FormatParetoCsv(*whole) + FormatSensitivityCsv(whole->sensitivity);
  for (const double share : {0.02, 0.5, 0.99}) {
    SCOPED_TRACE(share);
    std::filesystem::remove(folder_.Path("work/mixed-state.json"));
    const int64_t stop_after = static_cast<int64_t>(share * static_cast<double>(needed));
    runs_ = 0;
    script_.before_logits = [&] {
      return runs_ == stop_after ? absl::CancelledError("stopped on request") : absl::OkStatus();
    };
    EXPECT_EQ(Study().status().code(), absl::StatusCode::kCancelled);
    script_.before_logits = nullptr;
    const auto resumed = Study();
    ASSERT_TRUE(resumed.ok()) << resumed.status();
    EXPECT_EQ(FormatParetoCsv(*resumed) + FormatSensitivityCsv(resumed->sensitivity), csv);
    // At most the measurement during which it stopped is made again.
    EXPECT_LE(runs_, needed + 2 * 3 * kTimedRuns);
    const int64_t before = runs_;
    ASSERT_TRUE(Study().ok());
    EXPECT_EQ(runs_, before);  // all is known
  }
}

TEST_F(PrecisionStudyTest, AStopRequestEndsItWithTheRecordKept) {
  script_.before_logits = [this] {
    if (runs_ == 20) stop_.Request();
    return absl::OkStatus();
  };
  EXPECT_EQ(Study().status().code(), absl::StatusCode::kCancelled);
  EXPECT_FALSE(folder_.ReadJson("work/mixed-state.json")["scores"].empty());
}

TEST_F(PrecisionStudyTest, ARecordOfAnotherJobIsNotUsed) {
  ASSERT_TRUE(Study().ok());
  params_["max_accuracy_drop"] = 50.0;
  runs_ = 0;
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_GT(runs_, 0);
  EXPECT_EQ(study->chosen().types, Assignment(5, kI));
  EXPECT_THAT(Warnings(), HasSubstr("measuring afresh"));
  EXPECT_THAT(Warnings(), HasSubstr("belongs to a job with other parameters"));
}

TEST_F(PrecisionStudyTest, ADamagedRecordIsNotUsed) {
  params_["max_accuracy_drop"] = 50.0;  // no other warning
  for (const char* damaged : {"{", "{\"schema\": \"octavo.mixed_state/1\"}", "{\"schema\": \"another\"}", "[]"}) {
    folder_.Write("work/mixed-state.json", damaged);
    ASSERT_TRUE(Study().ok());
    EXPECT_THAT(events_->warnings().back(), HasSubstr("measuring afresh"));
  }
}

TEST_F(PrecisionStudyTest, WhereNothingButFp32HoldsTheBudgetThatIsSaid) {
  params_["max_accuracy_drop"] = 0.0;
  script_.bf16_damage = 1;
  script_.damage = {0.02, 0.02, 0.02, 0.02, 0.02};
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_EQ(study->chosen().types, Assignment(5, kF));
  EXPECT_THAT(Warnings(), HasSubstr("FP32 in every linear layer is taken"));
}

TEST_F(PrecisionStudyTest, WhereEvenFp32BreaksTheBudgetThatIsSaid) {
  params_["max_accuracy_drop"] = 0.5;
  script_.lasting_damage = 0.01;
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_FALSE(study->search.holds_budget);
  EXPECT_EQ(study->chosen().types, Assignment(5, kF));
  EXPECT_THAT(Warnings(), HasSubstr("even FP32 in every linear layer loses 1.00 points"));
}

TEST_F(PrecisionStudyTest, SamplesAreDrawnFromTheValidationPart) {
  params_["sensitivity_samples"] = 40;
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_EQ(study->rows, 40);
}

TEST_F(PrecisionStudyTest, TablesAreGolden) {
  params_["search_rounds"] = 1;
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  EXPECT_EQ(
      FormatParetoCsv(*study),
      "candidate,accuracy,accuracy_drop,drop_low,drop_high,latency_ms,size_bytes,on_front,chosen,layers\n"
      "all_int8,0.92,0.08,0.0228311194,0.14,13,2300,true,false,\"int8:*\"\n"
      "all_bf16,0.99,0.01,-0.017303977,0.0369118202,26,3600,true,false,\"bf16:*\"\n"
      "all_fp32,1,0,-0.0192153332,0.0192153332,52,6200,true,false,\"fp32:*\"\n"
      "mixed_1,0.98,0.02,-0.0134558457,0.052671532,20,3000,true,true,\"int8:*,bf16:layer.0.qkv+layer.0.ffn_out\"\n");
  EXPECT_EQ(FormatSensitivityCsv(study->sensitivity),
            "layer,precision,kept,accuracy,accuracy_difference,mean_kl\n"
            "layer.0.qkv,int8,only_this,0.99,-0.01,1.15617933e-05\n"
            "layer.0.qkv,int8,all_but_this,0.93,-0.07,0.000569054267\n"
            "layer.0.attention_output,int8,only_this,1,0,0\n"
            "layer.0.attention_output,int8,all_but_this,0.92,-0.08,0.000743786847\n"
            "layer.0.ffn_in,int8,only_this,0.99,-0.01,1.15617933e-05\n"
            "layer.0.ffn_in,int8,all_but_this,0.93,-0.07,0.000569054267\n"
            "layer.0.ffn_out,int8,only_this,0.94,-0.06,0.000417778497\n"
            "layer.0.ffn_out,int8,all_but_this,0.98,-0.02,4.62823381e-05\n"
            "pooler,int8,only_this,1,0,0\n"
            "pooler,int8,all_but_this,0.92,-0.08,0.000743786847\n");
}

TEST_F(PrecisionStudyTest, TheResultTellsWhatWasSearchedAndFound) {
  const auto study = Study();
  ASSERT_TRUE(study.ok()) << study.status();
  const Json search = DescribeSearch(*study);
  EXPECT_EQ(search["decided_on"], "validation");
  EXPECT_EQ(search["accuracy_budget"], 0.03);
  EXPECT_EQ(search["types"], (Json{"int8", "bf16", "fp32"}));
  EXPECT_EQ(search["layers"], "int8:*,bf16:layer.0.ffn_out");
  EXPECT_EQ(search["rounds"], search["candidates"].size() - 3);
  int chosen = 0;
  for (const Json& candidate : search["candidates"]) {
    if (!candidate["chosen"].get<bool>()) continue;
    ++chosen;
    EXPECT_EQ(candidate["candidate"], search["chosen"]);
    EXPECT_EQ(candidate["layers"], search["layers"]);
    EXPECT_EQ(candidate["accuracy_drop_interval"], search["accuracy_drop_interval"]);
    EXPECT_NEAR(candidate["speedup"]["ratio"], 52.0 / 17, 1e-9);
    EXPECT_NEAR(candidate["latency_ms"], 17, 1e-9);
  }
  EXPECT_EQ(chosen, 1);
  EXPECT_EQ(DescribeSensitivity(*study)["layers"].size(), 10u);
}

}  // namespace
}  // namespace octavo
