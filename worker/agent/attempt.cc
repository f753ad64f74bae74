#include "worker/agent/attempt.h"

#include "absl/strings/str_cat.h"

namespace octavo {

std::string ToString(const AttemptId& id) { return absl::StrCat("job ", id.job_id, ", attempt ", id.attempt); }

absl::string_view ToString(AttemptOutcome outcome) {
  switch (outcome) {
    case AttemptOutcome::kSucceeded:
      return "succeeded";
    case AttemptOutcome::kFailed:
      return "failed";
    case AttemptOutcome::kCrashed:
      return "crashed";
    case AttemptOutcome::kCancelled:
      return "cancelled";
    case AttemptOutcome::kTimeLimit:
      return "time_limit";
    case AttemptOutcome::kMemoryLimit:
      return "memory_limit";
    case AttemptOutcome::kRevoked:
      return "revoked";
  }
  return "unknown";
}

}  // namespace octavo
