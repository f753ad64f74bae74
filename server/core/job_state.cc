#include "server/core/job_state.h"

#include <algorithm>
#include <utility>

namespace octavo {
namespace {

using S = JobState;

constexpr std::pair<S, S> kTransitions[] = {
    {S::kBlocked, S::kQueued},    {S::kBlocked, S::kFailed},    {S::kBlocked, S::kCancelled},
    {S::kBlocked, S::kSkipped},   {S::kQueued, S::kLeased},     {S::kQueued, S::kSucceeded},
    {S::kQueued, S::kCancelled},  {S::kLeased, S::kQueued},     {S::kLeased, S::kRunning},
    {S::kLeased, S::kSucceeded},  {S::kLeased, S::kFailed},     {S::kLeased, S::kCancelled},
    {S::kRunning, S::kQueued},    {S::kRunning, S::kSucceeded}, {S::kRunning, S::kFailed},
    {S::kRunning, S::kCancelled}, {S::kFailed, S::kBlocked},    {S::kFailed, S::kQueued},
    {S::kCancelled, S::kBlocked}, {S::kCancelled, S::kQueued},  {S::kSkipped, S::kBlocked},
    {S::kSkipped, S::kQueued},
};

constexpr S kStates[] = {S::kBlocked,   S::kQueued, S::kLeased,    S::kRunning,
                         S::kSucceeded, S::kFailed, S::kCancelled, S::kSkipped};

constexpr AttemptOutcome kOutcomes[] = {
    AttemptOutcome::kSucceeded, AttemptOutcome::kFailed,      AttemptOutcome::kCrashed, AttemptOutcome::kCancelled,
    AttemptOutcome::kTimeLimit, AttemptOutcome::kMemoryLimit, AttemptOutcome::kLost,    AttemptOutcome::kRevoked};

}  // namespace

bool IsLegalTransition(JobState from, JobState to) {
  return std::find(std::begin(kTransitions), std::end(kTransitions), std::pair(from, to)) != std::end(kTransitions);
}

bool HasEnded(JobState state) { return state >= JobState::kSucceeded; }

bool IsHeld(JobState state) { return state == JobState::kLeased || state == JobState::kRunning; }

absl::string_view NameOf(JobState state) {
  constexpr absl::string_view kNames[] = {"UNSPECIFIED", "BLOCKED", "QUEUED",    "LEASED", "RUNNING",
                                          "SUCCEEDED",   "FAILED",  "CANCELLED", "SKIPPED"};
  return kNames[static_cast<int>(state)];
}

absl::string_view NameOf(AttemptOutcome outcome) {
  constexpr absl::string_view kNames[] = {"UNSPECIFIED", "SUCCEEDED",    "FAILED", "CRASHED", "CANCELLED",
                                          "TIME_LIMIT",  "MEMORY_LIMIT", "LOST",   "REVOKED"};
  return kNames[static_cast<int>(outcome)];
}

absl::Span<const JobState> AllJobStates() { return kStates; }

absl::Span<const AttemptOutcome> AllOutcomes() { return kOutcomes; }

}  // namespace octavo
