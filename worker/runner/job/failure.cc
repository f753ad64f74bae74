#include "worker/runner/job/failure.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"

namespace octavo {
namespace {

constexpr absl::string_view kPayloadUrl = "octavo/failure_reason";

bool IsDiskFull(const absl::Status& status) {
  for (const int error : {ENOSPC, EDQUOT, EFBIG}) {
    if (absl::StrContains(status.message(), std::strerror(error))) return true;
  }
  return false;
}

}  // namespace

absl::Status Blame(absl::Status status, absl::string_view reason) {
  const bool about_input = absl::IsInvalidArgument(status) || absl::IsNotFound(status);
  if (about_input && !status.GetPayload(kPayloadUrl).has_value()) status.SetPayload(kPayloadUrl, absl::Cord(reason));
  return status;
}

absl::Status BlameInput(absl::Status status, absl::string_view reason) {
  const bool of_input = absl::IsDataLoss(status) || absl::IsResourceExhausted(status);
  return Blame(of_input ? absl::InvalidArgumentError(status.message()) : std::move(status), reason);
}

absl::string_view FailureReason(const absl::Status& status) {
  if (IsDiskFull(status)) return kDiskFull;
  if (const auto payload = status.GetPayload(kPayloadUrl)) {
    for (const absl::string_view reason : {kBadSpec, kBadModel, kBadData}) {
      if (*payload == reason) return reason;
    }
  }
  if (absl::IsResourceExhausted(status)) return kOutOfMemory;
  if (absl::IsUnimplemented(status)) return kUnsupported;
  if (absl::IsInvalidArgument(status)) return kBadSpec;
  return kInternal;
}

}  // namespace octavo
