#include "client/commands/cursor.h"

#include <poll.h>
#include <unistd.h>

#include <atomic>

namespace octavo::client {
namespace {

constexpr absl::string_view kHideCursor = "\x1b[?25l";

std::atomic<bool> was_hidden = false;  // never false again
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler reads it");

}  // namespace

absl::string_view HideCursor() {
  was_hidden = true;
  return kHideCursor;
}

void ShowHiddenCursor() {
  if (!was_hidden || !InForeground()) return;
  pollfd ready{STDERR_FILENO, POLLOUT, 0};
  if (poll(&ready, 1, 0) != 1 || (ready.revents & POLLOUT) == 0) return;
  [[maybe_unused]] const ssize_t ignored = write(STDERR_FILENO, kShowCursor.data(), kShowCursor.size());
}

bool InForeground() {
  const pid_t group = tcgetpgrp(STDERR_FILENO);
  return group < 0 || group == getpgrp();
}

}  // namespace octavo::client
