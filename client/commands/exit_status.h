#ifndef OCTAVO_CLIENT_COMMANDS_EXIT_STATUS_H_
#define OCTAVO_CLIENT_COMMANDS_EXIT_STATUS_H_

#include "absl/status/status.h"

namespace octavo::client {

// What `octavo` ends with.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;         // the job failed, or nothing keeps the limits of compare
inline constexpr int kExitBadInput = 2;       // bad usage or bad input; nothing was changed
inline constexpr int kExitUnreachable = 3;    // no server
inline constexpr int kExitCancelled = 4;      // somebody cancelled the job
inline constexpr int kExitInterrupted = 130;  // Ctrl-C; the same command continues

/// The exit status that says the same as `status`.
inline int ExitStatusOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kExitDone;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return kExitBadInput;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return kExitUnreachable;
    case absl::StatusCode::kCancelled:
      return kExitInterrupted;
    default:
      return kExitFailed;
  }
}

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_EXIT_STATUS_H_
