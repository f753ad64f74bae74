#ifndef OCTAVO_SERVER_COORDINATOR_COORDINATOR_H_
#define OCTAVO_SERVER_COORDINATOR_COORDINATOR_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/clock.h"
#include "common/serial_executor.h"
#include "server/blobs/blob_store.h"
#include "server/blobs/log_store.h"
#include "server/coordinator/observer.h"
#include "server/coordinator/progress.h"
#include "server/coordinator/watch_hub.h"
#include "server/core/scheduler.h"
#include "server/store/store.h"

namespace octavo {

struct CoordinatorOptions {
  SchedulerOptions scheduler;
  absl::Duration lease_margin = absl::Seconds(5);  // a worker stops its runners so long before its lease ends
  absl::Duration next_sync = absl::Seconds(10);    // workers call at least this often; also the longest poll
  std::string server_id;                           // changes with every start
};

/// The one way in to everything that changes: a serial executor that owns the scheduler and the store's writer.
///
/// All commands that wait make one batch: each is applied to the scheduler and written in its own unit (SAVEPOINT),
/// jobs are given out, and one COMMIT makes it last. Only then do callers, workers, watchers and the observer hear of
/// it. Where a command's write fails, that command fails alone; where the COMMIT fails, everyone in the batch gets
/// UNAVAILABLE and the scheduler is built again from the database.
///
/// Thread-safe. Callbacks run on the coordinator's thread and must not block; each is called exactly once, also when
/// the coordinator stops. The store, blobs, logs, clock and observer must outlive it.
class Coordinator : private SchedulerHost {
 public:
  struct Parts {
    StoreWriter& writer;
    StoreReader& reader;
    BlobStore& blobs;
    LogStore& logs;
    const Clock& clock;
    CoordinatorObserver* observer = nullptr;  // optional
  };
  /// Loads the database and starts the thread.
  static absl::StatusOr<std::unique_ptr<Coordinator>> Create(CoordinatorOptions options, Parts parts);
  ~Coordinator() override;

  template <typename T>
  using Done = absl::AnyInvocable<void(T)>;

  // Each gives what Scheduler's method of that name gives, or UNAVAILABLE; OK means on disk.

  /// Also FAILED_PRECONDITION … ALREADY_EXISTS REQUEST_ID_REUSED. A repeated request gives the first answer.
  void Submit(Scheduler::NewExperiment experiment, Done<absl::StatusOr<ExperimentId>> done);
  void CancelExperiment(ExperimentId id, std::string reason, Done<absl::Status> done);
  void CancelJob(JobId id, std::string reason, Done<absl::Status> done);
  void RetryJob(JobId id, Done<absl::Status> done);
  void Explain(JobId id, Done<absl::StatusOr<Scheduler::Explanation>> done);
  void SetDraining(WorkerName name, bool draining, Done<absl::Status> done);

  struct SyncReply {
    Scheduler::News news;
    absl::Duration lease;
    absl::Duration lease_margin;
    absl::Duration next_sync;
    std::string server_id;
  };
  /// A worker's call: answered when there is news, or after `wait` (at most next_sync). A newer call of the same worker
  /// ends an older one. Gives the call's number, for AbandonSync().
  int64_t Sync(Scheduler::SyncInput input, absl::Duration wait, Done<absl::StatusOr<SyncReply>> done);
  /// The caller is gone: ends its poll now, if that very one is still open.
  void AbandonSync(WorkerName name, int64_t call);

  /// Gives whether the worker should stop the attempt.
  void Report(AttemptKey key, bool started, std::optional<Progress> progress, Done<absl::StatusOr<bool>> done);
  void Commit(AttemptKey key, Scheduler::AttemptEnd end, Done<absl::Status> done);

  struct WorkerInfo {
    Worker worker;
    Scheduler::WorkerView view;
  };
  void ListWorkers(Done<absl::StatusOr<std::vector<WorkerInfo>>> done);

  /// Feeds the watcher from the experiment's present state on. NOT_FOUND goes to its OnEnd().
  void Watch(ExperimentId id, std::shared_ptr<ExperimentWatcher> watcher);
  void Unwatch(ExperimentId id, std::shared_ptr<ExperimentWatcher> watcher);

  const ProgressBoard& progress() const { return progress_; }

  /// Answers polls and watchers with UNAVAILABLE, now and from now on; other calls go on. Soon, not before it returns.
  void EndWaits();
  /// Does that too, runs the commands that wait, and stops the thread. Later calls get UNAVAILABLE. Safe to repeat.
  void Stop();

 private:
  using Apply = std::function<absl::Status(absl::Time now)>;
  struct Poll {
    int64_t call;
    absl::Time deadline;
    Done<absl::StatusOr<SyncReply>> done;
  };

  Coordinator(CoordinatorOptions options, Parts parts);

  // SchedulerHost
  absl::StatusOr<std::string> SelectOutput(const std::string& manifest, const std::string& path) override;
  std::optional<CachedResult> FindResult(const std::string& action_digest) override;

  /// Posts a command; `done` gets the status after COMMIT.
  void Post(Apply apply, Done<absl::Status> done);

  // The batch, in order. On the coordinator's thread.
  void RunBatch(std::vector<SerialExecutor::Closure>& batch);
  void ForgiveStall();
  absl::Status RunCommand(const Apply& apply);
  absl::Status WriteChanges(const Changes& changes);
  absl::Status CommitBatch();
  void Publish();
  void FailBatch(const absl::Status& status);
  absl::Status Rebuild();
  void AnswerPolls(bool check_all);
  void Note(const Changes& changes);
  void PublishJob(const Job& job);
  absl::Status EnsureLoaded(JobId id);
  absl::Status EnsureLoaded(ExperimentId id);

  const CoordinatorOptions options_;
  const Parts parts_;
  ProgressBoard progress_;
  std::atomic<int64_t> last_sync_ = 0;  // the number of the newest call

  // Confined to the executor's thread (and to the constructor before it starts).
  std::unique_ptr<Scheduler> scheduler_;
  WatchHub watchers_;
  std::map<WorkerName, Poll> polls_;
  std::vector<absl::AnyInvocable<void(const absl::Status& batch)>> completions_;
  std::vector<Event> events_;
  std::map<JobId, Job> changed_jobs_;
  std::set<ExperimentId> ended_experiments_;
  std::set<WorkerName> touched_workers_;
  bool transaction_open_ = false;
  bool batch_broken_ = false;
  bool stopping_ = false;
  int written_commands_ = 0;
  absl::Time now_ = absl::InfinitePast();
  absl::Time last_tick_ = absl::InfinitePast();

  std::unique_ptr<SerialExecutor> executor_;  // last: its thread uses the members above
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_COORDINATOR_COORDINATOR_H_
