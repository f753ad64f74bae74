#include "common/error_info.h"

#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "common/json.h"

namespace octavo {
namespace {

constexpr absl::string_view kPayload = "octavo.error_info";

}  // namespace

absl::Status WithErrorInfo(absl::Status status, const ErrorInfo& info) {
  Json violations = Json::array();
  for (const ErrorInfo::FieldViolation& violation : info.violations) {
    violations.push_back({violation.field, violation.description});
  }
  status.SetPayload(kPayload, absl::Cord(DumpJson(Json{{"r", info.reason}, {"m", info.metadata}, {"v", violations}})));
  return status;
}

absl::Status WithReason(absl::Status status, absl::string_view reason, std::map<std::string, std::string> metadata) {
  return WithErrorInfo(std::move(status), ErrorInfo{std::string(reason), std::move(metadata), {}});
}

absl::Status BadField(absl::string_view field, absl::string_view description) {
  return WithErrorInfo(
      absl::InvalidArgumentError(absl::StrCat(field, ": ", description)),
      ErrorInfo{"BAD_REQUEST", {{"field", std::string(field)}}, {{std::string(field), std::string(description)}}});
}

ErrorInfo ErrorInfoOf(const absl::Status& status) {
  ErrorInfo info;
  const auto payload = status.GetPayload(kPayload);
  if (!payload.has_value()) return info;
  const Json json = Json::parse(std::string(*payload), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return info;
  info.reason = json.at("r").get<std::string>();
  info.metadata = json.at("m").get<std::map<std::string, std::string>>();
  for (const Json& violation : json.at("v")) {
    info.violations.push_back({violation.at(0).get<std::string>(), violation.at(1).get<std::string>()});
  }
  return info;
}

}  // namespace octavo
