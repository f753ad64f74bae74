#ifndef OCTAVO_SERVER_STORE_SQLITE_PAGES_H_
#define OCTAVO_SERVER_STORE_SQLITE_PAGES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "server/core/types.h"
#include "server/store/sqlite_database.h"
#include "server/store/store.h"

namespace octavo {

// Pages of experiments, newest first: ids below `before` (unset: from the newest), at most `limit`. Each takes as many
// statements for a page of a thousand as for one of ten, and none reads rows of other pages. REQUIRES: a transaction,
// so that the statements see one state. Both may block on disk.

/// With jobs and attempts, without results.
absl::StatusOr<std::vector<StoredExperiment>> ReadExperiments(SqliteDatabase& database, ExperimentId before, int limit);

/// Of the jobs only what a list shows.
absl::StatusOr<std::vector<ExperimentSummary>> ReadSummaries(SqliteDatabase& database, ExperimentId before, int limit);

}  // namespace octavo

#endif  // OCTAVO_SERVER_STORE_SQLITE_PAGES_H_
