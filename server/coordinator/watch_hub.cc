#include "server/coordinator/watch_hub.h"

#include <algorithm>
#include <utility>

namespace octavo {

void WatchHub::Add(ExperimentId experiment, std::shared_ptr<ExperimentWatcher> watcher) {
  watchers_[experiment].push_back(std::move(watcher));
}

void WatchHub::Remove(ExperimentId experiment, const ExperimentWatcher* watcher) {
  const auto it = watchers_.find(experiment);
  if (it == watchers_.end()) return;
  std::erase_if(it->second, [&](const auto& entry) { return entry.get() == watcher; });
  if (it->second.empty()) watchers_.erase(it);
}

void WatchHub::PublishJob(ExperimentId experiment, const StoredJob& job, const std::optional<Progress>& progress) {
  const auto it = watchers_.find(experiment);
  if (it == watchers_.end()) return;
  std::erase_if(it->second, [&](const auto& watcher) { return !watcher->OnJob(job, progress); });
  if (it->second.empty()) watchers_.erase(it);
}

void WatchHub::End(ExperimentId experiment, const absl::Status& status) {
  const auto it = watchers_.find(experiment);
  if (it == watchers_.end()) return;
  const std::vector<std::shared_ptr<ExperimentWatcher>> watchers = std::move(it->second);
  watchers_.erase(it);
  for (const auto& watcher : watchers) watcher->OnEnd(status);
}

void WatchHub::EndAll(const absl::Status& status) {
  while (!watchers_.empty()) End(watchers_.begin()->first, status);
}

}  // namespace octavo
