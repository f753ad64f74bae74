#include "worker/runner/job/candidate_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

constexpr double kBudget = 0.005;

/// `spread`: half the width of the interval, as a share.
PrecisionCandidate Candidate(double drop, double kl, double time, double spread = 0.001, int64_t bytes = 100) {
  PrecisionCandidate candidate;
  candidate.types = {ComputeType::kInt8};
  candidate.accuracy_drop = drop;
  candidate.scores = {0.9 - drop, kl};
  candidate.latency.to_int8 = {time, {time * (1 - spread), time * (1 + spread)}};
  candidate.size_bytes = bytes;
  return candidate;
}

TEST(SurelyFasterTest, TheIntervalsMustSayIt) {
  EXPECT_TRUE(SurelyFaster(Candidate(0, 0, 0.9, 0.03), Candidate(0, 0, 1.0, 0.03)));
  EXPECT_FALSE(SurelyFaster(Candidate(0, 0, 0.9, 0.10), Candidate(0, 0, 1.0, 0.10)));
  EXPECT_FALSE(SurelyFaster(Candidate(0, 0, 1.0, 0.03), Candidate(0, 0, 0.9, 0.03)));
}

TEST(SurelyFasterTest, LittleIsNothingHoweverSure) {
  EXPECT_FALSE(SurelyFaster(Candidate(0, 0, 0.995, 0), Candidate(0, 0, 1.0, 0)));
  EXPECT_TRUE(SurelyFaster(Candidate(0, 0, 0.985, 0), Candidate(0, 0, 1.0, 0)));
}

TEST(ChooseCandidateTest, TakesTheFastestWithinTheBudget) {
  const std::vector<PrecisionCandidate> candidates = {Candidate(0.010, 0.1, 1.0), Candidate(0.005, 0.05, 1.5),
                                                      Candidate(0.004, 0.02, 1.4), Candidate(0, 0, 4.0)};
  EXPECT_THAT(ChooseCandidate(candidates, kBudget), Optional(2));
}

TEST(ChooseCandidateTest, ADropOfExactlyTheBudgetHoldsInSpiteOfRounding) {
  EXPECT_THAT(ChooseCandidate({Candidate(0.9 - 0.895, 0.1, 1.0)}, kBudget), Optional(0));
}

TEST(ChooseCandidateTest, NothingWhereNoneHoldsTheBudget) {
  EXPECT_EQ(ChooseCandidate({Candidate(0.01, 0.1, 1.0), Candidate(0.006, 0.1, 4.0)}, kBudget), std::nullopt);
}

TEST(ChooseCandidateTest, OfEquallyFastOnesTheNearestToTheFp32ModelButNotAWorseOne) {
  const std::vector<PrecisionCandidate> candidates = {Candidate(0.002, 0.10, 1.0), Candidate(0.002, 0.05, 1.005),
                                                      Candidate(0.003, 0.01, 1.0),    // answers worse
                                                      Candidate(0.001, 0.02, 1.03)};  // costs more
  EXPECT_THAT(ChooseCandidate(candidates, kBudget), Optional(1));
}

TEST(ChooseCandidateTest, ALittleNearerIsNoReason) {
  EXPECT_THAT(ChooseCandidate({Candidate(0.002, 0.100, 1.0), Candidate(0.002, 0.095, 1.0)}, kBudget), Optional(0));
}

TEST(ChooseCandidateTest, WhatMayCostMoreThanIsTolerableIsNotPreferred) {
  EXPECT_THAT(ChooseCandidate({Candidate(0.002, 0.1, 1.0, 0), Candidate(0.002, 0.01, 1.0, 0.05)}, kBudget),
              Optional(0));
}

TEST(ChooseCandidateTest, NoiseDoesNotReplaceAnEarlierOne) {
  const std::vector<PrecisionCandidate> candidates = {
      Candidate(0.002, 0.05, 1.00, 0.1), Candidate(0.002, 0.06, 0.93, 0.1), Candidate(0.002, 0.07, 0.91, 0.1)};
  EXPECT_THAT(ChooseCandidate(candidates, kBudget), Optional(0));
}

TEST(ParetoFrontTest, LeavesOutWhatAnotherBeatsInEveryRespect) {
  const std::vector<PrecisionCandidate> candidates = {Candidate(0.010, 0.1, 1.0, 0, 100),  // smallest and fastest
                                                      Candidate(0.002, 0.1, 2.0, 0, 200),
                                                      Candidate(0.003, 0.1, 2.0, 0, 250),
                                                      Candidate(0.000, 0.0, 4.0, 0, 400),  // most accurate
                                                      Candidate(0.002, 0.1, 2.0, 0, 200)};
  EXPECT_THAT(ParetoFront(candidates), ElementsAre(true, true, false, true, false));
}

}  // namespace
}  // namespace octavo
