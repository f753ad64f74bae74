#include "client/commands/terminal_events.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "client/commands/cursor.h"

namespace octavo::client {
namespace {

constexpr char kWake = 'w', kResized = 'r', kContinued = 'c', kQuit = 'q';
constexpr absl::Duration kLongestPause = absl::Hours(1);

int event_pipe[2] = {-1, -1};

/// Async-signal-safe. The pipe does not block: what does not fit repeats what waits there.
void Send(char event) { [[maybe_unused]] const ssize_t ignored = write(event_pipe[1], &event, 1); }

extern "C" void OnResize(int) {
  const int saved = errno;
  Send(kResized);
  errno = saved;
}

extern "C" void OnStop(int) {
  const int saved = errno;
  ShowHiddenCursor();
  raise(SIGSTOP);  // returns when somebody continues us
  Send(kContinued);
  errno = saved;
}

/// Ctrl-Z that is ignored, as by a shell without job control, stays so.
void Handle(int signal, void (*handler)(int)) {
  struct sigaction before {};
  if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

int Milliseconds(absl::Duration pause) {
  return static_cast<int>(absl::ToInt64Milliseconds(absl::Ceil(std::min(pause, kLongestPause), absl::Milliseconds(1))));
}

}  // namespace

TerminalEvents::TerminalEvents(Handler handler) : handler_(std::move(handler)) {
  // Without the pipe the lines are painted when there is news, and only then.
  if (pipe2(event_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return;
  thread_ = std::jthread([this] { Run(); });
  Handle(SIGWINCH, OnResize);
  Handle(SIGTSTP, OnStop);
}

TerminalEvents::~TerminalEvents() {
  if (!thread_.joinable()) return;
  Handle(SIGWINCH, SIG_DFL);
  Handle(SIGTSTP, SIG_DFL);
  // Behind what waits there; a full pipe is being read.
  const char quit = kQuit;
  while (write(event_pipe[1], &quit, 1) < 0 && (errno == EAGAIN || errno == EINTR)) poll(nullptr, 0, 1);
  thread_.join();
  close(event_pipe[0]);
  close(event_pipe[1]);
}

void TerminalEvents::Wake() {
  if (thread_.joinable()) Send(kWake);
}

void TerminalEvents::Run() {
  absl::Duration pause = absl::InfiniteDuration();
  while (true) {
    pollfd ready{event_pipe[0], POLLIN, 0};
    if (poll(&ready, 1, Milliseconds(pause)) < 0 && errno != EINTR) return;
    char event = kWake;
    const ssize_t count = read(event_pipe[0], &event, 1);
    if (count == 1 && event == kQuit) return;
    if (count == 1 && event == kContinued) {
      pause = handler_(Event::kContinued);
    } else if (count == 1 && event == kResized) {
      pause = handler_(Event::kResized);
    } else {
      pause = handler_(Event::kDue);
    }
  }
}

}  // namespace octavo::client
