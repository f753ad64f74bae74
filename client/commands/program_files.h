#ifndef OCTAVO_CLIENT_COMMANDS_PROGRAM_FILES_H_
#define OCTAVO_CLIENT_COMMANDS_PROGRAM_FILES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo::client {

/// The folder of this executable.
std::string ProgramFolder();

/// Another program of Octavo ("octavo-server"): $OCTAVO_BIN_DIR, then beside this executable, then in PATH. NOT_FOUND
/// says where it was looked for.
absl::StatusOr<std::string> FindProgram(absl::string_view name);

/// A file that comes with Octavo ("configs/catalog.yaml"): below $OCTAVO_SHARE_DIR, ../share/octavo beside the
/// executable, the source tree that the executable was built in, or the current folder. NOT_FOUND says where it was
/// looked for.
absl::StatusOr<std::string> FindSharedFile(absl::string_view name);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_PROGRAM_FILES_H_
