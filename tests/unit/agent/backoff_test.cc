#include "worker/agent/backoff.h"

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(BackoffTest, DoublesUpToTheCap) {
  Backoff backoff(absl::Milliseconds(100), absl::Milliseconds(350), [] { return 1.0; });
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(100));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(200));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(350));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(350));
}

TEST(BackoffTest, DrawsBetweenHalfAndAllOfThePause) {
  double next = 0.0;
  Backoff backoff(absl::Milliseconds(100), absl::Milliseconds(100), [&] { return next; });
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(50));
  next = 0.5;
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(75));
}

TEST(BackoffTest, StartsOverAfterASuccess) {
  Backoff backoff(absl::Milliseconds(100), absl::Seconds(1), [] { return 1.0; });
  backoff.Next();
  backoff.Next();
  backoff.Reset();
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(100));
}

}  // namespace
}  // namespace octavo
