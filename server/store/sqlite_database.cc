#include "server/store/sqlite_database.h"

#include <sqlite3.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

absl::Status SqliteError(sqlite3* db, absl::string_view what) {
  const int code = sqlite3_errcode(db) & 0xff;  // extended codes hold the class in the lowest byte
  const std::string message =
      absl::StrCat(what, ": SQLite says ", sqlite3_errmsg(db), " (", sqlite3_extended_errcode(db), ")");
  switch (code) {
    case SQLITE_FULL:
      return absl::ResourceExhaustedError(message);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::DataLossError(message);
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
      return absl::InternalError(message);
    default:
      return absl::UnavailableError(message);
  }
}

}  // namespace

SqliteStatement::SqliteStatement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {}

SqliteStatement::SqliteStatement(SqliteStatement&& other) noexcept
    : db_(other.db_),
      statement_(std::exchange(other.statement_, nullptr)),
      parameter_(other.parameter_),
      column_(other.column_),
      bind_error_(other.bind_error_) {}

SqliteStatement::~SqliteStatement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

SqliteStatement& SqliteStatement::Bind(int64_t value) {
  bind_error_ |= sqlite3_bind_int64(statement_, ++parameter_, value);
  return *this;
}

SqliteStatement& SqliteStatement::Bind(absl::string_view value) {
  bind_error_ |= sqlite3_bind_text64(statement_, ++parameter_, value.data() == nullptr ? "" : value.data(),
                                     value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

SqliteStatement& SqliteStatement::Bind(absl::Time value) {
  return value == absl::InfinitePast() ? BindNull() : Bind(absl::ToUnixMicros(value));
}

SqliteStatement& SqliteStatement::BindNull() {
  bind_error_ |= sqlite3_bind_null(statement_, ++parameter_);
  return *this;
}

absl::StatusOr<bool> SqliteStatement::Step() {
  column_ = 0;
  if (bind_error_ != SQLITE_OK) return SqliteError(db_, "cannot bind a value");
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return SqliteError(db_,
                     absl::StrCat("cannot run \"", absl::string_view(sqlite3_sql(statement_)).substr(0, 60), "…\""));
}

absl::Status SqliteStatement::Run() { return Step().status(); }

int64_t SqliteStatement::Int() { return sqlite3_column_int64(statement_, column_++); }

std::string SqliteStatement::Text() {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column_));
  const int size = sqlite3_column_bytes(statement_, column_++);
  return text == nullptr ? std::string() : std::string(text, static_cast<size_t>(size));
}

absl::Time SqliteStatement::Time() {
  if (IsNextNull()) {
    ++column_;
    return absl::InfinitePast();
  }
  return absl::FromUnixMicros(Int());
}

bool SqliteStatement::IsNextNull() const { return sqlite3_column_type(statement_, column_) == SQLITE_NULL; }

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(const std::string& path, Mode mode) {
  const int flags = (mode == Mode::kReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  if (code != SQLITE_OK) {
    absl::Status status = handle == nullptr ? absl::ResourceExhaustedError("out of memory")
                                            : SqliteError(handle, absl::StrCat("cannot open ", path));
    sqlite3_close_v2(handle);
    return status;
  }
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(handle));
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (mode == Mode::kReadWrite) {
    OCTAVO_RETURN_IF_ERROR(database->UseWriteAheadLog(path));
    OCTAVO_RETURN_IF_ERROR(
        database->Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;"
                          "PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 67108864;"));
  } else {
    // Two connections that checkpoint are what SQLite's WAL-reset bug needs (docs/adr); so readers never do, not even
    // at close.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    OCTAVO_RETURN_IF_ERROR(
        database->Execute("PRAGMA query_only = ON; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 0;"));
  }
  return database;
}

absl::Status SqliteDatabase::UseWriteAheadLog(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(SqliteStatement statement, Prepare("PRAGMA journal_mode = WAL"));
  OCTAVO_RETURN_IF_ERROR(statement.Step().status());
  const std::string mode = statement.Text();
  if (mode == "wal" || path == ":memory:") return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "cannot keep a write-ahead log for the database \"", path, "\": SQLite stays in journal mode \"", mode,
      "\", in which readers would stop the writer. Use a data folder on a local file system with shared"
      " memory (ext4, xfs, btrfs)"));
}

SqliteDatabase::~SqliteDatabase() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(db_);
}

absl::StatusOr<SqliteStatement> SqliteDatabase::Prepare(absl::string_view sql) {
  if (const auto it = statements_.find(sql); it != statements_.end()) return SqliteStatement(db_, it->second);
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                         nullptr) != SQLITE_OK) {
    return SqliteError(db_, absl::StrCat("cannot prepare \"", sql, "\""));
  }
  statements_.emplace(std::string(sql), statement);
  return SqliteStatement(db_, statement);
}

absl::Status SqliteDatabase::Execute(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return SqliteError(db_, absl::StrCat("cannot run \"", absl::string_view(sql).substr(0, 60), "…\""));
  }
  return absl::OkStatus();
}

bool SqliteDatabase::InTransaction() const { return sqlite3_get_autocommit(db_) == 0; }

std::string SqliteVersion() { return sqlite3_libversion(); }

}  // namespace octavo
