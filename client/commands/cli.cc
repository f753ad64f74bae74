#include "client/commands/cli.h"

#include <cstdio>
#include <exception>

#include "absl/strings/str_cat.h"
#include "client/commands/exit_status.h"
#include "client/commands/interrupt.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

absl::StatusOr<std::vector<ConfigFile>> ReadConfigFiles(const FlagValues& values) {
  std::vector<std::string> paths = values.List("config");
  if (const auto path = Settings::ProcessEnvironment("OCTAVO_CONFIG"); path.has_value() && paths.empty())
    paths = {*path};
  std::vector<ConfigFile> files;
  for (const std::string& path : paths) {
    OCTAVO_ASSIGN_OR_RETURN(ConfigFile file, ConfigFile::Read(path));
    files.push_back(std::move(file));
  }
  return files;
}

absl::StatusOr<int> RunCommand(const Command& command, FlagValues values, Output& output, Cancellation& cancellation) {
  OCTAVO_ASSIGN_OR_RETURN(std::vector<ConfigFile> files, ReadConfigFiles(values));
  Settings settings(values.texts, Settings::ProcessEnvironment, std::move(files));
  Context context(std::move(values), std::move(settings), output, cancellation);
  absl::StatusOr<int> status = command.Run(context);
  if (!status.ok()) return context.Explain(status.status());
  return status;
}

int RunParsed(const ParsedCommandLine& parsed) {
  Output output({parsed.values.switches.contains("json"), parsed.values.switches.contains("quiet")});
  Interrupt interrupt;
  const absl::StatusOr<int> status = RunCommand(*parsed.command, parsed.values, output, interrupt.cancellation());
  if (status.ok()) return *status;
  output.Error(absl::StrCat(parsed.command->name(), ": ", status.status().message()));
  return ExitStatusOf(status.status());
}

}  // namespace

int RunCli(std::vector<std::string> arguments) {
  try {
    const CommandList commands = AllCommands();
    const absl::StatusOr<ParsedCommandLine> parsed = ParseCommandLine(commands, std::move(arguments));
    if (!parsed.ok()) {
      std::fprintf(stderr, "error: %s\n", std::string(parsed.status().message()).c_str());
      return kExitBadInput;
    }
    if (parsed->command == nullptr) {
      std::fputs(parsed->text.c_str(), stdout);
      return kExitDone;
    }
    return RunParsed(*parsed);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: octavo met an internal error: %s\n", error.what());
    return kExitFailed;
  }
}

}  // namespace octavo::client
