#ifndef OCTAVO_HUB_HTTP_H_
#define OCTAVO_HUB_HTTP_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/cancellation.h"

namespace octavo::hub {

/// The fields of a response; names in any case (RFC 9110 section 5.1). A value.
class HttpHeaders {
 public:
  void Add(absl::string_view name, absl::string_view value);
  /// The value of the last field of that name.
  std::optional<std::string> Find(absl::string_view name) const;
  /// A whole number from 0; nothing where the field is missing or is none.
  std::optional<int64_t> Number(absl::string_view name) const;

 private:
  std::map<std::string, std::string> fields_;  // by lower-case name
};

struct HttpRequest {
  std::string url;
  bool head = false;                                         // HEAD instead of GET
  std::vector<std::pair<std::string, std::string>> headers;  // sent to every origin
  std::string token;         // "Authorization: Bearer", sent to the origin of `url` alone; empty: none
  bool leave_origin = true;  // false: a redirect to another origin is the answer itself
  /// Asked of every redirect's target, within the origin too, before it is followed; its error ends the request and
  /// becomes the result's status. Empty: all may be followed.
  std::function<absl::Status(const std::string& url)> may_follow = {};
};

struct HttpResponse {
  int status = 0;  // 0: there was none
  std::string url;
  HttpHeaders headers;
};

/// Why there is no good answer, as far as trying again is concerned.
enum class HttpFailure {
  kNone,
  kRefused,      // another try would end the same way: 404, a bad certificate, an error of the sink
  kUnreachable,  // no connection: no such host, no route, nobody listens, or who does never answers
  kBroken,       // the connection broke or stalled, or the server asks to come back: 408, 429, most of 5xx
};

/// How a request ended.
struct HttpResult {
  absl::Status status;  // OK for 2xx, and for a redirect that was not to be followed
  HttpFailure failure = HttpFailure::kNone;
  HttpResponse response;                // the last one
  std::vector<HttpResponse> redirects;  // the ones before it, in order
};

/// Takes the body of a 2xx response; of errors and redirects it hears nothing, and no more than 1 MiB of those is read.
class BodySink {
 public:
  virtual ~BodySink() = default;
  /// Called once, before the body. An error ends the transfer and becomes the result's status.
  virtual absl::Status Begin(const HttpResponse& response) = 0;
  virtual absl::Status Write(absl::string_view data) = 0;
};

/// What went wrong with a request, if anything did.
struct HttpProblem {
  absl::Status status;
  HttpFailure failure = HttpFailure::kRefused;
};

/// A body in memory. RESOURCE_EXHAUSTED where it is longer than it may be.
class StringSink final : public BodySink {
 public:
  explicit StringSink(size_t max_bytes) : max_bytes_(max_bytes) {}
  absl::Status Begin(const HttpResponse& response) override;
  absl::Status Write(absl::string_view data) override;
  const std::string& text() const { return text_; }

 private:
  const size_t max_bytes_;
  std::string text_;
};

struct HttpOptions {
  const Cancellation* cancellation = nullptr;  // outlives the client; null: cannot be interrupted
  absl::Duration connect_timeout = absl::Seconds(20);
  absl::Duration stall_timeout = absl::Seconds(30);  // with fewer than `slowest` bytes a second
  int64_t slowest = 1;
  /// From the begin of each request, name look-up included, to the first byte of its answer; told within about a second
  /// of its end. Zero: none.
  absl::Duration answer_timeout = absl::ZeroDuration();
  absl::Duration total_timeout = absl::ZeroDuration();  // of each request, name look-up included; zero: none
  int max_redirects = 10;
  std::string ca_file;  // certificates to trust instead of the system's; empty: the system's
};

/// HTTP by libcurl: proxies as libcurl's environment variables say (https_proxy, all_proxy, no_proxy …), certificates
/// checked, connections kept between requests. Redirects are followed here, so that a token never reaches another
/// origin than the one it was given for, once left not even that one, and never goes from https to http.
///
/// Thread-compatible: one client for each thread. The first one initialises libcurl, which holds for the process.
class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// One request and what it redirects to; blocks until it has ended. `sink` may be null: the body is left out, and as
  /// little of it read as of an error's. Among the errors: CANCELLED within about a second of a cancellation;
  /// UNAVAILABLE without a connection or where it breaks; DEADLINE_EXCEEDED where nothing came for a while;
  /// FAILED_PRECONDITION for TLS that cannot be trusted; UNAUTHENTICATED (401, 407), PERMISSION_DENIED (403), NOT_FOUND
  /// (404, 410), OUT_OF_RANGE (416), UNAVAILABLE (408, 429, and 5xx but 501 and 505), and FAILED_PRECONDITION for other
  /// statuses.
  HttpResult Perform(const HttpRequest& request, BodySink* sink);

 private:
  struct Transfer;
  void Prepare(const HttpRequest& request, Transfer& transfer);
  /// What the transfer's end means.
  HttpProblem ProblemOf(int curl_code, const HttpRequest& request, Transfer& transfer) const;
  /// Without redirects.
  HttpResult PerformOnce(const HttpRequest& request, const std::string& url, bool with_token, BodySink* sink);

  const HttpOptions options_;
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_HTTP_H_
