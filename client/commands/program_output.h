#ifndef OCTAVO_CLIENT_COMMANDS_PROGRAM_OUTPUT_H_
#define OCTAVO_CLIENT_COMMANDS_PROGRAM_OUTPUT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/cancellation.h"

namespace octavo::client {

/// Where a program that ProgramOutput() starts finds its lifeline: end-of-file there says that octavo has died.
inline constexpr int kLifelineFd = 3;

/// What a program prints on stdout; its stderr is ours. Blocks until it has ended, at most for `limit`:
/// DEADLINE_EXCEEDED. CANCELLED when the user interrupts; either way it runs no longer. INTERNAL with how it ended
/// where it fails; NOT_FOUND where there is no such program.
absl::StatusOr<std::string> ProgramOutput(const std::vector<std::string>& argv, absl::Duration limit,
                                          const Cancellation& cancellation);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_PROGRAM_OUTPUT_H_
