// octavo watch ID: follow an experiment to its end.
#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/job_lookup.h"
#include "client/commands/progress_view.h"
#include "client/commands/stage_flags.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

int OutcomeOf(const Experiment& experiment) {
  int status = kExitDone;
  for (const Job& job : experiment.jobs) {
    if (job.state == JobState::kFailed) return kExitFailed;
    if (job.state == JobState::kCancelled) status = kExitCancelled;
  }
  return status;
}

class WatchCommand final : public Command {
 public:
  std::string name() const override { return "watch"; }
  std::string summary() const override {
    return "Follow an experiment until it has ended; a private service runs it meanwhile";
  }
  std::string example() const override { return "octavo watch ID"; }
  std::vector<FlagSpec> flags() const override {
    return {{"id", FlagSpec::Kind::kPositional, "An experiment's or a job's id.", "ID", "", true}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServerAndWorker));
    OCTAVO_ASSIGN_OR_RETURN(const Found found, FindById(*session.client, context.flags().Text("id")));
    absl::StatusOr<Experiment> ended;
    {
      ProgressView view(context.output());
      ended =
          session.client->experiments().Watch(found.experiment.id, [&](const Experiment& now) { view.Update(now); });
    }
    if (absl::IsCancelled(ended.status()) && session.local != nullptr) OCTAVO_RETURN_IF_ERROR(session.local->Health());
    OCTAVO_RETURN_IF_ERROR(ended.status());
    if (context.output().json()) context.output().Document(DescribeExperiment(*ended));
    return OutcomeOf(*ended);
  }
};

}  // namespace

std::unique_ptr<Command> MakeWatchCommand() { return std::make_unique<WatchCommand>(); }

}  // namespace octavo::client
