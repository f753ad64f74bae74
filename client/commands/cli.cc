#include "client/commands/cli.h"

#include <cstdio>
#include <exception>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/commands/complete_words.h"
#include "client/commands/exit_status.h"
#include "client/commands/interrupt.h"
#include "client/commands/manual.h"
#include "common/environment.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

absl::StatusOr<std::vector<ConfigFile>> ReadConfigFiles(const FlagValues& values) {
  std::vector<std::string> paths = values.List("config");
  if (const auto path = FindEnvironmentVariable("OCTAVO_CONFIG"); path.has_value() && paths.empty()) paths = {*path};
  std::vector<ConfigFile> files;
  for (const std::string& path : paths) {
    absl::StatusOr<ConfigFile> file = ConfigFile::Read(path);
    if (absl::IsNotFound(file.status())) {
      return absl::NotFoundError(
          absl::StrCat("--config: ", file.status().message(), "; check the spelling and the current folder"));
    }
    OCTAVO_RETURN_IF_ERROR(file.status());
    files.push_back(*std::move(file));
  }
  return files;
}

absl::StatusOr<Settings> ReadSettings(const Command& command, FlagValues* values) {
  OCTAVO_ASSIGN_OR_RETURN(std::vector<ConfigFile> files, ReadConfigFiles(*values));
  Settings settings(values->texts, FindEnvironmentVariable, std::move(files));
  OCTAVO_RETURN_IF_ERROR(CompleteSwitches(command, settings, values));
  return settings;
}

int RunParsed(const ParsedCommandLine& parsed) {
  FlagValues values = parsed.values;
  const absl::StatusOr<Settings> settings = ReadSettings(*parsed.command, &values);
  Interrupt interrupt;  // goes last: until the live lines are gone no signal may end octavo unseen
  Output output({values.switches.contains("json"), values.switches.contains("quiet")});
  absl::StatusOr<int> status = kExitDone;
  if (!settings.ok()) {
    status = settings.status();
  } else {
    Context context(std::move(values), *settings, output, interrupt.cancellation());
    status = parsed.command->Run(context);
    if (!status.ok()) status = context.Explain(status.status());
  }
  if (status.ok()) return *status;
  output.Error(absl::StrCat(parsed.command->name(), ": ", status.status().message()));
  return ExitStatusOf(status.status());
}

}  // namespace

absl::Status CompleteSwitches(const Command& command, const Settings& settings, FlagValues* values) {
  std::vector<FlagSpec> flags = GlobalFlags();
  const std::vector<FlagSpec> own = command.flags();
  flags.insert(flags.end(), own.begin(), own.end());
  for (const FlagSpec& flag : flags) {
    if (flag.kind != FlagSpec::Kind::kSwitch) continue;
    const std::string key = absl::StrReplaceAll(flag.name, {{"-", "_"}});
    OCTAVO_ASSIGN_OR_RETURN(const bool on, settings.Switch(key));
    if (on) values->switches.insert(key);
  }
  return absl::OkStatus();
}

int RunCli(std::vector<std::string> arguments) {
  try {
    const CommandList commands = AllCommands();
    if (!arguments.empty() && arguments.front() == kCompleteWords) {
      arguments.erase(arguments.begin());
      std::fputs(CompleteWords(commands, std::move(arguments)).c_str(), stdout);
      return kExitDone;
    }
    if (arguments == std::vector<std::string>{kPrintManual}) {
      std::fputs(RenderManual(commands).c_str(), stdout);
      return kExitDone;
    }
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
