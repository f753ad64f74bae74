#include "client/commands/cursor.h"

#include <unistd.h>

#include <atomic>

namespace octavo::client {
namespace {

constexpr absl::string_view kHide = "\x1b[?25l";
constexpr absl::string_view kShow = "\x1b[?25h";

std::atomic<bool> hidden = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler reads it");

}  // namespace

absl::string_view HideCursor() {
  hidden = true;
  return kHide;
}

absl::string_view ShowCursor() {
  hidden = false;
  return kShow;
}

void ShowHiddenCursor() {
  if (!hidden.exchange(false)) return;
  [[maybe_unused]] const ssize_t ignored = write(STDERR_FILENO, kShow.data(), kShow.size());
}

}  // namespace octavo::client
