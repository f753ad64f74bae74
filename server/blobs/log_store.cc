#include "server/blobs/log_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "server/blobs/blob_files.h"

namespace octavo {

std::string LogStore::PathOf(const Key& key) const {
  return absl::StrCat(root_, "/", key.first.ToString(), "/", key.second, ".log");
}

int64_t LogStore::SizeOf(const Key& key) const {
  struct stat info {};
  return stat(PathOf(key).c_str(), &info) == 0 ? static_cast<int64_t>(info.st_size) : 0;
}

void LogStore::Open(const Key& key) {
  MutexLock lock(mutex_);
  open_.insert(key);
}

bool LogStore::IsOpen(const Key& key) const {
  MutexLock lock(mutex_);
  return open_.contains(key);
}

void LogStore::Close(const Key& key) {
  {
    MutexLock lock(mutex_);
    open_.erase(key);
  }
  Wake(key);
}

void LogStore::EndWaits() {
  std::map<int64_t, Waiter> waiters;
  {
    MutexLock lock(mutex_);
    waits_ended_ = true;
    waiters.swap(waiters_);
  }
  for (auto& [ticket, waiter] : waiters) waiter.callback();
}

bool LogStore::WaitsEnded() const {
  MutexLock lock(mutex_);
  return waits_ended_;
}

void LogStore::Wake(const Key& key) {
  std::vector<absl::AnyInvocable<void()>> callbacks;
  {
    MutexLock lock(mutex_);
    for (auto it = waiters_.begin(); it != waiters_.end();) {
      if (it->second.key == key) {
        callbacks.push_back(std::move(it->second.callback));
        it = waiters_.erase(it);
      } else {
        ++it;
      }
    }
  }
  for (auto& callback : callbacks) callback();
}

absl::StatusOr<int64_t> LogStore::Append(const Key& key, int64_t offset, absl::string_view data) {
  const int64_t end = offset + static_cast<int64_t>(data.size());
  {
    MutexLock lock(append_mutex_);
    const int64_t size = SizeOf(key);
    if (size >= max_bytes_) return end;
    if (offset > size || offset < 0) {
      return WithReason(
          absl::OutOfRangeError(absl::StrCat("log bytes from ", offset, " on, but only ", size, " are stored")),
          "LOG_GAP", {{"size", absl::StrCat(size)}});
    }
    if (end <= size) return size;
    data.remove_prefix(static_cast<size_t>(size - offset));
    std::string marked;
    if (end > max_bytes_) {
      marked = absl::StrCat(data.substr(0, static_cast<size_t>(max_bytes_ - size)), "\n[the log is cut here, at ",
                            max_bytes_, " bytes]\n");
      data = marked;
    }
    const std::string path = PathOf(key);
    OCTAVO_RETURN_IF_ERROR(MakeDirectories(path.substr(0, path.rfind('/'))));
    const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (fd < 0) return FileError("open", path);
    absl::Cleanup close_fd = [fd] { close(fd); };
    OCTAVO_RETURN_IF_ERROR(WriteFully(fd, data, path));
  }
  Wake(key);
  return end;
}

absl::StatusOr<std::string> LogStore::Read(const Key& key, int64_t offset, size_t max) const {
  const int64_t size = SizeOf(key);
  if (offset < 0 || offset > size) {
    return WithReason(
        absl::OutOfRangeError(absl::StrCat("offset ", offset, " is not within the log's ", size, " bytes")),
        "BAD_OFFSET", {{"size", absl::StrCat(size)}});
  }
  if (size == 0) return std::string();
  const std::string path = PathOf(key);
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return FileError("open", path);
  absl::Cleanup close_fd = [fd] { close(fd); };
  if (lseek(fd, offset, SEEK_SET) < 0) return FileError("seek in", path);
  return ReadSome(fd, max, path);
}

int64_t LogStore::Notify(const Key& key, int64_t size, absl::AnyInvocable<void()> callback) {
  {
    MutexLock lock(mutex_);
    // Appending happens before its Wake(), which needs this lock: a size read here is not too old.
    if (!waits_ended_ && open_.contains(key) && SizeOf(key) <= size) {
      const int64_t ticket = next_ticket_++;
      waiters_.emplace(ticket, Waiter{key, std::move(callback)});
      return ticket;
    }
  }
  callback();
  return 0;
}

void LogStore::Cancel(int64_t ticket) {
  std::map<int64_t, Waiter>::node_type dropped;  // what the callback holds is let go without the lock
  MutexLock lock(mutex_);
  dropped = waiters_.extract(ticket);
}

size_t LogStore::Waiting() const {
  MutexLock lock(mutex_);
  return waiters_.size();
}

}  // namespace octavo
