#ifndef OCTAVO_SERVER_STORE_SQLITE_DATABASE_H_
#define OCTAVO_SERVER_STORE_SQLITE_DATABASE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

struct sqlite3;
struct sqlite3_stmt;

namespace octavo {

/// One use of a prepared statement: bind in order, step, read columns in order. Errors of binds surface in Step(). Must
/// not outlive its database. Thread-compatible.
class SqliteStatement {
 public:
  SqliteStatement(sqlite3* db, sqlite3_stmt* statement);
  SqliteStatement(SqliteStatement&& other) noexcept;
  ~SqliteStatement();

  SqliteStatement& Bind(int64_t value);
  SqliteStatement& Bind(int value) { return Bind(static_cast<int64_t>(value)); }
  SqliteStatement& Bind(absl::string_view value);
  SqliteStatement& Bind(const std::string& value) { return Bind(absl::string_view(value)); }
  /// Microseconds since 1970; NULL for InfinitePast.
  SqliteStatement& Bind(absl::Time value);
  SqliteStatement& BindNull();

  /// True: a row is there. False: done.
  absl::StatusOr<bool> Step();
  /// Steps a statement that gives no rows.
  absl::Status Run();

  // Columns of the present row, from left to right.
  int64_t Int();
  std::string Text();
  absl::Time Time();
  bool IsNextNull() const;
  void Skip() { ++column_; }

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_;
  int parameter_ = 0;
  int column_ = 0;
  int bind_error_ = 0;
};

/// One connection to a database file. Statements are prepared once and kept. Thread-compatible.
class SqliteDatabase {
 public:
  enum class Mode { kReadWrite, kReadOnly };
  /// A writing connection creates the file, sets WAL and synchronous=FULL and checkpoints; a reading one never
  /// checkpoints. FAILED_PRECONDITION where SQLite cannot use WAL there.
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(const std::string& path, Mode mode);
  ~SqliteDatabase();
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  /// REQUIRES: `sql` is one statement, without an unfinished use of the same text.
  absl::StatusOr<SqliteStatement> Prepare(absl::string_view sql);
  /// Runs any number of statements without parameters.
  absl::Status Execute(const char* sql);
  /// Whether a transaction is open.
  bool InTransaction() const;

 private:
  explicit SqliteDatabase(sqlite3* db) : db_(db) {}
  absl::Status UseWriteAheadLog(const std::string& path);
  sqlite3* const db_;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

/// "3.40.1": of the library that is loaded.
std::string SqliteVersion();

}  // namespace octavo

#endif  // OCTAVO_SERVER_STORE_SQLITE_DATABASE_H_
