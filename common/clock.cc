#include "common/clock.h"

#include <ctime>

namespace octavo {
namespace {

class SystemClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

absl::Time SinceBoot() {
  timespec now = {};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return absl::TimeFromTimespec(now);
}

class SteadyClock final : public Clock {
 public:
  absl::Time Now() const override { return SinceBoot() + offset_; }

 private:
  const absl::Duration offset_ = absl::Now() - SinceBoot();
};

}  // namespace

const Clock& Clock::Steady() {
  static const SteadyClock clock;
  return clock;
}

const Clock& Clock::System() {
  static const SystemClock clock;
  return clock;
}

}  // namespace octavo
