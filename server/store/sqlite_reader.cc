#include "server/store/sqlite_reader.h"

#include <cstdint>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/status_macros.h"
#include "server/store/record_json.h"
#include "server/store/sqlite_pages.h"
#include "server/store/sqlite_queries.h"

namespace octavo {
namespace {

constexpr size_t kMaxIdle = 8;

}  // namespace

/// Borrows a connection and holds one read transaction, so that several statements see one state.
class SqliteReader::Lease {
 public:
  static absl::StatusOr<Lease> Take(SqliteReader& reader) {
    OCTAVO_ASSIGN_OR_RETURN(std::unique_ptr<SqliteDatabase> database, reader.Take());
    OCTAVO_RETURN_IF_ERROR(database->Execute("BEGIN"));
    return Lease(reader, std::move(database));
  }
  Lease(Lease&&) noexcept = default;
  ~Lease() {
    // A connection that cannot end its transaction would pin the write-ahead log: drop it.
    if (database_ != nullptr && database_->Execute("COMMIT").ok()) reader_->GiveBack(std::move(database_));
  }
  SqliteDatabase& database() { return *database_; }

 private:
  Lease(SqliteReader& reader, std::unique_ptr<SqliteDatabase> database)
      : reader_(&reader), database_(std::move(database)) {}
  SqliteReader* reader_;
  std::unique_ptr<SqliteDatabase> database_;
};

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteReader::Take() {
  {
    MutexLock lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<SqliteDatabase> database = std::move(idle_.back());
      idle_.pop_back();
      return database;
    }
  }
  return SqliteDatabase::Open(path_, SqliteDatabase::Mode::kReadOnly);
}

void SqliteReader::GiveBack(std::unique_ptr<SqliteDatabase> database) {
  MutexLock lock(mutex_);
  if (idle_.size() < kMaxIdle) idle_.push_back(std::move(database));
}

absl::StatusOr<std::optional<StoredRequest>> SqliteReader::FindRequest(const std::string& request_id) {
  OCTAVO_ASSIGN_OR_RETURN(Lease lease, Lease::Take(*this));
  return ReadRequest(lease.database(), request_id);
}

absl::StatusOr<StoredExperiment> SqliteReader::GetExperiment(ExperimentId id) {
  OCTAVO_ASSIGN_OR_RETURN(Lease lease, Lease::Take(*this));
  return ReadExperiment(lease.database(), id, /*with_results=*/true);
}

absl::StatusOr<StoredJob> SqliteReader::GetJob(JobId id) {
  OCTAVO_ASSIGN_OR_RETURN(Lease lease, Lease::Take(*this));
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement row,
                          lease.database().Prepare(absl::StrCat("SELECT ", kJobColumns, " FROM jobs WHERE id = ?")));
  OCTAVO_ASSIGN_OR_RETURN(const bool found, row.Bind(id.number()).Step());
  if (!found) {
    return WithReason(absl::NotFoundError(absl::StrCat("there is no job ", id.ToString())), "JOB_NOT_FOUND",
                      {{"job", id.ToString()}});
  }
  StoredJob stored;
  OCTAVO_ASSIGN_OR_RETURN(stored.job, ReadJobRow(row));
  OCTAVO_RETURN_IF_ERROR(ReadAttempts(lease.database(), &stored.job));
  OCTAVO_ASSIGN_OR_RETURN(stored.result, ReadResult(lease.database(), id));
  return stored;
}

absl::StatusOr<std::vector<StoredExperiment>> SqliteReader::ListExperiments(ExperimentId before, int limit) {
  OCTAVO_ASSIGN_OR_RETURN(Lease lease, Lease::Take(*this));
  return ReadExperiments(lease.database(), before, limit);
}

absl::StatusOr<std::vector<ExperimentSummary>> SqliteReader::SummarizeExperiments(ExperimentId before, int limit) {
  OCTAVO_ASSIGN_OR_RETURN(Lease lease, Lease::Take(*this));
  return ReadSummaries(lease.database(), before, limit);
}

absl::StatusOr<std::vector<StoredJob>> SqliteReader::ListJobs(const JobFilter& filter, JobId before, int limit) {
  OCTAVO_ASSIGN_OR_RETURN(Lease lease, Lease::Take(*this));
  std::string sql = absl::StrCat("SELECT ", kJobColumns, " FROM jobs WHERE id < ?");
  if (filter.experiment.IsSet()) absl::StrAppend(&sql, " AND experiment_id = ?");
  // With the plus SQLite finds the few jobs of an experiment by their index, not all jobs of a state.
  if (filter.state.has_value()) absl::StrAppend(&sql, filter.experiment.IsSet() ? " AND +state = ?" : " AND state = ?");
  absl::StrAppend(&sql, " ORDER BY id DESC LIMIT ?");
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement rows, lease.database().Prepare(sql));
  rows.Bind(before.IsSet() ? before.number() : INT64_MAX);
  if (filter.experiment.IsSet()) rows.Bind(filter.experiment.number());
  if (filter.state.has_value()) rows.Bind(static_cast<int>(*filter.state));
  rows.Bind(limit);
  std::vector<StoredJob> jobs;
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return jobs;
    StoredJob stored;
    OCTAVO_ASSIGN_OR_RETURN(stored.job, ReadJobRow(rows));
    OCTAVO_RETURN_IF_ERROR(ReadAttempts(lease.database(), &stored.job));
    jobs.push_back(std::move(stored));
  }
}

absl::StatusOr<std::vector<std::string>> SqliteReader::NamedManifests() {
  OCTAVO_ASSIGN_OR_RETURN(Lease lease, Lease::Take(*this));
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement rows,
                          lease.database().Prepare("SELECT spec, input_digests, output_digest FROM jobs ORDER BY id"));
  std::set<std::string> digests;
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) break;
    OCTAVO_ASSIGN_OR_RETURN(const JobSpec spec, SpecFromText(rows.Text()));
    for (const JobInput& input : spec.inputs) digests.insert(input.artifact_digest);
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> inputs, StringsFromText(rows.Text()));
    digests.insert(inputs.begin(), inputs.end());
    digests.insert(rows.Text());
  }
  digests.erase("");
  return std::vector<std::string>(digests.begin(), digests.end());
}

absl::StatusOr<std::vector<std::pair<JobState, int64_t>>> SqliteReader::CountJobs() {
  OCTAVO_ASSIGN_OR_RETURN(Lease lease, Lease::Take(*this));
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement rows,
                          lease.database().Prepare("SELECT state, COUNT(*) FROM jobs GROUP BY state ORDER BY state"));
  std::vector<std::pair<JobState, int64_t>> counts;
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return counts;
    const auto state = static_cast<JobState>(rows.Int());
    counts.emplace_back(state, rows.Int());
  }
}

}  // namespace octavo
