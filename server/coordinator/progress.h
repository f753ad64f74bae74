#ifndef OCTAVO_SERVER_COORDINATOR_PROGRESS_H_
#define OCTAVO_SERVER_COORDINATOR_PROGRESS_H_

#include <map>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"
#include "common/ids.h"
#include "common/mutex.h"

namespace octavo {

/// How far a running job is. Not stored.
struct Progress {
  std::string phase;
  int64_t step = 0;
  int64_t total_steps = 0;
  double rate = 0;
  std::string rate_unit;
  absl::Duration eta = absl::ZeroDuration();
  std::map<std::string, double> metrics;
  int64_t memory_bytes = 0;  // resident set of the runner; 0: not known
};

/// The newest progress of each running job. Thread-safe.
class ProgressBoard {
 public:
  void Set(JobId job, Progress progress) ABSL_LOCKS_EXCLUDED(mutex_) {
    MutexLock lock(mutex_);
    progress_.insert_or_assign(job, std::move(progress));
  }
  void Clear(JobId job) ABSL_LOCKS_EXCLUDED(mutex_) {
    MutexLock lock(mutex_);
    progress_.erase(job);
  }
  std::optional<Progress> Get(JobId job) const ABSL_LOCKS_EXCLUDED(mutex_) {
    MutexLock lock(mutex_);
    const auto it = progress_.find(job);
    return it == progress_.end() ? std::nullopt : std::optional<Progress>(it->second);
  }

 private:
  mutable Mutex mutex_;
  std::map<JobId, Progress> progress_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_COORDINATOR_PROGRESS_H_
