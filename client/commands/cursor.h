#ifndef OCTAVO_CLIENT_COMMANDS_CURSOR_H_
#define OCTAVO_CLIENT_COMMANDS_CURSOR_H_

#include "absl/strings/string_view.h"

namespace octavo::client {

// The cursor of the terminal behind stderr is hidden while live lines are there, and must come back however octavo
// ends. Thread-safe.

/// What hides it, to be written at once; from now on it counts as hidden.
absl::string_view HideCursor();
/// What shows it again, to be written at once.
absl::string_view ShowCursor();
/// Shows it by itself if it is hidden. For signal handlers: async-signal-safe.
void ShowHiddenCursor();

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_CURSOR_H_
