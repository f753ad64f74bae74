#include "client/commands/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

#include "client/commands/cursor.h"
#include "client/commands/exit_status.h"

namespace octavo::client {
namespace {

constexpr char kSignalled = 's', kQuit = 'q';

// What a signal handler may touch: a pipe and a counter.
int wake_pipe[2] = {-1, -1};
std::atomic<int> signals_seen{0};  // two signals may be handled on two threads at once
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler counts with it");

void Wake(char why) { [[maybe_unused]] const ssize_t ignored = write(wake_pipe[1], &why, 1); }

extern "C" void OnSignal(int) {
  const int saved = errno;
  if (signals_seen.fetch_add(1) > 0) {
    ShowHiddenCursor();
    _exit(kExitInterrupted);
  }
  Wake(kSignalled);
  errno = saved;
}

/// Runs once (SA_RESETHAND): what is raised here waits until it returns, and then ends the process, with a core dump
/// where those are wanted.
extern "C" void OnQuit(int signal) {
  ShowHiddenCursor();
  raise(signal);
}

/// A signal that is ignored already stays so: nohup, or a shell without job control, said that it does not concern us.
void Handle(int signal, void (*handler)(int), int flags) {
  struct sigaction before {};
  if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigaction(signal, &action, nullptr);
}

void HandleAll(void (*on_signal)(int), void (*on_quit)(int)) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) Handle(signal, on_signal, SA_RESTART);
  Handle(SIGQUIT, on_quit, SA_RESETHAND);
}

}  // namespace

Interrupt::Interrupt() {
  if (pipe2(wake_pipe, O_CLOEXEC) != 0) return;
  listener_ = std::jthread([this] {
    char why = 0;
    while (true) {
      const ssize_t count = read(wake_pipe[0], &why, 1);
      if (count < 0 && errno == EINTR) continue;
      if (count != 1 || why == kQuit) return;
      cancellation_.Cancel();
    }
  });
  HandleAll(OnSignal, OnQuit);
  signal(SIGPIPE, SIG_IGN);
}

Interrupt::~Interrupt() {
  HandleAll(SIG_DFL, SIG_DFL);
  if (!listener_.joinable()) return;
  Wake(kQuit);
  listener_.join();
  // The pipe stays open: a handler on another thread may be about to write to it, and its number must not become that
  // of a file.
}

}  // namespace octavo::client
