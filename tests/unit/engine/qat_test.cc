// Quantization-aware training: what it computes is what is deployed.

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>

#include "ATen/TensorOperators.h"
#include "ATen/ops/from_blob.h"
#include "ATen/ops/randn.h"
#include "ATen/ops/tensor.h"
#include "absl/strings/str_cat.h"
#include "common/stats.h"
#include "gmock/gmock.h"
#include "tests/unit/engine/bert_fixture.h"
#include "worker/runner/infer/int8/int8_model_file.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/train/deployed_linear_function.h"
#include "worker/runner/train/distillation.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

/// Keeps what enters each layer.
class Recorder : public ActivationTap {
 public:
  absl::Status Observe(const LinearSite& site, absl::Span<const float> rows, int64_t) override {
    inputs[LinearName(site)].assign(rows.begin(), rows.end());
    return absl::OkStatus();
  }
  std::map<std::string, std::vector<float>> inputs;
};

class QatTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    StartEngine();
    source_ = FixturePath(GetParam());
    expected_ = ReadExpected(source_);
    options_.training.model_dir = source_;
    options_.training.labels = LabelsOf(source_);
    options_.training.precision = "fp32";
    options_.training.learning_rate = 1e-3;
    options_.training.total_steps = 6;
    options_.static_path = dir_.path() + "/static.pt";
    options_.freeze_step = 3;
    options_.observer_momentum = 0.1;
  }

  static std::vector<std::string> LabelsOf(const std::string& dir) {
    LoadOptions load;
    load.path = dir;
    auto model = LoadClassifier(load);
    EXPECT_TRUE(model.ok()) << model.status();
    return (*model)->info().labels;
  }

  void MakeStatic(StaticOptions options = {}) {
    options.model_dir = source_;
    options.observers = {"minmax"};
    options.quantize_embeddings = options_.quantize_embeddings;
    MakeStaticFile(options, expected_["texts"], options_.static_path);
  }

  void MakeStaticWithEverySetting() {
    options_.quantize_embeddings = false;
    StaticOptions options;
    options.symmetric_activations = true;
    options.smooth_alpha = 0.5;
    options.keep_layers = {"layer.0.ffn_*", "layer.1.qkv"};
    MakeStatic(options);
  }

  std::unique_ptr<Trainer> Create() {
    auto trainer = CreateQatTrainer(options_);
    EXPECT_TRUE(trainer.ok()) << trainer.status();
    return trainer.ok() ? *std::move(trainer) : nullptr;
  }

  void Run(Trainer& trainer, size_t from, size_t to) {
    const auto classes = options_.training.labels.size();
    for (size_t i = from; i < to; ++i) {
      std::vector<size_t> texts;
      std::vector<int32_t> labels;
      std::vector<float> teacher;
      for (size_t k = 0; k < 6; ++k) {
        texts.push_back(6 * i + k);
        labels.push_back(static_cast<int32_t>((i + k) % classes));
        for (size_t c = 0; options_.distill_weight > 0 && c < classes; ++c)
          teacher.push_back(c == k % classes ? 2.f : 0.f);
      }
      const auto step = trainer.Step(BatchOf(expected_["texts"], texts), labels, teacher);
      ASSERT_TRUE(step.ok()) << step.status();
    }
  }

  std::vector<float> Logits(Trainer& trainer) {
    const auto logits = trainer.Logits(AllTexts(expected_["texts"]));
    EXPECT_TRUE(logits.ok()) << logits.status();
    return *logits;
  }

  std::unique_ptr<Classifier> Open(const std::string& path) {
    LoadOptions load;
    load.path = path;
    auto model = LoadClassifier(load);
    EXPECT_TRUE(model.ok()) << model.status();
    return *std::move(model);
  }

  /// The trainer's logits and layer inputs are the bits of the file that it saves.
  void ExpectDeployedBits(Trainer& trainer) {
    const TempDir saved = NewFolder();
    ASSERT_TRUE(trainer.SaveModel(saved.path()).ok());
    const auto deployed = Open(absl::StrCat(saved.path(), "/", kQatFile));
    const TokenBatch batch = AllTexts(expected_["texts"]);
    Recorder simulated, real;
    const auto in_training = trainer.LogitsWithTap(batch, simulated);
    const auto answered = deployed->LogitsWithTap(batch, real);
    ASSERT_TRUE(in_training.ok() && answered.ok()) << in_training.status() << answered.status();
    EXPECT_EQ(*in_training, *answered);
    EXPECT_EQ(*answered, *deployed->Logits(batch));
    EXPECT_EQ(Logits(trainer), *answered);
    ASSERT_EQ(simulated.inputs.size(), real.inputs.size());
    for (const auto& [name, inputs] : real.inputs) EXPECT_EQ(simulated.inputs[name], inputs) << name;
  }

  static std::string FileText(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  }

  const TempDir dir_ = NewFolder();
  std::string source_;
  nlohmann::json expected_;
  QatOptions options_;
};

TEST_P(QatTest, BeginsAsTheStaticModel) {
  MakeStatic();
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  EXPECT_EQ(Logits(*trainer), *Open(options_.static_path)->Logits(AllTexts(expected_["texts"])));
}

TEST_P(QatTest, SoItDoesWithSmoothedSymmetricCodesAndLayersInFp32) {
  MakeStaticWithEverySetting();
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  EXPECT_EQ(Logits(*trainer), *Open(options_.static_path)->Logits(AllTexts(expected_["texts"])));
}

TEST_P(QatTest, ATrainerMadeFromItsFileAnswersTheSame) {
  StaticOptions options;
  options.smooth_alpha = 0.5;
  MakeStatic(options);
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  Run(*trainer, 0, 2);
  ASSERT_TRUE(trainer->SaveModel(dir_.path()).ok());
  options_.training.model_dir = dir_.path();
  options_.static_path = absl::StrCat(dir_.path(), "/", kQatFile);
  const auto again = Create();
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(Logits(*again), Logits(*trainer));
}

/// What trains is the graph with gradients, which validation and the gate never run: its loss tells that it is the same
/// function but for LayerNorm, GELU and attention, which are the trainer's own there.
TEST_P(QatTest, TheLossOfAStepIsThatOfWhatIsDeployed) {
  StaticOptions options;
  options.smooth_alpha = 0.5;
  MakeStatic(options);
  options_.training.total_steps = 1;
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  const TokenBatch batch = AllTexts(expected_["texts"]);
  const int classes = static_cast<int>(options_.training.labels.size());
  const std::vector<int32_t> labels = CyclicLabels(batch.size(), batch.size(), classes);
  const double deployed = MeanCrossEntropy(*trainer->Logits(batch), labels, classes);
  const auto step = trainer->Step(batch, labels, {});
  ASSERT_TRUE(step.ok()) << step.status();
  EXPECT_NEAR(step->loss, deployed, 2e-3);
}

/// A small model takes 4,096 tokens at once. The ranges of a step are those of all its pieces.
TEST_P(QatTest, ABatchOfManyTokensIsTrainedInPiecesToTheSameStep) {
  MakeStatic();
  const TokenBatch small = AllTexts(expected_["texts"]);
  const TokenBatch large = RepeatedTexts(expected_["texts"], 2 * 4096 / small.tokens() + 1);
  ASSERT_LT(small.tokens(), 4096);
  ASSERT_GT(large.tokens(), 2 * 4096);
  const int classes = static_cast<int>(options_.training.labels.size());
  const auto whole = Create(), pieces = Create();
  ASSERT_TRUE(whole != nullptr && pieces != nullptr);
  const auto a = whole->Step(small, CyclicLabels(small.size(), small.size(), classes), {});
  const auto b = pieces->Step(large, CyclicLabels(large.size(), small.size(), classes), {});
  ASSERT_TRUE(a.ok() && b.ok()) << a.status() << b.status();
  EXPECT_NEAR(a->loss, b->loss, 1e-5);
  EXPECT_NEAR(a->grad_norm, b->grad_norm, 1e-4 * a->grad_norm);
  // A gradient's last bit can tip a weight over to the next code.
  ExpectNear(Logits(*pieces), Logits(*whole), 2e-2f);
}

TEST_P(QatTest, AnswersBitForBitAsTheFileThatItSaves) {
  MakeStatic();
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  const std::vector<float> before = Logits(*trainer);
  Run(*trainer, 0, 2);
  EXPECT_NE(Logits(*trainer), before);
  ExpectDeployedBits(*trainer);
}

TEST_P(QatTest, SoItDoesWithSymmetricSmoothedCodesAndLayersInFp32) {
  MakeStaticWithEverySetting();
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  Run(*trainer, 0, 2);
  ExpectDeployedBits(*trainer);
}

TEST_P(QatTest, ResumesFromACheckpointAsIfItHadNotStopped) {
  MakeStatic();
  options_.distill_weight = 0.5;
  options_.training.precision = "auto";
  const TempDir whole = NewFolder(), resumed = NewFolder();
  const auto one = Create(), first = Create(), second = Create();
  ASSERT_TRUE(one && first && second);
  Run(*one, 0, 5);
  Run(*first, 0, 2);  // before the ranges are frozen
  ASSERT_TRUE(first->SaveCheckpoint(dir_.path() + "/checkpoint").ok());
  ASSERT_TRUE(second->LoadCheckpoint(dir_.path() + "/checkpoint").ok());
  Run(*second, 2, 5);
  ASSERT_TRUE(one->SaveModel(whole.path()).ok() && second->SaveModel(resumed.path()).ok());
  for (const char* name : {"model.safetensors", kQatFile}) {
    EXPECT_EQ(FileText(absl::StrCat(whole.path(), "/", name)), FileText(absl::StrCat(resumed.path(), "/", name)))
        << name;
  }
}

TEST_P(QatTest, ACheckpointOfOtherOptionsIsRefused) {
  MakeStatic();
  const auto trainer = Create();
  Run(*trainer, 0, 1);
  ASSERT_TRUE(trainer->SaveCheckpoint(dir_.path() + "/checkpoint").ok());
  options_.freeze_step = 4;
  const auto other = Create();
  EXPECT_THAT(other->LoadCheckpoint(dir_.path() + "/checkpoint").message(), HasSubstr("extra_options"));
}

TEST_P(QatTest, RangesFollowTheActivationsUntilTheyAreFrozen) {
  MakeStatic();
  options_.observer_momentum = 1;  // the last batch's range alone
  options_.training.learning_rate = 1e-12;
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  // What enters the first layer does not depend on anything that is rounded but the embeddings.
  const auto scale_of = [&] {
    const TempDir saved = NewFolder();
    EXPECT_TRUE(trainer->SaveModel(saved.path()).ok());
    const auto file = int8::OpenInt8ModelFile(absl::StrCat(saved.path(), "/", kQatFile));
    EXPECT_TRUE(file.ok()) << file.status();
    return file->weights.layers[0].qkv.input->scale;
  };
  const float fresh = scale_of();
  Run(*trainer, 0, 1);
  const float observed = scale_of();
  EXPECT_NE(observed, fresh);
  Run(*trainer, 1, 3);
  const float frozen = scale_of();
  EXPECT_NE(frozen, observed);
  Run(*trainer, 3, 5);
  EXPECT_EQ(scale_of(), frozen);
}

TEST_P(QatTest, WantsTeacherLogitsWhereItDistilsAndOnlyThere) {
  MakeStatic();
  const auto plain = Create();
  const TokenBatch batch = BatchOf(expected_["texts"], {0});
  const std::vector<float> teacher(options_.training.labels.size());
  EXPECT_THAT(plain->Step(batch, {0}, teacher).status().message(), HasSubstr("teacher logits, needed are 0"));
  options_.distill_weight = 1;
  const auto distils = Create();
  EXPECT_THAT(distils->Step(batch, {0}, {}).status().message(), HasSubstr("training step: 0 teacher logits"));
}

TEST_P(QatTest, RefusesADynamicFile) {
  ASSERT_TRUE(QuantizeDynamic({source_, options_.static_path}).ok());
  EXPECT_THAT(CreateQatTrainer(options_).status().message(), HasSubstr("layer.0.qkv has no fixed codes"));
}

TEST_P(QatTest, RefusesTheFileOfAnotherModel) {
  const TempDir other = NewFolder();
  {
    MakeStatic();
    const auto trainer = Create();
    Run(*trainer, 0, 3);
    ASSERT_TRUE(trainer->SaveModel(other.path()).ok());
  }
  options_.training.model_dir = other.path();
  EXPECT_THAT(CreateQatTrainer(options_).status().message(), HasSubstr("was made from another model"));
}

TEST_P(QatTest, RefusesAFileOfAnotherForm) {
  StaticOptions options;
  options.per_tensor_weights = true;
  MakeStatic(options);
  EXPECT_THAT(CreateQatTrainer(options_).status().message(),
              HasSubstr("layer.0.qkv has one scale for all its weights"));
  MakeStatic();
  options_.quantize_embeddings = false;
  EXPECT_THAT(CreateQatTrainer(options_).status().message(), HasSubstr("has embeddings in int8"));
}

INSTANTIATE_TEST_SUITE_P(Architectures, QatTest,
                         ::testing::Values("bert", "architectures/distilbert", "architectures/roberta"),
                         [](const auto& parameter) {
                           const std::string name = parameter.param;
                           return name.substr(name.rfind('/') + 1);
                         });

/// A layer of random weights for an input with codes 0 … 255 over about -2 … 3.
std::shared_ptr<DeployedLinear> MakeLinear(const LinearWeights& parameters, std::vector<float> smooth) {
  const ActivationQParams codes = {5.0f / 255, 102, 0, 255};
  auto linear = DeployedLinear::CreateInt8(parameters, std::move(smooth), codes, at::kFloat, **int8::SelectKernels());
  EXPECT_NE(linear, nullptr);
  linear->RefreshWeights(codes);
  return linear;
}

TEST(DeployedLinearTest, GradientsPassThroughTheRoundingAndStopWhereItClips) {
  StartEngine();
  for (const bool smoothed : {false, true}) {
    LinearWeights parameters = {at::randn({40, 32}), at::randn({40})};
    parameters.weight.requires_grad_(true);
    parameters.bias.requires_grad_(true);
    at::Tensor x = at::randn({5, 32});
    x[0][3] = 100.0f;
    x[1][4] = -100.0f;
    x[2][5] = 0.1f;
    x.requires_grad_(true);
    const std::vector<float> factors = smoothed ? std::vector<float>(32, 0.5f) : std::vector<float>();
    const auto linear = MakeLinear(parameters, factors);
    const at::Tensor out = ApplyDeployed(x, linear);
    // The same from what the integers stand for.
    const double s = smoothed ? 0.5 : 1;
    const at::Tensor unclipped = ((x.detach() / s) * (255.0 / 5)).round().add(102), code = unclipped.clamp(0, 255);
    const at::Tensor rounded_x = (code - 102) * (5.0 / 255) * s, rounded_w = linear->Rounded() / s;
    const at::Tensor wanted = rounded_x.matmul(rounded_w.t()) + parameters.bias.detach();
    EXPECT_LT((out.detach() - wanted).abs().max().item<float>(), 1e-4f);
    const at::Tensor d = at::randn({5, 40});
    out.backward(d);
    const at::Tensor wanted_dx = d.matmul(rounded_w) * (unclipped == code);
    EXPECT_LT((x.grad() - wanted_dx).abs().max().item<float>(), 1e-3f);
    EXPECT_LT((parameters.weight.grad() - d.t().matmul(rounded_x)).abs().max().item<float>(), 1e-3f);
    EXPECT_LT((parameters.bias.grad() - d.sum(0)).abs().max().item<float>(), 1e-5f);
    EXPECT_EQ(x.grad()[0][3].item<float>(), 0);
    EXPECT_EQ(x.grad()[1][4].item<float>(), 0);
    EXPECT_NE(x.grad()[2][5].item<float>(), 0);
  }
}

TEST(DistillationLossTest, IsTheScaledDivergence) {
  StartEngine();
  const at::Tensor logits = at::tensor({1.0f, -1.0f, 0.5f, 2.0f}).view({2, 2});
  const at::Tensor teacher = at::tensor({0.0f, 2.0f, 1.0f, 1.0f}).view({2, 2});
  double wanted = 0;
  const double temperature = 2;
  for (const auto& [a, b, p, q] : {std::tuple(1.0, -1.0, 0.0, 2.0), {0.5, 2.0, 1.0, 1.0}}) {
    const double student = 1 / (1 + std::exp((b - a) / temperature));
    const double truth = 1 / (1 + std::exp((q - p) / temperature));
    wanted += truth * std::log(truth / student) + (1 - truth) * std::log((1 - truth) / (1 - student));
  }
  wanted *= temperature * temperature / 2;
  EXPECT_NEAR(DistillationLoss(logits, teacher, temperature).item<double>(), wanted, 1e-6);
  EXPECT_NEAR(DistillationLoss(teacher, teacher, temperature).item<double>(), 0, 1e-7);
}

}  // namespace
}  // namespace octavo
