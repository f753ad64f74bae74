#ifndef OCTAVO_CLIENT_COMMANDS_TEXT_JOB_H_
#define OCTAVO_CLIENT_COMMANDS_TEXT_JOB_H_

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

/// Runs a job of that kind on the texts and --model here (local_job.h, whose errors it has); returns the lines of
/// outputs/`output`, one per text.
absl::StatusOr<std::vector<Json>> RunTextJob(Context& context, const std::string& kind,
                                             const std::vector<std::string>& texts, const std::string& output);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_TEXT_JOB_H_
