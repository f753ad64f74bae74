#include "hub/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <mutex>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/build_info.h"
#include "common/status_macros.h"
#include "hub/http_errors.h"
#include "hub/range_headers.h"
#include "hub/url.h"

namespace octavo::hub {
namespace {

constexpr long kBufferBytes = 256 << 10;
constexpr size_t kMaxUselessBytes = 1 << 20;  // of a body that nobody wants

/// curl_global_init is not thread-safe in every build of libcurl, and must come first.
void InitialiseCurl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

bool IsRedirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Whether the request may go on from one URL to another.
absl::Status CheckRedirect(const HttpRequest& request, const std::string& from, const std::string& to) {
  if (request.may_follow) OCTAVO_RETURN_IF_ERROR(request.may_follow(to));
  if (!absl::StartsWithIgnoreCase(from, "https:") || absl::StartsWithIgnoreCase(to, "https:")) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(PrintableUrl(from), ": it leads from https to ", PrintableUrl(to), ", which anybody can change"));
}

}  // namespace

void HttpHeaders::Add(absl::string_view name, absl::string_view value) {
  fields_[absl::AsciiStrToLower(absl::StripAsciiWhitespace(name))] = std::string(absl::StripAsciiWhitespace(value));
}

std::optional<std::string> HttpHeaders::Find(absl::string_view name) const {
  const auto found = fields_.find(absl::AsciiStrToLower(name));
  if (found == fields_.end()) return std::nullopt;
  return found->second;
}

std::optional<int64_t> HttpHeaders::Number(absl::string_view name) const {
  const std::optional<std::string> text = Find(name);
  return text.has_value() ? WholeNumber(*text) : std::nullopt;
}

absl::Status StringSink::Begin(const HttpResponse& response) {
  text_.clear();
  return absl::OkStatus();
}

absl::Status StringSink::Write(absl::string_view data) {
  if (text_.size() + data.size() > max_bytes_)
    return absl::ResourceExhaustedError(absl::StrCat("the answer is longer than ", max_bytes_, " bytes"));
  absl::StrAppend(&text_, data);
  return absl::OkStatus();
}

struct HttpClient::Handle {
  Handle() : curl(curl_easy_init()) {}
  ~Handle() { curl_easy_cleanup(curl); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  CURL* curl;
};

/// One response on its way. The callbacks get it as their user data.
struct HttpClient::Transfer {
  const Cancellation* cancellation = nullptr;
  std::chrono::steady_clock::time_point answer_by = std::chrono::steady_clock::time_point::max();
  BodySink* sink = nullptr;
  HttpResponse response;
  bool begun = false;  // the sink heard of the response
  absl::Status sink_status;
  size_t useless = 0;   // bytes of a body that nobody wants
  bool enough = false;  // what came of it is enough: the transfer was ended here, and the response is what counts
  bool silent = false;  // it was ended here because no answer came
  char detail[CURL_ERROR_SIZE] = "";

  bool Good() const { return response.status >= 200 && response.status < 300; }

  absl::Status BeginOnce() {
    if (begun || sink == nullptr) return absl::OkStatus();
    begun = true;
    return sink->Begin(response);
  }

  bool Cancelled() const { return cancellation != nullptr && cancellation->Cancelled(); }

  absl::Status Take(absl::string_view data) {
    // libcurl asks OnProgress once a second at least, and on a quick line hardly more often.
    if (Cancelled()) return absl::CancelledError("interrupted");
    if (!Good() || sink == nullptr) {
      useless += data.size();
      enough = useless > kMaxUselessBytes;
      return absl::OkStatus();
    }
    OCTAVO_RETURN_IF_ERROR(BeginOnce());
    return sink->Write(data);
  }

  static size_t OnHeader(char* data, size_t size, size_t count, void* user) {
    auto* self = static_cast<Transfer*>(user);
    const absl::string_view line(data, size * count);
    if (absl::StartsWith(line, "HTTP/")) {  // a status line: what came before was an interim response
      const absl::string_view status = absl::StripAsciiWhitespace(line.substr(std::min(line.find(' '), line.size())));
      if (!absl::SimpleAtoi(status.substr(0, 3), &self->response.status)) self->response.status = 0;
      self->response.headers = HttpHeaders();
      return line.size();
    }
    if (const size_t colon = line.find(':'); colon != absl::string_view::npos)
      self->response.headers.Add(line.substr(0, colon), line.substr(colon + 1));
    return line.size();
  }

  static size_t OnBody(char* data, size_t size, size_t count, void* user) {
    auto* self = static_cast<Transfer*>(user);
    self->sink_status = self->Take(absl::string_view(data, size * count));
    return self->sink_status.ok() && !self->enough ? size * count : CURL_WRITEFUNC_ERROR;
  }

  static int OnProgress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto* self = static_cast<Transfer*>(user);
    self->silent = self->response.status == 0 && std::chrono::steady_clock::now() >= self->answer_by;
    return self->Cancelled() || self->silent ? 1 : 0;
  }
};

HttpClient::HttpClient(HttpOptions options) : options_(std::move(options)) {
  InitialiseCurl();
  handle_ = std::make_unique<Handle>();
}

HttpClient::~HttpClient() = default;

HttpResult HttpClient::Perform(const HttpRequest& request, BodySink* sink) {
  std::vector<HttpResponse> redirects;
  std::string url = request.url;
  bool with_token = !request.token.empty();
  const auto refuse = [&](absl::Status status) {
    return HttpResult{std::move(status), HttpFailure::kRefused, {}, std::move(redirects)};
  };
  absl::StatusOr<std::string> origin = OriginOf(url);
  if (!origin.ok()) return refuse(origin.status());
  while (true) {
    HttpResult result = PerformOnce(request, url, with_token, sink);
    const std::optional<std::string> location = result.response.headers.Find("Location");
    if (!result.status.ok() || !IsRedirect(result.response.status)) {
      result.redirects = std::move(redirects);
      return result;
    }
    absl::StatusOr<std::string> next = ResolveUrl(url, *location);
    if (!next.ok()) return refuse(next.status());
    absl::StatusOr<std::string> next_origin = OriginOf(*next);
    if (!next_origin.ok()) return refuse(next_origin.status());
    const bool leaves = *next_origin != *origin;
    if (leaves && !request.leave_origin) {
      result.redirects = std::move(redirects);
      return result;
    }
    if (absl::Status allowed = CheckRedirect(request, url, *next); !allowed.ok()) return refuse(std::move(allowed));
    with_token = with_token && !leaves;
    redirects.push_back(std::move(result.response));
    if (static_cast<int>(redirects.size()) > options_.max_redirects) {
      return refuse(absl::InternalError(
          absl::StrCat(PrintableUrl(request.url), ": more than ", options_.max_redirects, " redirects")));
    }
    url = *std::move(next);
    origin = std::move(next_origin);
  }
}

namespace {

using HeaderList = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

HeaderList HeadersOf(const HttpRequest& request, bool with_token) {
  std::vector<std::string> lines = {"Accept-Encoding: identity"};  // sizes and ranges are those of the file
  for (const auto& [name, value] : request.headers) lines.push_back(absl::StrCat(name, ": ", value));
  if (with_token) lines.push_back(absl::StrCat("Authorization: Bearer ", request.token));
  curl_slist* list = nullptr;
  for (const std::string& line : lines) list = curl_slist_append(list, line.c_str());
  return HeaderList(list, curl_slist_free_all);
}

void SetLimits(CURL* curl, const HttpOptions& options) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // a signal handler of libcurl's would be every thread's
  // A name look-up that hangs sits in a thread of its own, which a time-out or a Ctrl-C would else wait for.
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, kBufferBytes);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(absl::ToInt64Milliseconds(options.connect_timeout)));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(absl::ToInt64Milliseconds(options.total_timeout)));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options.slowest));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(absl::ToInt64Seconds(options.stall_timeout)));
  if (!options.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
}

/// Of an https server the TLS handshake belongs to the connection: one that hangs in it is not there, whether or not
/// this libcurl counts it to the connect time.
TransferEnd EndOf(CURL* curl, bool tls, const char* detail) {
  long system_error = 0, new_connections = 0, proxy_status = 0;
  curl_off_t connect_time = 0;
  curl_easy_getinfo(curl, CURLINFO_OS_ERRNO, &system_error);
  curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &new_connections);
  curl_easy_getinfo(curl, tls ? CURLINFO_APPCONNECT_TIME_T : CURLINFO_CONNECT_TIME_T, &connect_time);
  curl_easy_getinfo(curl, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
  return {detail, static_cast<int>(system_error), connect_time > 0 || new_connections == 0,
          static_cast<int>(proxy_status)};
}

}  // namespace

void HttpClient::Prepare(const HttpRequest& request, Transfer& transfer) {
  CURL* curl = handle_->curl;
  curl_easy_reset(curl);  // connections stay
  SetLimits(curl, options_);
  curl_easy_setopt(curl, CURLOPT_URL, transfer.response.url.c_str());
  curl_easy_setopt(curl, CURLOPT_NOBODY, request.head ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, absl::StrCat("octavo/", Version()).c_str());  // copied
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, transfer.detail);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &Transfer::OnHeader);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Transfer::OnBody);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &Transfer::OnProgress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
}

HttpProblem HttpClient::ProblemOf(int curl_code, const HttpRequest& request, Transfer& transfer) const {
  const HttpResponse& response = transfer.response;
  if (!transfer.sink_status.ok()) return {transfer.sink_status, HttpFailure::kRefused};
  if (curl_code == CURLE_ABORTED_BY_CALLBACK && !transfer.Cancelled() && transfer.silent)
    return ProblemOfSilence(response.url, options_.answer_timeout);
  if (curl_code == CURLE_ABORTED_BY_CALLBACK) return {absl::CancelledError("interrupted"), HttpFailure::kRefused};
  if (curl_code != CURLE_OK && !transfer.enough) {
    const TransferEnd end = EndOf(handle_->curl, absl::StartsWithIgnoreCase(response.url, "https:"), transfer.detail);
    // Where both limits are alike, the one for bodies may be seen to pass first.
    const bool silent = curl_code == CURLE_OPERATION_TIMEDOUT && end.connected && response.status == 0 &&
                        options_.answer_timeout > absl::ZeroDuration();
    if (silent) return ProblemOfSilence(response.url, options_.answer_timeout);
    return ProblemOfTransfer(curl_code, response.url, end);
  }
  const bool redirect = IsRedirect(response.status) && response.headers.Find("Location").has_value();
  if (!transfer.Good() && !redirect) return ProblemOfResponse(response);
  if (transfer.Good() && !request.head) {
    // Of an empty body no byte came that could have begun it.
    if (absl::Status begun = transfer.BeginOnce(); !begun.ok()) return {std::move(begun), HttpFailure::kRefused};
  }
  return {absl::OkStatus(), HttpFailure::kNone};
}

HttpResult HttpClient::PerformOnce(const HttpRequest& request, const std::string& url, bool with_token,
                                   BodySink* sink) {
  Transfer transfer;
  transfer.cancellation = options_.cancellation;
  transfer.sink = sink;
  transfer.response.url = url;
  if (options_.answer_timeout > absl::ZeroDuration())
    transfer.answer_by = std::chrono::steady_clock::now() + absl::ToChronoMilliseconds(options_.answer_timeout);
  Prepare(request, transfer);
  const HeaderList headers = HeadersOf(request, with_token);
  curl_easy_setopt(handle_->curl, CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = curl_easy_perform(handle_->curl);
  HttpProblem problem = ProblemOf(code, request, transfer);
  return {std::move(problem.status), problem.failure, std::move(transfer.response), {}};
}

}  // namespace octavo::hub
