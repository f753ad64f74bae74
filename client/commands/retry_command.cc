// octavo retry ID: queue an ended job again.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/job_lookup.h"
#include "client/commands/stage_flags.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

/// People give an experiment's id too: names the jobs of it that can be retried.
absl::Status NoSuchJob(Client& client, const std::string& id) {
  OCTAVO_ASSIGN_OR_RETURN(const Found found, FindById(client, id));
  std::vector<std::string> jobs;
  for (const Job& job : found.experiment.jobs) {
    if (IsFinal(job.state) && job.state != JobState::kSucceeded)
      jobs.push_back(absl::StrCat(job.id, " (", job.spec.name, ", ", JobStateName(job.state), ")"));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      id, " is an experiment, and single jobs are retried: ",
      jobs.empty() ? "none of its jobs has failed" : absl::StrCat("give one of ", absl::StrJoin(jobs, ", "))));
}

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
    const std::string id = context.flags().Text("id");
    const absl::StatusOr<Job> job = session.client->jobs().Retry(id);
    if (absl::IsNotFound(job.status()) || absl::IsInvalidArgument(job.status())) return NoSuchJob(*session.client, id);
    OCTAVO_RETURN_IF_ERROR(job.status());
    if (context.output().json()) context.output().Document(DescribeJob(*job));
    context.output().Note(
        absl::StrCat("job ", job->id, " is ", JobStateName(job->state),
                     session.local != nullptr ? absl::StrCat("; run it with octavo watch ", job->experiment_id) : ""));
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> MakeRetryCommand() { return std::make_unique<RetryCommand>(); }

}  // namespace octavo::client
