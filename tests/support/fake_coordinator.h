#ifndef OCTAVO_TESTS_SUPPORT_FAKE_COORDINATOR_H_
#define OCTAVO_TESTS_SUPPORT_FAKE_COORDINATOR_H_

#include <climits>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "common/mutex.h"
#include "worker/agent/coordinator.h"

namespace octavo {

/// A coordinator in this process: grants what a test gives it, keeps logs, blobs and commits in memory, can be cut off
/// and can fail. Thread-safe.
class FakeCoordinator final : public Coordinator {
 public:
  struct CommitCall {
    AttemptId id;
    AttemptEnd end;
  };

  /// Offers an attempt until the worker holds it or has ended it.
  void Grant(const Assignment& assignment);
  /// Orders to stop an attempt for as long as the worker lists it.
  void Order(const AttemptId& id, StopReason reason);
  /// Takes the lease of an attempt away: reports and commits of it are stale.
  void Revoke(const AttemptId& id);
  /// The next report's answer asks this attempt to stop.
  void AnswerStop(const AttemptId& id);
  /// Without the network every call is UNAVAILABLE.
  void SetReachable(bool reachable);
  void SetLease(absl::Duration duration, absl::Duration margin);
  enum class Call { kReport, kCommit, kFindMissing, kUpload, kDownload };
  /// The next calls of this kind end with an error, as many as `times` says.
  void Fail(Call call, absl::Status status, int times = INT_MAX);
  /// How many calls of this kind there were.
  int calls(Call call) const;
  /// Every Sync from now on is answered with this error.
  void RefuseSync(absl::Status status);
  /// Forgets this much of an attempt's log, as a server that was restored would.
  void ShortenLog(const AttemptId& id, size_t size);

  /// Stores files and their manifest; returns its digest.
  std::string PutTree(const std::map<std::string, std::string>& files);
  void Put(const std::string& bytes);
  void Forget(const std::string& sha256);
  /// Bytes handed out by Download of this digest.
  int64_t downloaded(const std::string& sha256) const;

  /// Waits on a condition over this coordinator's state, at most `timeout`.
  bool Await(const std::function<bool(const FakeCoordinator&)>& condition, absl::Duration timeout = absl::Seconds(30));
  std::vector<CommitCall> commits() const;
  std::string log(const AttemptId& id) const;
  bool started(const AttemptId& id) const;
  std::optional<JobProgress> progress(const AttemptId& id) const;
  std::string blob(const std::string& sha256) const;
  SyncState last_sync() const;
  int syncs() const;

  absl::StatusOr<SyncReply> Sync(const SyncState& state) override;
  void InterruptSync() override;
  absl::StatusOr<ReportReply> Report(const AttemptReport& report) override;
  absl::Status Commit(const AttemptId& id, const AttemptEnd& end) override;
  absl::StatusOr<std::vector<std::string>> FindMissing(const std::vector<std::string>& sha256) override;
  absl::Status Upload(const std::string& path, const std::string& sha256, const StopSignal& stop) override;
  absl::Status Download(const std::string& sha256, int64_t offset, const Sink& sink, const StopSignal& stop) override;

 private:
  struct Attempt {
    std::string log;
    bool started = false;
    bool stop = false;
    bool stale = false;
    std::optional<JobProgress> progress;
  };

  struct Failure {
    absl::Status status;
    int times = 0;
  };

  /// Counts a call and returns the error that it is to end with.
  absl::Status Begin(Call call) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  SyncReply News(const SyncState& state) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Changed();

  mutable Mutex mutex_;
  CondVar changed_;
  bool reachable_ ABSL_GUARDED_BY(mutex_) = true;
  bool interrupted_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status refusal_ ABSL_GUARDED_BY(mutex_);
  absl::Duration lease_ ABSL_GUARDED_BY(mutex_) = absl::Seconds(30);
  absl::Duration margin_ ABSL_GUARDED_BY(mutex_) = absl::Seconds(10);
  std::map<Call, Failure> failures_ ABSL_GUARDED_BY(mutex_);
  std::map<Call, int> calls_ ABSL_GUARDED_BY(mutex_);
  int syncs_ ABSL_GUARDED_BY(mutex_) = 0;
  SyncState last_ ABSL_GUARDED_BY(mutex_);
  std::map<AttemptId, Assignment> grants_ ABSL_GUARDED_BY(mutex_);
  std::map<AttemptId, StopReason> orders_ ABSL_GUARDED_BY(mutex_);
  std::map<AttemptId, Attempt> attempts_ ABSL_GUARDED_BY(mutex_);
  std::vector<CommitCall> commits_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::string> blobs_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, int64_t> downloaded_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_SUPPORT_FAKE_COORDINATOR_H_
