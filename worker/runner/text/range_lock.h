#ifndef OCTAVO_WORKER_RUNNER_TEXT_RANGE_LOCK_H_
#define OCTAVO_WORKER_RUNNER_TEXT_RANGE_LOCK_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace octavo {

/// An exclusive lock on one of 2^62 numbers, among all who name the same file: one file holds the locks of any number
/// of things. Held while this object lives and let go by the system where the process ends (Linux's open file
/// description locks). Thread-compatible; two objects of one process exclude each other too.
class RangeLock {
 public:
  /// Makes the file if need be, and waits for as long as `may_wait`, which is asked now and then, is OK; its error is
  /// returned. A status with the system's words where the file cannot be opened or has no locks.
  static absl::StatusOr<RangeLock> Acquire(const std::string& path, uint64_t number,
                                           absl::FunctionRef<absl::Status()> may_wait);
  RangeLock(RangeLock&& other) noexcept;
  RangeLock& operator=(RangeLock&& other) noexcept;
  ~RangeLock();

 private:
  explicit RangeLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_RANGE_LOCK_H_
