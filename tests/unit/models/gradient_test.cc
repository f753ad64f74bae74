// Gradients of the whole training graph against finite differences, with both kinds of dropout on: the masks are drawn
// from a key, so that the same function is differentiated twice.
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/linspace.h"
#include "tests/unit/engine/bert_fixture.h"
#include "worker/runner/models/trainable_classifier.h"

namespace octavo {
namespace {

constexpr uint64_t kKey = 2026;

class GradientTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    StartEngine();
    const std::string source = FixturePath(GetParam());
    auto config = ReadModelConfig(source + "/config.json");
    ASSERT_TRUE(config.ok()) << config.status();
    config->hidden_dropout = 0.2;
    config->attention_dropout = 0.3;
    config->classifier_dropout = 0.1;
    auto weights = LoadWeights(source, *config, /*allow_fresh_head=*/false, /*seed=*/0);
    ASSERT_TRUE(weights.ok()) << weights.status();
    const TokenBatch batch = BatchOf(ReadExpected(source)["texts"], {3, 1, 4, 8});
    auto packed = PackBatch(batch, *config);
    ASSERT_TRUE(packed.ok()) << packed.status();
    batch_ = std::make_shared<const PackedBatch>(*std::move(packed));
    model_ = std::make_unique<TrainableClassifier>(*std::move(config), std::move(weights->weights), at::kFloat);
  }

  /// A fixed combination of all logits, so that each of them counts.
  at::Tensor Loss() {
    const at::Tensor logits = model_->Forward(batch_, kKey);
    return (logits * at::linspace(-1, 1.5, logits.numel()).view(logits.sizes())).sum();
  }
  double LossAt(at::Tensor& parameter, int64_t index, double value) {
    const at::NoGradGuard no_grad;
    float& element = parameter.data_ptr<float>()[index];
    const float before = element;
    element = static_cast<float>(value);
    const double loss = Loss().item<double>();
    element = before;
    return loss;
  }

  std::shared_ptr<const PackedBatch> batch_;
  std::unique_ptr<TrainableClassifier> model_;
};

TEST_P(GradientTest, AgreesWithFiniteDifferencesUnderDropout) {
  Loss().backward();
  for (const Parameter& parameter : Parameters(model_->weights())) {
    at::Tensor tensor = *parameter.tensor;
    const at::Tensor gradient = tensor.grad().contiguous();
    const float* values = gradient.data_ptr<float>();
    const double scale = gradient.abs().max().item<double>();
    ASSERT_GT(scale, 0) << parameter.name << " has no gradient";
    // The largest element of the gradient and two others.
    for (const int64_t index : {gradient.abs().argmax().item<int64_t>(), int64_t{0}, tensor.numel() / 2}) {
      const double at = tensor.data_ptr<float>()[index], step = 2e-3;
      const double difference = (LossAt(tensor, index, at + step) - LossAt(tensor, index, at - step)) / (2 * step);
      EXPECT_NEAR(values[index], difference, 0.02 * scale + 2e-3) << parameter.name << " at " << index;
    }
  }
}

TEST_P(GradientTest, DropoutIsOnInTrainingAlone) {
  const at::NoGradGuard no_grad;
  const at::Tensor dropped = model_->Forward(batch_, kKey), again = model_->Forward(batch_, kKey),
                   other = model_->Forward(batch_, kKey + 1), evaluated = model_->Forward(batch_, std::nullopt);
  EXPECT_TRUE(dropped.equal(again));
  EXPECT_FALSE(dropped.equal(other));
  EXPECT_FALSE(dropped.equal(evaluated));
}

INSTANTIATE_TEST_SUITE_P(Architectures, GradientTest,
                         ::testing::Values("bert", "architectures/distilbert", "architectures/roberta"),
                         [](const auto& row) {
                           const std::string fixture = row.param;
                           return fixture.substr(fixture.rfind('/') + 1);
                         });

}  // namespace
}  // namespace octavo
