#include "worker/agent/lease_guard.h"

#include "gtest/gtest.h"

namespace octavo {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1000);

TEST(LeaseGuardTest, NothingMayRunBeforeTheFirstAnswer) {
  const LeaseGuard guard;
  EXPECT_TRUE(guard.Expired(kStart));
  EXPECT_TRUE(guard.Expired(absl::InfinitePast()));
}

TEST(LeaseGuardTest, ExpiresAMarginBeforeTheLeaseCountedFromTheSending) {
  LeaseGuard guard;
  guard.Renewed(kStart, absl::Seconds(30), absl::Seconds(10));
  EXPECT_EQ(guard.Deadline(), kStart + absl::Seconds(20));
  EXPECT_FALSE(guard.Expired(kStart + absl::Seconds(20) - absl::Nanoseconds(1)));
  EXPECT_TRUE(guard.Expired(kStart + absl::Seconds(20)));
}

TEST(LeaseGuardTest, AnOlderAnswerTakesNothingBack) {
  LeaseGuard guard;
  guard.Renewed(kStart + absl::Seconds(5), absl::Seconds(30), absl::Seconds(10));
  guard.Renewed(kStart, absl::Seconds(30), absl::Seconds(10));
  EXPECT_EQ(guard.Deadline(), kStart + absl::Seconds(25));
}

TEST(LeaseGuardTest, StoppedRunnersAreGoneWithinTheMargin) {
  LeaseGuard guard;
  guard.Renewed(kStart, absl::Seconds(30), absl::Seconds(10));
  EXPECT_EQ(guard.StopGrace(absl::Seconds(60)), absl::Seconds(5));
  EXPECT_EQ(guard.StopGrace(absl::Seconds(2)), absl::Seconds(2));
}

TEST(LeaseGuardTest, TwoMoreTriesFitBehindTheLongestWait) {
  LeaseGuard guard;
  guard.Renewed(kStart, absl::Seconds(40), absl::Seconds(10));
  EXPECT_EQ(guard.LongestWait(), absl::Seconds(10));
}

TEST(LeaseGuardTest, AMarginLargerThanTheLeaseLeavesNoTime) {
  LeaseGuard guard;
  guard.Renewed(kStart, absl::Seconds(10), absl::Seconds(20));
  EXPECT_EQ(guard.Deadline(), kStart);
  EXPECT_EQ(guard.LongestWait(), absl::ZeroDuration());
}

}  // namespace
}  // namespace octavo
