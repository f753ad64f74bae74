#include "server/blobs/blob_files.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/error_info.h"

namespace octavo {

absl::Status FileError(absl::string_view verb, const std::string& path) {
  const int error = errno;
  absl::Status status = absl::ErrnoToStatus(error, absl::StrCat("cannot ", verb, " ", path));
  if (error == ENOSPC || error == EDQUOT) {
    return WithReason(absl::ResourceExhaustedError(status.message()), "DISK_FULL");
  }
  // Too many open files: not now. By its own code it would look like a limit on what was sent.
  if (error == EMFILE || error == ENFILE) return absl::UnavailableError(status.message());
  return status;
}

absl::Status WriteFully(int fd, absl::string_view data, const std::string& path) {
  while (!data.empty()) {
    const ssize_t count = write(fd, data.data(), data.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return FileError("write", path);
    data.remove_prefix(static_cast<size_t>(count));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadSome(int fd, size_t max, const std::string& path) {
  std::string data(max, '\0');
  for (;;) {
    const ssize_t count = read(fd, data.data(), max);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return FileError("read", path);
    data.resize(static_cast<size_t>(count));
    return data;
  }
}

absl::StatusOr<DiskSpace> SpaceOf(const std::string& path) {
  struct statvfs info {};
  if (statvfs(path.c_str(), &info) != 0) return FileError("ask for the free space of", path);
  const auto unit = static_cast<int64_t>(info.f_frsize);
  return DiskSpace{static_cast<int64_t>(info.f_bavail) * unit, static_cast<int64_t>(info.f_blocks) * unit};
}

absl::Status SyncFolder(const std::string& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return FileError("open", folder);
  absl::Cleanup close_fd = [fd] { close(fd); };
  if (fsync(fd) != 0) return FileError("sync", folder);
  return absl::OkStatus();
}

}  // namespace octavo
