#ifndef OCTAVO_WORKER_RUNNER_JOB_CANDIDATE_CHOICE_H_
#define OCTAVO_WORKER_RUNNER_JOB_CANDIDATE_CHOICE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "worker/runner/job/precision_assignment.h"
#include "worker/runner/job/precision_record.h"

namespace octavo {

/// An assignment that was measured.
struct PrecisionCandidate {
  Assignment types;
  PrecisionScores scores;
  double accuracy_drop = 0;  // from the FP32 model, as a share of the rows; below 0: it answers better
  PrecisionLatency latency;
  int64_t size_bytes = 0;
};

/// Differences of latency below this share are no reason to change anything.
inline constexpr double kWorthwhile = 0.01;
/// By which the time of a more accurate candidate may lie above the fastest one's, chance included.
inline constexpr double kTolerable = 0.02;
/// Share of the KL divergence that must go, for a candidate to count as more accurate.
inline constexpr double kNoticeable = 0.1;

/// Whether it loses at most `accuracy_budget` of the rows.
bool HoldsBudget(const PrecisionCandidate& candidate, double accuracy_budget);

/// Whether `a` is faster by kWorthwhile or more, and chance does not explain it: both were measured apart, against the
/// same form, so that the logarithms of their ratios are compared by a normal test at 95 %.
bool SurelyFaster(const PrecisionCandidate& a, const PrecisionCandidate& b);

/// Of the candidates in the order measured the one to ship, by place: the fastest within the budget; or, where that
/// costs less than kTolerable and answers no worse, the one nearest to the FP32 model. An earlier one gives way only to
/// one that is surely faster, or nearer by kNoticeable, and what is tolerable is always told from the fastest: noise
/// leads nowhere, neither at once nor step by step. Nothing where none holds the budget.
std::optional<size_t> ChooseCandidate(absl::Span<const PrecisionCandidate> candidates, double accuracy_budget);

/// By place: whether no other candidate is at least as good in accuracy, latency and size, and better in one of them.
/// Of equal ones the first is on the front.
std::vector<bool> ParetoFront(absl::Span<const PrecisionCandidate> candidates);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_CANDIDATE_CHOICE_H_
