#ifndef OCTAVO_SERVER_CORE_PLACEMENT_H_
#define OCTAVO_SERVER_CORE_PLACEMENT_H_

#include <string>

#include "server/core/types.h"

namespace octavo {

/// What a worker's present attempts take.
struct WorkerLoad {
  int attempts = 0;
  int threads = 0;
  int64_t memory_bytes = 0;
  bool quiet = false;  // one of them wants to be alone
};

/// Whether a job can run on a worker. Made for each pair of a worker and a queued job, so it holds no text.
struct Fit {
  enum class Verdict {
    kNow,    // yes
    kLater,  // when what runs there has ended
    kNever,  // not on this worker
  };
  enum class Obstacle { kNone, kDevice, kThreads, kMemory, kQuietJob, kNotAlone, kSlots, kFreeThreads, kFreeMemory };
  Verdict verdict = Verdict::kNow;
  Obstacle obstacle = Obstacle::kNone;
};

Fit FitOn(const Resources& wanted, const Worker& worker, const WorkerLoad& load);
/// The obstacle with numbers: "needs 6.1 GiB and 3.8 GiB of 8.0 GiB are free"; empty where there is none.
std::string WhyNot(Fit::Obstacle obstacle, const Resources& wanted, const Worker& worker, const WorkerLoad& load);

/// Threads that the job gets on that worker: what it asked for, or all.
int ResolvedThreads(const Resources& wanted, const Capabilities& capabilities);
/// "cpu" or "cuda": where "any" goes. REQUIRES: the job fits the worker.
std::string ResolvedDevice(const Resources& wanted, const Capabilities& capabilities);
/// "6.1 GiB".
std::string FormatBytes(int64_t bytes);

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_PLACEMENT_H_
