#include "client/api/stream_news.h"

#include "gtest/gtest.h"

namespace octavo::client {
namespace {

class OutageTest : public testing::Test {
 protected:
  OutageTest() {
    news_.lost = [this] { ++lost_; };
    news_.regained = [this](absl::Duration away) {
      ++regained_;
      away_ = away;
    };
  }
  StreamNews news_;
  FakeClock clock_;
  Outage outage_{news_, clock_};
  int lost_ = 0;
  int regained_ = 0;
  absl::Duration away_;
};

TEST_F(OutageTest, IsToldOnceAtEachEnd) {
  for (int outage = 1; outage <= 2; ++outage) {
    for (int i = 0; i < 5; ++i) outage_.Ended(absl::UnavailableError("gone"));
    EXPECT_EQ(lost_, outage);
    EXPECT_EQ(regained_, outage - 1);
    outage_.Arrived();
    outage_.Arrived();
    EXPECT_EQ(regained_, outage);
  }
}

TEST_F(OutageTest, AStreamThatOpensAtOnceIsNotWorthAWord) {
  outage_.Ended(absl::UnavailableError("the server is stopping"));
  outage_.Arrived();
  EXPECT_EQ(lost_ + regained_, 0);
}

TEST_F(OutageTest, AStreamThatEndsAtOnceWasOpenToo) {
  outage_.Ended(absl::UnavailableError("gone"));
  outage_.Ended(absl::UnavailableError("gone"));
  outage_.Ended(absl::OkStatus());
  EXPECT_EQ(regained_, 1);
}

TEST_F(OutageTest, LastsFromTheFirstFailureOn) {
  clock_.Advance(absl::Hours(1));
  for (int i = 0; i < 3; ++i) {
    outage_.Ended(absl::UnavailableError("gone"));
    clock_.Advance(absl::Seconds(5));
  }
  outage_.Arrived();
  EXPECT_EQ(away_, absl::Seconds(15));
}

TEST_F(OutageTest, OtherErrorsAreNone) {
  for (int i = 0; i < 3; ++i) outage_.Ended(absl::NotFoundError("no experiment"));
  for (int i = 0; i < 3; ++i) outage_.Ended(absl::CancelledError("interrupted"));
  EXPECT_EQ(lost_, 0);
}

}  // namespace
}  // namespace octavo::client
