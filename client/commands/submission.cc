#include "client/commands/submission.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/commands/exit_status.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr int kOthers = 200;
constexpr int kMaxPriority = 1000;  // the server's limit

/// A private worker has one slot. What an earlier, interrupted command of this folder left in the queue must wait until
/// the command that the user gave now is done.
absl::Status Overtake(Client& client, RunRecord& record) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<Experiment> others, client.experiments().List(kOthers));
  int priority = 0;
  for (const Experiment& other : others) {
    for (const Job& job : other.jobs) {
      if (!IsFinal(job.state)) priority = std::max(priority, std::min(job.spec.priority + 1, kMaxPriority));
    }
  }
  return record.SetPriority(priority);
}

}  // namespace

int OutcomeOf(const Experiment& experiment) {
  int status = kExitDone;
  for (const Job& job : experiment.jobs) {
    if (job.state == JobState::kFailed) return kExitFailed;
    if (job.state == JobState::kCancelled) status = kExitCancelled;
  }
  return status;
}

absl::StatusOr<Experiment> Submit(Context& context, Session& session, RunRecord& record, const std::string& name,
                                  const std::vector<JobSpec>& jobs) {
  Client& client = *session.client;
  auto create = [&]() -> absl::StatusOr<Experiment> {
    if (session.local != nullptr && !record.found()) OCTAVO_RETURN_IF_ERROR(Overtake(client, record));
    std::vector<JobSpec> raised = jobs;
    for (JobSpec& job : raised) job.priority = std::min(job.priority + record.priority(), kMaxPriority);
    return client.experiments().Create({record.request_id(), name, raised});
  };
  absl::StatusOr<Experiment> experiment = create();
  // An interrupted run that succeeded meanwhile is what the user waits for; one that failed is tried anew. The request
  // id may also mean something else to this server by now.
  const bool stale = record.found() && (experiment.ok() ? experiment->Ended() && OutcomeOf(*experiment) != kExitDone
                                                        : absl::IsAlreadyExists(experiment.status()));
  if (stale) {
    OCTAVO_RETURN_IF_ERROR(record.Renew());
    experiment = create();
  }
  OCTAVO_RETURN_IF_ERROR(experiment.status());
  if (session.local != nullptr) OCTAVO_RETURN_IF_ERROR(session.local->StartWorker());
  context.output().Note(
      absl::StrCat(record.found() ? "continuing experiment " : "experiment ", experiment->id, " (", name, ")"));
  return experiment;
}

}  // namespace octavo::client
