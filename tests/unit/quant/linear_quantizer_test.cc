#include "worker/runner/quant/linear_quantizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace octavo {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::FloatNear;

// Scales that are powers of two: every figure below is exact.
constexpr float kRowScale = 0.25F, kOtherScale = 2;

/// A row in quarters and a row in twos, each with a tie between two codes.
std::vector<float> TwoRows() {
  return {127 * kRowScale, -3 * kRowScale, 2.5F * kRowScale, -127 * kOtherScale, 0, 3.5F * kOtherScale};
}

TEST(QuantizeRowsTest, EachRowHasItsScaleAndTiesGoToTheEvenCode) {
  const QuantizedMatrix q = QuantizeRows(TwoRows(), 2, 3, /*per_tensor=*/false);
  EXPECT_THAT(q.scales, ElementsAre(kRowScale, kOtherScale));
  EXPECT_THAT(q.values, ElementsAre(127, -3, 2, -127, 0, 4));
}

TEST(QuantizeRowsTest, PerTensorTheLargestScaleIsThatOfAll) {
  const QuantizedMatrix q = QuantizeRows(TwoRows(), 2, 3, /*per_tensor=*/true);
  EXPECT_THAT(q.scales, ElementsAre(kOtherScale, kOtherScale));
  EXPECT_THAT(q.values, ElementsAre(16, 0, 0, -127, 0, 4));  // 15.875, -0.375, 0.3125
}

TEST(QuantizeRowsTest, ARowOfZerosStaysOne) {
  const QuantizedMatrix q = QuantizeRows(std::vector<float>(4), 2, 2, /*per_tensor=*/true);
  EXPECT_THAT(q.scales, Each(0.0F));
  EXPECT_THAT(q.values, Each(0));
}

TEST(ScaleColumnsTest, EveryRowGetsTheSameFactors) {
  std::vector<float> values = {1, 2, 3, 4, 5, 6};
  ScaleColumns({10, 1, 0.5F}, values);
  EXPECT_THAT(values, ElementsAre(10, 2, 1.5F, 40, 5, 3));
}

TEST(MeanOutputErrorTest, IsWhatTheRoundingAddsToTheMean) {
  const std::vector<float> weights = TwoRows();
  const QuantizedMatrix q = QuantizeRows(weights, 2, 3, /*per_tensor=*/false);
  // Only the ties are off: by -0.5 of a quarter and by +0.5 of two, each times the mean of column 2.
  EXPECT_THAT(MeanOutputError(weights, q, {100, 100, 8}), ElementsAre(-1.0F, 8.0F));
  EXPECT_THAT(MeanOutputError(weights, q, {100, 100, 0}), Each(0.0F));
}

TEST(MeanOutputErrorTest, AddsUpTheColumns) {
  const std::vector<float> weights = {1.0F, 0.3F, -0.7F};
  const QuantizedMatrix q = QuantizeRows(weights, 1, 3, /*per_tensor=*/false);
  EXPECT_THAT(q.values, ElementsAre(127, 38, -89));
  const float error = (38 / 127.0F - 0.3F) * 2 + (-89 / 127.0F + 0.7F) * -5;
  EXPECT_THAT(MeanOutputError(weights, q, {7, 2, -5}), ElementsAre(FloatNear(error, 1e-6F)));
}

}  // namespace
}  // namespace octavo
