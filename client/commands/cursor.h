#ifndef OCTAVO_CLIENT_COMMANDS_CURSOR_H_
#define OCTAVO_CLIENT_COMMANDS_CURSOR_H_

#include "absl/strings/string_view.h"

namespace octavo::client {

// The cursor of the terminal behind stderr is hidden while live lines are there, and must come back when a signal stops
// or ends octavo. Thread-safe.

inline constexpr absl::string_view kShowCursor = "\x1b[?25h";

/// What hides it. From the first call on ShowHiddenCursor() shows it.
absl::string_view HideCursor();

/// Shows the cursor if it was ever hidden: once too often does no harm, and a signal may come at any moment around the
/// write that hides or shows it. Nothing where the terminal is another job's or takes no more text just now. For signal
/// handlers: async-signal-safe, does not block.
void ShowHiddenCursor();

/// Whether the process is in the foreground of the terminal behind stderr, as one is to which no shell sent something
/// like `bg`: nobody else writes there now. Also true where that terminal does no job control for this process.
/// Async-signal-safe.
bool InForeground();

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_CURSOR_H_
