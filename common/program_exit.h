#ifndef OCTAVO_COMMON_PROGRAM_EXIT_H_
#define OCTAVO_COMMON_PROGRAM_EXIT_H_

#include "absl/strings/string_view.h"

namespace octavo {

/// What octavo-server and octavo-worker exit with when another process holds the lock of their folder, apart from all
/// other failures: whoever starts them can wait until that process is gone. EX_TEMPFAIL of sysexits.h.
inline constexpr int kExitFolderInUse = 75;
/// The reason of the Status that leads there.
inline constexpr absl::string_view kFolderInUse = "FOLDER_IN_USE";

}  // namespace octavo

#endif  // OCTAVO_COMMON_PROGRAM_EXIT_H_
