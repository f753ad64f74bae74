#include "worker/runner/job/lifeline.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"

namespace octavo {

absl::StatusOr<std::unique_ptr<Lifeline>> Lifeline::Watch(int fd, std::function<void()> on_end) {
  if (fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        "field lifeline_fd is ", fd, ", which is not an open descriptor; leave it out or pass the read end of a pipe"));
  }
  const int wake_fd = eventfd(0, EFD_CLOEXEC);
  if (wake_fd < 0) return absl::ErrnoToStatus(errno, "cannot create an eventfd for the lifeline");
  return std::unique_ptr<Lifeline>(new Lifeline(fd, wake_fd, std::move(on_end)));
}

Lifeline::Lifeline(int fd, int wake_fd, std::function<void()> on_end)
    : fd_(fd), wake_fd_(wake_fd), on_end_(std::move(on_end)), thread_([this] { Run(); }) {}

Lifeline::~Lifeline() {
  eventfd_write(wake_fd_, 1);
  thread_.join();
  close(fd_);
  close(wake_fd_);
}

void Lifeline::Run() {
  std::array<pollfd, 2> watched = {pollfd{fd_, POLLIN, 0}, pollfd{wake_fd_, POLLIN, 0}};
  for (;;) {
    if (poll(watched.data(), watched.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    if (watched[1].revents != 0) return;
    if (watched[0].revents == 0) continue;
    char ignored[64];
    const ssize_t count = read(fd_, ignored, sizeof ignored);
    if (count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))) continue;
    on_end_();
    return;
  }
}

}  // namespace octavo
