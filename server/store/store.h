#ifndef OCTAVO_SERVER_STORE_STORE_H_
#define OCTAVO_SERVER_STORE_STORE_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/core/changes.h"
#include "server/core/scheduler.h"
#include "server/core/types.h"

namespace octavo {

/// An experiment or a job with what belongs to it, as stored.
struct StoredJob {
  Job job;
  std::shared_ptr<const std::string> result;  // JSON text; null where there is none, or where it was not asked for
};
struct StoredExperiment {
  Experiment experiment;
  std::vector<StoredJob> jobs;  // in the order of the request
};

/// What a list shows of an experiment.
struct JobSummary {
  JobId id;
  std::string name;
  std::string kind;
  JobState state = JobState::kBlocked;
};
struct ExperimentSummary {
  Experiment experiment;         // without job ids
  std::vector<JobSummary> jobs;  // in the order of the request
};

/// What a request id created.
struct StoredRequest {
  ExperimentId experiment;
  std::string digest;
};

/// Writes. Confined to the coordinator's thread. A transaction is Begin(), any number of units (each between
/// BeginUnit() and KeepUnit() or DropUnit()), then Commit() or Rollback(). After OK from Commit() everything is on
/// disk.
class StoreWriter {
 public:
  virtual ~StoreWriter() = default;

  /// Experiments that have not ended with their jobs, all workers, and the counters. Outside a transaction.
  virtual absl::StatusOr<Scheduler::Snapshot> Load() = 0;

  /// UNAVAILABLE or RESOURCE_EXHAUSTED (disk full) from each of these; the transaction must then be rolled back.
  virtual absl::Status Begin() = 0;
  virtual absl::Status BeginUnit() = 0;
  virtual absl::Status Write(const Changes& changes) = 0;
  virtual absl::Status KeepUnit() = 0;
  virtual absl::Status DropUnit() = 0;
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;

  /// The experiment that a request id created, also within the open transaction.
  virtual absl::StatusOr<std::optional<StoredRequest>> FindRequest(const std::string& request_id) = 0;
  /// The newest succeeded job of an action that was run (not itself from the cache).
  virtual absl::StatusOr<std::optional<SchedulerHost::CachedResult>> FindResult(const std::string& action_digest) = 0;
  /// An experiment with its jobs, results left out. NOT_FOUND.
  virtual absl::StatusOr<StoredExperiment> LoadExperiment(ExperimentId id) = 0;
  /// The experiment that a job belongs to. NOT_FOUND.
  virtual absl::StatusOr<ExperimentId> ExperimentOf(JobId id) = 0;
  /// Bytes of the write-ahead log.
  virtual int64_t LogBytes() const = 0;
};

/// Reads what has been committed. Thread-safe; may block on disk. Never writes and never checkpoints.
class StoreReader {
 public:
  virtual ~StoreReader() = default;

  /// The experiment that a request id created.
  virtual absl::StatusOr<std::optional<StoredRequest>> FindRequest(const std::string& request_id) = 0;
  /// NOT_FOUND EXPERIMENT_NOT_FOUND.
  virtual absl::StatusOr<StoredExperiment> GetExperiment(ExperimentId id) = 0;
  /// NOT_FOUND JOB_NOT_FOUND.
  virtual absl::StatusOr<StoredJob> GetJob(JobId id) = 0;
  /// Newest first, ids below `before` (unset: from the newest), without results. At most `limit`.
  virtual absl::StatusOr<std::vector<StoredExperiment>> ListExperiments(ExperimentId before, int limit) = 0;
  /// The same page, for a list of many.
  virtual absl::StatusOr<std::vector<ExperimentSummary>> SummarizeExperiments(ExperimentId before, int limit) = 0;
  struct JobFilter {
    ExperimentId experiment;  // unset: all
    std::optional<JobState> state;
  };
  virtual absl::StatusOr<std::vector<StoredJob>> ListJobs(const JobFilter& filter, JobId before, int limit) = 0;
  /// Manifests that stored jobs name: inputs and outputs, each once, sorted.
  virtual absl::StatusOr<std::vector<std::string>> NamedManifests() = 0;
  virtual absl::StatusOr<std::vector<std::pair<JobState, int64_t>>> CountJobs() = 0;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_STORE_STORE_H_
