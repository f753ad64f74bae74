#ifndef OCTAVO_SERVER_STORE_SCHEMA_H_
#define OCTAVO_SERVER_STORE_SCHEMA_H_

#include "absl/status/status.h"
#include "server/store/sqlite_database.h"

namespace octavo {

/// The schema that this program writes.
int SchemaVersion();

/// Brings the database to SchemaVersion() in one exclusive transaction. Refuses with FAILED_PRECONDITION a database
/// whose compatible_version says that this program is too old for it; one that is newer but compatible is left as it
/// is.
absl::Status Migrate(SqliteDatabase& database);

}  // namespace octavo

#endif  // OCTAVO_SERVER_STORE_SCHEMA_H_
