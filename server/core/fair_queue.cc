#include "server/core/fair_queue.h"

#include <algorithm>

namespace octavo {

void FairQueue::Insert(int priority, ExperimentId experiment, JobId job) {
  Level& level = levels_[priority];
  std::set<JobId>& jobs = level.jobs[experiment];
  if (jobs.empty()) {
    level.turns[experiment] = level.now;
    level.order.emplace(level.now, experiment);
  }
  if (jobs.insert(job).second) ++size_;
}

void FairQueue::Erase(int priority, ExperimentId experiment, JobId job) {
  const auto level_it = levels_.find(priority);
  if (level_it == levels_.end()) return;
  Level& level = level_it->second;
  const auto it = level.jobs.find(experiment);
  if (it == level.jobs.end() || it->second.erase(job) == 0) return;
  --size_;
  if (!it->second.empty()) return;
  level.order.erase({level.turns[experiment], experiment});
  level.turns.erase(experiment);
  level.jobs.erase(it);
}

void FairQueue::TakeTurn(int priority, ExperimentId experiment) {
  Level& level = levels_[priority];
  const auto it = level.turns.find(experiment);
  if (it == level.turns.end()) {
    // Its last job: whoever comes next starts after it.
    return;
  }
  level.now = std::max(level.now, it->second);
  level.order.erase({it->second, experiment});
  level.order.emplace(++it->second, experiment);
}

void FairQueue::Clear() {
  levels_.clear();
  size_ = 0;
}

void FairQueue::Visit(absl::FunctionRef<bool(JobId)> visit) const {
  for (const auto& [priority, level] : levels_) {
    for (const auto& [turn, experiment] : level.order) {
      for (const JobId job : level.jobs.at(experiment)) {
        if (!visit(job)) return;
      }
    }
  }
}

}  // namespace octavo
