#ifndef OCTAVO_SERVER_CORE_FAIR_QUEUE_H_
#define OCTAVO_SERVER_CORE_FAIR_QUEUE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "common/ids.h"

namespace octavo {

/// The order in which queued jobs are offered to workers: larger priority first; within one priority experiments take
/// turns, and each gives its jobs in submission order. An experiment that comes late, or back, starts level with the
/// one served last, so it neither jumps the others nor claims turns that it did not use (start-time fair queueing).
/// Thread-compatible.
class FairQueue {
 public:
  void Insert(int priority, ExperimentId experiment, JobId job);
  void Erase(int priority, ExperimentId experiment, JobId job);
  /// A job of `experiment` was given out: the others come first now.
  void TakeTurn(int priority, ExperimentId experiment);
  /// Keeps the changes since the last Accept() or Undo().
  void Accept();
  /// Takes them back, turns too. Costs as much as the changes did.
  void Undo();
  size_t size() const { return size_; }

  /// Calls `visit` in order until it returns false. The queue must not be changed meanwhile.
  void Visit(absl::FunctionRef<bool(JobId)> visit) const;

 private:
  struct Level {
    std::map<ExperimentId, std::set<JobId>> jobs;
    std::map<ExperimentId, int64_t> turns;             // of those in `jobs`
    std::set<std::pair<int64_t, ExperimentId>> order;  // by turn, then submission
    int64_t now = 0;                                   // turn of the experiment served last
  };

  struct Step {
    bool inserted;  // or else erased
    int priority;
    ExperimentId experiment;
    JobId job;
  };

  void Remember(int priority, ExperimentId experiment);
  bool InsertJob(int priority, ExperimentId experiment, JobId job);
  bool EraseJob(int priority, ExperimentId experiment, JobId job);

  std::map<int, Level, std::greater<>> levels_;
  size_t size_ = 0;
  // What changed, for Undo().
  std::vector<Step> steps_;
  std::map<std::pair<int, ExperimentId>, std::optional<int64_t>> turns_before_;
  std::map<int, int64_t> now_before_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_FAIR_QUEUE_H_
