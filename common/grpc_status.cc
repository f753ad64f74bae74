#include "common/grpc_status.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "common/error_info.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace octavo {
namespace {

constexpr char kDomain[] = "octavo";
// gRPC drops the whole status where a call's trailers are longer than 8 KiB. They hold the message, percent-encoded,
// and the details, which repeat it, in base64; some room is left for what gRPC and proxies add.
constexpr size_t kMaxTrailers = 6500;
constexpr size_t kMaxViolations = 16;

/// The first bytes of `text`, cut between characters: a string that is not UTF-8 would make the details unreadable.
std::string Cut(absl::string_view text, size_t max) {
  if (text.size() <= max) return std::string(text);
  while (max > 0 && (static_cast<unsigned char>(text[max]) & 0xC0) == 0x80) --max;
  return std::string(text.substr(0, max));
}

grpc::Status Encode(const absl::Status& status, const ErrorInfo& info, size_t max_text) {
  const std::string message = Cut(status.message(), max_text);
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(message);
  google::rpc::ErrorInfo error;
  error.set_domain(kDomain);
  error.set_reason(info.reason.empty() ? absl::StatusCodeToString(status.code()) : info.reason);
  for (const auto& [key, value] : info.metadata) (*error.mutable_metadata())[key] = Cut(value, max_text);
  wire.add_details()->PackFrom(error);
  if (!info.violations.empty()) {
    google::rpc::BadRequest bad;
    for (size_t i = 0; i < std::min(info.violations.size(), kMaxViolations); ++i) {
      auto* field = bad.add_field_violations();
      field->set_field(Cut(info.violations[i].field, max_text));
      field->set_description(Cut(info.violations[i].description, max_text));
    }
    wire.add_details()->PackFrom(bad);
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), message, wire.SerializeAsString());
}

size_t TrailerBytes(const grpc::Status& status) {
  size_t bytes = status.error_details().size() * 4 / 3;
  for (const char c : status.error_message()) bytes += c >= ' ' && c <= '~' && c != '%' ? 1 : 3;
  return bytes;
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const ErrorInfo info = ErrorInfoOf(status);
  for (const size_t max_text : {2048, 512, 128}) {
    grpc::Status encoded = Encode(status, info, max_text);
    if (TrailerBytes(encoded) <= kMaxTrailers) return encoded;
  }
  return Encode(status, info, 32);
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
