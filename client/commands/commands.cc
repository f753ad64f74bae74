#include "client/commands/command.h"
#include "common/job_params.h"

namespace octavo::client {

CommandList AllCommands() {
  CommandList commands;
  commands.push_back(MakeRunAllCommand());
  for (const std::string& kind : JobKinds()) commands.push_back(MakeStageCommand(kind));
  commands.push_back(MakeCompareCommand());
  commands.push_back(MakePredictCommand());
  commands.push_back(MakeEvaluateCommand());
  commands.push_back(MakeTokenizeCommand());
  commands.push_back(MakeModelsCommand());
  commands.push_back(MakeDatasetsCommand());
  commands.push_back(MakeSubmitCommand());
  commands.push_back(MakeListCommand());
  commands.push_back(MakeShowCommand());
  commands.push_back(MakeWatchCommand());
  commands.push_back(MakeLogsCommand());
  commands.push_back(MakeCancelCommand());
  commands.push_back(MakeRetryCommand());
  commands.push_back(MakeExplainCommand());
  commands.push_back(MakeArtifactsCommand());
  commands.push_back(MakeWorkersCommand());
  commands.push_back(MakeDrainCommand());
  commands.push_back(MakeResumeCommand());
  commands.push_back(MakeDoctorCommand());
  commands.push_back(MakeVersionCommand());
  commands.push_back(MakeCompletionCommand());
  return commands;
}

}  // namespace octavo::client
