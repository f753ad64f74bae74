#ifndef OCTAVO_WORKER_AGENT_SESSION_H_
#define OCTAVO_WORKER_AGENT_SESSION_H_

#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/mutex.h"
#include "worker/agent/attempt_runner.h"
#include "worker/agent/coordinator.h"
#include "worker/agent/lease_guard.h"

namespace octavo {

/// The worker's session with the coordinator: tells what it holds, starts what it is granted, stops what it is told to,
/// and stops everything by itself when the coordinator cannot be reached for as long as the leases last.
///
/// Threads: Run()'s caller syncs; one guard watches the lease and the drain; each attempt has one of its own. All other
/// methods are thread-safe.
class Session {
 public:
  struct Options {
    int slots = 1;
    absl::Duration longest_wait = absl::Seconds(20);      // of one long poll
    absl::Duration drain_timeout = absl::ZeroDuration();  // how long Drain() lets jobs go on
    absl::Duration kill_grace = absl::Seconds(10);        // from SIGTERM to SIGKILL, where the lease allows it
    size_t kept_job_folders = 16;                         // of ended attempts
    std::function<void()> on_ready;                       // after the first answer of the coordinator
    std::function<void()> on_sync;                        // after every answer
  };

  /// `context` outlives the session.
  Session(Options options, const AttemptContext& context);

  /// Works until Drain() has emptied the worker. FAILED_PRECONDITION kReplaced (common/program_exit.h) when a newer
  /// process has this worker's name: all jobs were stopped and nothing of them counts.
  absl::Status Run();

  /// Takes nothing new and lets jobs go on for drain_timeout; then, or when called again, stops them with their
  /// checkpoints saved and gives them back.
  void Drain();

 private:
  struct Held {
    std::shared_ptr<AttemptRunner> runner;  // shared with whoever stops it meanwhile
    bool done = false;
    StopReason stop_order = StopReason::kNone;  // the last one obeyed
    std::jthread thread;
  };

  void GuardLoop(const std::stop_token& ended);
  void CheckLease(absl::Time now);
  void CheckDrain(absl::Time now);
  SyncState MakeState();
  void SyncOnce(Backoff& backoff);
  void HandleFailure(const absl::Status& status, Backoff& backoff);
  /// True if something changed here.
  bool HandleReply(const SyncReply& reply, absl::Time sent);
  bool Start(const Assignment& assignment);
  bool Stop(const SyncReply::Stop& order);
  void RunAttempt(const std::shared_ptr<AttemptRunner>& runner);
  void ReapEnded();
  void StopAll(StopReason reason, absl::Duration grace);
  std::vector<std::shared_ptr<AttemptRunner>> Runners() const;
  /// Until a nudge, which is used up, at most `pause`.
  void Pause(absl::Duration pause);
  void Nudge();

  const Options options_;
  const AttemptContext& context_;

  // Run()'s caller only.
  std::string server_id_;
  bool reachable_ = true;   // told otherwise by the first failure
  bool announced_ = false;  // on_ready was called
  absl::Duration wait_ = absl::ZeroDuration();
  absl::Status over_;

  mutable Mutex mutex_;
  CondVar nudge_;
  bool nudged_ ABSL_GUARDED_BY(mutex_) = false;
  LeaseGuard lease_ ABSL_GUARDED_BY(mutex_);
  bool lease_lost_ ABSL_GUARDED_BY(mutex_) = false;  // and acted upon
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time drain_deadline_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteFuture();
  std::map<AttemptId, Held> held_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_SESSION_H_
