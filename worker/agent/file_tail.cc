#include "worker/agent/file_tail.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {

absl::StatusOr<std::string> FileTail::At(int64_t offset, size_t max_bytes) const {
  // O_NOFOLLOW: the file lies in a folder where a job writes, and what is read is sent to the coordinator.
  const int fd = open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0 && errno == ENOENT) return std::string();
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path_));
  absl::Cleanup close_fd = [fd] { close(fd); };
  std::string data(max_bytes, '\0');
  size_t filled = 0;
  while (filled < max_bytes) {
    const ssize_t count = pread(fd, data.data() + filled, max_bytes - filled, offset + static_cast<int64_t>(filled));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot read ", path_));
    if (count == 0) break;
    filled += static_cast<size_t>(count);
  }
  data.resize(filled);
  return data;
}

absl::StatusOr<std::string> FileTail::Next(size_t max_bytes) {
  OCTAVO_ASSIGN_OR_RETURN(std::string data, At(position_, max_bytes));
  position_ += static_cast<int64_t>(data.size());
  return data;
}

}  // namespace octavo
