#include <algorithm>
#include <cmath>
#include <numeric>

#include "gmock/gmock.h"
#include "tests/unit/engine/bert_fixture.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

std::unique_ptr<Classifier> Load(const std::string& dir, ComputeType type) {
  LoadOptions options;
  options.path = dir;
  options.compute = type;
  auto loaded = LoadClassifier(options);
  EXPECT_TRUE(loaded.ok()) << loaded.status();
  return loaded.ok() ? *std::move(loaded) : nullptr;
}

struct TypeCase {
  const char* name;
  ComputeType type;
  float tolerance;  // of logits of size 1 to 3
};

class FloatClassifierTest : public ::testing::TestWithParam<TypeCase> {
 protected:
  void SetUp() override {
    StartEngine();
    expected_ = ReadExpected(TinyBert());
    model_ = Load(TinyBert(), GetParam().type);
    ASSERT_NE(model_, nullptr);
    if (model_->info().resolved != GetParam().type) {
      GTEST_SKIP() << "this machine runs " << GetParam().name << " as " << ComputeTypeName(model_->info().resolved);
    }
  }
  nlohmann::json expected_;
  std::unique_ptr<Classifier> model_;
};

TEST_P(FloatClassifierTest, AgreesWithTransformersOneTextAtATime) {
  const auto logits = expected_["logits"];
  for (size_t i = 0; i < logits.size(); ++i) {
    const auto actual = model_->Logits(BatchOf(expected_["texts"], {i}));
    ASSERT_TRUE(actual.ok()) << actual.status();
    ExpectNear(*actual, logits[i].get<std::vector<float>>(), GetParam().tolerance);
  }
}

TEST_P(FloatClassifierTest, AgreesWithTransformersInOneBatchOfMixedLengths) {
  const auto actual = model_->Logits(AllTexts(expected_["texts"]));
  ASSERT_TRUE(actual.ok()) << actual.status();
  ExpectNear(*actual, Flatten(expected_["logits"]), GetParam().tolerance);
}

TEST_P(FloatClassifierTest, AgreesWithTransformersWhateverTheOrder) {
  std::vector<size_t> order(expected_["texts"].size());
  std::iota(order.rbegin(), order.rend(), 0);
  const auto actual = model_->Logits(BatchOf(expected_["texts"], order));
  ASSERT_TRUE(actual.ok()) << actual.status();
  std::vector<float> reversed = Flatten(expected_["logits"]);
  const size_t classes = 3;
  for (size_t i = 0; i < order.size() / 2; ++i) {
    std::swap_ranges(reversed.begin() + static_cast<int64_t>(i * classes),
                     reversed.begin() + static_cast<int64_t>((i + 1) * classes),
                     reversed.end() - static_cast<int64_t>((i + 1) * classes));
  }
  ExpectNear(*actual, reversed, GetParam().tolerance);
}

INSTANTIATE_TEST_SUITE_P(Types, FloatClassifierTest,
                         ::testing::Values(TypeCase{"fp32", ComputeType::kFp32, 1e-4f},
                                           TypeCase{"bf16", ComputeType::kBf16, 0.15f},
                                           TypeCase{"fp16", ComputeType::kFp16, 0.03f}),
                         [](const auto& row) { return row.param.name; });

class LoadClassifierTest : public ::testing::Test {
 protected:
  void SetUp() override { StartEngine(); }
  absl::Status StatusOf(const std::string& path, ComputeType type = ComputeType::kFp32) {
    LoadOptions options;
    options.path = path;
    options.compute = type;
    return LoadClassifier(options).status();
  }
  const TempDir dir_ = NewFolder();
};

TEST_F(LoadClassifierTest, LargerModelAgreesWithTransformers) {
  const char* fixture = std::getenv("OCTAVO_BERT_FIXTURE");
  if (fixture == nullptr) GTEST_SKIP() << "OCTAVO_BERT_FIXTURE names no folder of make_bert_fixtures.py --model";
  const auto expected = ReadExpected(fixture);
  const auto model = Load(fixture, ComputeType::kFp32);
  ASSERT_NE(model, nullptr);
  const auto actual = model->Logits(AllTexts(expected["texts"]));
  ASSERT_TRUE(actual.ok()) << actual.status();
  ExpectNear(*actual, Flatten(expected["logits"]), 1e-4f);
}

TEST_F(LoadClassifierTest, SaysWhatTheModelIs) {
  const auto model = Load(TinyBert(), ComputeType::kFp32);
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(model->info().architecture, "bert");
  EXPECT_EQ(model->info().labels, (std::vector<std::string>{"bad", "fair", "good"}));
  EXPECT_EQ(model->info().vocab_size, 200);
  EXPECT_EQ(model->info().max_positions, 64);
  // Of two layers: the projections of both and the rest of the first for every token, the rest of the last once a text.
  EXPECT_EQ(model->info().flops_per_token, 2 * (2 * 3 * 48 * 48 + 48 * 48 + 2 * 48 * 96));
  EXPECT_EQ(model->info().flops_per_text, 2 * (48 * 48 + 2 * 48 * 96));
  EXPECT_EQ(model->info().parameters,
            200 * 48 + 64 * 48 + 2 * 48 + 2 * 48 + 2 * (4 * 48 * 49 + 4 * 48 + 96 * 49 + 48 * 97) + 48 * 49 + 3 * 49);
}

TEST_F(LoadClassifierTest, RefusesBadBatchesAndNamesTheValue) {
  const auto model = Load(TinyBert(), ComputeType::kFp32);
  ASSERT_NE(model, nullptr);
  TokenBatch batch;
  batch.Append({101, 200, 102});
  EXPECT_THAT(model->Logits(batch).status().message(), HasSubstr("has id 200; the model's vocabulary has 200"));
  batch = TokenBatch();
  batch.Append({});
  EXPECT_THAT(model->Logits(batch).status().message(), HasSubstr("text 0 has 0 tokens"));
  batch = TokenBatch();
  batch.Append(std::vector<int32_t>(65, 5));
  EXPECT_THAT(model->Logits(batch).status().message(), HasSubstr("text 0 has 65 tokens; this model takes 1 to 64"));
  batch = TokenBatch();
  batch.Append({5, 6});
  batch.token_types = {0, 2};
  EXPECT_EQ(model->Logits(batch).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(LoadClassifierTest, NamesWhatDoesNotFitTheConfiguration) {
  CopyTinyBert(dir_.path(), "\"vocab_size\": 200", "\"vocab_size\": 30522");
  const absl::Status status = StatusOf(dir_.path());
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("bert.embeddings.word_embeddings.weight"));
  EXPECT_THAT(status.message(), HasSubstr("[200, 48], but config.json asks for [30522, 48]"));
}

TEST_F(LoadClassifierTest, RefusesATruncatedModel) {
  CopyTinyBert(dir_.path());
  std::filesystem::resize_file(dir_.path() + "/model.safetensors", 100'000);
  const absl::Status status = StatusOf(dir_.path());
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("truncated"));
}

TEST_F(LoadClassifierTest, SaysWhatIsMissing) {
  EXPECT_EQ(StatusOf(dir_.path() + "/none").code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(StatusOf(dir_.path()).code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(StatusOf(TinyBert(), ComputeType::kInt8).code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace octavo
