#ifndef OCTAVO_CLIENT_COMPARE_CSV_ROWS_H_
#define OCTAVO_CLIENT_COMPARE_CSV_ROWS_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo::client {

/// A line of a CSV that quotes no field. The views are into the text that was read.
struct CsvRow {
  int line = 0;
  std::vector<absl::string_view> fields;
};

/// The rows below the header. INVALID_ARGUMENT with the line where that is not `header` or a row has not as many
/// fields.
absl::StatusOr<std::vector<CsvRow>> ReadCsvRows(absl::string_view csv, absl::string_view header);

/// The number in a field, or nothing where it is empty, no number or not finite.
std::optional<double> CsvNumber(absl::string_view field);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_CSV_ROWS_H_
