#include "worker/runner/text/batching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "common/random.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;

std::vector<int32_t> Lengths(int64_t count) {
  Random random(1, "lengths");
  std::vector<int32_t> lengths;
  for (int64_t i = 0; i < count; ++i) lengths.push_back(static_cast<int32_t>(2 + random.Below(200)));
  return lengths;
}

std::vector<int64_t> Flatten(const std::vector<Batch>& batches) {
  std::vector<int64_t> all;
  for (const Batch& batch : batches) all.insert(all.end(), batch.begin(), batch.end());
  return all;
}

double PaddedShare(const std::vector<Batch>& batches, const std::vector<int32_t>& lengths) {
  double tokens = 0, cells = 0;
  for (const Batch& batch : batches) {
    int32_t longest = 0;
    for (const int64_t i : batch) {
      tokens += lengths[i];
      longest = std::max(longest, lengths[i]);
    }
    cells += static_cast<double>(longest) * static_cast<double>(batch.size());
  }
  return 1 - tokens / cells;
}

TEST(BatchingTest, EveryTextIsInOneBatch) {
  const auto lengths = Lengths(5003);
  for (const auto& batches : {TrainingBatches(lengths, 32, 42, 0), EvaluationBatches(lengths, 32)}) {
    EXPECT_EQ(batches.size(), 157u);
    EXPECT_EQ(std::count_if(batches.begin(), batches.end(), [](const Batch& batch) { return batch.size() != 32; }), 1);
    std::vector<int64_t> all = Flatten(batches);
    std::sort(all.begin(), all.end());
    std::vector<int64_t> expected(5003);
    std::iota(expected.begin(), expected.end(), 0);
    EXPECT_EQ(all, expected);
  }
}

TEST(BatchingTest, TrainingBatchesDependOnSeedAndEpoch) {
  const auto lengths = Lengths(1000);
  EXPECT_EQ(TrainingBatches(lengths, 8, 42, 1), TrainingBatches(lengths, 8, 42, 1));
  EXPECT_NE(TrainingBatches(lengths, 8, 42, 1), TrainingBatches(lengths, 8, 42, 2));
  EXPECT_NE(TrainingBatches(lengths, 8, 42, 1), TrainingBatches(lengths, 8, 43, 1));
}

TEST(BatchingTest, TrainingBatchesPadLittleYetComeInAnyOrderOfLength) {
  const auto lengths = Lengths(20000);
  const auto batches = TrainingBatches(lengths, 32, 42, 0);
  EXPECT_LT(PaddedShare(batches, lengths), 0.03);
  int longer = 0;
  for (size_t i = 1; i < batches.size(); ++i) longer += lengths[batches[i][0]] > lengths[batches[i - 1][0]];
  EXPECT_GT(longer, static_cast<int>(batches.size()) / 3);
  EXPECT_LT(longer, static_cast<int>(batches.size()) * 2 / 3);
}

TEST(BatchingTest, EvaluationBatchesAreSortedLongestFirst) {
  EXPECT_THAT(EvaluationBatches(std::vector<int32_t>{3, 9, 3, 12, 9}, 2),
              ElementsAre(ElementsAre(3, 1), ElementsAre(4, 0), ElementsAre(2)));
}

TEST(BatchingTest, NoTextsGiveNoBatches) {
  EXPECT_TRUE(TrainingBatches({}, 4, 1, 0).empty());
  EXPECT_TRUE(EvaluationBatches({}, 4).empty());
}

}  // namespace
}  // namespace octavo
