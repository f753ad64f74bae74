#ifndef OCTAVO_CLIENT_COMMANDS_RUN_STAGES_H_
#define OCTAVO_CLIENT_COMMANDS_RUN_STAGES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/commands/context.h"
#include "client/commands/stage_plan.h"

namespace octavo::client {

struct StagesOutcome {
  int exit_status = 0;    // done, failed, cancelled or interrupted
  Experiment experiment;  // as it was seen last
};

/// Tells the stages' warnings, uploads the inputs, submits the stages as one experiment (or meets the one that an
/// interrupted command left), shows its progress, and downloads the results of every job that succeeded into its
/// output_dir. An interruption stops a private service in order, so that the same command continues. Errors: nothing
/// was submitted, or the server was lost.
absl::StatusOr<StagesOutcome> RunStages(Context& context, const std::string& name, const std::vector<Stage>& stages,
                                        bool no_cache);

/// Downloads the outputs of a job that succeeded and draws its pictures.
absl::Status FetchResults(Context& context, Client& client, const Job& job, const std::string& folder);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_RUN_STAGES_H_
