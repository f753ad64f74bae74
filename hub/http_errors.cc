#include "hub/http_errors.h"

#include <curl/curl.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "hub/url.h"

namespace octavo::hub {
namespace {

HttpProblem Make(absl::StatusCode code, HttpFailure failure, const std::string& url, absl::string_view what) {
  return {absl::Status(code, absl::StrCat(PrintableUrl(url), ": ", what)), failure};
}

HttpProblem Unreachable(const std::string& url, absl::string_view what) {
  return Make(absl::StatusCode::kUnavailable, HttpFailure::kUnreachable, url, what);
}

HttpProblem CannotConnect(const std::string& url, absl::string_view detail, int system_error) {
  if (system_error == ENETUNREACH || system_error == EHOSTUNREACH) {
    return Unreachable(url, absl::StrCat("there is no route to the host (", detail, "): is this machine online?"));
  }
  return Unreachable(url, absl::StrCat("cannot connect (", system_error == 0 ? "" : strerror(system_error),
                                       system_error == 0 ? "" : "; ", detail,
                                       "): is the host up, and does https_proxy say the right thing?"));
}

HttpProblem Untrusted(const std::string& url, absl::string_view detail) {
  return Make(absl::StatusCode::kFailedPrecondition, HttpFailure::kRefused, url,
              absl::StrCat("the TLS connection cannot be trusted (", detail,
                           "): check this machine's clock and its ca-certificates; where a proxy opens TLS, name its "
                           "certificate's file in SSL_CERT_FILE"));
}

HttpProblem ProxyWantsLogin(const std::string& url) {
  return Make(absl::StatusCode::kUnauthenticated, HttpFailure::kRefused, url,
              "status 407, the proxy wants a name and a password: https_proxy=http://NAME:PASSWORD@HOST:PORT");
}

/// What the server cannot do at present; 501 and 505 say that it never will.
bool IsOfTheMoment(int status) { return status == 408 || (status >= 500 && status != 501 && status != 505); }

}  // namespace

HttpProblem ProblemOfTransfer(int curl_code, const std::string& url, const TransferEnd& end) {
  const std::string detail = end.detail.empty() ? curl_easy_strerror(static_cast<CURLcode>(curl_code)) : end.detail;
  if (end.proxy_status == 407) return ProxyWantsLogin(url);
  switch (curl_code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return Unreachable(url, absl::StrCat("the host's address cannot be found (", detail,
                                           "): is this machine online, and is the name right?"));
    case CURLE_COULDNT_RESOLVE_PROXY:
      return Unreachable(url, absl::StrCat("the proxy's address cannot be found (", detail,
                                           "): check https_proxy, http_proxy and all_proxy"));
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
      return CannotConnect(url, detail, end.system_error);
    case CURLE_OPERATION_TIMEDOUT:
      if (!end.connected) return CannotConnect(url, detail, end.system_error);
      return Make(absl::StatusCode::kDeadlineExceeded, HttpFailure::kBroken, url,
                  absl::StrCat("nothing came for too long (", detail, ")"));
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_CIPHER:
      return Untrusted(url, detail);
    case CURLE_SSL_CONNECT_ERROR:
      return Unreachable(url, absl::StrCat("no TLS connection came about (", detail,
                                           "): is it an https server, and is nothing on the way that stops TLS?"));
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_FUNCTION_ARGUMENT:
      return Make(absl::StatusCode::kInvalidArgument, HttpFailure::kRefused, url, detail);
    case CURLE_OUT_OF_MEMORY:
      return Make(absl::StatusCode::kResourceExhausted, HttpFailure::kRefused, url, detail);
    default:  // the many ways in which a connection breaks
      return Make(absl::StatusCode::kUnavailable, HttpFailure::kBroken, url,
                  absl::StrCat("the connection broke (", detail, ")"));
  }
}

HttpProblem ProblemOfSilence(const std::string& url, absl::Duration waited) {
  return Make(absl::StatusCode::kDeadlineExceeded, HttpFailure::kUnreachable, url,
              absl::StrCat("no answer began within ", absl::FormatDuration(waited)));
}

HttpProblem ProblemOfResponse(const HttpResponse& response) {
  const int status = response.status;
  const auto problem = [&](absl::StatusCode code, HttpFailure failure, absl::string_view meaning) {
    return Make(code, failure, response.url, absl::StrCat("status ", status, ", ", meaning));
  };
  switch (status) {
    case 401:
      return problem(absl::StatusCode::kUnauthenticated, HttpFailure::kRefused, "it wants a valid token");
    case 403:
      return problem(absl::StatusCode::kPermissionDenied, HttpFailure::kRefused, "it is not for whoever asks");
    case 404:
    case 410:
      return problem(absl::StatusCode::kNotFound, HttpFailure::kRefused, "there is no such thing");
    case 407:
      return ProxyWantsLogin(response.url);
    case 416:
      return problem(absl::StatusCode::kOutOfRange, HttpFailure::kRefused, "it is not as long as that");
    case 429:
      return problem(absl::StatusCode::kUnavailable, HttpFailure::kBroken, "too many requests from here");
    default:
      if (IsOfTheMoment(status))
        return problem(absl::StatusCode::kUnavailable, HttpFailure::kBroken, "the server cannot answer now");
      return problem(absl::StatusCode::kFailedPrecondition, HttpFailure::kRefused,
                     "which is not expected of such a server");
  }
}

}  // namespace octavo::hub
