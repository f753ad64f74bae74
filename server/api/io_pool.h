#ifndef OCTAVO_SERVER_API_IO_POOL_H_
#define OCTAVO_SERVER_API_IO_POOL_H_

#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "common/mutex.h"

namespace octavo {

/// A few threads for what blocks on disk, so that gRPC's own threads never do. Closures start in order and run in
/// parallel. Thread-safe.
class IoPool {
 public:
  explicit IoPool(int threads);
  ~IoPool();
  IoPool(const IoPool&) = delete;
  IoPool& operator=(const IoPool&) = delete;

  /// Runs `closure` soon; after Stop(), at once on the caller's thread, so that every call still gets its answer.
  void Post(absl::AnyInvocable<void()> closure) ABSL_LOCKS_EXCLUDED(mutex_);
  /// Runs what waits and joins the threads. Safe to repeat.
  void Stop() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);

  Mutex mutex_;
  CondVar wake_;
  std::deque<absl::AnyInvocable<void()>> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::jthread> threads_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_IO_POOL_H_
