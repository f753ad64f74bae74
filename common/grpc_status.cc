#include "common/grpc_status.h"

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "common/error_info.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace octavo {
namespace {

constexpr char kDomain[] = "octavo";
// Trailers have a limit of 8 KiB in all; a longer message would make the whole status unreadable.
constexpr size_t kMaxMessage = 4096;

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const std::string message(status.message().substr(0, kMaxMessage));
  const ErrorInfo info = ErrorInfoOf(status);
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(message);
  google::rpc::ErrorInfo error;
  error.set_domain(kDomain);
  error.set_reason(info.reason.empty() ? absl::StatusCodeToString(status.code()) : info.reason);
  for (const auto& [key, value] : info.metadata) (*error.mutable_metadata())[key] = value;
  wire.add_details()->PackFrom(error);
  if (!info.violations.empty()) {
    google::rpc::BadRequest bad;
    for (const ErrorInfo::FieldViolation& violation : info.violations) {
      auto* field = bad.add_field_violations();
      field->set_field(violation.field);
      field->set_description(violation.description.substr(0, 1024));
    }
    wire.add_details()->PackFrom(bad);
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), message, wire.SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status wire;
  if (status.error_details().empty() || !wire.ParseFromString(status.error_details())) return result;
  ErrorInfo info;
  for (const auto& detail : wire.details()) {
    google::rpc::ErrorInfo error;
    google::rpc::BadRequest bad;
    if (detail.Is<google::rpc::ErrorInfo>() && detail.UnpackTo(&error) && error.domain() == kDomain) {
      info.reason = error.reason();
      info.metadata.insert(error.metadata().begin(), error.metadata().end());
    } else if (detail.Is<google::rpc::BadRequest>() && detail.UnpackTo(&bad)) {
      for (const auto& field : bad.field_violations()) info.violations.push_back({field.field(), field.description()});
    }
  }
  return info == ErrorInfo{} ? result : WithErrorInfo(std::move(result), info);
}

}  // namespace octavo
