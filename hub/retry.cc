#include "hub/retry.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace octavo::hub {

std::optional<absl::Duration> ParseRetryAfter(absl::string_view text, absl::Time now) {
  text = absl::StripAsciiWhitespace(text);
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
  if (int64_t seconds = 0; digits)
    return absl::SimpleAtoi(text, &seconds) ? absl::Seconds(seconds) : absl::InfiniteDuration();
  // IMF-fixdate, then the two obsolete forms that a recipient must understand: RFC 850's and asctime's.
  for (const char* format : {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"}) {
    absl::Time date;
    std::string ignored;
    if (absl::ParseTime(format, text, &date, &ignored)) return std::max(absl::ZeroDuration(), date - now);
  }
  return std::nullopt;
}

std::optional<absl::Duration> Retry::After(const HttpResult& result, absl::Time now, absl::Duration took) {
  reached_ = reached_ || result.response.status != 0 || !result.redirects.empty();
  const bool nobody = result.failure == HttpFailure::kUnreachable;
  silence_ = nobody ? silence_ + took : absl::ZeroDuration();
  const bool worth_it =
      result.failure == HttpFailure::kBroken || (nobody && reached_ && silence_ < policy_.longest_silence);
  if (!worth_it || ++tries_ >= policy_.tries) return std::nullopt;
  if (const auto field = result.response.headers.Find("Retry-After"); field.has_value()) {
    if (const auto asked = ParseRetryAfter(*field, now); asked.has_value()) {
      if (*asked > policy_.longest_asked) return std::nullopt;
      return *asked;
    }
  }
  const absl::Duration bound = std::min(policy_.longest, policy_.first * std::exp2(tries_ - 1));
  return absl::Milliseconds(
      static_cast<int64_t>(random_.Below(static_cast<uint64_t>(absl::ToInt64Milliseconds(bound)) + 1)));
}

HttpResult WithRetries(RetryTools& tools, Retry& retry, const std::function<HttpResult()>& attempt) {
  while (true) {
    const absl::Time begin = tools.clock->Now();
    HttpResult result = attempt();
    if (result.status.ok()) return result;
    const absl::Time end = tools.clock->Now();
    const std::optional<absl::Duration> wait = retry.After(result, end, end - begin);
    if (!wait.has_value()) return result;
    if (tools.tell)
      tools.tell(absl::StrCat(result.status.message(), "; trying again in ",
                              absl::FormatDuration(absl::Trunc(*wait, absl::Milliseconds(100)))));
    if (!tools.sleep(*wait)) {
      result.status = absl::CancelledError("interrupted");
      result.failure = HttpFailure::kRefused;
      return result;
    }
  }
}

}  // namespace octavo::hub
