#ifndef OCTAVO_CLIENT_COMMANDS_RUNNER_JOB_H_
#define OCTAVO_CLIENT_COMMANDS_RUNNER_JOB_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/commands/command.h"
#include "client/commands/context.h"

namespace octavo::client {

/// The flags that tokenize and predict share: --model, TEXT…, --file, --threads.
std::vector<FlagSpec> TextFlags(const std::string& kind);

/// The texts that the command was given: TEXT arguments, the lines of --file, or those of stdin. CANCELLED when
/// the user interrupts.
absl::StatusOr<std::vector<std::string>> ReadTexts(Context& context);

/// Runs octavo-runner here, without a server, on a job of that kind (docs/runner-protocol.md) in a temporary folder;
/// returns the lines of outputs/`output`, one per text. The runner's own errors come back as INVALID_ARGUMENT where the
/// model or the input is at fault, else as INTERNAL.
absl::StatusOr<std::vector<Json>> RunTextJob(Context& context, const std::string& kind,
                                             const std::vector<std::string>& texts, const std::string& output);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_RUNNER_JOB_H_
