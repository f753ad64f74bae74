#include "worker/runner/infer/quantized_classifier.h"

#include <ATen/Parallel.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <malloc.h>

#include <cstring>

#include "common/files.h"
#include "common/status_macros.h"
#include "tests/unit/quant/random_model.h"
#include "worker/runner/infer/encoder_classifier.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

class Int8ClassifierTest : public ::testing::Test {
 protected:
  void SetUp() override {
    RandomModel model({});
    ASSERT_TRUE(model.Write(dir_.path()).ok());
    ASSERT_TRUE(QuantizeDynamic({dir_.path(), Path()}).ok());
  }
  std::string Path() const { return dir_.path() + "/quantized_model.pt"; }
  absl::StatusOr<std::unique_ptr<Classifier>> Open() const {
    OCTAVO_ASSIGN_OR_RETURN(std::unique_ptr<TorchFile> file, TorchFile::Open(Path()));
    return LoadQuantizedClassifier(std::move(file));
  }

  const TempDir dir_ = *TempDir::Create("int8_classifier_test");
};

TEST_F(Int8ClassifierTest, SaysWhatItIs) {
  const auto classifier = Open();
  ASSERT_TRUE(classifier.ok()) << classifier.status();
  const ModelInfo& info = (*classifier)->info();
  EXPECT_EQ(info.architecture, "bert");
  EXPECT_EQ(info.resolved, ComputeType::kInt8);
  EXPECT_THAT(info.kernels, HasSubstr("INT8"));
  EXPECT_EQ(info.vocab_size, 60);
  EXPECT_EQ(info.max_positions, 80);
  EXPECT_EQ(info.labels.size(), 2u);
  // Embeddings, two layers, pooler and head, as counted by hand.
  const int64_t layer = 4 * (64 * 64 + 64) + 2 * 64 * 128 + 128 + 64 + 4 * 64;
  EXPECT_EQ(info.parameters, (60 + 80 + 2) * 64 + 2 * 64 + 2 * layer + 64 * 64 + 64 + 2 * 64 + 2);
}

TEST_F(Int8ClassifierTest, WhatTheFileDoesNotHoldIsFreedOnceItIsPacked) {
  constexpr size_t kMade = size_t{16} << 20;
  const auto in_use = [] {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
  };
  auto file = int8::OpenInt8ModelFile(Path());
  ASSERT_TRUE(file.ok()) << file.status();
  const size_t before = in_use();
  file->made.emplace_back(kMade / sizeof(float));  // as the widened weights of a switchable model are
  if (in_use() < before + kMade) GTEST_SKIP() << "this allocator does not say what is in use";
  const auto classifier = EncoderClassifier::Create(*std::move(file));
  ASSERT_TRUE(classifier.ok()) << classifier.status();
  EXPECT_LT(in_use(), before + kMade / 2);
}

TEST_F(Int8ClassifierTest, LogitsAreTheSameBitsWithAnyNumberOfThreads) {
  TokenBatch batch;
  for (int text = 0; text < 30; ++text) {
    std::vector<int32_t> ids;
    for (int i = 0; i <= text * 7 % 61; ++i) ids.push_back((text * 31 + i * i) % 60);
    batch.Append(ids);
  }
  std::vector<float> first;
  for (const int threads : {1, 2, 4}) {
    at::set_num_threads(threads);
    const auto classifier = Open();
    ASSERT_TRUE(classifier.ok()) << classifier.status();
    const auto logits = (*classifier)->Logits(batch);
    ASSERT_TRUE(logits.ok()) << logits.status();
    if (first.empty()) first = *logits;
    EXPECT_EQ(std::memcmp(first.data(), logits->data(), first.size() * sizeof(float)), 0) << threads;
  }
}

/// Keeps what it sees.
class Recorder : public ActivationTap {
 public:
  absl::Status Observe(const LinearSite& site, absl::Span<const float> rows, int64_t width) override {
    sites.push_back(site);
    inputs.emplace_back(rows.begin(), rows.end());
    widths.push_back(width);
    return absl::OkStatus();
  }
  std::vector<LinearSite> sites;
  std::vector<std::vector<float>> inputs;
  std::vector<int64_t> widths;
};

TEST_F(Int8ClassifierTest, ShowsTheInputOfEveryLinearLayerAndAnswersTheSame) {
  const auto classifier = Open();
  ASSERT_TRUE(classifier.ok());
  TokenBatch batch;
  batch.Append({1, 2, 3, 4, 5});
  batch.Append({7, 8});
  Recorder together, alone;
  const auto logits = (*classifier)->LogitsWithTap(batch, together);
  ASSERT_TRUE(logits.ok()) << logits.status();
  EXPECT_EQ(*logits, *(*classifier)->Logits(batch));
  EXPECT_EQ(together.sites, LinearSites(2));
  EXPECT_EQ(together.widths, (std::vector<int64_t>{64, 64, 64, 128, 64, 64, 64, 128, 64}));
  TokenBatch second;
  second.Append({7, 8});
  ASSERT_TRUE((*classifier)->LogitsWithTap(second, alone).ok());
  for (size_t site = 0; site < together.inputs.size(); ++site) {
    // All tokens, but after the last attention one row a text.
    const size_t rows = site < 5 ? 7 : 2, own = site < 5 ? 2 : 1;
    ASSERT_EQ(together.inputs[site].size(), rows * static_cast<size_t>(together.widths[site])) << site;
    const std::vector<float> tail(together.inputs[site].end() - static_cast<std::ptrdiff_t>(alone.inputs[site].size()),
                                  together.inputs[site].end());
    ASSERT_EQ(alone.inputs[site].size(), own * static_cast<size_t>(together.widths[site])) << site;
    EXPECT_EQ(tail, alone.inputs[site]) << site;
  }
}

TEST_F(Int8ClassifierTest, RefusesBadBatchesByNameAndValue) {
  const auto classifier = Open();
  ASSERT_TRUE(classifier.ok());
  const auto message = [&](const TokenBatch& batch) {
    const auto logits = (*classifier)->Logits(batch);
    EXPECT_EQ(logits.status().code(), absl::StatusCode::kInvalidArgument);
    return std::string(logits.status().message());
  };
  TokenBatch batch;
  batch.Append({1, 60});
  EXPECT_THAT(message(batch), HasSubstr("token 1 of the batch has id 60"));
  batch = {};
  batch.Append({});
  EXPECT_THAT(message(batch), HasSubstr("text 0 has 0 tokens"));
  batch = {};
  batch.Append(std::vector<int32_t>(81, 1));
  EXPECT_THAT(message(batch), HasSubstr("81 tokens"));
  batch = {};
  batch.Append({1, 2});
  batch.token_types = {0, 2};
  EXPECT_THAT(message(batch), HasSubstr("token type 2"));
  EXPECT_TRUE((*classifier)->Logits(TokenBatch())->empty());
}

}  // namespace
}  // namespace octavo
