#ifndef OCTAVO_WORKER_RUNNER_TEXT_SCRATCH_POOL_H_
#define OCTAVO_WORKER_RUNNER_TEXT_SCRATCH_POOL_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "common/mutex.h"

namespace octavo {

/// Lends a Scratch for one call, so that a const method is thread-safe without a lock around its work: as many are made
/// as threads call at once, and they keep their memory from call to call. Thread-safe.
template <typename Scratch>
class ScratchPool {
 public:
  class Lease {
   public:
    explicit Lease(ScratchPool& pool) : pool_(pool) {
      MutexLock lock(pool_.mutex_);
      if (pool_.idle_.empty()) {
        scratch_ = std::make_unique<Scratch>();
      } else {
        scratch_ = std::move(pool_.idle_.back());
        pool_.idle_.pop_back();
      }
    }
    ~Lease() {
      MutexLock lock(pool_.mutex_);
      pool_.idle_.push_back(std::move(scratch_));
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Scratch& operator*() { return *scratch_; }

   private:
    ScratchPool& pool_;
    std::unique_ptr<Scratch> scratch_;
  };

 private:
  Mutex mutex_;
  std::vector<std::unique_ptr<Scratch>> idle_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_SCRATCH_POOL_H_
