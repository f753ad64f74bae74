#include "worker/runner/job/qat_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "common/clock.h"
#include "tests/support/job_folder.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

constexpr int kTexts = 40;

/// What the fakes answer to text n, of the tokens 2, n, 3: the logits n / 10 - 2 and 0, with `shift` in the outputs of
/// layers from `shifted` on: the inputs of those behind it.
struct Answers {
  float shift = 0;
  int shifted = 0;

  std::vector<float> Logits(const TokenBatch& batch) const {
    std::vector<float> logits;
    for (int64_t i = 0; i < batch.size(); ++i) {
      const int32_t text = batch.ids[static_cast<size_t>(batch.offsets[static_cast<size_t>(i)]) + 1];
      logits.push_back(static_cast<float>(text) / 10 - 2 + shift);
      logits.push_back(0);
    }
    return logits;
  }
  absl::StatusOr<std::vector<float>> Show(const TokenBatch& batch, ActivationTap& tap) const {
    int layer = 0;
    for (const LinearSite& site : LinearSites(2)) {
      const float from = layer++ > shifted ? shift : 0;
      std::vector<float> rows;
      for (const int32_t id : batch.ids) rows.push_back(static_cast<float>(id) + from);
      if (const absl::Status seen = tap.Observe(site, rows, 1); !seen.ok()) return seen;
    }
    return Logits(batch);
  }
};

ModelInfo TwoLabels() {
  ModelInfo info;
  info.labels = {"no", "yes"};
  return info;
}

class FakeQatTrainer final : public Trainer {
 public:
  explicit FakeQatTrainer(Answers answers) : answers_(answers) {}
  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<TrainStep> Step(const TokenBatch&, absl::Span<const int32_t>, absl::Span<const float>) override {
    return absl::UnimplementedError("the gate does not train");
  }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override { return answers_.Logits(batch); }
  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) override {
    return answers_.Show(batch, tap);
  }
  absl::Status SaveModel(const std::string&) override { return absl::UnimplementedError("nor save"); }
  absl::Status SaveCheckpoint(const std::string&) override { return absl::UnimplementedError("nor save"); }
  absl::Status LoadCheckpoint(const std::string&) override { return absl::UnimplementedError("nor load"); }

 private:
  const Answers answers_;
  const ModelInfo info_ = TwoLabels();
};

class DeployedFake final : public Classifier {
 public:
  explicit DeployedFake(Answers answers) : answers_(answers) {}
  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override { return answers_.Logits(batch); }
  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) override {
    return answers_.Show(batch, tap);
  }

 private:
  const Answers answers_;
  const ModelInfo info_ = TwoLabels();
};

class QatGateTest : public ::testing::Test {
 protected:
  QatGateTest() : events_(*EventWriter::Open(folder_.Path("events.jsonl"), clock_)) {
    model_.classifier = std::make_unique<DeployedFake>(Answers{});
    model_.labels = model_.classifier->info().labels;
    for (EncodedRows* rows : {&model_.data.validation, &model_.data.test}) {
      for (int32_t i = 0; i < kTexts; ++i) {
        rows->ids.push_back(std::to_string(i));
        rows->tokens.push_back({2, i, 3});
        rows->labels.push_back(0);
      }
    }
  }

  /// The gate of a model that was `trained` so, whose file gives a trainer and a deployed model that answer so.
  absl::StatusOr<Json> Gate(Answers trained, Answers simulated, Answers deployed) {
    FakeQatTrainer trainer(trained), from_file(simulated);
    DeployedFake served(deployed);
    TokenBatch validation, test;
    for (const auto& text : model_.data.validation.tokens) validation.Append(text);
    for (const auto& text : model_.data.test.tokens) test.Append(text);
    const absl::Status saved = SaveWitness(trainer, model_.data.validation, trained.Logits(validation), folder_.path());
    if (!saved.ok()) return saved;
    return Run(from_file, served, deployed.Logits(test));
  }
  absl::StatusOr<Json> Run(Trainer& simulated, Classifier& deployed, const std::vector<float>& logits) {
    JobSpec spec;
    spec.params = {{"eval_batch_size", 16}, {"min_agreement", 0.998}};
    JobContext context = {spec, folder_.path(), {}, nullptr, *events_, stop_, clock_, clock_.Now()};
    return PassGate(context, model_, folder_.path(), simulated, deployed, logits);
  }

  JobFolder folder_;
  FakeClock clock_;
  StopFlag stop_;
  std::unique_ptr<EventWriter> events_;
  TrainedModel model_;
};

TEST_F(QatGateTest, PassesWhereAllThreeAnswerTheSame) {
  const auto gate = Gate({}, {}, {});
  ASSERT_TRUE(gate.ok()) << gate.status();
  EXPECT_EQ((*gate)["agreement"], 1.0);
  EXPECT_EQ((*gate)["largest_logit_difference"], 0.0);
  EXPECT_EQ((*gate)["validation"]["agreement"], 1.0);
  EXPECT_EQ((*gate)["logit_tolerance"], kGateLogitTolerance);
}

TEST_F(QatGateTest, AFileWithOtherCodesThanTheTrainedOnesIsRefusedByItsLayer) {
  // The trainer that is made from the file has the file's fault too: only the witness knows better.
  const Answers wrong = {0.5F, 3};
  const absl::Status refused = Gate({}, wrong, wrong).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.message(), HasSubstr("validation texts get the same label"));
  EXPECT_THAT(refused.message(), HasSubstr("they part between layer.0.ffn_out and layer.1.qkv"));
}

TEST_F(QatGateTest, ADifferenceThatChangesNoLabelIsRefusedToo) {
  const Answers wrong = {0.001F, 8};
  const absl::Status refused = Gate({}, wrong, wrong).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.message(), HasSubstr("40 of 40 validation texts"));
  EXPECT_THAT(refused.message(), HasSubstr("they part after pooler"));
}

TEST_F(QatGateTest, AnEncoderThatComputesOtherwiseIsFoundOnTheTestPart) {
  const absl::Status refused = Gate({}, {0.5F, 0}, {}).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.message(), HasSubstr("test texts get the same label"));
  EXPECT_THAT(refused.message(), HasSubstr("they part between layer.0.qkv and layer.0.attention_output"));
}

TEST_F(QatGateTest, WithoutItsWitnessItDoesNotPass) {
  FakeQatTrainer trainer({});
  DeployedFake deployed({});
  EXPECT_EQ(Run(trainer, deployed, {}).status().code(), absl::StatusCode::kNotFound);
  folder_.Write("witness.json", "{\"logits\": [1]}");
  const absl::Status refused = Run(trainer, deployed, {}).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(refused.message(), HasSubstr("not a witness of the gate"));
}

}  // namespace
}  // namespace octavo
