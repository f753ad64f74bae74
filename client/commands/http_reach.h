#ifndef OCTAVO_CLIENT_COMMANDS_HTTP_REACH_H_
#define OCTAVO_CLIENT_COMMANDS_HTTP_REACH_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client/api/cancellation.h"

namespace octavo::client {

/// How a web server answered.
struct HttpAnswer {
  int status = 0;  // 200
  absl::Duration time;
};

/// Asks the server of `url` for the head of that page, by way of the proxy that http_proxy, https_proxy, all_proxy and
/// no_proxy name; redirects are not followed. Blocks for at most `limit` in all, name look-up included.
///   INVALID_ARGUMENT   `url` is neither http:// nor https://
///   UNAVAILABLE        no answer, with libcurl's reason
///   CANCELLED          the user interrupted
absl::StatusOr<HttpAnswer> Reach(const std::string& url, absl::Duration limit, const Cancellation& cancellation);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_HTTP_REACH_H_
