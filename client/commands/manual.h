#ifndef OCTAVO_CLIENT_COMMANDS_MANUAL_H_
#define OCTAVO_CLIENT_COMMANDS_MANUAL_H_

#include <string>

#include "client/commands/command.h"

namespace octavo::client {

/// How the build asks for the manual page: octavo __man prints it.
inline constexpr char kPrintManual[] = "__man";

/// octavo.1, the manual page, from what --help says: every command with its flags, defaults and example. In ASCII, so
/// that no formatter needs to be told the encoding. Pure.
std::string RenderManual(const CommandList& commands);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_MANUAL_H_
