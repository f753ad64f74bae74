#ifndef OCTAVO_SERVER_CORE_RETRY_POLICY_H_
#define OCTAVO_SERVER_CORE_RETRY_POLICY_H_

#include "absl/strings/string_view.h"
#include "server/core/job_state.h"

namespace octavo {

enum class RetryAction {
  kFail,            // trying again would end the same way
  kRetryElsewhere,  // try again, on another worker if one can run it
  kRetry,           // try again anywhere
};

/// What the end of an attempt means for its job. The table is in retry_policy.cc.
struct RetryRule {
  absl::string_view name;  // kept with the attempt: "lost-worker"
  RetryAction action;
  bool counts;               // against the job's max_attempts
  absl::string_view remedy;  // for people, where the job fails
};

/// REQUIRES: outcome is neither kNone nor kSucceeded. `reason` is the class of a failure, "BAD_MODEL".
const RetryRule& RetryRuleFor(AttemptOutcome outcome, absl::string_view reason);

/// Attempts that do not count end with failure too once there were this many, so that a broken worker cannot loop for
/// ever.
inline constexpr int kMaxUncountedAttempts = 20;

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_RETRY_POLICY_H_
