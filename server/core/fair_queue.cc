#include "server/core/fair_queue.h"

#include <algorithm>

namespace octavo {

void FairQueue::Insert(int priority, ExperimentId experiment, JobId job) {
  Remember(priority, experiment);
  if (InsertJob(priority, experiment, job)) steps_.push_back({true, priority, experiment, job});
}

void FairQueue::Erase(int priority, ExperimentId experiment, JobId job) {
  Remember(priority, experiment);
  if (EraseJob(priority, experiment, job)) steps_.push_back({false, priority, experiment, job});
}

bool FairQueue::InsertJob(int priority, ExperimentId experiment, JobId job) {
  Level& level = levels_[priority];
  std::set<JobId>& jobs = level.jobs[experiment];
  if (jobs.empty()) {
    level.turns[experiment] = level.now;
    level.order.emplace(level.now, experiment);
  }
  if (!jobs.insert(job).second) return false;
  ++size_;
  return true;
}

bool FairQueue::EraseJob(int priority, ExperimentId experiment, JobId job) {
  Level& level = levels_[priority];
  const auto it = level.jobs.find(experiment);
  if (it == level.jobs.end() || it->second.erase(job) == 0) return false;
  --size_;
  if (it->second.empty()) {
    level.order.erase({level.turns[experiment], experiment});
    level.turns.erase(experiment);
    level.jobs.erase(it);
  }
  return true;
}

void FairQueue::Remember(int priority, ExperimentId experiment) {
  const Level& level = levels_[priority];
  const auto turn = level.turns.find(experiment);
  now_before_.try_emplace(priority, level.now);
  turns_before_.try_emplace({priority, experiment},
                            turn == level.turns.end() ? std::nullopt : std::optional<int64_t>(turn->second));
}

void FairQueue::TakeTurn(int priority, ExperimentId experiment) {
  Remember(priority, experiment);
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

void FairQueue::Accept() {
  steps_.clear();
  turns_before_.clear();
  now_before_.clear();
}

void FairQueue::Undo() {
  for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
    if (step->inserted) {
      EraseJob(step->priority, step->experiment, step->job);
    } else {
      InsertJob(step->priority, step->experiment, step->job);
    }
  }
  for (const auto& [key, before] : turns_before_) {
    if (!before.has_value()) continue;
    Level& level = levels_[key.first];
    int64_t& turn = level.turns[key.second];
    level.order.erase({turn, key.second});
    turn = *before;
    level.order.emplace(turn, key.second);
  }
  for (const auto& [priority, before] : now_before_) levels_[priority].now = before;
  Accept();
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
