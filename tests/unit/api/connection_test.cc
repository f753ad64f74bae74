#include "client/api/connection.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;

/// Attempts at a server that is not there: no call is made.
class RetryLoopTest : public testing::Test {
 protected:
  absl::Status Run(const std::function<absl::Status(Connection::Reach*)>& attempt) {
    return Connection({}, nullptr, clock_).RetryLoop("watch e1", kPatience, [&](Connection::Reach* reach) {
      ++attempts_;
      return attempts_ > 10 ? absl::OkStatus() : attempt(reach);
    });
  }

  static constexpr absl::Duration kPatience = absl::Minutes(2);
  const absl::Status gone_ = absl::UnavailableError("gone");
  FakeClock clock_;
  int attempts_ = 0;
};

TEST_F(RetryLoopTest, AServerThatGreetsAndBreaksOffUsesThePatienceUp) {
  const absl::Status status = Run([&](Connection::Reach* reach) {
    clock_.Advance(kPatience / 2);
    reach->answered = clock_.Now();
    return gone_;
  });
  EXPECT_TRUE(absl::IsUnavailable(status));
  EXPECT_THAT(std::string(status.message()), HasSubstr("tried for 2m"));
  EXPECT_EQ(attempts_, 2);
}

TEST_F(RetryLoopTest, AStreamThatLivedStartsThePatienceAnew) {
  EXPECT_TRUE(Run([&](Connection::Reach* reach) {
                reach->answered = clock_.Now();
                clock_.Advance(kPatience);
                return attempts_ < 3 ? gone_ : absl::OkStatus();
              }).ok());
  EXPECT_EQ(attempts_, 3);
}

TEST_F(RetryLoopTest, SoDoesNews) {
  EXPECT_TRUE(Run([&](Connection::Reach* reach) {
                clock_.Advance(kPatience);
                reach->answered = clock_.Now();
                reach->news = true;
                return attempts_ < 3 ? gone_ : absl::OkStatus();
              }).ok());
  EXPECT_EQ(attempts_, 3);
}

TEST_F(RetryLoopTest, AnInterruptionSaysHowToGoOn) {
  Cancellation cancellation;
  cancellation.Cancel();
  ClientOptions options;
  options.cancellation = &cancellation;
  const absl::Status status =
      Connection(options, nullptr, clock_).RetryLoop("list", kPatience, [&](Connection::Reach*) { return gone_; });
  EXPECT_TRUE(absl::IsCancelled(status));
  EXPECT_EQ(status.message(), "list: interrupted; give the same command again to go on");
}

}  // namespace
}  // namespace octavo::client
