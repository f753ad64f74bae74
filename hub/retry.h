#ifndef OCTAVO_HUB_RETRY_H_
#define OCTAVO_HUB_RETRY_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/clock.h"
#include "common/random.h"
#include "hub/http.h"

namespace octavo::hub {

/// When to try again: exponential backoff with full jitter, that is a wait drawn evenly from nothing to a bound that
/// doubles ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015), so that many clients of a server that was
/// away do not come back at once.
struct RetryPolicy {
  int tries = 6;  // in a row that brought nothing
  absl::Duration first = absl::Milliseconds(500);
  absl::Duration longest = absl::Seconds(30);
  absl::Duration longest_asked = absl::Minutes(5);  // what a server may ask for; beyond that it is not tried again
  /// What tries in a row without a connection or an answer may take together, waits left out: a server that is away for
  /// a moment refuses at once, and one that takes connections and says nothing is not waited for six times.
  absl::Duration longest_silence = absl::Seconds(30);
};

/// The Retry-After field (RFC 9110 section 10.2.3): seconds, or a date in one of the three forms of HTTP (section
/// 5.6.7). Zero where the date has passed; nothing where it is neither. Pure.
std::optional<absl::Duration> ParseRetryAfter(absl::string_view text, absl::Time now);

/// One operation's tries. Pure but for the numbers it draws; thread-compatible.
class Retry {
 public:
  /// `random` outlives it.
  Retry(const RetryPolicy& policy, Random& random) : policy_(policy), random_(random) {}

  /// How long to wait after a try that ended like this, or nothing: do not try again. Another try is worth it where the
  /// connection broke or the server asked for it, and where there was no connection though some server has been reached
  /// (a redirect counts); a machine that is offline is told so at once. `took`: how long the try lasted.
  std::optional<absl::Duration> After(const HttpResult& result, absl::Time now,
                                      absl::Duration took = absl::ZeroDuration());
  /// The last try brought something on: the count and the waits begin anew.
  void Progress() { tries_ = 0; }

 private:
  const RetryPolicy policy_;
  Random& random_;
  int tries_ = 0;
  bool reached_ = false;    // some server has answered
  absl::Duration silence_;  // of the tries in a row that found nobody
};

/// What every operation that tries again works with. Thread-compatible; a copy for each thread, with its own seed.
struct RetryTools {
  RetryPolicy policy;
  const Clock* clock = &Clock::System();
  Random random{0};
  std::function<bool(absl::Duration)> sleep;     // false: cancelled
  std::function<void(const std::string&)> tell;  // why it waits, for the user; may be empty
};

/// Runs `attempt` until it ends well or `retry` says that it never will; blocks for the waits too. The last result,
/// with CANCELLED where a wait was interrupted.
HttpResult WithRetries(RetryTools& tools, Retry& retry, const std::function<HttpResult()>& attempt);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_RETRY_H_
