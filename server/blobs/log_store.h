#ifndef OCTAVO_SERVER_BLOBS_LOG_STORE_H_
#define OCTAVO_SERVER_BLOBS_LOG_STORE_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/ids.h"
#include "common/mutex.h"

namespace octavo {

/// One append-only file per attempt: ROOT/j12/1.log. Not fsynced: a log is for people, and its end may be lost with the
/// machine. Thread-safe; Append() and Read() may block on disk.
class LogStore {
 public:
  using Key = std::pair<JobId, int>;  // job and attempt

  LogStore(std::string root, int64_t max_bytes) : root_(std::move(root)), max_bytes_(max_bytes) {}

  /// The attempt may write from now on.
  void Open(const Key& key) ABSL_LOCKS_EXCLUDED(mutex_);
  /// Nothing more comes; wakes all that wait.
  void Close(const Key& key) ABSL_LOCKS_EXCLUDED(mutex_);
  bool IsOpen(const Key& key) const ABSL_LOCKS_EXCLUDED(mutex_);
  /// Wakes all that wait, now and from now on: the server is stopping.
  void EndWaits() ABSL_LOCKS_EXCLUDED(mutex_);
  bool WaitsEnded() const ABSL_LOCKS_EXCLUDED(mutex_);

  /// Appends the bytes of `data` that lie above the stored size, and gives the size after. OUT_OF_RANGE LOG_GAP with
  /// metadata "size" where `offset` is above it. Above the limit bytes are dropped, after one line that says so, and
  /// the size that the caller would expect is given.
  absl::StatusOr<int64_t> Append(const Key& key, int64_t offset, absl::string_view data) ABSL_LOCKS_EXCLUDED(mutex_);

  /// Up to `max` bytes from `offset`; empty at the end. OUT_OF_RANGE BAD_OFFSET above the stored size.
  absl::StatusOr<std::string> Read(const Key& key, int64_t offset, size_t max) const;

  /// Runs `callback` once, when the log is longer than `size` or has been closed; at once where that holds already.
  /// Called on the thread of Append() or Close(), or here. The ticket, never 0, is for Cancel(); 0 means that it has
  /// run.
  int64_t Notify(const Key& key, int64_t size, absl::AnyInvocable<void()> callback) ABSL_LOCKS_EXCLUDED(mutex_);
  /// Drops a callback that has not run; no effect where it has, or for 0.
  void Cancel(int64_t ticket) ABSL_LOCKS_EXCLUDED(mutex_);
  /// Callbacks that have not run.
  size_t Waiting() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Waiter {
    Key key;
    absl::AnyInvocable<void()> callback;
  };
  std::string PathOf(const Key& key) const;
  int64_t SizeOf(const Key& key) const;
  void Wake(const Key& key) ABSL_LOCKS_EXCLUDED(mutex_);

  const std::string root_;
  const int64_t max_bytes_;
  Mutex append_mutex_;  // one append at a time, so that sizes are true; held during the write, taken before mutex_
  mutable Mutex mutex_;
  std::set<Key> open_ ABSL_GUARDED_BY(mutex_);
  std::map<int64_t, Waiter> waiters_ ABSL_GUARDED_BY(mutex_);
  bool waits_ended_ ABSL_GUARDED_BY(mutex_) = false;
  int64_t next_ticket_ ABSL_GUARDED_BY(mutex_) = 1;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_BLOBS_LOG_STORE_H_
