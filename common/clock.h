#ifndef OCTAVO_COMMON_CLOCK_H_
#define OCTAVO_COMMON_CLOCK_H_

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/mutex.h"

namespace octavo {

/// Where code that needs the time takes it from. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
  /// The system's clock; lives for the whole process.
  static const Clock& System();
  /// The system's time as it was when this was first called, carried on by the clock of the time since boot: it never
  /// steps, however the system's clock is set meanwhile, and runs on while the machine is suspended. For times that are
  /// both compared and shown. Lives for the whole process.
  static const Clock& Steady();
};

/// A clock that stands still until it is told to move. Thread-safe.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(absl::Time start = absl::FromUnixSeconds(1'700'000'000)) : now_(start) {}
  absl::Time Now() const override {
    MutexLock lock(mutex_);
    return now_;
  }
  void Advance(absl::Duration by) {
    MutexLock lock(mutex_);
    now_ += by;
  }

 private:
  mutable Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace octavo

#endif  // OCTAVO_COMMON_CLOCK_H_
