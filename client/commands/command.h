#ifndef OCTAVO_CLIENT_COMMANDS_COMMAND_H_
#define OCTAVO_CLIENT_COMMANDS_COMMAND_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/commands/context.h"

namespace octavo::client {

/// A flag or positional of a command, as --help shows it.
struct FlagSpec {
  enum class Kind { kText, kList, kSwitch, kPositional, kPositionalList };
  std::string name;  // "batch_size"; spelled with '_' or '-', as help shows it
  Kind kind = Kind::kText;
  std::string help;
  std::string value = {};         // "N", "FOLDER"
  std::string default_text = {};  // shown; empty: none
  bool required = false;          // positionals
  std::string short_name = {};    // "f" for -f
};

/// One subcommand of octavo: a stateless description and what it does.
class Command {
 public:
  virtual ~Command() = default;
  virtual std::string name() const = 0;
  virtual std::string summary() const = 0;
  virtual std::string example() const = 0;
  virtual std::vector<FlagSpec> flags() const = 0;
  /// The exit status; an error is printed and becomes its exit status.
  virtual absl::StatusOr<int> Run(Context& context) const = 0;
};

using CommandList = std::vector<std::unique_ptr<Command>>;

// One function per file of this folder.
/// REQUIRES: `kind` is one of a server (JobKinds()).
std::unique_ptr<Command> MakeStageCommand(const std::string& kind);
std::unique_ptr<Command> MakeRunAllCommand();
std::unique_ptr<Command> MakeCompareCommand();
std::unique_ptr<Command> MakeListCommand();
std::unique_ptr<Command> MakeShowCommand();
std::unique_ptr<Command> MakeWatchCommand();
std::unique_ptr<Command> MakeLogsCommand();
std::unique_ptr<Command> MakeCancelCommand();
std::unique_ptr<Command> MakeRetryCommand();
std::unique_ptr<Command> MakeExplainCommand();
std::unique_ptr<Command> MakeWorkersCommand();
std::unique_ptr<Command> MakeDrainCommand();
std::unique_ptr<Command> MakeResumeCommand();
std::unique_ptr<Command> MakeArtifactsCommand();
std::unique_ptr<Command> MakeSubmitCommand();
std::unique_ptr<Command> MakeTokenizeCommand();
std::unique_ptr<Command> MakePredictCommand();
std::unique_ptr<Command> MakeEvaluateCommand();
std::unique_ptr<Command> MakeModelsCommand();
std::unique_ptr<Command> MakeDatasetsCommand();
std::unique_ptr<Command> MakeDoctorCommand();
std::unique_ptr<Command> MakeVersionCommand();
std::unique_ptr<Command> MakeCompletionCommand();

/// All of them, in the order of --help.
CommandList AllCommands();

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_COMMAND_H_
