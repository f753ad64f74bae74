#ifndef OCTAVO_WORKER_RUNNER_JOB_LIFELINE_H_
#define OCTAVO_WORKER_RUNNER_JOB_LIFELINE_H_

#include <functional>
#include <memory>
#include <thread>

#include "absl/status/statusor.h"

namespace octavo {

/// Watches a descriptor that the parent process holds the other end of, and calls `on_end` once, on its own thread,
/// when that end is closed: the parent has died. The destructor stops watching and joins; `on_end` may also never
/// return.
class Lifeline {
 public:
  /// Takes over `fd`. INVALID_ARGUMENT if it is not an open descriptor.
  static absl::StatusOr<std::unique_ptr<Lifeline>> Watch(int fd, std::function<void()> on_end);
  ~Lifeline();
  Lifeline(const Lifeline&) = delete;
  Lifeline& operator=(const Lifeline&) = delete;

 private:
  Lifeline(int fd, int wake_fd, std::function<void()> on_end);
  void Run();

  const int fd_;
  const int wake_fd_;  // eventfd that ends the wait
  const std::function<void()> on_end_;
  std::jthread thread_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_LIFELINE_H_
