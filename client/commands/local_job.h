#ifndef OCTAVO_CLIENT_COMMANDS_LOCAL_JOB_H_
#define OCTAVO_CLIENT_COMMANDS_LOCAL_JOB_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "client/commands/context.h"
#include "common/files.h"

namespace octavo::client {

/// Where the model that --model names lies: a folder or file here, else what the catalog knows by that name.
absl::StatusOr<std::string> FindModelHere(Context& context);

/// Runs octavo-runner here, without a server, on a job of that kind (docs/runner-protocol.md) in a temporary folder;
/// returns the folder, whose outputs/ hold what the job made. `inputs` maps each input's name to a folder or file. The
/// runner's own errors come back as INVALID_ARGUMENT where the model or the input is at fault, else as INTERNAL;
/// CANCELLED when the user interrupts.
absl::StatusOr<TempDir> RunLocalJob(Context& context, const std::string& kind, const Json& params,
                                    const std::map<std::string, std::string>& inputs);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_LOCAL_JOB_H_
