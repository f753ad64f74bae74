#include "worker/agent/signal_watch.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <utility>

#include "common/logging.h"

namespace octavo {

SignalWatch::SignalWatch(int lifeline_fd) : end_fd_(eventfd(0, EFD_CLOEXEC)), lifeline_fd_(lifeline_fd) {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal_fd_ = signalfd(-1, &signals, SFD_CLOEXEC);
  // A runner must not keep the agent's lifeline open; writes to peers that are gone are reported by their result.
  if (lifeline_fd_ >= 0) fcntl(lifeline_fd_, F_SETFD, FD_CLOEXEC);
  signal(SIGPIPE, SIG_IGN);
}

SignalWatch::~SignalWatch() {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(end_fd_, &one, sizeof one);
  if (thread_.joinable()) thread_.join();
  for (const int fd : {signal_fd_, end_fd_, lifeline_fd_}) {
    if (fd >= 0) close(fd);
  }
}

void SignalWatch::Start(std::function<void()> on_signal) {
  thread_ = std::jthread([this, call = std::move(on_signal)] { Loop(call); });
}

void SignalWatch::Loop(const std::function<void()>& on_signal) {
  for (;;) {
    pollfd ready[3] = {{end_fd_, POLLIN, 0}, {signal_fd_, POLLIN, 0}, {lifeline_fd_, POLLIN, 0}};
    if (poll(ready, 3, -1) < 0) continue;
    if (ready[0].revents != 0) return;
    if (ready[1].revents != 0) {
      signalfd_siginfo info = {};
      if (read(signal_fd_, &info, sizeof info) != sizeof info) continue;
      LogInfo("received signal ", info.ssi_signo);
      on_signal();
    }
    if (ready[2].revents != 0 && LifelineEnded()) {
      LogInfo("the process that started this worker is gone");
      on_signal();
    }
  }
}

bool SignalWatch::LifelineEnded() {
  char byte;
  const ssize_t count = read(lifeline_fd_, &byte, 1);
  if (count > 0 || (count < 0 && errno == EINTR)) return false;
  close(std::exchange(lifeline_fd_, -1));
  return true;
}

}  // namespace octavo
