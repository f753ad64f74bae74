#include "client/commands/job_lookup.h"

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

/// A malformed id is as unknown as one that nobody has.
bool Unknown(const absl::Status& status) { return absl::IsNotFound(status) || absl::IsInvalidArgument(status); }

}  // namespace

absl::StatusOr<Found> FindById(Client& client, const std::string& id) {
  absl::StatusOr<Experiment> experiment = client.experiments().Get(id);
  if (experiment.ok()) return Found{*std::move(experiment), ""};
  if (!Unknown(experiment.status())) return experiment.status();
  const absl::StatusOr<Job> job = client.jobs().Get(id);
  if (Unknown(job.status())) {
    return absl::NotFoundError(absl::StrCat("no experiment and no job has the id '", id, "': octavo list shows them"));
  }
  OCTAVO_RETURN_IF_ERROR(job.status());
  OCTAVO_ASSIGN_OR_RETURN(Experiment whole, client.experiments().Get(job->experiment_id));
  return Found{std::move(whole), id};
}

absl::StatusOr<Job> FindJob(Client& client, const std::string& id) {
  OCTAVO_ASSIGN_OR_RETURN(const Found found, FindById(client, id));
  if (!found.job_id.empty()) return client.jobs().Get(found.job_id);
  const Job* chosen = nullptr;
  for (const Job& job : found.experiment.jobs) {
    if (job.state == JobState::kRunning) return job;
    if (!job.attempts.empty() || chosen == nullptr) chosen = &job;
  }
  if (chosen == nullptr) return absl::NotFoundError(absl::StrCat("experiment ", id, " has no jobs"));
  return *chosen;
}

absl::StatusOr<Session> ConnectToExisting(Context& context, Need need) {
  if (context.ServerAddress().empty() && !HasLocalState()) {
    return absl::NotFoundError(
        "nothing was run in this folder yet (there is no ./.octavo): change to the folder of the run, or give "
        "--server");
  }
  return context.Connect(need);
}

}  // namespace octavo::client
