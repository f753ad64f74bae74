#ifndef OCTAVO_WORKER_RUNNER_TEXT_DELIMITED_PARSER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_DELIMITED_PARSER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// How records are written.
struct DelimitedFormat {
  char delimiter = ',';  // '\0': none, a record is a line
  bool quotes =
      true;  // RFC 4180: "a ""quoted"" field, line breaks allowed"; false: a quote is a character like another
};

/// Reads CSV, TSV or lines from pieces of any size, so that a file of any length takes the memory of one record.
/// Records end with LF or CRLF, the last one with or without; a byte order mark at the start and empty lines are
/// skipped. Confined to one thread.
class DelimitedParser {
 public:
  /// Called for every record with its fields and the line (from 1) on which it begins. An error stops the parser.
  using RecordVisitor = std::function<absl::Status(std::vector<std::string>& fields, int64_t line)>;

  DelimitedParser(DelimitedFormat format, RecordVisitor visitor);

  /// INVALID_ARGUMENT, with the line, for a stray character after a closing quote or a record above 64 MiB.
  absl::Status Feed(absl::string_view piece);
  /// Call once, last. INVALID_ARGUMENT for a quote that is never closed.
  absl::Status Finish();

 private:
  enum class State { kFieldStart, kPlain, kQuoted, kQuoteInQuoted, kReturnAfterQuoted };

  absl::Status Take(char c);
  absl::Status TakeOutsideQuotes(char c);
  absl::Status AfterQuotedError(absl::string_view found) const;
  absl::Status EndRecord();
  void EndField();

  const DelimitedFormat format_;
  const RecordVisitor visitor_;
  State state_ = State::kFieldStart;
  std::vector<std::string> fields_;
  std::string field_;
  size_t record_bytes_ = 0;
  int64_t line_ = 1;         // of the next character
  int64_t record_line_ = 1;  // where the record began
  bool start_of_file_ = true;
  bool quoted_field_ = false;  // the present field had quotes: "" is a field, not an empty line
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_DELIMITED_PARSER_H_
