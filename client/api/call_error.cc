#include "client/api/call_error.h"

#include "absl/strings/str_cat.h"
#include "common/build_info.h"
#include "common/error_info.h"

namespace octavo::client {
namespace {

/// What a user can make of an error that did not come from an octavo-server.
std::string Explain(const std::string& address, const absl::Status& status) {
  const std::string server = absl::StrCat("the server at ", address);
  const std::string said = status.message().empty() ? "it gave no reason" : absl::StrCat("it said: ", status.message());
  switch (status.code()) {
    case absl::StatusCode::kDeadlineExceeded:
      return absl::StrCat(server,
                          " has not answered in time, and may have done it or not. Look with octavo list or "
                          "octavo show, then give the command again.");
    case absl::StatusCode::kUnimplemented:
      return absl::StrCat(server, " does not know this request (", said,
                          "): it is no octavo-server, or one older than "
                          "this octavo ",
                          Version(), ". octavo doctor shows its version.");
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
      return absl::StrCat(server, " does not let this user do that (", said, "). Ask whoever runs it.");
    case absl::StatusCode::kResourceExhausted:
      return absl::StrCat("the message is larger than ", server, " or this octavo takes (", said,
                          "). Ask for less at once, such as with a smaller --limit.");
    case absl::StatusCode::kUnavailable:  // tried again, and then told with the address
      return std::string(status.message());
    default:
      return absl::StrCat(server, " broke the call off (", said, "). Its log says more.");
  }
}

}  // namespace

absl::Status DescribeCallError(absl::string_view what, const std::string& address, const absl::Status& status) {
  if (status.ok()) return status;
  const bool of_server = !ErrorInfoOf(status).reason.empty();
  // A server that stops cancels the calls that are left. It was not the user, and the server may come back.
  if (!of_server && absl::IsCancelled(status)) {
    return absl::UnavailableError(
        absl::StrCat(what, ": the server at ", address,
                     " ended the call, as one does that stops; give the command again once it runs"));
  }
  const std::string why = of_server ? std::string(status.message()) : Explain(address, status);
  absl::Status result(status.code(), absl::StrCat(what, ": ", why));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { result.SetPayload(url, payload); });
  return result;
}

}  // namespace octavo::client
