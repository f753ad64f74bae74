#include "common/clock.h"

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(ClockTest, TheSteadyClockShowsTheSystemsTimeAndNeverGoesBack) {
  const absl::Time first = Clock::Steady().Now();
  EXPECT_LT(absl::AbsDuration(first - Clock::System().Now()), absl::Minutes(1));
  EXPECT_GE(Clock::Steady().Now(), first);
}

}  // namespace
}  // namespace octavo
