#include "worker/agent/call_error.h"

#include <utility>

#include "absl/strings/cord.h"
#include "common/error_info.h"

namespace octavo {
namespace {

constexpr char kLocal[] = "octavo.local_error";
// Tries of a call that ends with a mistake of somebody's: some 15 s with the agent's pauses.
constexpr int kMaxMistakes = 10;
// Damage on the way is cured by another try, damage in the store is not.
constexpr int kMaxDamages = 3;

}  // namespace

absl::Status LocalError(absl::Status status) {
  status.SetPayload(kLocal, absl::Cord());
  return status;
}

bool IsLocalError(const absl::Status& status) { return status.GetPayload(kLocal).has_value(); }

bool IsOutOfRoom(const absl::Status& status) {
  return absl::IsResourceExhausted(status) && !IsLocalError(status) && ErrorInfoOf(status).reason != "BLOB_TOO_LARGE";
}

bool Patience::Allows(const absl::Status& status) {
  if (IsLocalError(status)) return false;
  // The coordinator drops an upload that it found damaged.
  const bool is_damaged = absl::IsDataLoss(status) || ErrorInfoOf(status).reason == "DIGEST_MISMATCH";
  if (is_damaged) return ++failures_ < kMaxDamages;
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kOutOfRange:  // an offset that went stale: the next try asks anew
      return true;
    case absl::StatusCode::kCancelled:  // not by us
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
      return ++failures_ < kMaxMistakes;
    default:
      return false;
  }
}

}  // namespace octavo
