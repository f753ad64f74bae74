#ifndef OCTAVO_CLIENT_COMMANDS_FETCH_VIEW_H_
#define OCTAVO_CLIENT_COMMANDS_FETCH_VIEW_H_

#include <deque>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "client/commands/output.h"
#include "client/commands/plain_pace.h"
#include "hub/fetch_tools.h"

namespace octavo::client {

/// "imdb: [#####.....] 40.1 MiB of 80.2 MiB, 9.9 MiB/s, 4 s left"; a bar of `bar` columns (0: none), `rate` in bytes a
/// second (0: not known yet). Pure.
std::string FetchLine(const hub::FetchProgress& progress, int bar, double rate);

/// Shows a fetch as it goes: a live line on a terminal, a plain line now and then otherwise. Confined to one thread.
class FetchView {
 public:
  explicit FetchView(Output& output) : output_(output) {}
  ~FetchView() { output_.ClearLive(); }
  FetchView(const FetchView&) = delete;
  FetchView& operator=(const FetchView&) = delete;

  void Update(const hub::FetchProgress& progress, absl::Time now);

 private:
  /// Bytes a second over the last moments, so that what was here already does not count.
  double Rate(const hub::FetchProgress& progress, absl::Time now);

  Output& output_;
  std::string what_;
  std::deque<std::pair<absl::Time, int64_t>> recent_;
  TransferPace pace_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_FETCH_VIEW_H_
