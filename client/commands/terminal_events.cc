#include "client/commands/terminal_events.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <utility>

#include "client/commands/cursor.h"

namespace octavo::client {
namespace {

constexpr char kWake = 'w', kResized = 'r', kContinued = 'c', kQuit = 'q';
constexpr absl::Duration kLongestPause = absl::Hours(1);

// What signal handlers may touch.
int event_pipe[2] = {-1, -1};
/// OnStop ran, and nobody has continued us since. Handlers run on any thread, each on its own: a lock-free atomic,
/// which signal handlers may use ([support.signal]).
std::atomic<bool> stopping{false};
static_assert(std::atomic<bool>::is_always_lock_free);

/// Async-signal-safe. The pipe does not block: what does not fit repeats what waits there.
void Send(char event) { [[maybe_unused]] const ssize_t ignored = write(event_pipe[1], &event, 1); }

extern "C" void OnResize(int) {
  const int saved = errno;
  Send(kResized);
  errno = saved;
}

void SetHandler(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

/// The signal does here what it does to any program: the shell sees an ordinary stop, and where no shell could continue
/// octavo, as when it is all that runs in its terminal, the kernel lets it go on. (The recipe of the GNU C library's
/// manual, "Job Control Signals", and of Stevens and Rago, "Advanced Programming in the UNIX Environment", 10.21.)
extern "C" void OnStop(int signal) {
  const int saved = errno;
  ShowHiddenCursor();
  stopping = true;
  SetHandler(signal, SIG_DFL);
  raise(signal);  // waits, for it is blocked while this handles it
  sigset_t this_one, before;
  sigemptyset(&this_one);
  sigaddset(&this_one, signal);
  pthread_sigmask(SIG_UNBLOCK, &this_one, &before);  // stops; returns when somebody continues us
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  SetHandler(signal, OnStop);
  errno = saved;
}

/// After a stop by OnStop alone: others wrote to the terminal meanwhile. OnStop may still be on its way out, on another
/// thread, when the lines are painted: from then on the next stop must be handled.
extern "C" void OnContinue(int) {
  const int saved = errno;
  if (stopping.exchange(false)) {
    SetHandler(SIGTSTP, OnStop);
    Send(kContinued);
  }
  errno = saved;
}

/// Ctrl-Z that is ignored, as by a shell without job control, stays so.
void Handle(int signal, void (*handler)(int)) {
  struct sigaction before {};
  if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) return;
  SetHandler(signal, handler);
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
  Handle(SIGCONT, OnContinue);
  Handle(SIGTSTP, OnStop);
}

TerminalEvents::~TerminalEvents() {
  if (!thread_.joinable()) return;
  Handle(SIGWINCH, SIG_DFL);
  Handle(SIGTSTP, SIG_DFL);
  Handle(SIGCONT, SIG_DFL);
  // Behind what waits there; a full pipe is being read.
  const char quit = kQuit;
  while (write(event_pipe[1], &quit, 1) < 0 && (errno == EAGAIN || errno == EINTR)) poll(nullptr, 0, 1);
  thread_.join();
  // The pipe stays open: a handler on another thread may be about to write to it, and its number must not become that
  // of a file.
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
