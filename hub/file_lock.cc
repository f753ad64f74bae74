#include "hub/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::hub {
namespace {

constexpr absl::Duration kPoll = absl::Milliseconds(100);

/// Whether `fd` is the file that `path` names now.
bool IsStillThere(int fd, const std::string& path) {
  struct stat opened {
  }, named{};
  return fstat(fd, &opened) == 0 && stat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
         opened.st_dev == named.st_dev;
}

}  // namespace

absl::StatusOr<FileLock> FileLock::Acquire(const std::string& path, const Cancellation* cancellation,
                                           const std::function<void()>& on_wait) {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(std::filesystem::path(path).parent_path().string()));
  bool told = false;
  while (true) {
    // For the group too, as huggingface_hub makes them: a cache may be shared.
    const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0664);
    if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open the lock ", path));
    FileLock lock(fd, path);
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
      if (errno == EINTR) continue;
      if (errno != EWOULDBLOCK) return absl::ErrnoToStatus(errno, absl::StrCat("cannot lock ", path));
      if (!told && on_wait) on_wait();
      told = true;
      // Polled, since nothing else could end a wait in flock(2) for a thread.
      static const Cancellation& never = *new Cancellation();
      if (!(cancellation != nullptr ? *cancellation : never).Sleep(kPoll)) return absl::CancelledError("interrupted");
    }
    if (IsStillThere(fd, path)) return lock;
  }
}

FileLock::FileLock(FileLock&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), path_(std::exchange(other.path_, {})) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(path_, other.path_);
  return *this;
}

FileLock::~FileLock() {
  if (fd_ >= 0) close(fd_);
}

void FileLock::RemoveFile() { unlink(path_.c_str()); }

}  // namespace octavo::hub
