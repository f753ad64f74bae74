#ifndef OCTAVO_CLIENT_API_STREAM_NEWS_H_
#define OCTAVO_CLIENT_API_STREAM_NEWS_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/clock.h"

namespace octavo::client {

/// What a stream that is followed for long tells of its connection, on the thread of the caller. Empty functions are
/// not called. A stream that could be opened again at the first try is not worth a word.
struct StreamNews {
  std::function<void()> lost;                         // once an outage: it broke, and is tried again
  std::function<void(absl::Duration away)> regained;  // once an outage that was told
};

/// Makes StreamNews of how a stream's tries go. Thread-compatible.
class Outage {
 public:
  /// Both outlive it.
  explicit Outage(const StreamNews& news, const Clock& clock = Clock::Steady()) : news_(news), clock_(clock) {}

  /// A try ended with that status: it is tried again where that is UNAVAILABLE.
  void Ended(const absl::Status& status) {
    if (status.ok()) Arrived();
    if (!absl::IsUnavailable(status)) return;
    if (failures_++ == 0) begin_ = clock_.Now();
    if (failures_ == 2 && news_.lost) news_.lost();
  }
  /// Something arrived.
  void Arrived() {
    if (failures_ > 1 && news_.regained) news_.regained(clock_.Now() - begin_);
    failures_ = 0;
  }

 private:
  const StreamNews& news_;
  const Clock& clock_;
  int failures_ = 0;  // in a row
  absl::Time begin_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_STREAM_NEWS_H_
