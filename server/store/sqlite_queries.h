#ifndef OCTAVO_SERVER_STORE_SQLITE_QUERIES_H_
#define OCTAVO_SERVER_STORE_SQLITE_QUERIES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/core/types.h"
#include "server/store/sqlite_database.h"
#include "server/store/store.h"

namespace octavo {

// Reading that the writing and the reading connections share. All may block on disk.

/// The job of the statement's present row, which selects kJobColumns first; without attempts.
absl::StatusOr<Job> ReadJobRow(SqliteStatement& row);
extern const char kJobColumns[];
/// The experiment of the present row, which selects kExperimentColumns first; without job ids.
Experiment ReadExperimentRow(SqliteStatement& row);
extern const char kExperimentColumns[];

/// The attempt of the rest of the present row, which selects kAttemptColumns.
Attempt ReadAttemptRow(SqliteStatement& row);
extern const char kAttemptColumns[];

absl::Status ReadAttempts(SqliteDatabase& database, Job* job);
/// What a request id created, if anything.
absl::StatusOr<std::optional<StoredRequest>> ReadRequest(SqliteDatabase& database, const std::string& request_id);
/// NOT_FOUND with the reason.
absl::StatusOr<StoredExperiment> ReadExperiment(SqliteDatabase& database, ExperimentId id, bool with_results);
/// Fills in jobs (with attempts).
absl::Status ReadJobsOf(SqliteDatabase& database, bool with_results, StoredExperiment* experiment);
/// Null where there is none.
absl::StatusOr<std::shared_ptr<const std::string>> ReadResult(SqliteDatabase& database, JobId id);

}  // namespace octavo

#endif  // OCTAVO_SERVER_STORE_SQLITE_QUERIES_H_
