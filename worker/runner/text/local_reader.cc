// A user's own file: CSV (RFC 4180), TSV or JSON lines with a text and a label in every record, compressed or not, or a
// folder of such files.
#include <algorithm>
#include <filesystem>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/column_list.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "common/table_files.h"
#include "worker/runner/text/dataset_readers.h"
#include "worker/runner/text/local_labels.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;

constexpr size_t kColumnsShown = 12;
/// From one empty text in so many on, the report says how many there are: nobody's data set has them by accident.
constexpr int64_t kTextsPerEmptyOne = 100;

/// What all files of a data set are read into.
struct Reading {
  const DatasetRequest& request;
  PublishedSplits splits;
  LocalLabels labels;
  int64_t texts = 0;
  int64_t empty = 0;  // of them, of white space alone
};

/// One file on its way into `part`.
struct TableFile {
  std::string path;
  std::string stem;       // "train" of "train.csv.gz": ids begin with it
  std::string extension;  // ".csv", ".tsv" or ".jsonl"; empty: no such file
  bool operator==(const TableFile&) const = default;
};

TableFile DescribeFile(const fs::path& path) {
  const fs::path name = WithoutCompression(path.filename());
  return {path.string(), name.stem().string(), IsTableFile(name) ? name.extension().string() : ""};
}

/// Names as they stand in a message: a file without a header names whole texts.
std::string Shown(const std::vector<std::string>& names) {
  std::vector<std::string> shown;
  for (const std::string& name : names) {
    if (shown.size() == kColumnsShown) break;
    shown.push_back(Shortened(name));
  }
  if (shown.size() < names.size()) shown.push_back(absl::StrCat("… (", names.size(), " columns)"));
  return absl::StrJoin(shown, ", ");
}

/// The columns of the texts: text_column itself where there is one of that name (`whole`), else those that it lists.
absl::StatusOr<std::vector<std::string>> TextColumns(const std::string& text_column, bool whole) {
  if (whole) return std::vector<std::string>{text_column};
  OCTAVO_ASSIGN_OR_RETURN(std::vector<std::string> columns, ColumnList(text_column));
  for (std::string& column : columns) absl::StripAsciiWhitespace(&column);
  return columns;
}

/// The texts of several columns as one, as AG News' title and description are joined.
void AppendColumn(absl::string_view column, std::string& text) {
  if (!text.empty() && !column.empty()) text.push_back(' ');
  absl::StrAppend(&text, column);
}

absl::Status Take(Reading& reading, std::vector<Example>& part, const TableFile& file, int64_t line,
                  absl::string_view text, absl::string_view label) {
  if (absl::StrContains(text, '\0') || absl::StrContains(label, '\0')) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", line,
                     ": a NUL byte, which no text has; the file is damaged, or UTF-16 (convert it: "
                     "iconv -f UTF-16LE -t UTF-8 OLD > NEW)"));
  }
  const absl::StatusOr<int32_t> number = reading.labels.Number(label);
  if (!number.ok()) return absl::InvalidArgumentError(absl::StrCat("line ", line, ": ", number.status().message()));
  ++reading.texts;
  reading.empty += absl::StripAsciiWhitespace(text).empty() ? 1 : 0;
  return reading.splits.Add(part, text, *number, absl::StrCat(file.stem, ":", line));
}

/// Reads the records of a table, the first of which names the columns.
class TableReader {
 public:
  TableReader(Reading& reading, std::vector<Example>& part, const TableFile& file)
      : reading_(reading), part_(part), file_(file) {}

  absl::Status Take(const std::vector<std::string>& fields, int64_t line) {
    if (width_ == 0) return TakeHeader(fields);
    if (fields.size() != width_) {
      return absl::InvalidArgumentError(absl::StrCat("line ", line, " has ", fields.size(), " fields, the first line ",
                                                     width_, "; a field that holds ", DelimiterName(),
                                                     ", a quote or a line break must stand in quotes"));
    }
    text_.clear();
    for (const size_t column : texts_) AppendColumn(fields[column], text_);
    return octavo::Take(reading_, part_, file_, line, text_, fields[label_]);
  }

 private:
  const char* DelimiterName() const { return file_.extension == ".tsv" ? "a tab" : "a comma"; }

  absl::Status TakeHeader(const std::vector<std::string>& header) {
    const DatasetRequest& request = reading_.request;
    OCTAVO_RETURN_IF_ERROR(CheckDelimiter(header));
    const auto column_of = [&](const std::string& name) -> std::optional<size_t> {
      const auto found = std::find(header.begin(), header.end(), name);
      if (found == header.end()) return std::nullopt;
      return static_cast<size_t>(found - header.begin());
    };
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                            TextColumns(request.text_column, column_of(request.text_column).has_value()));
    const auto label = column_of(request.label_column);
    for (const std::string& name : names) {
      const auto text = column_of(name);
      if (!text.has_value()) return NoColumn(name, header, label.has_value());
      texts_.push_back(*text);
    }
    if (!label.has_value()) return NoColumn(request.label_column, header, true);
    label_ = *label;
    width_ = header.size();
    return absl::OkStatus();
  }

  /// A line that is one column, and would be several with another delimiter.
  absl::Status CheckDelimiter(const std::vector<std::string>& header) const {
    if (header.size() != 1) return absl::OkStatus();
    for (const char other : {'\t', ';', '|', ','}) {
      if (!absl::StrContains(header[0], other)) continue;
      const std::string name = other == '\t' ? "tabs" : absl::StrCat("'", std::string(1, other), "'");
      const char* remedy = other == '\t'  ? "name it .tsv"
                           : other == ',' ? "name it .csv"
                                          : "save it with commas as .csv, or with tabs as .tsv";
      return absl::InvalidArgumentError(absl::StrCat("the first line is one column, \"", Shown(header),
                                                     "\": its columns are parted by ", name, ", and ", DelimiterName(),
                                                     " is expected in a ", file_.extension, " file; ", remedy));
    }
    return absl::OkStatus();
  }

  absl::Status NoColumn(const std::string& name, const std::vector<std::string>& header, bool has_label) const {
    return absl::InvalidArgumentError(absl::StrCat(
        "no column \"", name, "\"; the first line names: ", Shown(header),
        ". Name the columns with text_column and label_column",
        has_label ? "" : "; if that line is a text already, put one before it that names the columns: text,label"));
  }

  Reading& reading_;
  std::vector<Example>& part_;
  const TableFile& file_;
  std::vector<size_t> texts_;
  size_t label_ = 0;
  size_t width_ = 0;  // 0: the first line is still to come
  std::string text_;
};

/// What a field of a JSON record holds, for a message.
std::string KindOf(const Json& record, const std::string& name) {
  const auto found = record.find(name);
  if (found == record.end()) return "missing";
  if (found->is_object() || found->is_array()) return found->is_object() ? "an object" : "a list";
  return Shortened(DumpJson(*found));
}

absl::Status BadRecord(const Json& record, int64_t line, const std::string& name, bool text) {
  const bool nested = record.contains(name) && record[name].is_structured();
  std::vector<std::string> names;
  for (const auto& item : record.items()) names.push_back(item.key());
  return absl::InvalidArgumentError(absl::StrCat(
      "line ", line, ": \"", name, "\" is ", KindOf(record, name), "; expected ",
      text ? "a text" : "a string or a whole number", " there. The record has: ", Shown(names), ". ",
      nested ? "Nested fields are not read: bring them to the top, as jq -c '{text: .data.text, label}' does"
             : "Name the fields with text_column and label_column"));
}

/// Reads the records of JSON lines.
absl::Status TakeJsonLine(Reading& reading, std::vector<Example>& part, const TableFile& file,
                          const std::string& record_text, int64_t line) {
  const DatasetRequest& request = reading.request;
  OCTAVO_ASSIGN_OR_RETURN(const Json record, ParseJson(record_text, absl::StrCat("line ", line)));
  if (!record.is_object()) {
    return absl::InvalidArgumentError(absl::StrCat("line ", line, ": expected an object with \"", request.text_column,
                                                   "\" and \"", request.label_column,
                                                   "\"; a file that is one JSON list becomes lines with jq -c '.[]'"));
  }
  std::string text;
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                          TextColumns(request.text_column, record.contains(request.text_column)));
  for (const std::string& name : names) {
    const auto found = record.find(name);
    if (found == record.end() || !found->is_string()) return BadRecord(record, line, name, true);
    AppendColumn(found->get_ref<const std::string&>(), text);
  }
  const auto label = record.find(request.label_column);
  if (label == record.end() || !(label->is_string() || label->is_number_integer() || label->is_boolean()))
    return BadRecord(record, line, request.label_column, false);
  return Take(reading, part, file, line, text, label->is_string() ? label->get<std::string>() : DumpJson(*label));
}

absl::Status ReadRows(const TableFile& file, Reading& reading, std::vector<Example>& part) {
  return VisitOneFile(file.path, [&](const std::string&, FileContent& content) {
    if (file.extension == ".jsonl") {
      return ParseRecords(content, file.path, {.delimiter = '\0', .quotes = false},
                          [&](std::vector<std::string>& fields, int64_t line) {
                            return TakeJsonLine(reading, part, file, fields[0], line);
                          });
    }
    TableReader table(reading, part, file);
    const DelimitedFormat format = {.delimiter = file.extension == ".tsv" ? '\t' : ',', .quotes = true};
    return ParseRecords(content, file.path, format,
                        [&](std::vector<std::string>& fields, int64_t line) { return table.Take(fields, line); });
  });
}

/// The file of `dir` for a part, by any of its names; without an extension where there is none.
absl::StatusOr<TableFile> FindPart(const fs::path& dir, std::initializer_list<const char*> stems,
                                   const std::vector<std::string>& files) {
  TableFile found;
  for (const std::string& file : files) {
    const TableFile table = DescribeFile(dir / file);
    if (fs::path(file).has_parent_path() || table.extension.empty()) continue;
    if (std::find(stems.begin(), stems.end(), table.stem) == stems.end()) continue;
    if (!found.extension.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(dir.string(), ": both ", fs::path(found.path).filename().string(),
                                                     " and ", file, " are there; keep one"));
    }
    found = table;
  }
  return found;
}

absl::Status ReadFolder(const DatasetRequest& request, Reading& reading) {
  const fs::path path(request.path);
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(request.path));
  OCTAVO_ASSIGN_OR_RETURN(const TableFile train, FindPart(path, {"train"}, files));
  OCTAVO_ASSIGN_OR_RETURN(const TableFile validation, FindPart(path, {"validation", "valid", "val", "dev"}, files));
  OCTAVO_ASSIGN_OR_RETURN(const TableFile test, FindPart(path, {"test"}, files));
  if (train.extension.empty()) return WrongLayout(request.path, "train.csv, train.tsv or train.jsonl", files);
  PublishedSplits& splits = reading.splits;
  OCTAVO_RETURN_IF_ERROR(ReadRows(train, reading, splits.train));
  if (!validation.extension.empty()) OCTAVO_RETURN_IF_ERROR(ReadRows(validation, reading, splits.validation));
  return test.extension.empty() ? absl::OkStatus() : ReadRows(test, reading, splits.test);
}

absl::Status ReadFiles(const DatasetRequest& request, Reading& reading) {
  std::error_code error;
  if (fs::is_directory(request.path, error)) return ReadFolder(request, reading);
  if (!fs::exists(request.path, error))
    return absl::NotFoundError(absl::StrCat("no such file or folder: ", request.path));
  const TableFile file = DescribeFile(request.path);
  if (!file.extension.empty()) return ReadRows(file, reading, reading.splits.train);
  return WrongLayout(request.path, "a .csv, .tsv or .jsonl file, or a folder with train.*",
                     {fs::path(request.path).filename().string()});
}

/// Texts of which there is nothing to read are a mistake in the columns or in the file.
absl::Status CheckTexts(const DatasetRequest& request, Reading& reading) {
  if (reading.empty == 0 || reading.empty * kTextsPerEmptyOne < reading.texts) return absl::OkStatus();
  if (reading.empty == reading.texts) {
    return absl::InvalidArgumentError(absl::StrCat(request.path, ": all ", reading.texts, " texts of text_column \"",
                                                   request.text_column, "\" are empty; is text_column right?"));
  }
  reading.splits.notes.push_back(absl::StrCat("Warning: ", reading.empty, " of ", reading.texts,
                                              " texts are empty or of white space alone; is text_column right?"));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PublishedSplits> ReadLocal(const DatasetRequest& request) {
  Reading reading{.request = request, .splits = PublishedSplits(request.scratch_dir), .labels = {}};
  OCTAVO_RETURN_IF_ERROR(ReadFiles(request, reading));
  OCTAVO_RETURN_IF_ERROR(CheckTexts(request, reading));
  auto labels = reading.labels.Settle(request.label_names);
  if (!labels.ok()) return absl::InvalidArgumentError(absl::StrCat(request.path, ": ", labels.status().message()));
  for (auto* part : {&reading.splits.train, &reading.splits.validation, &reading.splits.test}) {
    for (Example& example : *part) example.label = labels->places[static_cast<size_t>(example.label)];
  }
  reading.splits.label_names = std::move(labels->names);
  return std::move(reading.splits);
}

}  // namespace octavo
