#include "server/store/schema.h"

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

struct Migration {
  int version;
  int compatible_version;  // the oldest program schema that may write the result
  const char* sql;
};

// Never change one that was released: add another.
constexpr Migration kMigrations[] = {
    {1, 1, R"sql(
CREATE TABLE counters (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;

CREATE TABLE experiments (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  request_id TEXT NOT NULL UNIQUE,
  request_digest TEXT NOT NULL,
  create_us INTEGER NOT NULL,
  end_us INTEGER
) STRICT;

CREATE INDEX experiments_live ON experiments (id) WHERE end_us IS NULL;

CREATE TABLE jobs (
  id INTEGER NOT NULL PRIMARY KEY,
  experiment_id INTEGER NOT NULL REFERENCES experiments (id),
  position INTEGER NOT NULL,
  spec TEXT NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 8),
  state_reason TEXT NOT NULL,
  cancel_reason TEXT NOT NULL,
  create_us INTEGER NOT NULL,
  queued_us INTEGER,
  start_us INTEGER,
  end_us INTEGER,
  attempts_forgiven INTEGER NOT NULL,
  input_digests TEXT NOT NULL,
  action_digest TEXT NOT NULL,
  cached_from INTEGER REFERENCES jobs (id),
  output_digest TEXT NOT NULL,
  UNIQUE (experiment_id, position)
) STRICT;

CREATE INDEX jobs_by_state ON jobs (state, id);
CREATE INDEX jobs_by_action ON jobs (action_digest, id) WHERE state = 5 AND cached_from IS NULL;

CREATE TABLE attempts (
  job_id INTEGER NOT NULL REFERENCES jobs (id),
  number INTEGER NOT NULL CHECK (number > 0),
  fence INTEGER NOT NULL UNIQUE,
  worker TEXT NOT NULL,
  start_us INTEGER NOT NULL,
  end_us INTEGER,
  outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 8),
  reason TEXT NOT NULL,
  message TEXT NOT NULL,
  retry_rule TEXT NOT NULL,
  exit_code INTEGER NOT NULL,
  signal INTEGER NOT NULL,
  wall_us INTEGER NOT NULL,
  user_us INTEGER NOT NULL,
  system_us INTEGER NOT NULL,
  max_rss_bytes INTEGER NOT NULL,
  PRIMARY KEY (job_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE results (
  job_id INTEGER NOT NULL PRIMARY KEY REFERENCES jobs (id),
  json TEXT NOT NULL
) STRICT;

CREATE TABLE workers (
  name TEXT NOT NULL PRIMARY KEY,
  instance TEXT NOT NULL,
  past_instances TEXT NOT NULL,
  capabilities TEXT NOT NULL,
  slots INTEGER NOT NULL,
  draining INTEGER NOT NULL CHECK (draining IN (0, 1)),
  registered_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql"},
};

absl::StatusOr<int64_t> ReadMeta(SqliteDatabase& database, absl::string_view name) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement statement, database.Prepare("SELECT value FROM meta WHERE name = ?"));
  OCTAVO_ASSIGN_OR_RETURN(const bool found, statement.Bind(name).Step());
  return found ? statement.Int() : int64_t{0};
}

absl::Status WriteMeta(SqliteDatabase& database, absl::string_view name, int64_t value) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement statement,
                          database.Prepare("INSERT INTO meta (name, value) VALUES (?, ?)"
                                           " ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
  return statement.Bind(name).Bind(value).Run();
}

}  // namespace

int SchemaVersion() { return std::end(kMigrations)[-1].version; }

absl::Status Migrate(SqliteDatabase& database) {
  OCTAVO_RETURN_IF_ERROR(database.Execute("BEGIN EXCLUSIVE"));
  absl::Cleanup rollback = [&] { (void)database.Execute("ROLLBACK"); };
  OCTAVO_RETURN_IF_ERROR(database.Execute(
      "CREATE TABLE IF NOT EXISTS meta (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT"));
  OCTAVO_ASSIGN_OR_RETURN(const int64_t present, ReadMeta(database, "schema_version"));
  OCTAVO_ASSIGN_OR_RETURN(const int64_t compatible, ReadMeta(database, "compatible_version"));
  if (compatible > SchemaVersion()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the database has schema ", present, ", which needs a program that knows schema ", compatible,
                     "; this one knows ", SchemaVersion(), ". Use the newer octavo-server, or another data folder"));
  }
  for (const Migration& migration : kMigrations) {
    if (migration.version <= present) continue;
    OCTAVO_RETURN_IF_ERROR(database.Execute(migration.sql));
    OCTAVO_RETURN_IF_ERROR(WriteMeta(database, "schema_version", migration.version));
    OCTAVO_RETURN_IF_ERROR(WriteMeta(database, "compatible_version", migration.compatible_version));
  }
  OCTAVO_RETURN_IF_ERROR(database.Execute("COMMIT"));
  std::move(rollback).Cancel();
  return absl::OkStatus();
}

}  // namespace octavo
