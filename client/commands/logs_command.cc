// octavo logs ID [-f]: what the runner printed.
#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/job_lookup.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

class LogsCommand final : public Command {
 public:
  std::string name() const override { return "logs"; }
  std::string summary() const override {
    return "Print the log of a job; of an experiment, of the job that runs or ran last";
  }
  std::string example() const override { return "octavo logs ID -f"; }
  std::vector<FlagSpec> flags() const override {
    return {{"id", FlagSpec::Kind::kPositional, "A job's or an experiment's id.", "ID", "", true},
            {"attempt", FlagSpec::Kind::kText, "Which attempt; 0 is the last.", "N", "0"},
            {"follow", FlagSpec::Kind::kSwitch, "Go on until the attempt has ended.", "", "", false, "f"}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const int attempt, context.settings().Number("", "attempt", 0));
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServer));
    OCTAVO_ASSIGN_OR_RETURN(const Job job, FindJob(*session.client, context.flags().Text("id")));
    if (job.attempts.empty()) {
      context.output().Note(
          absl::StrCat("job ", job.id, " (", job.spec.name, ") has not been started: octavo explain ", job.id));
      return kExitDone;
    }
    OCTAVO_RETURN_IF_ERROR(
        session.client->jobs().ReadLog(job.id, attempt, context.flags().switches.contains("follow"),
                                       [&](absl::string_view data) { context.output().Result(data); }));
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeLogsCommand() { return std::make_unique<LogsCommand>(); }

}  // namespace octavo::client
