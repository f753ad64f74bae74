#ifndef OCTAVO_WORKER_AGENT_BOOT_CLOCK_H_
#define OCTAVO_WORKER_AGENT_BOOT_CLOCK_H_

#include <ctime>

#include "absl/time/time.h"
#include "common/clock.h"

namespace octavo {

/// Time since boot, counted from the Unix epoch: never set, and running on while the machine is suspended, as leases
/// do. Only differences mean something. Thread-safe.
class BootClock final : public Clock {
 public:
  absl::Time Now() const override {
    timespec now = {};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return absl::TimeFromTimespec(now);
  }
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_BOOT_CLOCK_H_
