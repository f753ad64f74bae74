#ifndef OCTAVO_SERVER_COORDINATOR_WATCH_HUB_H_
#define OCTAVO_SERVER_COORDINATOR_WATCH_HUB_H_

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "server/coordinator/progress.h"
#include "server/store/store.h"

namespace octavo {

/// One who follows an experiment. The methods are called on the coordinator's thread and must not block.
class ExperimentWatcher {
 public:
  virtual ~ExperimentWatcher() = default;
  /// Once, first.
  virtual void OnExperiment(const StoredExperiment& experiment) = 0;
  /// A job changed. False: the watcher cannot keep up and leaves.
  virtual bool OnJob(const StoredJob& job, const std::optional<Progress>& progress) = 0;
  /// Once, last. OK when every job has ended.
  virtual void OnEnd(const absl::Status& status) = 0;
};

/// The watchers of each experiment. Confined to the coordinator's thread.
class WatchHub {
 public:
  void Add(ExperimentId experiment, std::shared_ptr<ExperimentWatcher> watcher);
  void Remove(ExperimentId experiment, const ExperimentWatcher* watcher);
  bool IsWatched(ExperimentId experiment) const { return watchers_.contains(experiment); }
  void PublishJob(ExperimentId experiment, const StoredJob& job, const std::optional<Progress>& progress);
  /// Tells the experiment's watchers that nothing more comes, and drops them.
  void End(ExperimentId experiment, const absl::Status& status);
  void EndAll(const absl::Status& status);

 private:
  // Shared with the RPC that it serves, which may outlive its place here and the other way round.
  std::map<ExperimentId, std::vector<std::shared_ptr<ExperimentWatcher>>> watchers_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_COORDINATOR_WATCH_HUB_H_
