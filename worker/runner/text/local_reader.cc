// A user's own file: CSV (RFC 4180), TSV or JSON lines with a text and a label in every record, or a folder of such
// files.
#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"
#include "worker/runner/text/dataset_readers.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxLabels = 10'000;

/// A record before its label has an index.
struct Row {
  std::string text;
  std::string label;
  std::string id;
};

absl::StatusOr<size_t> ColumnOf(const std::vector<std::string>& header, const std::string& column) {
  const auto found = std::find(header.begin(), header.end(), column);
  if (found != header.end()) return static_cast<size_t>(found - header.begin());
  return absl::InvalidArgumentError(absl::StrCat("no column \"", column,
                                                 "\"; the first line names: ", absl::StrJoin(header, ", "),
                                                 ". Name the columns with text_column and label_column"));
}

absl::Status ReadTable(FileContent& content, const std::string& what, DelimitedFormat format,
                       const DatasetRequest& request, std::vector<Row>& rows) {
  std::optional<std::pair<size_t, size_t>> columns;  // of text and label
  size_t width = 0;
  return ParseRecords(content, what, format, [&](std::vector<std::string>& fields, int64_t line) -> absl::Status {
    if (!columns) {
      OCTAVO_ASSIGN_OR_RETURN(const size_t text, ColumnOf(fields, request.text_column));
      OCTAVO_ASSIGN_OR_RETURN(const size_t label, ColumnOf(fields, request.label_column));
      columns = {text, label};
      width = fields.size();
      return absl::OkStatus();
    }
    if (fields.size() != width) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", line, " has ", fields.size(), " fields, the first line ", width));
    }
    rows.push_back({.text = std::move(fields[columns->first]),
                    .label = std::move(fields[columns->second]),
                    .id = absl::StrCat(fs::path(what).stem().string(), ":", line)});
    return absl::OkStatus();
  });
}

absl::Status ReadJsonLines(FileContent& content, const std::string& what, const DatasetRequest& request,
                           std::vector<Row>& rows) {
  return ParseRecords(content, what, {.delimiter = '\0', .quotes = false},
                      [&](std::vector<std::string>& fields, int64_t line) -> absl::Status {
                        OCTAVO_ASSIGN_OR_RETURN(const Json record, ParseJson(fields[0], absl::StrCat("line ", line)));
                        const auto text = record.is_object() ? record.find(request.text_column) : record.end();
                        const auto label = record.is_object() ? record.find(request.label_column) : record.end();
                        const bool usable = text != record.end() && text->is_string() && label != record.end() &&
                                            (label->is_string() || label->is_number_integer() || label->is_boolean());
                        if (!usable) {
                          return absl::InvalidArgumentError(
                              absl::StrCat("line ", line, ": expected an object with the text \"", request.text_column,
                                           "\" and the string or whole number \"", request.label_column, "\""));
                        }
                        rows.push_back({.text = text->get<std::string>(),
                                        .label = label->is_string() ? label->get<std::string>() : DumpJson(*label),
                                        .id = absl::StrCat(fs::path(what).stem().string(), ":", line)});
                        return absl::OkStatus();
                      });
}

bool IsTable(const fs::path& path) {
  return path.extension() == ".csv" || path.extension() == ".tsv" || path.extension() == ".jsonl";
}

absl::Status ReadRows(const fs::path& path, const DatasetRequest& request, std::vector<Row>& rows) {
  return VisitOneFile(path.string(), [&](const std::string&, FileContent& content) {
    if (path.extension() == ".jsonl") return ReadJsonLines(content, path.string(), request, rows);
    const DelimitedFormat format = {.delimiter = path.extension() == ".tsv" ? '\t' : ',', .quotes = true};
    return ReadTable(content, path.string(), format, request, rows);
  });
}

/// Label names in order: whole numbers by value, anything else bytewise.
absl::StatusOr<std::vector<std::string>> LabelNames(const std::vector<Row>* const (&parts)[3],
                                                    const std::string& path) {
  std::map<std::string, int64_t> counts;
  for (const std::vector<Row>* part : parts) {
    for (const Row& row : *part) {
      if (row.label.empty()) return absl::InvalidArgumentError(absl::StrCat(path, ": ", row.id, " has an empty label"));
      ++counts[row.label];
      if (counts.size() > kMaxLabels) {
        return absl::InvalidArgumentError(
            absl::StrCat(path, ": more than ", kMaxLabels, " different labels; is label_column right?"));
      }
    }
  }
  std::vector<std::string> names;
  bool numbers = true;
  int64_t value = 0;
  for (const auto& [label, count] : counts) {
    names.push_back(label);
    numbers = numbers && absl::SimpleAtoi(label, &value);
  }
  if (numbers) {
    const auto value_of = [](const std::string& label) {
      int64_t number = 0;
      return absl::SimpleAtoi(label, &number) ? number : 0;
    };
    std::stable_sort(names.begin(), names.end(),
                     [&](const std::string& a, const std::string& b) { return value_of(a) < value_of(b); });
  }
  if (names.size() >= 2) return names;
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": ", names.empty() ? "no labelled texts" : "only one label, \"" + names[0] + "\"",
                   "; a classifier needs at least two labels"));
}

/// The file of `dir` for a part, by any of its names; empty where there is none.
absl::StatusOr<fs::path> FindPart(const fs::path& dir, std::initializer_list<const char*> stems,
                                  const std::vector<std::string>& files) {
  fs::path found;
  for (const std::string& file : files) {
    const fs::path name(file);
    if (name.has_parent_path() || !IsTable(name)) continue;
    if (std::find(stems.begin(), stems.end(), name.stem().string()) == stems.end()) continue;
    if (!found.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(dir.string(), ": both ", found.filename().string(), " and ", file, " are there; keep one"));
    }
    found = dir / name;
  }
  return found;
}

}  // namespace

absl::StatusOr<PublishedSplits> ReadLocal(const DatasetRequest& request) {
  const fs::path path(request.path);
  std::error_code error;
  std::vector<Row> train, validation, test;
  if (fs::is_directory(path, error)) {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(request.path));
    OCTAVO_ASSIGN_OR_RETURN(const fs::path train_file, FindPart(path, {"train"}, files));
    OCTAVO_ASSIGN_OR_RETURN(const fs::path validation_file,
                            FindPart(path, {"validation", "valid", "val", "dev"}, files));
    OCTAVO_ASSIGN_OR_RETURN(const fs::path test_file, FindPart(path, {"test"}, files));
    if (train_file.empty()) return WrongLayout(request.path, "train.csv, train.tsv or train.jsonl", files);
    OCTAVO_RETURN_IF_ERROR(ReadRows(train_file, request, train));
    if (!validation_file.empty()) OCTAVO_RETURN_IF_ERROR(ReadRows(validation_file, request, validation));
    if (!test_file.empty()) OCTAVO_RETURN_IF_ERROR(ReadRows(test_file, request, test));
  } else if (!fs::exists(path, error)) {
    return absl::NotFoundError(absl::StrCat("no such file or folder: ", request.path));
  } else if (!IsTable(path)) {
    return WrongLayout(request.path, "a .csv, .tsv or .jsonl file, or a folder with train.*",
                       {path.filename().string()});
  } else {
    OCTAVO_RETURN_IF_ERROR(ReadRows(path, request, train));
  }
  PublishedSplits splits;
  OCTAVO_ASSIGN_OR_RETURN(splits.label_names, LabelNames({&train, &validation, &test}, request.path));
  std::map<std::string, int32_t> index;
  for (const std::string& name : splits.label_names) index.emplace(name, static_cast<int32_t>(index.size()));
  const auto convert = [&](std::vector<Row>& rows, std::vector<Example>& out) {
    for (Row& row : rows)
      out.push_back({.text = std::move(row.text), .label = index[row.label], .id = std::move(row.id)});
  };
  convert(train, splits.train);
  convert(validation, splits.validation);
  convert(test, splits.test);
  return splits;
}

}  // namespace octavo
