#ifndef OCTAVO_COMMON_COLUMN_LIST_H_
#define OCTAVO_COMMON_COLUMN_LIST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// The columns that text_column names, one or several ("title,description"), as they are written. INVALID_ARGUMENT
/// where one is empty or of blanks alone: it would stand for no text.
absl::StatusOr<std::vector<std::string>> ColumnList(absl::string_view text_column);

}  // namespace octavo

#endif  // OCTAVO_COMMON_COLUMN_LIST_H_
