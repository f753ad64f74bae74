#ifndef OCTAVO_CLIENT_COMMANDS_TERMINAL_EVENTS_H_
#define OCTAVO_CLIENT_COMMANDS_TERMINAL_EVENTS_H_

#include <functional>
#include <thread>

#include "absl/time/time.h"

namespace octavo::client {

/// A thread that looks after live lines: it says when the window was resized (SIGWINCH), when octavo goes on after a
/// Ctrl-Z (SIGTSTP, which stops it as it stops any program, with the cursor shown), and when the time has come that was
/// asked for. One at a time in a process, because signal handlers are the process's. Thread-safe.
class TerminalEvents {
 public:
  enum class Event { kDue, kResized, kContinued };
  /// Runs on the thread of this object. Its answer is the time until the next kDue, unless Wake() asks before.
  using Handler = std::function<absl::Duration(Event)>;

  explicit TerminalEvents(Handler handler);
  ~TerminalEvents();
  TerminalEvents(const TerminalEvents&) = delete;
  TerminalEvents& operator=(const TerminalEvents&) = delete;

  /// The handler is asked soon, with kDue. Does not block.
  void Wake();

 private:
  void Run();

  const Handler handler_;
  std::jthread thread_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_TERMINAL_EVENTS_H_
