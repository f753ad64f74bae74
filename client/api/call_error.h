#ifndef OCTAVO_CLIENT_API_CALL_ERROR_H_
#define OCTAVO_CLIENT_API_CALL_ERROR_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace octavo::client {

/// The error of a call for a user: what was tried, what went wrong, what to do. What the server itself says is kept as
/// it is, behind `what`; what gRPC says in its place ("Deadline Exceeded") becomes a sentence with a remedy. The code
/// and the payloads stay, except that CANCELLED in gRPC's words becomes UNAVAILABLE: callers ask first whether they
/// cancelled the call themselves. OK stays OK. Pure.
absl::Status DescribeCallError(absl::string_view what, const std::string& address, const absl::Status& status);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_CALL_ERROR_H_
