#include "client/compare/pareto.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;

TEST(ParetoFrontTest, KeepsEveryPointThatNothingBeats) {
  EXPECT_THAT(ParetoFront({{0.90, 100, 5}, {0.89, 25, 2}, {0.88, 30, 3}}), ElementsAre(true, true, false));
}

TEST(ParetoFrontTest, KeepsEqualPoints) {
  EXPECT_THAT(ParetoFront({{0.9, 100, 5}, {0.9, 100, 5}}), ElementsAre(true, true));
}

TEST(ParetoFrontTest, IgnoresLatencyWhereOnePointHasNone) {
  EXPECT_THAT(ParetoFront({{0.9, 100, 5}, {0.9, 90, std::nullopt}}), ElementsAre(false, true));
}

TEST(ParetoFrontTest, IsEmptyForNoPoints) { EXPECT_TRUE(ParetoFront({}).empty()); }

}  // namespace
}  // namespace octavo::client
