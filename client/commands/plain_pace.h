#ifndef OCTAVO_CLIENT_COMMANDS_PLAIN_PACE_H_
#define OCTAVO_CLIENT_COMMANDS_PLAIN_PACE_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace octavo::client {

/// How often something that goes on is worth a plain line, where there are no live lines.
inline constexpr absl::Duration kPlainEvery = absl::Seconds(10);

/// Says which states of transfers are worth a plain line: of a large one the first bytes, then one now and then, and
/// the end, once. Thread-compatible.
class TransferPace {
 public:
  /// Of less a log need not know: it is there before a line about it is read.
  static constexpr int64_t kWorthALine = 8 << 20;

  /// Whether to write a line now. `what` tells transfers apart; a `total` of 0 is not known, and its end is not told.
  bool WantsLine(const std::string& what, int64_t done, int64_t total, absl::Time now);

 private:
  std::string what_;
  absl::Time last_line_ = absl::InfinitePast();  // InfiniteFuture: the end was told
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_PLAIN_PACE_H_
