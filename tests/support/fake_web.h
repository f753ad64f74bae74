#ifndef OCTAVO_TESTS_SUPPORT_FAKE_WEB_H_
#define OCTAVO_TESTS_SUPPORT_FAKE_WEB_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/mutex.h"
#include "hub/http.h"
#include "hub/url.h"
#include "worker/agent/input_sources.h"

namespace octavo {

/// The world beyond a worker, in memory: answers requests by their URL and follows redirects where the request lets it.
/// Thread-safe.
class FakeWeb {
 public:
  struct Page {
    std::string bytes;
    int status = 200;                                 // 0: there is no connection
    std::map<std::string, std::string> headers = {};  // besides those of the body
    size_t cut = std::string::npos;                   // the connection breaks after so many bytes of the body …
    int cuts = 1 << 30;                               // … so often
    bool ranges = true;                               // answers Range
    std::function<void()> meanwhile = {};             // runs before the body
  };

  void Put(const std::string& url, Page page) {
    MutexLock lock(mutex_);
    pages_[url] = std::move(page);
  }
  /// The URLs that were asked for, in order.
  std::vector<std::string> asked() const {
    MutexLock lock(mutex_);
    return asked_;
  }
  /// The tokens that came with them.
  std::vector<std::string> tokens() const {
    MutexLock lock(mutex_);
    return tokens_;
  }

  /// What the clients were made with, in order.
  std::vector<hub::HttpOptions> options() const {
    MutexLock lock(mutex_);
    return options_;
  }

  /// What InputSources::Options::make_http gives.
  InputSources::Http Client(const hub::HttpOptions& options) {
    MutexLock lock(mutex_);
    options_.push_back(options);
    return [this, cancellation = options.cancellation](const hub::HttpRequest& request, hub::BodySink* sink) {
      return Perform(request, sink, *cancellation);
    };
  }

 private:
  hub::HttpResult Perform(hub::HttpRequest request, hub::BodySink* sink, const Cancellation& cancellation) {
    while (true) {
      hub::HttpResult result = PerformOnce(request, sink, cancellation);
      const std::optional<std::string> location = result.response.headers.Find("Location");
      if (!location.has_value()) return result;
      const std::string next = *hub::ResolveUrl(request.url, *location);
      if (*hub::OriginOf(next) != *hub::OriginOf(request.url)) {
        if (!request.leave_origin) return result;
        request.token.clear();
      }
      if (request.may_follow) {
        if (absl::Status allowed = request.may_follow(next); !allowed.ok())
          return End({}, std::move(allowed), hub::HttpFailure::kRefused);
      }
      request.url = next;
    }
  }

  hub::HttpResult PerformOnce(const hub::HttpRequest& request, hub::BodySink* sink, const Cancellation& cancellation) {
    Page page = Take(request);
    hub::HttpResult result;
    result.response.url = request.url;
    result.response.status = page.status;
    for (const auto& [name, value] : page.headers) result.response.headers.Add(name, value);
    if (page.status == 0)
      return End(std::move(result), absl::UnavailableError("no route"), hub::HttpFailure::kUnreachable);
    if (page.status >= 300 && page.status < 400) return result;
    if (page.status == 404) return End(std::move(result), absl::NotFoundError("404"), hub::HttpFailure::kRefused);
    if (page.status == 401)
      return End(std::move(result), absl::UnauthenticatedError("401"), hub::HttpFailure::kRefused);
    if (page.status != 200) return End(std::move(result), absl::UnavailableError("503"), hub::HttpFailure::kBroken);
    if (page.meanwhile) page.meanwhile();
    if (cancellation.Cancelled())
      return End(std::move(result), absl::CancelledError("interrupted"), hub::HttpFailure::kRefused);
    const size_t offset = page.ranges ? OffsetOf(request) : 0;
    if (offset > 0) {
      result.response.status = 206;
      result.response.headers.Add("Content-Range",
                                  absl::StrCat("bytes ", offset, "-", page.bytes.size() - 1, "/", page.bytes.size()));
    }
    const absl::string_view body = absl::string_view(page.bytes).substr(offset);
    result.response.headers.Add("Content-Length", absl::StrCat(body.size()));
    absl::Status status = sink->Begin(result.response);
    if (status.ok()) status = sink->Write(body.substr(0, page.cut));
    if (!status.ok()) return End(std::move(result), std::move(status), hub::HttpFailure::kRefused);
    if (page.cut < body.size())
      return End(std::move(result), absl::UnavailableError("it broke"), hub::HttpFailure::kBroken);
    return result;
  }

  Page Take(const hub::HttpRequest& request) {
    MutexLock lock(mutex_);
    asked_.push_back(request.url);
    tokens_.push_back(request.token);
    const auto found = pages_.find(request.url);
    if (found == pages_.end()) return {"", 404};
    Page page = found->second;
    if (found->second.cuts-- <= 0) page.cut = std::string::npos;
    return page;
  }

  static size_t OffsetOf(const hub::HttpRequest& request) {
    size_t offset = 0;
    for (const auto& [name, value] : request.headers) {
      if (name == "Range") (void)absl::SimpleAtoi(value.substr(6, value.size() - 7), &offset);
    }
    return offset;
  }

  static hub::HttpResult End(hub::HttpResult result, absl::Status status, hub::HttpFailure failure) {
    result.status = std::move(status);
    result.failure = failure;
    return result;
  }

  mutable Mutex mutex_;
  std::map<std::string, Page> pages_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> asked_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> tokens_ ABSL_GUARDED_BY(mutex_);
  std::vector<hub::HttpOptions> options_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_SUPPORT_FAKE_WEB_H_
