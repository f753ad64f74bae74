#include "worker/agent/call_error.h"

#include "common/error_info.h"

namespace octavo {

bool IsOutOfRoom(const absl::Status& status) {
  return absl::IsResourceExhausted(status) && ErrorInfoOf(status).reason != "BLOB_TOO_LARGE";
}

}  // namespace octavo
