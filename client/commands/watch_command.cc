// octavo watch ID: follow an experiment to its end.
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/follow.h"
#include "client/commands/job_lookup.h"
#include "client/commands/stage_flags.h"
#include "client/commands/submission.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

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
    OCTAVO_ASSIGN_OR_RETURN(Session session, ConnectToExisting(context, Need::kServerAndWorker));
    OCTAVO_ASSIGN_OR_RETURN(Found found, FindById(*session.client, context.flags().Text("id")));
    if (session.local != nullptr) OCTAVO_RETURN_IF_ERROR(session.local->StartWorker());
    OCTAVO_ASSIGN_OR_RETURN(const bool ended, FollowToEnd(context, session, &found.experiment));
    if (!ended) return kExitInterrupted;
    if (context.output().json()) context.output().Document(DescribeExperiment(found.experiment));
    return OutcomeOf(found.experiment);
  }
};

}  // namespace

std::unique_ptr<Command> MakeWatchCommand() { return std::make_unique<WatchCommand>(); }

}  // namespace octavo::client
