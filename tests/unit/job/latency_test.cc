#include "worker/runner/job/latency.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/support/timed_classifier.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class LatencyTest : public ::testing::Test {
 protected:
  LatencyTest() {
    options_.now = [this] { return clock_; };
    options_.check = [this] { return check_; };
    batch_.Append({2, 5, 3});
  }

  double clock_ = 0;
  std::string calls_;
  absl::Status check_;
  TimingOptions options_;
  TokenBatch batch_;
};

TEST_F(LatencyTest, RunsTakeTurnsInAlternatingOrder) {
  TimedClassifier a('a', calls_, clock_, {1}), b('b', calls_, clock_, {2});
  const std::vector<Classifier*> both = {&a, &b};
  const auto times = TimeInterleaved(both, {batch_}, 4, options_);
  ASSERT_TRUE(times.ok()) << times.status();
  EXPECT_EQ(calls_, "aabbbbaaaabbbbaa");  // each timed run after an untimed one
  EXPECT_THAT((*times)[0], ElementsAre(1, 1, 1, 1));
  EXPECT_THAT((*times)[1], ElementsAre(2, 2, 2, 2));
}

TEST_F(LatencyTest, WhatPreparesATurnAndTheRunBeforeAreNotTimed) {
  TimedClassifier a('a', calls_, clock_, {50, 1, 50, 1}), b('b', calls_, clock_, {50, 2, 50, 2});
  const std::vector<Classifier*> both = {&a, &b};
  options_.prepare = [&](size_t which) {
    calls_ += absl::StrCat("(", which, ")");
    clock_ += 100;
    return absl::OkStatus();
  };
  const auto times = TimeInterleaved(both, {batch_}, 2, options_);
  ASSERT_TRUE(times.ok()) << times.status();
  EXPECT_EQ(calls_, "(0)aa(1)bb(1)bb(0)aa");
  EXPECT_THAT((*times)[0], ElementsAre(1, 1));
  EXPECT_THAT((*times)[1], ElementsAre(2, 2));
}

TEST_F(LatencyTest, WarmUpGoesOnUntilEveryClassifierIsStable) {
  TimedClassifier steady('a', calls_, clock_, {0.01});
  TimedClassifier settling('b', calls_, clock_,
                           {.5, .4, .3, .2, .1, .09, .08, .07, .06, .05, .05, .05, .05, .05, .05, .05, .05, .05});
  const std::vector<Classifier*> both = {&steady, &settling};
  const auto runs = WarmUp(both, batch_, options_);
  ASSERT_TRUE(runs.ok()) << runs.status();
  EXPECT_GT(*runs, 12);
  EXPECT_LT(*runs, 20);
}

TEST_F(LatencyTest, WarmUpOfARestlessMachineEnds) {
  std::vector<double> growing;
  for (int i = 0; i < 200; ++i) growing.push_back(0.001 * (i + 1) * (i + 1));
  TimedClassifier restless('a', calls_, clock_, growing);
  const std::vector<Classifier*> one = {&restless};
  const auto runs = WarmUp(one, batch_, options_);
  ASSERT_TRUE(runs.ok()) << runs.status();
  EXPECT_LE(*runs, 100);
}

TEST_F(LatencyTest, AStopEndsTheMeasurement) {
  TimedClassifier a('a', calls_, clock_, {1});
  check_ = absl::CancelledError("stop");
  const std::vector<Classifier*> one = {&a};
  EXPECT_EQ(TimeInterleaved(one, {batch_}, 4, options_).status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(calls_, "");
}

TEST(ParseShapeTest, ReadsBatchAndTokens) {
  const auto shape = ParseShape("8x128");
  ASSERT_TRUE(shape.ok()) << shape.status();
  EXPECT_EQ(shape->batch, 8);
  EXPECT_EQ(shape->tokens, 128);
}

TEST(ParseShapeTest, RefusesOtherForms) {
  for (const char* text : {"", "8", "8x", "0x16", "1x1", "-1x16", "8x128x2", "1000000x1000000", "8*128"}) {
    const auto shape = ParseShape(text);
    EXPECT_EQ(shape.status().code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_THAT(std::string(shape.status().message()), HasSubstr("BATCHxTOKENS"));
  }
}

TEST(BatchOfShapeTest, EveryTextHasTheShapeAndItsSpecialTokens) {
  const std::vector<std::vector<int32_t>> texts = {{2, 5, 6, 3}, {2, 3}, {2, 7, 8, 9, 3}};
  const TokenBatch batch = BatchOfShape({3, 6}, texts);
  EXPECT_THAT(batch.offsets, ElementsAre(0, 6, 12, 18));
  EXPECT_THAT(batch.ids, ElementsAre(2, 5, 6, 7, 8, 3, 2, 9, 5, 6, 7, 3, 2, 8, 9, 5, 6, 3));
}

TEST(BatchOfShapeTest, TextsOfSpecialTokensAloneStillFillIt) {
  const TokenBatch batch = BatchOfShape({2, 4}, std::vector<std::vector<int32_t>>{{2, 3}});
  EXPECT_EQ(batch.tokens(), 8);
}

}  // namespace
}  // namespace octavo
