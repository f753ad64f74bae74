#include "client/commands/quantization_plan.h"

#include "common/job_params.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/commands/plan_fixture.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class QuantizationPlanTest : public PlanFixture {
 protected:
  absl::StatusOr<Stage> Plan(const std::string& kind, const Settings& settings, QuantizationSources sources = {}) {
    if (sources.baseline == nullptr) sources.model_folder = results() + "/baseline/model";
    return PlanQuantization(settings, catalog_, cache(), *FindQuantizationStage(kind), sources, "out");
  }
  std::string ErrorOf(const std::string& kind, const Settings& settings, const QuantizationSources& sources = {}) {
    return std::string(Plan(kind, settings, sources).status().message());
  }
  static Stage Baseline() {
    return {"baseline",
            "baseline",
            {{"model", "minilm-l6"}, {"dataset", "local"}},
            "auto",
            0,
            {{"model", "m", true, "", ""}, {"dataset", "/data/reviews.csv", false, "", ""}},
            "results/baseline",
            {"minilm-l6", "reviews.csv", "/data/reviews.csv"}};
  }
};

TEST_F(QuantizationPlanTest, EveryStageTakesTheTrainedModelAndItsDataSet) {
  for (const QuantizationStage& kind : QuantizationStages()) {
    const auto stage = Plan(kind.kind, With({}));
    ASSERT_TRUE(stage.ok()) << kind.kind << ": " << stage.status();
    EXPECT_EQ(stage->kind, kind.kind);
    EXPECT_EQ(stage->params["dataset"], "reviews-format");
    ASSERT_EQ(stage->inputs.size(), 2u) << kind.kind;
    EXPECT_EQ(stage->inputs[0].path, results() + "/baseline/model");
    EXPECT_TRUE(stage->inputs[0].is_model);
    EXPECT_EQ(stage->inputs[1].path, cache() + "/reviews.csv");
    EXPECT_THAT(stage->warnings, IsEmpty());
  }
}

TEST_F(QuantizationPlanTest, OnABaselineOfTheSameRunItTakesThatOnesDataAndRefusesOthers) {
  const Stage baseline = Baseline();
  for (const QuantizationStage& kind : QuantizationStages()) {
    const auto stage = Plan(kind.kind, With({}, "dataset: reviews.csv\n"), {&baseline});
    ASSERT_TRUE(stage.ok()) << stage.status();
    EXPECT_EQ(stage->params["dataset"], "local");
    EXPECT_EQ(stage->given.dataset, "reviews.csv");
    EXPECT_EQ(stage->given.dataset_path, "/data/reviews.csv");
    EXPECT_EQ(stage->given.model, "results/baseline/model");
    EXPECT_EQ(stage->inputs[0].from_stage, "baseline");
    EXPECT_THAT(ErrorOf(kind.kind, With({}, kind.kind + ":\n  dataset: sst2\n"), {&baseline}),
                HasSubstr("c.yaml:2:3: dataset: 'sst2' differs from the baseline's 'reviews.csv'"));
  }
}

TEST_F(QuantizationPlanTest, OnlyDynamicGoesToCudaByItself) {
  EXPECT_EQ(Plan("dynamic", With({}))->device, "auto");
  for (const char* kind : {"static", "qat", "mixed"}) EXPECT_EQ(Plan(kind, With({}))->device, "cpu") << kind;
}

TEST_F(QuantizationPlanTest, StaticRefusesCuda) {
  EXPECT_EQ(ErrorOf("static", With({{"device", "cuda"}})),
            "--device: 'cuda': static INT8 runs on the CPU only; give --device cpu or leave it out");
  const auto in_run_all = Plan("static", With({{"device", "cuda"}}).OfSeveralStages());
  ASSERT_TRUE(in_run_all.ok()) << in_run_all.status();
  EXPECT_EQ(in_run_all->device, "cpu");
  EXPECT_THAT(in_run_all->warnings, ElementsAre(HasSubstr("the static stage takes the CPU")));
}

TEST_F(QuantizationPlanTest, QatAndMixedTakeCudaWithAWarning) {
  for (const char* kind : {"qat", "mixed"}) {
    const auto stage = Plan(kind, With({{"device", "cuda"}}));
    ASSERT_TRUE(stage.ok()) << stage.status();
    EXPECT_EQ(stage->device, "cuda");
    EXPECT_THAT(stage->warnings, ElementsAre(HasSubstr("the CPU is recommended")));
  }
}

TEST_F(QuantizationPlanTest, QatTakesStaticResultsFromAFolderOrAStage) {
  Write(results() + "/static_quant/quantized_model.pt", "model");
  const auto folder = Plan("qat", With({}), {.static_folder = results() + "/static_quant"});
  ASSERT_TRUE(folder.ok()) << folder.status();
  ASSERT_EQ(folder->inputs.size(), 3u);
  EXPECT_EQ(folder->inputs[2].name, "static");
  EXPECT_EQ(folder->inputs[2].path, results() + "/static_quant/quantized_model.pt");
  const Stage stage{"static", "static", Json::object(), "cpu", 0, {}, "s"};
  const auto of_stage = Plan("qat", With({}), {.static_stage = &stage, .static_folder = "elsewhere"});
  ASSERT_TRUE(of_stage.ok()) << of_stage.status();
  EXPECT_EQ(of_stage->inputs[2].from_stage, "static");
  EXPECT_EQ(of_stage->inputs[2].from_path, "quantized_model.pt");
  EXPECT_EQ(Plan("mixed", With({}), {.static_stage = &stage})->inputs.size(), 2u);
}

TEST_F(QuantizationPlanTest, QatThatIsToBeginOtherwiseMakesAStaticModelOfItsOwn) {
  const auto plan = [&](const char* yaml, Json made) {
    const Stage stage{"static", "static", std::move(made), "cpu", 0, {}, "s"};
    return Plan("qat", With({}, yaml), {.static_stage = &stage});
  };
  const Json made = {{"observer", "histogram"}, {"weights", "per_channel"}};
  EXPECT_EQ(plan("qat:\n  observer: histogram\n", made)->inputs.size(), 3u);
  const auto other = plan("qat:\n  observer: entropy\n", made);
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_EQ(other->inputs.size(), 2u);
  EXPECT_THAT(other->warnings, ElementsAre(HasSubstr("its observer is \"entropy\", that of the static stage "
                                                     "\"histogram\"")));
  const auto per_tensor = plan("", {{"weights", "per_tensor"}});
  EXPECT_EQ(per_tensor->inputs.size(), 2u);
  EXPECT_THAT(per_tensor->warnings, ElementsAre(HasSubstr("a scale an output channel")));
}

TEST_F(QuantizationPlanTest, SettingsThatAGivenStaticModelMakesIdleAreRefused) {
  Write(results() + "/static_quant/quantized_model.pt", "model");
  Write(results() + "/static_quant/config.json", R"({"params": {"observer": "mse"}})");
  const QuantizationSources sources = {.static_folder = results() + "/static_quant"};
  EXPECT_TRUE(Plan("qat", With({{"observer", "mse"}}), sources).ok());
  EXPECT_THAT(ErrorOf("qat", With({{"observer", "entropy"}}), sources),
              HasSubstr("--observer: \"entropy\" would have no effect"));
}

TEST_F(QuantizationPlanTest, StaticResultsThatAreNotThereAreNotFound) {
  const auto stage = Plan("qat", With({}), {.static_folder = results()});
  EXPECT_TRUE(absl::IsNotFound(stage.status()));
  EXPECT_THAT(std::string(stage.status().message()),
              HasSubstr("holds no quantized_model.pt: make it with octavo static"));
}

TEST_F(QuantizationPlanTest, NoDistillTurnsDistillationOff) {
  EXPECT_EQ(Plan("qat", With({}))->params["distill"], true);
  EXPECT_EQ(Plan("qat", With({{"no_distill", "true"}}))->params["distill"], false);
  EXPECT_FALSE(Plan("static", With({{"no_distill", "true"}}))->params.contains("distill"));
}

TEST(QuantizationStagesTest, AreTheServersKindsBehindTheBaseline) {
  std::vector<std::string> kinds = {"baseline"};
  for (const QuantizationStage& stage : QuantizationStages()) kinds.push_back(stage.kind);
  EXPECT_THAT(kinds, ::testing::ElementsAreArray(JobKinds()));
}

}  // namespace
}  // namespace octavo::client
