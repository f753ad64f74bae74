#ifndef OCTAVO_SERVER_BLOBS_BLOB_FILES_H_
#define OCTAVO_SERVER_BLOBS_BLOB_FILES_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

// Whole system calls with a Status. A full disk is RESOURCE_EXHAUSTED DISK_FULL.

absl::Status FileError(absl::string_view verb, const std::string& path);
absl::Status WriteFully(int fd, absl::string_view data, const std::string& path);
/// At most `max` bytes; empty at the end.
absl::StatusOr<std::string> ReadSome(int fd, size_t max, const std::string& path);
/// fsync of a folder, so that a rename in it lasts.
absl::Status SyncFolder(const std::string& folder);

struct DiskSpace {
  int64_t free = 0;  // for processes without privileges
  int64_t total = 0;
};
/// Of the file system that holds `path`.
absl::StatusOr<DiskSpace> SpaceOf(const std::string& path);

}  // namespace octavo

#endif  // OCTAVO_SERVER_BLOBS_BLOB_FILES_H_
