#include "worker/agent/work_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/error_info.h"
#include "common/files.h"
#include "common/logging.h"
#include "common/program_exit.h"
#include "common/status_macros.h"

namespace octavo {

absl::StatusOr<WorkFolder> WorkFolder::Open(const std::string& path) {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(path + "/jobs"));
  std::error_code error;
  // Runners get absolute paths: they must not depend on where the agent was started.
  const std::string absolute = std::filesystem::absolute(path, error).lexically_normal().string();
  if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot resolve ", path));
  const std::string lock_path = absolute + "/lock";
  const int lock = open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", lock_path));
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    const int code = errno;
    close(lock);
    if (code == EWOULDBLOCK) {
      return WithReason(absl::FailedPreconditionError(absl::StrCat("another octavo-worker uses ", absolute,
                                                                   ": stop it, or give another --work-dir")),
                        kFolderInUse);
    }
    return absl::ErrnoToStatus(code, absl::StrCat("cannot lock ", lock_path));
  }
  return WorkFolder(absolute, lock);
}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

WorkFolder& WorkFolder::operator=(WorkFolder&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(lock_, other.lock_);
  return *this;
}

WorkFolder::~WorkFolder() {
  if (lock_ >= 0) close(lock_);
}

void WorkFolder::Beat() const {
  const std::string file = path_ + "/heartbeat";
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0 || futimens(fd, nullptr) != 0) LogWarning("cannot touch ", file, ": the health check will fail");
  if (fd >= 0) close(fd);
}

absl::StatusOr<absl::Duration> WorkFolder::SinceBeat(const std::string& path) {
  struct stat info = {};
  const std::string file = path + "/heartbeat";
  if (stat(file.c_str(), &info) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("no coordinator has answered yet: cannot read ", file));
  }
  return absl::Now() - absl::TimeFromTimespec(info.st_mtim);
}

}  // namespace octavo
