#include "worker/agent/stop_signal.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

namespace octavo {

StopSignal::StopSignal() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

StopSignal::~StopSignal() { close(fd_); }

void StopSignal::Request(StopReason reason, absl::Duration grace) {
  {
    MutexLock lock(mutex_);
    if (reason_ == StopReason::kNone || reason == StopReason::kStale) reason_ = reason;
    grace_ = std::min(grace_, grace);
  }
  source_.request_stop();
  const uint64_t one = 1;
  // The counter cannot overflow by requests of people and coordinators; a full one polls readable as well.
  [[maybe_unused]] const ssize_t written = write(fd_, &one, sizeof one);
}

StopReason StopSignal::reason() const {
  MutexLock lock(mutex_);
  return reason_;
}

absl::Duration StopSignal::grace() const {
  MutexLock lock(mutex_);
  return grace_;
}

bool StopSignal::WaitFor(absl::Duration timeout) const {
  pollfd ready = {fd_, POLLIN, 0};
  const absl::Duration capped = std::clamp(timeout, absl::ZeroDuration(), absl::Hours(1));
  poll(&ready, 1, static_cast<int>(absl::ToInt64Milliseconds(absl::Ceil(capped, absl::Milliseconds(1)))));
  return requested();
}

}  // namespace octavo
