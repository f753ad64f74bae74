// octavo cancel ID: an experiment or one job.
#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/job_lookup.h"
#include "client/commands/stage_flags.h"
#include "client/commands/submission.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

class CancelCommand final : public Command {
 public:
  std::string name() const override { return "cancel"; }
  std::string summary() const override { return "Cancel an experiment, or one job and those that need it"; }
  std::string example() const override { return "octavo cancel ID --reason \"wrong data\""; }
  std::vector<FlagSpec> flags() const override {
    return {{"id", FlagSpec::Kind::kPositional, "An experiment's or a job's id.", "ID", "", true},
            {"reason", FlagSpec::Kind::kText, "Kept with the job.", "TEXT", "cancelled by the user"}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    const std::string reason = context.flags().Text("reason", "cancelled by the user");
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServer));
    OCTAVO_ASSIGN_OR_RETURN(const Found found, FindById(*session.client, context.flags().Text("id")));
    if (!found.job_id.empty()) {
      OCTAVO_ASSIGN_OR_RETURN(const Job job, session.client->jobs().Cancel(found.job_id, reason));
      if (context.output().json()) context.output().Document(DescribeJob(job));
      context.output().Note(absl::StrCat("job ", job.id, " is ", JobStateName(job.state)));
      return kExitDone;
    }
    OCTAVO_ASSIGN_OR_RETURN(const Experiment experiment,
                            session.client->experiments().Cancel(found.experiment.id, reason));
    if (context.output().json()) context.output().Document(DescribeExperiment(experiment));
    context.output().Note(
        experiment.Ended() && OutcomeOf(experiment) != kExitCancelled
            ? absl::StrCat("experiment ", experiment.id, " had ended already")
            : absl::StrCat("experiment ", experiment.id, " is cancelled; running jobs are being stopped"));
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeCancelCommand() { return std::make_unique<CancelCommand>(); }

}  // namespace octavo::client
