#ifndef OCTAVO_COMMON_JSON_H_
#define OCTAVO_COMMON_JSON_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"

namespace octavo {

/// Objects keep their keys sorted, so dump() of equal values is equal text.
using Json = nlohmann::json;

/// INVALID_ARGUMENT naming `what` (a file name, say) and the line and column of the first error. Nesting is limited to
/// 100.
absl::StatusOr<Json> ParseJson(absl::string_view text, absl::string_view what);

/// As ParseJson; also INVALID_ARGUMENT for an object that has a key twice, of which ParseJson keeps the last.
absl::StatusOr<Json> ParseJsonOfUniqueKeys(absl::string_view text, absl::string_view what);

/// Reads and parses a file.
absl::StatusOr<Json> ReadJsonFile(const std::string& path);

/// Writes indented JSON with a final newline, atomically. Invalid UTF-8 in strings is replaced by U+FFFD.
absl::Status WriteJsonFile(const std::string& path, const Json& value);

/// One line, invalid UTF-8 replaced.
std::string DumpJson(const Json& value);

}  // namespace octavo

#endif  // OCTAVO_COMMON_JSON_H_
