#ifndef OCTAVO_HUB_HTTP_ERRORS_H_
#define OCTAVO_HUB_HTTP_ERRORS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "hub/http.h"

namespace octavo::hub {

// What went wrong, and whether another try may mend it. Pure.

/// How far a transfer came that failed.
struct TransferEnd {
  std::string detail;      // libcurl's text on it; may be empty
  int system_error = 0;    // the errno of the connection
  bool connected = false;  // there was a connection
  int proxy_status = 0;    // what a proxy answered to CONNECT; 0: it was not asked
};

/// What a libcurl error (CURLcode, not CURLE_OK) means for the request of `url`.
HttpProblem ProblemOfTransfer(int curl_code, const std::string& url, const TransferEnd& end);

/// What it means that no answer began within the time: DEADLINE_EXCEEDED.
HttpProblem ProblemOfSilence(const std::string& url, absl::Duration waited);

/// What a status means that is no success and cannot be followed. REQUIRES: response.status is not 2xx.
HttpProblem ProblemOfResponse(const HttpResponse& response);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_HTTP_ERRORS_H_
