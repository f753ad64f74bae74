#include "client/compare/csv_rows.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace octavo::client {

absl::StatusOr<std::vector<CsvRow>> ReadCsvRows(absl::string_view csv, absl::string_view header) {
  const size_t columns = static_cast<size_t>(std::count(header.begin(), header.end(), ',')) + 1;
  std::vector<CsvRow> rows;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(csv, '\n')) {
    ++number;
    line = absl::StripSuffix(line, "\r");
    if (number == 1 && line != header)
      return absl::InvalidArgumentError(absl::StrCat("line 1: the columns are not ", header));
    if (number == 1 || line.empty()) continue;
    CsvRow row{number, absl::StrSplit(line, ',')};
    if (row.fields.size() != columns)
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, ": ", row.fields.size(), " fields instead of ", columns));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<double> CsvNumber(absl::string_view field) {
  double value = 0;
  return absl::SimpleAtod(field, &value) && std::isfinite(value) ? std::optional<double>(value) : std::nullopt;
}

}  // namespace octavo::client
