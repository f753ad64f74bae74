#ifndef OCTAVO_HUB_FILE_LOCK_H_
#define OCTAVO_HUB_FILE_LOCK_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "common/cancellation.h"

namespace octavo::hub {

/// An exclusive flock(2) on a file of its own, held while this object lives and let go by the system where the process
/// ends. It is the lock that PyPI's `filelock` takes, so huggingface_hub and Octavo wait for each other; one that
/// removes the file on its way out, as both may, leaves no second process with a lock on a file that is gone.
/// Thread-compatible. Within one process two locks of one file exclude each other too.
class FileLock {
 public:
  /// Creates the file and its folder where they are missing, and blocks until the lock is free. `on_wait` is called
  /// once if it is not free at once. CANCELLED; PERMISSION_DENIED and the like with the path.
  static absl::StatusOr<FileLock> Acquire(const std::string& path, const Cancellation* cancellation,
                                          const std::function<void()>& on_wait = nullptr);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

  /// Removes the lock's file; the lock is held all the same.
  void RemoveFile();

 private:
  FileLock(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}

  int fd_ = -1;
  std::string path_;
};

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_FILE_LOCK_H_
