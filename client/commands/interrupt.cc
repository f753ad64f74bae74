#include "client/commands/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "client/commands/cursor.h"
#include "client/commands/exit_status.h"

namespace octavo::client {
namespace {

constexpr char kSignalled = 's', kQuit = 'q';

// What a signal handler may touch: a pipe and a counter.
int wake_pipe[2] = {-1, -1};
volatile sig_atomic_t signals_seen = 0;

void Wake(char why) { [[maybe_unused]] const ssize_t ignored = write(wake_pipe[1], &why, 1); }

extern "C" void OnSignal(int) {
  const int saved = errno;
  signals_seen = signals_seen + 1;
  if (signals_seen > 1) {
    ShowHiddenCursor();
    _exit(kExitInterrupted);
  }
  Wake(kSignalled);
  errno = saved;
}

/// A signal that is ignored already stays so: nohup, or a shell without job control, said that it does not concern us.
void Handle(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    sigaction(signal, &action, nullptr);
  }
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
  Handle(OnSignal);
  signal(SIGPIPE, SIG_IGN);
}

Interrupt::~Interrupt() {
  Handle(SIG_DFL);
  if (!listener_.joinable()) return;
  Wake(kQuit);
  listener_.join();
  close(wake_pipe[0]);
  close(wake_pipe[1]);
}

}  // namespace octavo::client
