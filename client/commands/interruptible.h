#ifndef OCTAVO_CLIENT_COMMANDS_INTERRUPTIBLE_H_
#define OCTAVO_CLIENT_COMMANDS_INTERRUPTIBLE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/cancellation.h"
#include "common/subprocess.h"

namespace octavo::client {

// Waiting that a Ctrl-C ends. They look at the cancellation a few times a second instead of registering a callback,
// which could still run, on another thread, when what it refers to is gone.

/// Waits until the child has ended. CANCELLED when the user interrupts: the child got SIGTERM and a few seconds to end.
/// DEADLINE_EXCEEDED after `limit` leaves it running.
absl::StatusOr<ExitStatus> WaitForChild(Subprocess& child, const Cancellation& cancellation,
                                        absl::Duration limit = absl::InfiniteDuration());

/// Everything from `fd` until its end. CANCELLED when the user interrupts.
absl::StatusOr<std::string> ReadToEnd(int fd, const Cancellation& cancellation);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_INTERRUPTIBLE_H_
