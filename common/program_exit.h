#ifndef OCTAVO_COMMON_PROGRAM_EXIT_H_
#define OCTAVO_COMMON_PROGRAM_EXIT_H_

#include "absl/strings/string_view.h"

namespace octavo {

/// What octavo-server and octavo-worker exit with when another process holds the lock of their folder, apart from all
/// other failures: whoever starts them can wait until that process is gone. EX_TEMPFAIL of sysexits.h.
inline constexpr int kExitFolderInUse = 75;
/// The reason of the Status that leads there.
inline constexpr absl::string_view kFolderInUse = "FOLDER_IN_USE";

/// What octavo-worker exits with when a newer process registered under its name. Whoever starts it must not start it
/// again by itself: two workers of one name would replace each other for ever and stop each other's jobs. EX_CONFIG.
inline constexpr int kExitReplaced = 78;
/// The reason of the Status that leads there, as the server gives it.
inline constexpr absl::string_view kReplaced = "WORKER_SUPERSEDED";

}  // namespace octavo

#endif  // OCTAVO_COMMON_PROGRAM_EXIT_H_
