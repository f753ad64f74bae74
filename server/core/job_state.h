#ifndef OCTAVO_SERVER_CORE_JOB_STATE_H_
#define OCTAVO_SERVER_CORE_JOB_STATE_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace octavo {

/// Numbered as octavo.v1.JobState. IsLegalTransition() in job_state.cc holds the one table of changes:
///
///   from \ to   BLOCKED QUEUED LEASED RUNNING SUCCEEDED FAILED CANCELLED SKIPPED
///   BLOCKED        .      x      .      .        .        x       x        x
///   QUEUED         .      .      x      .        x        .       x        .
///   LEASED         .      x      .      x        x        x       x        .
///   RUNNING        .      x      .      .        x        x       x        .
///   SUCCEEDED      .      .      .      .        .        .       .        .
///   FAILED         x      x      .      .        .        .       .        .
///   CANCELLED      x      x      .      .        .        .       .        .
///   SKIPPED        x      x      .      .        .        .       .        .
///
/// BLOCKED fails where a dependency's outputs lack the files that an input names; QUEUED succeeds from the result
/// cache; LEASED ends without RUNNING where the worker could not start the runner, or the start and the end came
/// together.
enum class JobState {
  kBlocked = 1,
  kQueued = 2,
  kLeased = 3,
  kRunning = 4,
  kSucceeded = 5,
  kFailed = 6,
  kCancelled = 7,
  kSkipped = 8,
};

/// Numbered as octavo.v1.AttemptOutcome.
enum class AttemptOutcome {
  kNone = 0,
  kSucceeded = 1,
  kFailed = 2,
  kCrashed = 3,
  kCancelled = 4,
  kTimeLimit = 5,
  kMemoryLimit = 6,
  kLost = 7,
  kRevoked = 8,
};

bool IsLegalTransition(JobState from, JobState to);
/// SUCCEEDED, FAILED, CANCELLED or SKIPPED.
bool HasEnded(JobState state);
/// LEASED or RUNNING: a worker holds it.
bool IsHeld(JobState state);
/// "QUEUED".
absl::string_view NameOf(JobState state);
/// "MEMORY_LIMIT".
absl::string_view NameOf(AttemptOutcome outcome);
/// Every state, in the order of the enum.
absl::Span<const JobState> AllJobStates();
/// Every outcome of an ended attempt.
absl::Span<const AttemptOutcome> AllOutcomes();

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_JOB_STATE_H_
