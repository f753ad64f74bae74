#ifndef OCTAVO_COMMON_SERIAL_EXECUTOR_H_
#define OCTAVO_COMMON_SERIAL_EXECUTOR_H_

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"
#include "common/mutex.h"

namespace octavo {

/// One named thread that runs closures in the order in which they were posted, in batches: everything that waits when a
/// batch begins, up to a limit, is one batch. The owner's hook runs a batch, so it can put work before and after (a
/// transaction's BEGIN and COMMIT) and so spread that work's cost over the batch.
///
/// Thread-safe: Post() from any thread, also from inside a closure (such a closure joins a later batch). The hook and
/// the closures run on the executor's thread only. Call order: Start-up in the constructor, Post()*, Stop() once; the
/// destructor stops too. Closures must not block for long and must not call Stop().
class SerialExecutor {
 public:
  using Closure = absl::AnyInvocable<void()>;

  struct Options {
    std::string name = "executor";  // of the thread, at most 15 characters
    size_t max_batch = 256;         // closures in one batch
    absl::Duration tick =
        absl::InfiniteDuration();  // run_batch is called at least this often, with no closures if need be
    /// Runs each closure of the batch once, in order, with what belongs around them. The default does only that.
    std::function<void(std::vector<Closure>& batch)> run_batch;
  };

  /// Starts the thread.
  explicit SerialExecutor(Options options);
  SerialExecutor(const SerialExecutor&) = delete;
  SerialExecutor& operator=(const SerialExecutor&) = delete;
  ~SerialExecutor();

  /// Queues `closure`; false (and the closure is destroyed) after Stop(). Never blocks on a running batch.
  bool Post(Closure closure) ABSL_LOCKS_EXCLUDED(mutex_);

  /// Refuses new closures, runs those that wait, and joins the thread. Safe to repeat.
  void Stop() ABSL_LOCKS_EXCLUDED(mutex_);

  /// Closures that wait now.
  size_t QueueSize() const ABSL_LOCKS_EXCLUDED(mutex_);

  /// Whether the caller runs on this executor's thread.
  bool IsOnThread() const { return std::this_thread::get_id() == thread_.get_id(); }

 private:
  void Run();
  /// Waits for work, a tick or the stop. False when it is time to leave.
  bool NextBatch(std::vector<Closure>& batch) ABSL_LOCKS_EXCLUDED(mutex_);

  const Options options_;
  mutable Mutex mutex_;
  CondVar wake_;
  std::deque<Closure> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::jthread thread_;  // last: it uses the members above
};

}  // namespace octavo

#endif  // OCTAVO_COMMON_SERIAL_EXECUTOR_H_
