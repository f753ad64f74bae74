#include "worker/agent/log_reporter.h"

#include <fstream>
#include <string>

#include "common/files.h"
#include "gtest/gtest.h"
#include "tests/support/fake_coordinator.h"
#include "worker/agent/call_error.h"

namespace octavo {
namespace {

class LogReporterTest : public ::testing::Test {
 protected:
  void Append(const std::string& text) const { std::ofstream(path_, std::ios::app) << text; }

  const AttemptId id_ = {"j1", 1, 1};
  const TempDir dir_ = *TempDir::Create("log_reporter");
  const std::string path_ = dir_.path() + "/log.txt";
  FakeCoordinator coordinator_;
  AgentStats stats_;
  LogReporter reporter_{id_, path_, coordinator_, stats_};
};

TEST_F(LogReporterTest, SendsEachByteOnce) {
  Append("one\n");
  ASSERT_TRUE(reporter_.Send().ok());
  Append("two\n");
  ASSERT_TRUE(reporter_.Send().ok());
  ASSERT_TRUE(reporter_.Send().ok());
  EXPECT_EQ(coordinator_.log(id_), "one\ntwo\n");
  EXPECT_EQ(stats_.Get().log_bytes, 8);
}

TEST_F(LogReporterTest, TellsTheStartAndTheNewestProgressOnce) {
  reporter_.SetStarted();
  reporter_.SetProgress({"load", 0, 0, 0, "", absl::ZeroDuration(), {}});
  reporter_.SetProgress({"train", 5, 10, 0, "", absl::ZeroDuration(), {}});
  ASSERT_TRUE(reporter_.Send().ok());
  EXPECT_TRUE(coordinator_.started(id_));
  EXPECT_EQ(coordinator_.progress(id_)->phase, "train");
}

TEST_F(LogReporterTest, SaysWhenThereIsMore) {
  Append(std::string(kMaxLogChunk + 10, 'x'));
  EXPECT_TRUE(reporter_.Send()->more);
  EXPECT_FALSE(reporter_.Send()->more);
  EXPECT_EQ(coordinator_.log(id_).size(), kMaxLogChunk + 10);
}

TEST_F(LogReporterTest, KeepsWhatCouldNotBeSent) {
  Append("one\n");
  reporter_.SetStarted();
  coordinator_.SetReachable(false);
  EXPECT_EQ(reporter_.Send().status().code(), absl::StatusCode::kUnavailable);
  coordinator_.SetReachable(true);
  ASSERT_TRUE(reporter_.Send().ok());
  EXPECT_EQ(coordinator_.log(id_), "one\n");
  EXPECT_TRUE(coordinator_.started(id_));
}

TEST_F(LogReporterTest, GoesBackWhereTheCoordinatorLostBytes) {
  Append("one\ntwo\n");
  ASSERT_TRUE(reporter_.Send().ok());
  coordinator_.ShortenLog(id_, 4);
  Append("three\n");
  EXPECT_EQ(reporter_.Send().status().code(), absl::StatusCode::kOutOfRange);
  ASSERT_TRUE(reporter_.Send().ok());
  EXPECT_EQ(coordinator_.log(id_), "one\ntwo\nthree\n");
}

TEST_F(LogReporterTest, ALogThatCannotBeReadIsThisMachinesError) {
  ASSERT_TRUE(MakeDirectories(path_).ok());  // EISDIR
  EXPECT_TRUE(IsLocalError(reporter_.Send().status()));
}

TEST_F(LogReporterTest, PassesOnTheWishToStop) {
  Append("x");
  coordinator_.AnswerStop(id_);
  EXPECT_TRUE(reporter_.Send()->stop);
}

}  // namespace
}  // namespace octavo
