#ifndef OCTAVO_CLIENT_COMMANDS_SUBMISSION_H_
#define OCTAVO_CLIENT_COMMANDS_SUBMISSION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/commands/context.h"
#include "client/commands/run_record.h"

namespace octavo::client {

/// The exit status that an experiment which ended means: done, failed or cancelled.
int OutcomeOf(const Experiment& experiment);

/// Creates the experiment, or meets the unfinished one that the same command left, and says which. Only then does a
/// private service get its worker: the jobs that an earlier command left in the queue wait until these are done.
absl::StatusOr<Experiment> Submit(Context& context, Session& session, RunRecord& record, const std::string& name,
                                  const std::vector<JobSpec>& jobs);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_SUBMISSION_H_
