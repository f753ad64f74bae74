#include "worker/runner/job/candidate_choice.h"

#include <algorithm>
#include <cmath>

namespace octavo {
namespace {

constexpr double kRounding = 1e-12;  // of accuracies, which are counts over a count
constexpr double kNormal95 = 1.96;

/// Standard error of the ratio's logarithm, as its interval has it.
double LogStandardError(const RatioEstimate& estimate) {
  return std::log(estimate.interval.high / estimate.interval.low) / (2 * kNormal95);
}

/// How much slower `a` is than `b`, as a logarithm.
double LogRatio(const PrecisionCandidate& a, const PrecisionCandidate& b) {
  return std::log(a.latency.to_int8.ratio / b.latency.to_int8.ratio);
}

/// What chance may do to LogRatio(a, b), at 95 %.
double LogChance(const PrecisionCandidate& a, const PrecisionCandidate& b) {
  return kNormal95 * std::hypot(LogStandardError(a.latency.to_int8), LogStandardError(b.latency.to_int8));
}

bool NearlyAsFast(const PrecisionCandidate& candidate, const PrecisionCandidate& fastest) {
  return LogRatio(candidate, fastest) + LogChance(candidate, fastest) < std::log1p(kTolerable);
}

bool Nearer(const PrecisionCandidate& a, const PrecisionCandidate& b) {
  return a.accuracy_drop <= b.accuracy_drop + kRounding && a.scores.mean_kl < (1 - kNoticeable) * b.scores.mean_kl;
}

bool AtLeastAsGood(const PrecisionCandidate& a, const PrecisionCandidate& b) {
  return a.accuracy_drop <= b.accuracy_drop && a.latency.to_int8.ratio <= b.latency.to_int8.ratio &&
         a.size_bytes <= b.size_bytes;
}

}  // namespace

bool HoldsBudget(const PrecisionCandidate& candidate, double accuracy_budget) {
  return candidate.accuracy_drop <= accuracy_budget + kRounding;
}

bool SurelyFaster(const PrecisionCandidate& a, const PrecisionCandidate& b) {
  return LogRatio(b, a) >= std::max(std::log1p(kWorthwhile), LogChance(a, b));
}

std::optional<size_t> ChooseCandidate(absl::Span<const PrecisionCandidate> candidates, double accuracy_budget) {
  std::vector<size_t> holding;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (HoldsBudget(candidates[i], accuracy_budget)) holding.push_back(i);
  }
  if (holding.empty()) return std::nullopt;
  size_t fastest = holding.front();
  for (const size_t i : holding) {
    if (SurelyFaster(candidates[i], candidates[fastest])) fastest = i;
  }
  size_t chosen = fastest;
  for (const size_t i : holding) {
    if (NearlyAsFast(candidates[i], candidates[fastest]) && Nearer(candidates[i], candidates[chosen])) chosen = i;
  }
  return chosen;
}

std::vector<bool> ParetoFront(absl::Span<const PrecisionCandidate> candidates) {
  std::vector<bool> on_front(candidates.size(), true);
  for (size_t i = 0; i < candidates.size(); ++i) {
    for (size_t other = 0; other < candidates.size(); ++other) {
      if (other == i || !AtLeastAsGood(candidates[other], candidates[i])) continue;
      const bool equal = AtLeastAsGood(candidates[i], candidates[other]);
      if (!equal || other < i) on_front[i] = false;
    }
  }
  return on_front;
}

}  // namespace octavo
