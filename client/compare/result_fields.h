#ifndef OCTAVO_CLIENT_COMPARE_RESULT_FIELDS_H_
#define OCTAVO_CLIENT_COMPARE_RESULT_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "common/stats.h"

namespace octavo::client {

// Readers of an octavo.result/1 object. A path is '/'-separated; errors are INVALID_ARGUMENT and name it.

/// The error of a field that is missing or of the wrong type.
absl::Status BadField(absl::string_view field, absl::string_view wanted);

/// The value below `object` at `path`, or null.
const Json* At(const Json& object, absl::string_view path);

absl::Status Read(const Json& object, absl::string_view path, std::string* value);
absl::Status Read(const Json& object, absl::string_view path, double* value);
absl::Status Read(const Json& object, absl::string_view path, int64_t* value);
/// Adds the texts of a list; an absent one has none.
absl::Status ReadList(const Json& object, absl::string_view path, std::vector<std::string>* values);

/// {"ratio": …, "interval": [low, high]}; nothing for null or anything else.
std::optional<RatioEstimate> ParseRatio(const Json* json);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_RESULT_FIELDS_H_
