#include "client/commands/plain_pace.h"

namespace octavo::client {

bool TransferPace::WantsLine(const std::string& what, int64_t done, int64_t total, absl::Time now) {
  if (what != what_) {
    what_ = what;
    last_line_ = absl::InfinitePast();
  }
  if (done <= 0 || (total > 0 ? total : done) < kWorthALine || last_line_ == absl::InfiniteFuture()) return false;
  const bool over = total > 0 && done >= total;
  if (!over && now - last_line_ < kPlainEvery) return false;
  last_line_ = over ? absl::InfiniteFuture() : now;
  return true;
}

}  // namespace octavo::client
