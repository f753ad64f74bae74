#ifndef OCTAVO_CLIENT_COMMANDS_CLI_H_
#define OCTAVO_CLIENT_COMMANDS_CLI_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/commands/command.h"

namespace octavo::client {

/// What the command line asks for.
struct ParsedCommandLine {
  const Command* command = nullptr;  // null: nothing more to do, `text` was asked for
  FlagValues values;
  std::string text;  // help or version
};

/// Reads the arguments (without the program's name). Every long flag may be spelled with '_' or '-'. INVALID_ARGUMENT
/// for bad usage, with the nearest name where one is near. Pure.
absl::StatusOr<ParsedCommandLine> ParseCommandLine(const CommandList& commands, std::vector<std::string> arguments);

/// Adds to `values` the switches of `command` that the environment or a config file turns on. INVALID_ARGUMENT for a
/// value that is neither true nor false.
absl::Status CompleteSwitches(const Command& command, const Settings& settings, FlagValues* values);

/// Flags that every command takes.
std::vector<FlagSpec> GlobalFlags();

/// The whole program: parses, runs, prints errors. Returns the exit status.
int RunCli(std::vector<std::string> arguments);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_CLI_H_
