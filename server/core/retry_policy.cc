#include "server/core/retry_policy.h"

namespace octavo {
namespace {

struct Row {
  AttemptOutcome outcome;
  absl::string_view reason;  // empty: every other one
  RetryRule rule;
};

using O = AttemptOutcome;
using A = RetryAction;

// The first row that matches holds.
constexpr Row kRows[] = {
    {O::kLost, "WORKER_RESTARTED", {"worker-restarted", A::kRetry, true, "its worker was restarted each time"}},
    {O::kLost, "", {"lost-worker", A::kRetryElsewhere, true, "its workers were lost each time"}},
    {O::kCrashed,
     "WORKER_ERROR",
     {"worker-error", A::kRetryElsewhere, true, "its workers could not run it: see the workers' logs"}},
    {O::kCrashed,
     "BAD_REPORT",
     {"bad-report", A::kFail, true, "the runner's report cannot be used: the attempt's message says why"}},
    {O::kCrashed, "", {"crash", A::kRetryElsewhere, true, "the runner crashed each time: see the log"}},
    {O::kFailed, "BAD_SPEC", {"bad-spec", A::kFail, true, "correct the parameters and submit again"}},
    {O::kFailed, "BAD_MODEL", {"bad-model", A::kFail, true, "correct the model and submit again"}},
    {O::kFailed, "BAD_DATA", {"bad-data", A::kFail, true, "correct the data and submit again"}},
    {O::kFailed, "UNSUPPORTED", {"unsupported", A::kFail, true, "ask for another device or kind"}},
    {O::kFailed, "INTERNAL", {"internal-error", A::kFail, true, "an assertion failed in the runner: see the log"}},
    {O::kFailed,
     "OUT_OF_MEMORY",
     {"out-of-memory", A::kFail, true, "not tried again as it was: use a smaller batch, or a worker with more memory"}},
    {O::kFailed, "DISK_FULL", {"disk-full", A::kRetryElsewhere, true, "the disk was full each time"}},
    {O::kFailed,
     "INPUT_UNAVAILABLE",
     {"input-unavailable", A::kRetryElsewhere, true, "its inputs could not be fetched: run `octavo artifacts verify`"}},
    {O::kFailed, "", {"failed", A::kFail, true, "see the log"}},
    {O::kTimeLimit, "", {"time-limit", A::kFail, true, "give it a longer time_limit"}},
    {O::kMemoryLimit,
     "",
     {"memory-limit", A::kFail, true, "not tried again as it was: use a smaller batch, or ask for more memory"}},
    {O::kRevoked, "", {"revoked", A::kRetry, false, "workers gave it back too often"}},
    {O::kCancelled, "", {"stopped-unasked", A::kRetry, false, "workers stopped it too often"}},
};

}  // namespace

const RetryRule& RetryRuleFor(AttemptOutcome outcome, absl::string_view reason) {
  for (const Row& row : kRows) {
    if (row.outcome == outcome && (row.reason.empty() || row.reason == reason)) return row.rule;
  }
  static constexpr RetryRule kUnknown = {"unknown", RetryAction::kFail, true, "see the log"};
  return kUnknown;
}

}  // namespace octavo
