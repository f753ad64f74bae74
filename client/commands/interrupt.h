#ifndef OCTAVO_CLIENT_COMMANDS_INTERRUPT_H_
#define OCTAVO_CLIENT_COMMANDS_INTERRUPT_H_

#include <thread>

#include "common/cancellation.h"

namespace octavo::client {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP cancels `cancellation()`, and a second one ends the process at
/// once with status 130 (children go with their lifelines, the cursor is shown). SIGQUIT (Ctrl-\) shows the cursor and
/// does what it always does. A signal that was ignored before, as under nohup, stays ignored. Made once, by main,
/// before other threads start and before whatever writes live lines, which must be gone when signals kill again.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  Cancellation& cancellation() { return cancellation_; }

 private:
  Cancellation cancellation_;
  std::jthread listener_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_INTERRUPT_H_
