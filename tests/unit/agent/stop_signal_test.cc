#include "worker/agent/stop_signal.h"

#include <poll.h>

#include <stop_token>
#include <thread>

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(StopSignalTest, TheFirstReasonAndTheShortestGraceCount) {
  StopSignal stop;
  EXPECT_FALSE(stop.requested());
  stop.Request(StopReason::kTimeLimit, absl::Seconds(10));
  stop.Request(StopReason::kCancelled, absl::Seconds(2));
  stop.Request(StopReason::kShutdown, absl::Seconds(5));
  EXPECT_EQ(stop.reason(), StopReason::kTimeLimit);
  EXPECT_EQ(stop.grace(), absl::Seconds(2));
}

TEST(StopSignalTest, StaleReplacesEveryOtherReason) {
  StopSignal stop;
  stop.Request(StopReason::kCancelled, absl::Seconds(1));
  stop.Request(StopReason::kStale, absl::Seconds(1));
  EXPECT_EQ(stop.reason(), StopReason::kStale);
}

TEST(StopSignalTest, DescriptorStaysReadable) {
  StopSignal stop;
  pollfd ready = {stop.fd(), POLLIN, 0};
  EXPECT_EQ(poll(&ready, 1, 0), 0);
  stop.Request(StopReason::kCancelled, absl::ZeroDuration());
  EXPECT_EQ(poll(&ready, 1, 0), 1);
  EXPECT_EQ(poll(&ready, 1, 0), 1);
}

TEST(StopSignalTest, WaitingEndsWithTheRequest) {
  StopSignal stop;
  EXPECT_FALSE(stop.WaitFor(absl::ZeroDuration()));
  std::thread requester([&] { stop.Request(StopReason::kCancelled, absl::ZeroDuration()); });
  EXPECT_TRUE(stop.WaitFor(absl::Seconds(30)));
  requester.join();
}

TEST(StopSignalTest, CallsBackAtTheFirstRequestAndAtOnceAfterIt) {
  StopSignal stop;
  int calls = 0;
  const std::stop_callback before(stop.token(), [&] { ++calls; });
  {
    const std::stop_callback gone(stop.token(), [&] { calls += 100; });
  }
  stop.Request(StopReason::kCancelled, absl::ZeroDuration());
  stop.Request(StopReason::kStale, absl::ZeroDuration());
  EXPECT_EQ(calls, 1);
  const std::stop_callback after(stop.token(), [&] { ++calls; });
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace octavo
