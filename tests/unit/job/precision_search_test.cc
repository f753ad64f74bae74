#include "worker/runner/job/precision_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr ComputeType kI = ComputeType::kInt8, kB = ComputeType::kBf16, kF = ComputeType::kFp32;

/// A model whose layers lose accuracy and cost time, each for itself.
struct Script {
  std::string name;
  std::vector<double> drops;            // by layer: accuracy that INT8 costs
  std::vector<double> seconds;          // by layer, in INT8
  double bf16_share = 0;                // of the drop that BF16 keeps
  double bf16_time = 2, fp32_time = 4;  // over INT8
  double fp32_drop = 0;                 // by what is no linear layer
  double spread = 0.002;                // of the measured times' interval
  std::vector<ComputeType> types = {kI, kB, kF};
};

double Drop(const Script& script, const Assignment& types) {
  double drop = script.fp32_drop;
  for (size_t i = 0; i < types.size(); ++i) {
    drop += script.drops[i] * (types[i] == kI ? 1 : types[i] == kB ? script.bf16_share : 0);
  }
  return drop;
}

double Time(const Script& script, const Assignment& types) {
  double time = 0;
  for (size_t i = 0; i < types.size(); ++i) {
    time += script.seconds[i] * (types[i] == kI ? 1 : types[i] == kB ? script.bf16_time : script.fp32_time);
  }
  return time / std::accumulate(script.seconds.begin(), script.seconds.end(), 0.0);
}

/// Searches in a script and checks what must hold of every search.
class PrecisionSearchTest : public ::testing::Test {
 protected:
  SearchOutcome Search(const Script& script, double budget, int64_t rounds) {
    SearchSpace space = {script.types, {}, {}};
    for (size_t i = 0; i < script.drops.size(); ++i) {
      space.kl_gain.push_back(script.drops[i] * 10);
      space.weight_shares.push_back(script.seconds[i] /
                                    std::accumulate(script.seconds.begin(), script.seconds.end(), 0.0));
    }
    std::set<Assignment> seen;
    const auto measure = [&](const Assignment& types) -> absl::StatusOr<PrecisionCandidate> {
      EXPECT_TRUE(seen.insert(types).second) << "measured twice";
      PrecisionCandidate candidate;
      candidate.types = types;
      candidate.accuracy_drop = Drop(script, types);
      candidate.scores = {0.9 - candidate.accuracy_drop, 10 * candidate.accuracy_drop};
      const double time = Time(script, types);
      candidate.latency.to_int8 = {time, {time * (1 - script.spread), time * (1 + script.spread)}};
      candidate.size_bytes = std::llround(time * 100);
      return candidate;
    };
    auto outcome = SearchPrecisions(space, {budget, rounds}, measure);
    EXPECT_TRUE(outcome.ok()) << outcome.status();
    EXPECT_LE(outcome->candidates.size(), script.types.size() + static_cast<size_t>(rounds));
    const PrecisionCandidate& chosen = outcome->candidates[outcome->chosen];
    EXPECT_EQ(outcome->holds_budget, chosen.accuracy_drop <= budget + 1e-9);
    return *std::move(outcome);
  }
  static Assignment Chosen(const SearchOutcome& outcome) { return outcome.candidates[outcome.chosen].types; }
};

/// The least time within the budget, by trying everything.
double BestTime(const Script& script, double budget) {
  double best = std::numeric_limits<double>::infinity();
  const auto all = static_cast<int64_t>(std::pow(script.types.size(), script.drops.size()));
  for (int64_t code = 0; code < all; ++code) {
    Assignment types;
    for (int64_t rest = code; types.size() < script.drops.size(); rest /= static_cast<int64_t>(script.types.size())) {
      types.push_back(script.types[static_cast<size_t>(rest) % script.types.size()]);
    }
    if (Drop(script, types) <= budget + 1e-9) best = std::min(best, Time(script, types));
  }
  return best;
}

class PrecisionSearchOptimumTest : public PrecisionSearchTest, public ::testing::WithParamInterface<Script> {};

TEST_P(PrecisionSearchOptimumTest, IsFoundOnSmallCases) {
  const Script& script = GetParam();
  const SearchOutcome outcome = Search(script, 0.005, 40);
  EXPECT_TRUE(outcome.holds_budget);
  EXPECT_NEAR(Time(script, Chosen(outcome)), BestTime(script, 0.005), 1e-9);
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, PrecisionSearchOptimumTest,
    ::testing::Values(
        Script{.name = "AllInt8", .drops = {0.001, 0.001, 0.002, 0}, .seconds = {1, 1, 1, 1}},
        Script{.name = "OneBadLayer", .drops = {0.001, 0.03, 0.001, 0.001, 0}, .seconds = {1, 3, 1, 1, 2}},
        // The best for its cost is not needed once the expensive one is out.
        Script{.name = "CheapOneGoesBack", .drops = {0.004, 0.010, 0}, .seconds = {1, 4, 1}},
        Script{.name = "Bf16Hurts", .drops = {0.001, 0.02, 0.02, 0.001}, .seconds = {1, 1, 2, 1}, .bf16_share = 0.5},
        Script{.name = "NoBf16", .drops = {0.001, 0.02, 0.003, 0.001}, .seconds = {1, 2, 1, 1}, .types = {kI, kF}}),
    [](const auto& each) { return each.param.name; });

TEST_F(PrecisionSearchTest, BeginsWithTheUniformOnesAndWithoutRoundsEndsThere) {
  const Script script = {.name = "", .drops = {0.001, 0.02, 0.001}, .seconds = {1, 1, 1}};
  const SearchOutcome outcome = Search(script, 0.005, 0);
  ASSERT_THAT(outcome.candidates, SizeIs(3));
  EXPECT_EQ(outcome.candidates[0].types, Assignment(3, kI));
  EXPECT_EQ(outcome.candidates[1].types, Assignment(3, kB));
  EXPECT_EQ(outcome.candidates[2].types, Assignment(3, kF));
  EXPECT_EQ(Chosen(outcome), Assignment(3, kB));
}

TEST_F(PrecisionSearchTest, FewRoundsGiveTheBestSoFar) {
  const Script script = {.name = "", .drops = std::vector<double>(16, 0.002), .seconds = std::vector<double>(16, 1)};
  double before = 2;
  for (const int64_t rounds : {1, 2, 4, 8}) {
    const SearchOutcome outcome = Search(script, 0.005, rounds);
    EXPECT_TRUE(outcome.holds_budget);
    const double time = Time(script, Chosen(outcome));
    EXPECT_LE(time, before);
    before = time;
  }
  EXPECT_NEAR(before, BestTime({.name = "", .drops = {0}, .seconds = {1}}, 0) + 14.0 / 16, 1e-9);
}

TEST_F(PrecisionSearchTest, HowFarToFallBackIsFoundInFewRounds) {
  Script script = {.name = "", .drops = std::vector<double>(16, 0.0001), .seconds = std::vector<double>(16, 1)};
  script.drops[9] = 0.02;
  const SearchOutcome outcome = Search(script, 0.005, 4);
  Assignment expected(16, kI);
  expected[9] = kB;
  EXPECT_EQ(Chosen(outcome), expected);
}

TEST_F(PrecisionSearchTest, StopsWhenNoMoveHelps) {
  const Script script = {.name = "", .drops = {0.001, 0.001, 0.001, 0.001}, .seconds = {1, 1, 1, 1}};
  const SearchOutcome outcome = Search(script, 0.005, 1000);
  EXPECT_EQ(Chosen(outcome), Assignment(4, kI));
  EXPECT_THAT(outcome.candidates, SizeIs(3 + 4));  // each layer once, one step up
}

TEST_F(PrecisionSearchTest, LayersThatWouldWinNothingAreNotTried) {
  const Script script = {.name = "", .drops = {0, 0.001, 0, 0}, .seconds = {1, 1, 1, 1}};
  EXPECT_THAT(Search(script, 0.005, 1000).candidates, SizeIs(3 + 1));
}

TEST_F(PrecisionSearchTest, ALayerThatIsFasterInAWiderTypeIsTakenThere) {
  Script script = {.name = "", .drops = {0.001, 0.002}, .seconds = {1, 1}};
  script.bf16_time = 0.8;
  EXPECT_EQ(Chosen(Search(script, 0.005, 10)), Assignment(2, kB));
}

TEST_F(PrecisionSearchTest, WhereNothingHoldsTheBudgetItIsFp32AtOnce) {
  const Script script = {.name = "", .drops = {0.01, 0.02}, .seconds = {1, 1}, .fp32_drop = 0.01};
  const SearchOutcome outcome = Search(script, 0.005, 10);
  EXPECT_FALSE(outcome.holds_budget);
  EXPECT_EQ(Chosen(outcome), Assignment(2, kF));
  EXPECT_THAT(outcome.candidates, SizeIs(3));
}

TEST_F(PrecisionSearchTest, WhereOnlyFp32HoldsItIsFp32) {
  const Script script = {.name = "", .drops = {0.01, 0.01, 0.01}, .seconds = {1, 1, 1}, .bf16_share = 1};
  const SearchOutcome outcome = Search(script, 0.005, 30);
  EXPECT_TRUE(outcome.holds_budget);
  EXPECT_EQ(Chosen(outcome), Assignment(3, kF));
}

TEST_F(PrecisionSearchTest, SmallCostsDoNotAddUp) {
  Script script = {.name = "", .drops = std::vector<double>(8, 0.0005), .seconds = std::vector<double>(8, 1)};
  script.bf16_time = 1.04;  // half a percent a layer
  const SearchOutcome outcome = Search(script, 0.005, 100);
  EXPECT_LT(Time(script, Chosen(outcome)), 1.02);
  EXPECT_LT(Drop(script, Chosen(outcome)), 0.004);  // what two percent buy is taken
}

TEST_F(PrecisionSearchTest, WhatNoiseMayExplainChangesNothing) {
  Script script = {.name = "", .drops = {0.001, 0.001, 0.001}, .seconds = {1, 1, 1}};
  script.bf16_time = 0.9;
  script.spread = 0.25;
  script.bf16_share = 1.5;  // not nearer to FP32 either
  EXPECT_EQ(Chosen(Search(script, 0.005, 20)), Assignment(3, kI));
}

TEST_F(PrecisionSearchTest, AnErrorOfAMeasurementEndsIt) {
  const SearchSpace space = {{kI, kF}, {0.1}, {1.0}};
  int calls = 0;
  const auto stop = [&](const Assignment&) -> absl::StatusOr<PrecisionCandidate> {
    ++calls;
    return absl::CancelledError("stopped on request");
  };
  EXPECT_EQ(SearchPrecisions(space, {0.005, 5}, stop).status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace octavo
