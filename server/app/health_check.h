#ifndef OCTAVO_SERVER_APP_HEALTH_CHECK_H_
#define OCTAVO_SERVER_APP_HEALTH_CHECK_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace octavo {

/// Asks the grpc.health.v1 service at `address`. UNAVAILABLE where it is not SERVING, or cannot be reached within
/// `timeout`.
absl::Status CheckHealth(const std::string& address, absl::Duration timeout);

}  // namespace octavo

#endif  // OCTAVO_SERVER_APP_HEALTH_CHECK_H_
