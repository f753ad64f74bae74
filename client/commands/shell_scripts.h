#ifndef OCTAVO_CLIENT_COMMANDS_SHELL_SCRIPTS_H_
#define OCTAVO_CLIENT_COMMANDS_SHELL_SCRIPTS_H_

#include "absl/strings/string_view.h"

namespace octavo::client {

// The files of client/commands/shells, which the build puts into the program (cmake/EmbedText.cmake).

extern const absl::string_view kBashCompletion;
extern const absl::string_view kZshCompletion;
extern const absl::string_view kFishCompletion;

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_SHELL_SCRIPTS_H_
