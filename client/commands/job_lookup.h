#ifndef OCTAVO_CLIENT_COMMANDS_JOB_LOOKUP_H_
#define OCTAVO_CLIENT_COMMANDS_JOB_LOOKUP_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/api/client.h"
#include "client/commands/context.h"

namespace octavo::client {

/// Users give one ID; it may name an experiment or a job. An experiment, whole; or the experiment of a job.
struct Found {
  Experiment experiment;
  std::string job_id;  // empty where the id named the experiment
};

/// NOT_FOUND where it names neither.
absl::StatusOr<Found> FindById(Client& client, const std::string& id);

/// The job that the id names; of an experiment the one that runs, else the last that was started.
absl::StatusOr<Job> FindJob(Client& client, const std::string& id);

/// Connects for a command that looks at what exists. NOT_FOUND where no server is configured and there is no private
/// one.
absl::StatusOr<Session> ConnectToExisting(Context& context, Need need);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_JOB_LOOKUP_H_
