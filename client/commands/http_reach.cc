// The one file that knows libcurl.
#include "client/commands/http_reach.h"

#include <curl/curl.h>

#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/build_info.h"

namespace octavo::client {
namespace {

constexpr int kPollMs = 100;

struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;
using Multi = std::unique_ptr<CURLM, FreeMulti>;

Easy NewRequest(const std::string& url, absl::Duration limit, char* error) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  Easy easy(ready == CURLE_OK ? curl_easy_init() : nullptr);
  if (easy == nullptr) return easy;
  curl_easy_setopt(easy.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy.get(), CURLOPT_NOBODY, 1L);
  curl_easy_setopt(easy.get(), CURLOPT_USERAGENT, absl::StrCat("octavo/", Version()).c_str());
  curl_easy_setopt(easy.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(absl::ToInt64Milliseconds(limit)));
  curl_easy_setopt(easy.get(), CURLOPT_NOSIGNAL, 1L);
  // A name look-up that hangs sits in a thread of its own, which the clean-up would wait for.
  curl_easy_setopt(easy.get(), CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(easy.get(), CURLOPT_ERRORBUFFER, error);
  return easy;
}

/// Runs the one transfer of `multi` to its end. By poll, because a blocking transfer would hear of the user's wish to
/// stop only now and then.
absl::StatusOr<CURLcode> Transfer(CURLM* multi, const Cancellation& cancellation) {
  int running = 1;
  while (true) {
    CURLMcode code = curl_multi_perform(multi, &running);
    if (code == CURLM_OK && running == 0) break;
    if (code == CURLM_OK) code = curl_multi_poll(multi, nullptr, 0, kPollMs, nullptr);
    if (code != CURLM_OK) return absl::InternalError(absl::StrCat("libcurl: ", curl_multi_strerror(code)));
    if (cancellation.Cancelled()) return absl::CancelledError("interrupted");
  }
  int left = 0;
  const CURLMsg* message = curl_multi_info_read(multi, &left);
  return message == nullptr ? CURLE_FAILED_INIT : message->data.result;
}

}  // namespace

absl::StatusOr<HttpAnswer> Reach(const std::string& url, absl::Duration limit, const Cancellation& cancellation) {
  if (!absl::StartsWithIgnoreCase(url, "http://") && !absl::StartsWithIgnoreCase(url, "https://"))
    return absl::InvalidArgumentError(absl::StrCat("\"", url, "\" begins neither with http:// nor with https://"));
  char error[CURL_ERROR_SIZE] = "";
  const Easy easy = NewRequest(url, limit, error);
  const Multi multi(easy == nullptr ? nullptr : curl_multi_init());
  if (multi == nullptr) return absl::ResourceExhaustedError("libcurl cannot start: out of memory");
  const absl::Time start = absl::Now();
  curl_multi_add_handle(multi.get(), easy.get());
  const absl::StatusOr<CURLcode> code = Transfer(multi.get(), cancellation);
  curl_multi_remove_handle(multi.get(), easy.get());
  if (!code.ok()) return code.status();
  if (*code != CURLE_OK) return absl::UnavailableError(error[0] != '\0' ? error : curl_easy_strerror(*code));
  long status = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
  return HttpAnswer{static_cast<int>(status), absl::Now() - start};
}

}  // namespace octavo::client
