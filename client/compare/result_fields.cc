#include "client/compare/result_fields.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace octavo::client {
namespace {

/// Doubles above this no longer hold every whole number.
constexpr double kMaxExactInteger = 9007199254740992.0;

/// What comes by way of the server may be written as 3.0.
bool IsWhole(const Json& value) {
  if (!value.is_number_float()) return value.is_number_integer();
  const double number = value.get<double>();
  return number == std::floor(number) && std::abs(number) <= kMaxExactInteger;
}

}  // namespace

absl::Status BadField(absl::string_view field, absl::string_view wanted) {
  return absl::InvalidArgumentError(absl::StrCat("field ", field, " is missing or not ", wanted,
                                                 ": run the stage again with this version of octavo"));
}

const Json* At(const Json& object, absl::string_view path) {
  const Json* here = &object;
  for (absl::string_view part : absl::StrSplit(path, '/')) {
    if (!here->is_object()) return nullptr;
    const auto found = here->find(std::string(part));
    if (found == here->end()) return nullptr;
    here = &*found;
  }
  return here;
}

absl::Status Read(const Json& object, absl::string_view path, std::string* value) {
  const Json* found = At(object, path);
  if (found == nullptr || !found->is_string()) return BadField(path, "a text");
  *value = found->get<std::string>();
  return absl::OkStatus();
}

absl::Status Read(const Json& object, absl::string_view path, double* value) {
  const Json* found = At(object, path);
  if (found == nullptr || !found->is_number()) return BadField(path, "a number");
  *value = found->get<double>();
  return absl::OkStatus();
}

absl::Status Read(const Json& object, absl::string_view path, int64_t* value) {
  const Json* found = At(object, path);
  if (found == nullptr || !IsWhole(*found)) return BadField(path, "a whole number");
  *value = found->get<int64_t>();
  return absl::OkStatus();
}

absl::Status ReadList(const Json& object, absl::string_view path, std::vector<std::string>* values) {
  const Json* found = At(object, path);
  if (found == nullptr) return absl::OkStatus();
  if (!found->is_array()) return BadField(path, "a list");
  for (const Json& item : *found) {
    if (item.is_string()) values->push_back(item.get<std::string>());
  }
  return absl::OkStatus();
}

std::optional<RatioEstimate> ParseRatio(const Json* json) {
  if (json == nullptr) return std::nullopt;
  RatioEstimate estimate;
  if (!Read(*json, "ratio", &estimate.ratio).ok()) return std::nullopt;
  const Json* interval = At(*json, "interval");
  if (interval == nullptr || !interval->is_array() || interval->size() != 2 || !(*interval)[0].is_number() ||
      !(*interval)[1].is_number()) {
    return std::nullopt;
  }
  estimate.interval = {(*interval)[0].get<double>(), (*interval)[1].get<double>()};
  return estimate;
}

}  // namespace octavo::client
