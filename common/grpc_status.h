#ifndef OCTAVO_COMMON_GRPC_STATUS_H_
#define OCTAVO_COMMON_GRPC_STATUS_H_

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

namespace octavo {

/// The same code and message, with the status's ErrorInfo (common/error_info.h) as google.rpc.ErrorInfo of domain
/// "octavo" and its field violations as google.rpc.BadRequest. An error without a reason gets the code's name as its
/// reason, so that every error on the wire carries exactly one ErrorInfo (AIP-193). Texts too long for gRPC's trailers
/// are cut.
grpc::Status ToGrpcStatus(const absl::Status& status);

/// The inverse. Details of other domains and unknown types are left out; details that do not parse are ignored.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace octavo

#endif  // OCTAVO_COMMON_GRPC_STATUS_H_
