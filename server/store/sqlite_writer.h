#ifndef OCTAVO_SERVER_STORE_SQLITE_WRITER_H_
#define OCTAVO_SERVER_STORE_SQLITE_WRITER_H_

#include <memory>
#include <string>

#include "server/store/sqlite_database.h"
#include "server/store/store.h"

namespace octavo {

/// StoreWriter over the one SQLite connection that writes and checkpoints. Confined to one thread.
class SqliteWriter final : public StoreWriter {
 public:
  /// Opens or creates `path` and migrates it. FAILED_PRECONDITION for a database that needs a newer program.
  static absl::StatusOr<std::unique_ptr<SqliteWriter>> Open(const std::string& path);

  absl::StatusOr<Scheduler::Snapshot> Load() override;
  absl::Status Begin() override;
  absl::Status BeginUnit() override;
  absl::Status Write(const Changes& changes) override;
  absl::Status KeepUnit() override;
  absl::Status DropUnit() override;
  absl::Status Commit() override;
  void Rollback() override;
  absl::StatusOr<std::optional<StoredRequest>> FindRequest(const std::string& request_id) override;
  absl::StatusOr<std::optional<SchedulerHost::CachedResult>> FindResult(const std::string& action_digest) override;
  absl::StatusOr<StoredExperiment> LoadExperiment(ExperimentId id) override;
  absl::StatusOr<ExperimentId> ExperimentOf(JobId id) override;
  int64_t LogBytes() const override;

 private:
  SqliteWriter(std::string path, std::unique_ptr<SqliteDatabase> database)
      : path_(std::move(path)), database_(std::move(database)) {}
  absl::Status WriteExperiment(const Changes::Row<Experiment>& row);
  absl::Status WriteJob(const Changes::JobRow& row);
  absl::Status WriteAttempt(JobId job, const Attempt& attempt);
  absl::Status WriteWorker(const Worker& worker);
  absl::Status WriteCounter(absl::string_view name, int64_t value);
  absl::Status LoadWorkers(Scheduler::Snapshot* snapshot);
  absl::Status RunSql(absl::string_view sql);

  const std::string path_;
  const std::unique_ptr<SqliteDatabase> database_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_STORE_SQLITE_WRITER_H_
