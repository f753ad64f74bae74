#ifndef OCTAVO_SERVER_API_RPC_H_
#define OCTAVO_SERVER_API_RPC_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/grpc_status.h"
#include "common/ids.h"
#include "grpcpp/support/server_callback.h"

namespace octavo {

// What the handlers share.

inline void Finish(grpc::ServerUnaryReactor* reactor, const absl::Status& status) {
  reactor->Finish(ToGrpcStatus(status));
}

/// The id in a request's field; NOT_FOUND with `reason` for text that cannot be one, as for an id that nobody has.
template <typename Id>
absl::StatusOr<Id> ParseId(const std::string& text, absl::string_view reason);

extern template absl::StatusOr<JobId> ParseId(const std::string& text, absl::string_view reason);
extern template absl::StatusOr<ExperimentId> ParseId(const std::string& text, absl::string_view reason);

/// A page size as asked for, with the default and the limit applied. INVALID_ARGUMENT where negative.
absl::StatusOr<int> ParsePageSize(int asked);
/// The number that a page token holds, 0 for an empty one. INVALID_ARGUMENT BAD_PAGE_TOKEN.
absl::StatusOr<int64_t> ParsePageToken(const std::string& token);
std::string MakePageToken(int64_t last);

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_RPC_H_
