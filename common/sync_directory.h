#ifndef OCTAVO_COMMON_SYNC_DIRECTORY_H_
#define OCTAVO_COMMON_SYNC_DIRECTORY_H_

#include <string>

#include "absl/status/status.h"

namespace octavo {

/// fsync of a folder: what was renamed into it stays so after a power cut. Blocks.
absl::Status SyncDirectory(const std::string& folder);

}  // namespace octavo

#endif  // OCTAVO_COMMON_SYNC_DIRECTORY_H_
