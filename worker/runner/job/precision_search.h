#ifndef OCTAVO_WORKER_RUNNER_JOB_PRECISION_SEARCH_H_
#define OCTAVO_WORKER_RUNNER_JOB_PRECISION_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/job/candidate_choice.h"

namespace octavo {

// A search over the type of every linear layer for the lowest measured latency within an accuracy budget.
//
// Layers are ranked by what leaving INT8 wins per millisecond that it costs, as HAWQ-V3 ranks by sensitivity over cost
// (Yao et al. 2021). Where INT8 everywhere breaks the budget, layers fall back in that order, as in the accuracy-driven
// tuning of Intel's Neural Compressor, until the budget holds; how far is found by bisection, for every candidate costs
// an evaluation. Then layer after layer is tried one step down and one step up, and what helps is kept. The
// sensitivities only say what to try next: accuracy and latency of every candidate are measured.

struct SearchSpace {
  std::vector<ComputeType> types;     // what a layer may have, fastest first, INT8 to FP32
  std::vector<double> kl_gain;        // by layer (KlGains)
  std::vector<double> weight_shares;  // by layer: its part of the time that a slower type costs; above 0
};

struct SearchLimits {
  double accuracy_budget = 0;  // largest accuracy_drop
  int64_t rounds = 0;          // candidates beside the uniform ones
};

struct SearchOutcome {
  std::vector<PrecisionCandidate> candidates;  // in the order measured: the uniform ones first, then the rounds
  size_t chosen = 0;                           // FP32 everywhere where nothing holds the budget
  bool holds_budget = false;                   // whether the chosen one does
};

/// Measures one candidate; is asked for no assignment twice.
using CandidateMeasurement = std::function<absl::StatusOr<PrecisionCandidate>(const Assignment&)>;

/// Searches. Deterministic: equal measurements give the same candidates in the same order. `measure`'s first error ends
/// the search and is returned.
absl::StatusOr<SearchOutcome> SearchPrecisions(const SearchSpace& space, const SearchLimits& limits,
                                               const CandidateMeasurement& measure);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_PRECISION_SEARCH_H_
