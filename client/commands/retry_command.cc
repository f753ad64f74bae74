// octavo retry ID: queue an ended job again.
#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/job_lookup.h"
#include "client/commands/stage_flags.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

class RetryCommand final : public Command {
 public:
  std::string name() const override { return "retry"; }
  std::string summary() const override { return "Queue a failed, cancelled or skipped job again"; }
  std::string example() const override { return "octavo retry JOB && octavo watch JOB"; }
  std::vector<FlagSpec> flags() const override {
    return {{"id", FlagSpec::Kind::kPositional, "A job's id.", "JOB", "", true}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServer));
    OCTAVO_ASSIGN_OR_RETURN(const Job job, session.client->jobs().Retry(context.flags().Text("id")));
    if (context.output().json()) context.output().Document(DescribeJob(job));
    context.output().Note(
        absl::StrCat("job ", job.id, " is ", JobStateName(job.state),
                     session.local != nullptr ? absl::StrCat("; run it with octavo watch ", job.experiment_id) : ""));
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeRetryCommand() { return std::make_unique<RetryCommand>(); }

}  // namespace octavo::client
