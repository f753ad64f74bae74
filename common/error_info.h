#ifndef OCTAVO_COMMON_ERROR_INFO_H_
#define OCTAVO_COMMON_ERROR_INFO_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// What a program needs to know of an error: AIP-193's ErrorInfo and BadRequest without their protobuf, so that every
/// layer can attach it. Travels as a payload of absl::Status; common/grpc_status turns it into google.rpc messages.
struct ErrorInfo {
  struct FieldViolation {
    std::string field;  // "jobs[2].params.epochs"
    std::string description;
    bool operator==(const FieldViolation&) const = default;
  };
  std::string reason;                           // UPPER_SNAKE: "STALE_LEASE"; empty: none was given
  std::map<std::string, std::string> metadata;  // every variable of the message that a program may want
  std::vector<FieldViolation> violations;       // only for bad input
  bool operator==(const ErrorInfo&) const = default;
};

/// `status` with `info` in place of what it carried. OK stays OK.
absl::Status WithErrorInfo(absl::Status status, const ErrorInfo& info);
/// The same with a reason and metadata only.
absl::Status WithReason(absl::Status status, absl::string_view reason,
                        std::map<std::string, std::string> metadata = {});
/// INVALID_ARGUMENT with reason BAD_REQUEST that blames one field.
absl::Status BadField(absl::string_view field, absl::string_view description);
/// What `status` carries; an empty ErrorInfo where it carries none.
ErrorInfo ErrorInfoOf(const absl::Status& status);

}  // namespace octavo

#endif  // OCTAVO_COMMON_ERROR_INFO_H_
