#ifndef OCTAVO_SERVER_CORE_SCHEDULER_H_
#define OCTAVO_SERVER_CORE_SCHEDULER_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/core/changes.h"
#include "server/core/fair_queue.h"
#include "server/core/placement.h"
#include "server/core/table.h"
#include "server/core/types.h"

// clang-format off
// Glossary
//   experiment   what a user submits: a named DAG of jobs
//   job          one unit that runs on one worker: kind, parameters, inputs by digest, resources, retry policy
//   attempt      one try at a job: worker, fence, start, end, outcome, use of resources, log
//   lease        the right to run an attempt until a time; every Sync that lists the attempt renews it; kept in memory only
//   fence        the lease's number: grows with every grant, never repeats, written with the grant. A commit counts only with it
//   held         LEASED or RUNNING: some worker has the lease
//   artefact     files, named by the digest of their manifest
//   action       kind, parameters, inputs, runner and device class; its digest is the key of the result cache
//   quiet        wants a worker alone, because it measures time
//   drain        a worker finishes what it runs and gets nothing new
//   adopt        after a restart of the server, to recognise the attempts that a reconnecting worker lists
// clang-format on

namespace octavo {

struct SchedulerOptions {
  absl::Duration lease = absl::Seconds(30);          // from a Sync until an attempt is given away
  absl::Duration restart_grace = absl::Seconds(90);  // the same after a restart of the server
  int max_unfinished_jobs = 10'000;
  int max_workers = 1'000;
  absl::Duration forget_worker = absl::Hours(24 * 7);  // a worker silent for so long leaves the list
};

/// What the scheduler asks of the world while it decides. Called on the scheduler's thread, inside its methods.
class SchedulerHost {
 public:
  virtual ~SchedulerHost() = default;
  /// Digest of a manifest of the files below `path` in the artefact `manifest`, stored. NOT_FOUND where there are none:
  /// the job that needs them fails. UNAVAILABLE or RESOURCE_EXHAUSTED: not now; so does the command that asked.
  virtual absl::StatusOr<std::string> SelectOutput(const std::string& manifest, const std::string& path) = 0;
  struct CachedResult {
    JobId job;
    std::string output_digest;
    std::shared_ptr<const std::string> json;
  };
  /// A succeeded job with this action whose outputs are still stored.
  virtual std::optional<CachedResult> FindResult(const std::string& action_digest) = 0;
};

/// Decides everything about experiments, jobs, leases and workers, and does nothing else: no thread, clock, randomness,
/// I/O or RPC inside; the time comes in as an argument. It holds the experiments that have not ended, and those loaded
/// for a command.
///
/// Each public method that changes state is one command. After it the owner calls TakeChanges(), writes them, then
/// Accept(); or Undo(), where the command gave an error or the write failed. Those that free what others wait for
/// (Commit, RetryJob) may also give what SelectOutput gives, and are to be repeated then.
/// Thread-compatible; the server confines it to the coordinator's thread.
class Scheduler {
 public:
  struct Snapshot {
    std::vector<Experiment> experiments;
    std::vector<Job> jobs;
    std::vector<Worker> workers;
    Counters counters;
  };
  /// Starts from what is on disk. Every held attempt keeps its lease for restart_grace.
  /// `host` must outlive the scheduler.
  Scheduler(SchedulerOptions options, SchedulerHost& host, Snapshot snapshot, absl::Time now);

  // Users
  // ---------------------------------------------------------------------------------------------------------------

  struct NewExperiment {
    std::string name;
    std::string request_id;
    std::string request_digest;
    std::vector<JobSpec> jobs;  // checked by ValidateExperiment()
  };
  /// Adds an experiment. RESOURCE_EXHAUSTED QUEUE_FULL.
  absl::StatusOr<ExperimentId> Submit(NewExperiment experiment, absl::Time now);
  /// NOT_FOUND.
  absl::Status CancelExperiment(ExperimentId id, const std::string& reason, absl::Time now);
  /// NOT_FOUND; FAILED_PRECONDITION JOB_ENDED where it ended otherwise.
  absl::Status CancelJob(JobId id, const std::string& reason, absl::Time now);
  /// NOT_FOUND; FAILED_PRECONDITION JOB_NOT_ENDED, JOB_SUCCEEDED, DEPENDENCY_NOT_SUCCEEDED.
  absl::Status RetryJob(JobId id, absl::Time now);

  struct Explanation {
    JobState state;
    std::string summary;
    std::vector<std::string> reasons;
    int jobs_ahead = 0;
    bool can_never_run = false;  // each of the workers now connected (at least one) lacks what it needs
  };
  /// Why the job is where it is. NOT_FOUND.
  absl::StatusOr<Explanation> Explain(JobId id, absl::Time now) const;

  // Workers
  // -------------------------------------------------------------------------------------------------------------

  struct SyncInput {
    WorkerName name;
    InstanceId instance;
    Capabilities capabilities;
    int slots = 1;
    std::vector<AttemptKey> running;
    bool draining = false;
  };
  /// Registers the worker and renews the leases of what it lists. FAILED_PRECONDITION WORKER_SUPERSEDED;
  /// RESOURCE_EXHAUSTED TOO_MANY_WORKERS.
  absl::Status Sync(const SyncInput& input, absl::Time now);

  struct Grant {
    AttemptKey key;
    Job job;
    int threads = 0;
    std::string device;
  };
  enum class StopReason { kCancelled = 1, kStale = 2, kTimeLimit = 3 };
  struct Stop {
    AttemptKey key;
    StopReason reason;
    friend auto operator<=>(const Stop&, const Stop&) = default;
  };
  struct News {
    std::vector<Grant> grants;  // held by the worker but not in its last Sync's list
    std::vector<Stop> stops;    // in that list but not to be run
    bool draining = false;
    bool is_new = false;  // something the worker was not told yet
  };
  /// What the worker has to know. REQUIRES: it is registered.
  News NewsFor(const WorkerName& name, absl::Time now) const;
  /// The worker was sent `news`.
  void Told(const WorkerName& name, const News& news);

  /// The runner started: LEASED becomes RUNNING. OK where it is already. FAILED_PRECONDITION STALE_LEASE.
  absl::Status Started(const AttemptKey& key, absl::Time now);
  /// Whether the attempt still holds its job. FAILED_PRECONDITION STALE_LEASE.
  absl::Status CheckLease(const AttemptKey& key) const;
  /// Whether the holder should stop: the job is being cancelled. REQUIRES: CheckLease() is OK.
  bool ShouldStop(const AttemptKey& key) const;

  struct AttemptEnd {
    AttemptOutcome outcome = AttemptOutcome::kNone;
    std::string reason;
    std::string message;
    int exit_code = 0;
    int signal = 0;
    ResourceUsage usage;
    std::string output_digest;                  // required for kSucceeded
    std::shared_ptr<const std::string> result;  // JSON text; may be null
  };
  /// Ends an attempt. OK also where this very end was accepted before. FAILED_PRECONDITION STALE_LEASE.
  absl::Status Commit(const AttemptKey& key, const AttemptEnd& end, absl::Time now);

  /// NOT_FOUND WORKER_NOT_FOUND.
  absl::Status SetDraining(const WorkerName& name, bool draining);

  // Time and placement
  // --------------------------------------------------------------------------------------------------

  /// Ends the attempts whose leases are over and forgets workers long gone.
  void Tick(absl::Time now);
  /// Until now nobody could be heard (the process stood still, or the machine slept): as after a restart, every held
  /// attempt keeps its lease for restart_grace, and a worker's silence counts from now on.
  void ResumeAfterStall(absl::Time now);
  /// Gives queued jobs to the workers in `ready`, or finishes them from the result cache.
  void Dispatch(const std::set<WorkerName>& ready, absl::Time now);

  // For the owner
  // -------------------------------------------------------------------------------------------------------

  /// Everything changed since the last Accept() or Undo(), and what happened. Clears the events.
  Changes TakeChanges();
  void Accept();
  void Undo();
  /// Drops ended experiments from memory. REQUIRES: everything is accepted.
  void EvictEnded();
  /// Brings an ended experiment back, for a command on one of its jobs. No effect where it is loaded.
  void Load(const Experiment& experiment, const std::vector<Job>& jobs);

  const Job* FindJob(JobId id) const { return jobs_.Find(id); }
  const Experiment* FindExperiment(ExperimentId id) const { return experiments_.Find(id); }
  const std::map<JobId, Job>& jobs() const { return jobs_.map(); }
  const std::map<WorkerName, Worker>& workers() const { return workers_.map(); }
  Counters counters() const { return counters_; }

  struct WorkerView {
    bool connected = false;  // a Sync within the last lease
    bool draining = false;   // by itself or by an administrator
    absl::Time last_seen = absl::InfinitePast();
    std::vector<AttemptKey> running;
  };
  WorkerView ViewWorker(const WorkerName& name, absl::Time now) const;

 private:
  /// A lease; in memory only.
  struct Lease {
    AttemptKey key;
    WorkerName worker;
    absl::Time expiry;
    int threads = 0;
    std::string device;
  };
  /// What is known of a connected worker; in memory only.
  struct Session {
    absl::Time last_seen = absl::InfinitePast();
    bool draining = false;
    std::vector<AttemptKey> listed;
    std::set<Stop> told_stops;
    bool told_draining = false;
  };

  // scheduler.cc: the ways every change goes
  void SetState(JobId id, JobState to, std::string reason, absl::Time now);
  void OnEnded(const Job& job, absl::Time now);
  /// What a job's inputs are, or why they can never be had.
  struct ResolvedInputs {
    std::vector<std::string> digests;
    std::string failure;
  };
  /// REQUIRES: the jobs that it depends on have their outputs.
  absl::StatusOr<ResolvedInputs> ResolveInputs(const Job& job);
  /// Makes a blocked job QUEUED if nothing keeps it any more. An error changes nothing.
  absl::Status Unblock(JobId id, absl::Time now);
  void Enqueue(JobId id, ResolvedInputs inputs, absl::Time now);
  /// Ends the job as SUCCEEDED and queues what waited for it only. An error changes nothing.
  absl::Status Succeed(JobId id, const std::string& output, std::string reason, absl::Time now);
  const Job* JobNamed(const Experiment& experiment, const std::string& name) const;
  std::vector<const Job*> Dependencies(const Job& job) const;
  bool DependsOn(const Job& job, const std::string& name) const;
  int UnfinishedJobs() const;

  // scheduler_users.cc
  void CancelLive(const Job& job, const std::string& reason, absl::Time now);

  // scheduler_workers.cc
  /// An error changes nothing; there is none but where the attempt succeeded.
  absl::Status EndAttempt(JobId id, const AttemptEnd& end, absl::Time now);
  void DecideAfterFailure(JobId id, const AttemptEnd& end, absl::Time now);
  void LoseForgottenAttempts(const SyncInput& input, absl::Time now);
  /// How the attempt of a leased or running job ends that its worker no longer has: what never started says nothing
  /// against the job and does not count.
  AttemptOutcome OutcomeOfLost(JobId id) const;
  bool IsTakingWork(const Worker& worker, absl::Time now) const;

  // scheduler_dispatch.cc
  using Loads = std::map<WorkerName, WorkerLoad>;  // of the workers that hold anything
  Loads LoadsNow() const;
  static WorkerLoad LoadOf(const WorkerName& name, const Loads& loads);
  bool Avoids(const Job& job, const Worker& worker, absl::Time now) const;
  bool AnotherCanTake(const Job& job, const WorkerName& not_this, const Loads& loads, absl::Time now) const;
  JobId PickFor(const Worker& worker, const Loads& loads, absl::Time now) const;
  bool FinishFromCache(JobId id, const std::string& action, absl::Time now);
  void GrantTo(JobId id, const Worker& worker, const std::string& action, absl::Time now);

  // scheduler_explain.cc
  int JobsAhead(const Job& job) const;
  void ExplainQueued(const Job& job, absl::Time now, Explanation* explanation) const;

  const SchedulerOptions options_;
  SchedulerHost& host_;
  absl::Time listening_since_;  // since the start, or the last time that the server stood still
  Table<ExperimentId, Experiment> experiments_;
  Table<JobId, Job> jobs_;
  Table<WorkerName, Worker> workers_;
  Table<JobId, Lease> leases_;
  Table<WorkerName, Session> sessions_;
  Counters counters_;
  Counters counters_before_;
  FairQueue queue_;
  // Workers that Dispatch() had no job for. Emptied where anything changes that it looks at: the queue, what workers
  // have and hold, and who takes work. Else each call of a worker would cost a look at the whole queue for each that
  // waits.
  std::set<WorkerName> unserved_;
  absl::Time last_tick_ = absl::InfinitePast();
  std::vector<StoredResult> results_;
  std::vector<Event> events_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_SCHEDULER_H_
