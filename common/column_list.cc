#include "common/column_list.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace octavo {

absl::StatusOr<std::vector<std::string>> ColumnList(absl::string_view text_column) {
  std::vector<std::string> columns = absl::StrSplit(text_column, ',');
  for (const std::string& column : columns) {
    if (!absl::StripAsciiWhitespace(column).empty()) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("text_column \"", text_column,
                     "\" names an empty column; give names with one comma between two, such as title,description"));
  }
  return columns;
}

}  // namespace octavo
