#include "client/commands/interruptible.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace octavo::client {
namespace {

constexpr int kPollMs = 100;
constexpr absl::Duration kStopGrace = absl::Seconds(5);

}  // namespace

absl::StatusOr<ExitStatus> WaitForChild(Subprocess& child, const Cancellation& cancellation, absl::Duration limit) {
  const absl::Time give_up = absl::Now() + limit;
  while (true) {
    const absl::Duration left = give_up - absl::Now();
    absl::StatusOr<ExitStatus> exit = child.Wait(std::clamp(left, absl::ZeroDuration(), absl::Milliseconds(kPollMs)));
    if (!absl::IsDeadlineExceeded(exit.status())) return exit;
    if (cancellation.Cancelled()) {
      child.Signal(SIGTERM).IgnoreError();
      child.Wait(kStopGrace).status().IgnoreError();
      return Interrupted();
    }
    if (left <= absl::ZeroDuration()) return exit;
  }
}

absl::StatusOr<std::string> ReadToEnd(int fd, const Cancellation& cancellation) {
  std::string data;
  char buffer[1 << 14];
  while (!cancellation.Cancelled()) {
    pollfd ready{fd, POLLIN, 0};
    const int count = poll(&ready, 1, kPollMs);
    if (count == 0 || (count < 0 && errno == EINTR)) continue;
    const ssize_t bytes = read(fd, buffer, sizeof buffer);
    if (bytes < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (bytes < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot read from descriptor ", fd));
    if (bytes == 0) return data;
    data.append(buffer, static_cast<size_t>(bytes));
  }
  return Interrupted();
}

}  // namespace octavo::client
