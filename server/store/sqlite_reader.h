#ifndef OCTAVO_SERVER_STORE_SQLITE_READER_H_
#define OCTAVO_SERVER_STORE_SQLITE_READER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "common/mutex.h"
#include "server/store/sqlite_database.h"
#include "server/store/store.h"

namespace octavo {

/// StoreReader over read-only SQLite connections, one per concurrent call, kept for the next one. Thread-safe.
class SqliteReader final : public StoreReader {
 public:
  /// REQUIRES: a SqliteWriter has created the file at `path`.
  explicit SqliteReader(std::string path) : path_(std::move(path)) {}

  absl::StatusOr<std::optional<StoredRequest>> FindRequest(const std::string& request_id) override;
  absl::StatusOr<StoredExperiment> GetExperiment(ExperimentId id) override;
  absl::StatusOr<StoredJob> GetJob(JobId id) override;
  absl::StatusOr<std::vector<StoredExperiment>> ListExperiments(ExperimentId before, int limit) override;
  absl::StatusOr<std::vector<ExperimentSummary>> SummarizeExperiments(ExperimentId before, int limit) override;
  absl::StatusOr<std::vector<StoredJob>> ListJobs(const JobFilter& filter, JobId before, int limit) override;
  absl::StatusOr<std::vector<std::string>> NamedManifests() override;
  absl::StatusOr<std::vector<std::pair<JobState, int64_t>>> CountJobs() override;

 private:
  class Lease;
  absl::StatusOr<std::unique_ptr<SqliteDatabase>> Take() ABSL_LOCKS_EXCLUDED(mutex_);
  void GiveBack(std::unique_ptr<SqliteDatabase> database) ABSL_LOCKS_EXCLUDED(mutex_);

  const std::string path_;
  Mutex mutex_;
  std::vector<std::unique_ptr<SqliteDatabase>> idle_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_STORE_SQLITE_READER_H_
