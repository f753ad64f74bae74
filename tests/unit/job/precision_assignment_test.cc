#include "worker/runner/job/precision_assignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace octavo {
namespace {

using ::testing::ElementsAre;

constexpr ComputeType kI = ComputeType::kInt8, kB = ComputeType::kBf16, kF = ComputeType::kFp32;

TEST(LinearNamesTest, AreThoseOfTheSites) {
  EXPECT_THAT(LinearNames(1),
              ElementsAre("layer.0.qkv", "layer.0.attention_output", "layer.0.ffn_in", "layer.0.ffn_out", "pooler"));
}

TEST(FormatAssignmentTest, TheMostFrequentTypeIsAStarAndTheOthersAreNamed) {
  const std::vector<std::string> names = {"a", "b", "c", "d"};
  EXPECT_EQ(FormatAssignment(Assignment{kI, kI, kI, kI}, names), "int8:*");
  EXPECT_EQ(FormatAssignment(Assignment{kF, kF, kF, kF}, names), "fp32:*");
  EXPECT_EQ(FormatAssignment(Assignment{kI, kB, kI, kF}, names), "int8:*,bf16:b,fp32:d");
  EXPECT_EQ(FormatAssignment(Assignment{kB, kI, kB, kB}, names), "int8:b,bf16:*");
  EXPECT_EQ(FormatAssignment(Assignment{kB, kI, kF, kB}, names), "int8:b,bf16:*,fp32:c");
}

TEST(FormatAssignmentTest, EquallyFrequentTypesAreToldApart) {
  const std::vector<std::string> names = {"a", "b", "c", "d"};
  EXPECT_EQ(FormatAssignment(Assignment{kF, kI, kI, kF}, names), "int8:*,fp32:a+d");
  EXPECT_EQ(FormatAssignment(Assignment{kI, kF, kF, kI}, names), "int8:*,fp32:b+c");
}

}  // namespace
}  // namespace octavo
