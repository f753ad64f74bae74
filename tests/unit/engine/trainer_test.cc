#include <fstream>
#include <iterator>
#include <limits>

#include "ATen/ops/full.h"
#include "ATen/ops/ones.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/unit/engine/bert_fixture.h"
#include "worker/runner/train/adamw.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

class TrainerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    StartEngine();
    expected_ = ReadExpected(TinyBert());
    labels_ = expected_["training"]["labels"].get<std::vector<int32_t>>();
    options_.model_dir = TinyBert();
    options_.labels = {"bad", "fair", "good"};
    options_.precision = "fp32";
    options_.learning_rate = expected_["training"]["learning_rate"];
    options_.total_steps = expected_["training"]["total_steps"];
  }

  std::unique_ptr<Trainer> Create() {
    auto trainer = CreateTrainer(options_);
    EXPECT_TRUE(trainer.ok()) << trainer.status();
    return trainer.ok() ? *std::move(trainer) : nullptr;
  }

  TrainStep Step(Trainer& trainer, const std::vector<size_t>& texts) {
    std::vector<int32_t> labels;
    for (const size_t i : texts) labels.push_back(labels_[i]);
    const auto step = trainer.Step(BatchOf(expected_["texts"], texts), labels, {});
    EXPECT_TRUE(step.ok()) << step.status();
    return step.ok() ? *step : TrainStep();
  }

  /// Runs steps [from, to) over consecutive texts.
  void Run(Trainer& trainer, size_t from, size_t to) {
    for (size_t i = from; i < to; ++i) Step(trainer, {8 * i, 8 * i + 1, 8 * i + 2, 8 * i + 3, 8 * i + 4, 8 * i + 5});
  }

  std::string Saved(Trainer& trainer) {
    const TempDir dir = NewFolder();
    EXPECT_TRUE(trainer.SaveModel(dir.path()).ok());
    std::ifstream file(dir.path() + "/model.safetensors", std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  }

  std::vector<float> Logits(Trainer& trainer) {
    const auto logits = trainer.Logits(AllTexts(expected_["texts"]));
    EXPECT_TRUE(logits.ok()) << logits.status();
    return logits.ok() ? *logits : std::vector<float>();
  }

  void WithDropout() {
    CopyTinyBert(dir_.path(), "\"hidden_dropout_prob\": 0.0", "\"hidden_dropout_prob\": 0.2");
    options_.model_dir = dir_.path();
  }

  const TempDir dir_ = NewFolder();
  nlohmann::json expected_;
  std::vector<int32_t> labels_;
  TrainerOptions options_;
};

TEST_F(TrainerTest, ABatchOfManyTokensIsTrainedInPiecesToTheSameStep) {
  // FP32 takes 2,048 tokens at once: the small batch goes in two pieces, the large one in many, to one mean gradient.
  const TokenBatch small = AllTexts(expected_["texts"]);
  const int64_t times = 4 * 4096 / small.tokens() + 1;
  const TokenBatch large = RepeatedTexts(expected_["texts"], times);
  ASSERT_LT(small.tokens(), 4096);
  ASSERT_GT(large.tokens(), 3 * 4096);
  const std::vector<int32_t> small_labels = CyclicLabels(small.size(), small.size(), 3);
  const std::vector<int32_t> large_labels = CyclicLabels(large.size(), small.size(), 3);
  const auto one = Create(), other = Create();
  for (int step = 0; step < 2; ++step) {
    const auto a = one->Step(small, small_labels, {}), b = other->Step(large, large_labels, {});
    ASSERT_TRUE(a.ok() && b.ok()) << a.status() << b.status();
    EXPECT_NEAR(a->loss, b->loss, 1e-5);
    EXPECT_NEAR(a->grad_norm, b->grad_norm, 1e-4 * a->grad_norm);
  }
  ExpectNear(Logits(*other), Logits(*one), 1e-3f);
}

TEST_F(TrainerTest, EvaluatesAsTransformersBeforeTraining) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  ExpectNear(Logits(*trainer), Flatten(expected_["logits"]), 1e-4f);
}

TEST_F(TrainerTest, TakesTheStepsThatTransformersTakes) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  for (const auto& wanted : expected_["training"]["steps"]) {
    const TrainStep step = Step(*trainer, wanted["texts"].get<std::vector<size_t>>());
    EXPECT_NEAR(step.loss, wanted["loss"].get<double>(), 2e-4 * wanted["loss"].get<double>());
    EXPECT_NEAR(step.grad_norm, wanted["grad_norm"].get<double>(), 1e-3 * wanted["grad_norm"].get<double>());
  }
  ExpectNear(Logits(*trainer), Flatten(expected_["training"]["logits"]), 5e-3f);
}

TEST_F(TrainerTest, FollowsThePythonRunInBf16Loosely) {
  options_.precision = "bf16";
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  for (const auto& wanted : expected_["training"]["steps"]) {
    const TrainStep step = Step(*trainer, wanted["texts"].get<std::vector<size_t>>());
    EXPECT_NEAR(step.loss, wanted["loss"].get<double>(), 0.1 * wanted["loss"].get<double>());
    EXPECT_NEAR(step.grad_norm, wanted["grad_norm"].get<double>(), 0.2 * wanted["grad_norm"].get<double>());
  }
}

TEST_F(TrainerTest, SameSeedGivesTheSameBits) {
  WithDropout();
  for (const char* precision : {"fp32", "auto"}) {
    options_.precision = precision;
    const auto first = Create(), second = Create();
    ASSERT_TRUE(first != nullptr && second != nullptr);
    Run(*first, 0, 5);
    Run(*second, 0, 5);
    EXPECT_EQ(Saved(*first), Saved(*second)) << precision;
    options_.seed = 43;
    const auto other = Create();
    ASSERT_NE(other, nullptr);
    Run(*other, 0, 5);
    EXPECT_NE(Saved(*first), Saved(*other)) << precision;
    options_.seed = 42;
  }
}

TEST_F(TrainerTest, ResumedRunEndsWithTheBitsOfAnUninterruptedOne) {
  WithDropout();
  options_.precision = "auto";
  const auto whole = Create(), stopped = Create();
  ASSERT_TRUE(whole != nullptr && stopped != nullptr);
  Run(*whole, 0, 6);
  Run(*stopped, 0, 3);
  const std::string path = dir_.path() + "/checkpoint";
  ASSERT_TRUE(stopped->SaveCheckpoint(path).ok());
  const auto resumed = Create();
  ASSERT_NE(resumed, nullptr);
  Run(*resumed, 0, 1);  // what it did before does not matter
  const absl::Status status = resumed->LoadCheckpoint(path);
  ASSERT_TRUE(status.ok()) << status;
  Run(*resumed, 3, 6);
  EXPECT_EQ(Saved(*resumed), Saved(*whole));
}

TEST_F(TrainerTest, EvaluationDoesNotDisturbTraining) {
  WithDropout();
  const auto quiet = Create(), evaluated = Create();
  ASSERT_TRUE(quiet != nullptr && evaluated != nullptr);
  Run(*quiet, 0, 4);
  Run(*evaluated, 0, 2);
  const std::vector<float> once = Logits(*evaluated);
  EXPECT_EQ(Logits(*evaluated), once);
  Run(*evaluated, 2, 4);
  EXPECT_EQ(Saved(*evaluated), Saved(*quiet));
}

TEST_F(TrainerTest, RefusesACheckpointOfAnotherRunAndChangesNothing) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  const std::string path = dir_.path() + "/checkpoint";
  ASSERT_TRUE(trainer->SaveCheckpoint(path).ok());
  options_.seed = 7;
  const auto other = Create();
  ASSERT_NE(other, nullptr);
  const std::string before = Saved(*other);
  const absl::Status status = other->LoadCheckpoint(path);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("seed is \"42\", this run has \"7\""));
  EXPECT_EQ(Saved(*other), before);
}

TEST_F(TrainerTest, RefusesACheckpointOfAnotherBuildOrOtherKernels) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  const std::string path = dir_.path() + "/checkpoint";
  ASSERT_TRUE(trainer->SaveCheckpoint(path).ok());
  std::ifstream file(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (const std::string key : {"resolved_precision", "row_kernels", "libtorch_version", "octavo_revision"}) {
    std::string changed = bytes;
    const size_t value = changed.find(absl::StrCat("\"", key, "\":\""));
    ASSERT_NE(value, std::string::npos) << key;
    changed[value + key.size() + 4] = '~';
    std::ofstream(path, std::ios::binary) << changed;
    const absl::Status status = trainer->LoadCheckpoint(path);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << key;
    EXPECT_THAT(std::string(status.message()), HasSubstr(key + " is \"~"));
  }
}

TEST_F(TrainerTest, SavedModelGivesTheSameLogitsWhenOpened) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  Run(*trainer, 0, 3);
  ASSERT_TRUE(trainer->SaveModel(dir_.path()).ok());
  LoadOptions options;
  options.path = dir_.path();
  const auto opened = LoadClassifier(options);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ((*opened)->info().labels, options_.labels);
  const auto logits = (*opened)->Logits(AllTexts(expected_["texts"]));
  ASSERT_TRUE(logits.ok()) << logits.status();
  ExpectNear(*logits, Logits(*trainer), 1e-4f);
}

TEST_F(TrainerTest, LearningRateRisesThenFallsToZero) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  EXPECT_EQ(Step(*trainer, {0, 1}).learning_rate, 0.0);
  EXPECT_NEAR(Step(*trainer, {0, 1}).learning_rate, 1e-3, 1e-12);
  for (int i = 0; i < 7; ++i) Step(*trainer, {2, 3});
  EXPECT_NEAR(Step(*trainer, {0, 1}).learning_rate, 1e-3 / 9, 1e-12);
  EXPECT_EQ(trainer->Step(BatchOf(expected_["texts"], {0}), {0}, {}).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(TrainerTest, ADivergedTrainingFailsItsStep) {
  options_.learning_rate = 1e30;
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  absl::Status status;
  std::string before;
  for (int64_t step = 0; step < options_.total_steps && status.ok(); ++step) {
    before = Saved(*trainer);
    status = trainer->Step(BatchOf(expected_["texts"], {0, 1}), {labels_[0], labels_[1]}, {}).status();
  }
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_THAT(status.message(), HasSubstr("training has diverged: use a smaller learning_rate"));
  EXPECT_EQ(Saved(*trainer), before);
}

TEST(AdamWTest, AGradientThatIsNotFiniteUpdatesNothing) {
  at::Tensor weight = at::ones({4}).set_requires_grad(true);
  AdamW optimizer({{"weight", &weight, true}}, AdamWOptions());
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    weight.mutable_grad() = at::full({4}, bad);
    const absl::Status status = optimizer.Step(0.1).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(status.message(), HasSubstr("training has diverged"));
    EXPECT_TRUE(weight.detach().equal(at::ones({4})));
    EXPECT_EQ(optimizer.steps(), 0);
  }
}

TEST_F(TrainerTest, HeadOfAnotherNumberOfClassesIsRefusedWithTheRemedy) {
  options_.labels = {"no", "yes"};
  const absl::Status status = CreateTrainer(options_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(),
              HasSubstr("already has a head of 3 classes, and the data set has 2 labels; give a data set "
                        "with 3 labels or the pretrained encoder"));
}

TEST_F(TrainerTest, RefusesBadOptionsAndLabels) {
  options_.learning_rate = -1;
  EXPECT_THAT(CreateTrainer(options_).status().message(), HasSubstr("learning_rate is -1; give a number above 0"));
  options_.learning_rate = 1e-3;
  options_.precision = "fp64";
  EXPECT_THAT(CreateTrainer(options_).status().message(), HasSubstr("precision is \"fp64\""));
  options_.precision = "fp32";
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  const TokenBatch batch = BatchOf(expected_["texts"], {0, 1});
  EXPECT_EQ(trainer->Step(batch, {0}, {}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(trainer->Step(batch, {0, 3}, {}).status().message(), HasSubstr("label 3"));
}

}  // namespace
}  // namespace octavo
