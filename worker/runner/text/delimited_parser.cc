#include "worker/runner/text/delimited_parser.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr size_t kMaxRecordBytes = 64 << 20;
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

DelimitedParser::DelimitedParser(DelimitedFormat format, RecordVisitor visitor)
    : format_(format), visitor_(std::move(visitor)) {}

absl::Status DelimitedParser::Feed(absl::string_view piece) {
  for (const char c : piece) OCTAVO_RETURN_IF_ERROR(Take(c));
  return absl::OkStatus();
}

absl::Status DelimitedParser::Finish() {
  if (state_ == State::kQuoted) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", record_line_, ": a quote is opened in this record and never closed"));
  }
  return EndRecord();
}

absl::Status DelimitedParser::Take(char c) {
  if (++record_bytes_ > kMaxRecordBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", record_line_, ": a record of more than ", kMaxRecordBytes >> 20, " MiB"));
  }
  if (c == '\n') ++line_;
  if (state_ == State::kQuoted) {
    if (c == '"') {
      state_ = State::kQuoteInQuoted;
    } else {
      field_.push_back(c);
    }
    return absl::OkStatus();
  }
  if (state_ == State::kQuoteInQuoted && c == '"') {
    field_.push_back('"');
    state_ = State::kQuoted;
    return absl::OkStatus();
  }
  if (state_ == State::kQuoteInQuoted && c == '\r') {
    state_ = State::kReturnAfterQuoted;
    return absl::OkStatus();
  }
  const bool ends_field = c == '\n' || (state_ == State::kQuoteInQuoted && c == format_.delimiter);
  if (state_ == State::kReturnAfterQuoted && !ends_field) return AfterQuotedError("a carriage return");
  if (state_ == State::kQuoteInQuoted && !ends_field) {
    return AfterQuotedError(absl::StrCat("\"", std::string(1, c), "\""));
  }
  return TakeOutsideQuotes(c);
}

absl::Status DelimitedParser::AfterQuotedError(absl::string_view found) const {
  return absl::InvalidArgumentError(absl::StrCat(
      "line ", line_, ": ", found, " follows a closing quote; expected the delimiter or the line's end (LF or CRLF)"));
}

absl::Status DelimitedParser::TakeOutsideQuotes(char c) {
  if (c == '\n') return EndRecord();
  if (format_.delimiter != '\0' && c == format_.delimiter) {
    EndField();
    return absl::OkStatus();
  }
  if (c == '"' && format_.quotes && state_ == State::kFieldStart) {
    const bool only_mark = start_of_file_ && field_ == kByteOrderMark;
    if (only_mark) field_.clear();
    state_ = State::kQuoted;
    quoted_field_ = true;
    return absl::OkStatus();
  }
  field_.push_back(c);
  // A byte order mark does not begin the field: a quote may still follow.
  const bool in_mark = start_of_file_ && fields_.empty() && absl::StartsWith(kByteOrderMark, field_);
  if (!in_mark && state_ == State::kFieldStart) state_ = State::kPlain;
  return absl::OkStatus();
}

void DelimitedParser::EndField() {
  if (start_of_file_ && fields_.empty() && absl::StartsWith(field_, kByteOrderMark))
    field_.erase(0, kByteOrderMark.size());
  fields_.push_back(std::move(field_));
  record_bytes_ += sizeof(std::string);  // a line of delimiters alone must not become a record of gigabytes
  field_.clear();
  state_ = State::kFieldStart;
}

absl::Status DelimitedParser::EndRecord() {
  // Within quotes it belongs to the text.
  if (state_ == State::kPlain && field_.back() == '\r') field_.pop_back();
  EndField();
  const bool empty = fields_.size() == 1 && fields_[0].empty() && !quoted_field_;
  start_of_file_ = false;
  quoted_field_ = false;
  record_bytes_ = 0;
  const int64_t line = std::exchange(record_line_, line_);
  absl::Status status = empty ? absl::OkStatus() : visitor_(fields_, line);
  fields_.clear();
  return status;
}

}  // namespace octavo
