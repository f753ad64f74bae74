#include "client/commands/progress_view.h"

#include <cstdlib>
#include <regex>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// With a file behind stderr, as in `octavo … > log.txt 2>&1`.
class ProgressViewTest : public testing::Test {
 protected:
  ProgressViewTest() {
    Job job;
    job.id = "j1";
    job.spec.name = "train";
    job.state = JobState::kRunning;
    job.attempts.resize(1);
    job.attempts[0].number = 1;
    job.attempts[0].worker = "w1";
    job.has_progress = true;
    job.progress.phase = "load";
    experiment_.jobs.push_back(job);
  }
  /// The lines that `act` writes, without their time, which each must have.
  template <typename Act>
  std::vector<std::string> LinesOf(Act act) {
    testing::internal::CaptureStderr();
    act();
    std::vector<std::string> lines = absl::StrSplit(testing::internal::GetCapturedStderr(), '\n', absl::SkipEmpty());
    for (std::string& line : lines) {
      EXPECT_TRUE(std::regex_search(line, std::regex("^\\d\\d:\\d\\d:\\d\\d "))) << line;
      line.erase(0, 9);
    }
    return lines;
  }
  std::vector<std::string> Update() {
    return LinesOf([&] { view_.Update(experiment_); });
  }

  /// Also where the test itself runs on a terminal.
  static Output::Options Plain() {
    setenv("TERM", "dumb", 1);
    return {};
  }

  FakeClock clock_;
  Output output_{Plain()};
  ProgressView view_{output_, clock_};
  Experiment experiment_;
};

TEST_F(ProgressViewTest, WritesALineForEachPhaseAndThenNowAndThen) {
  EXPECT_THAT(Update(), ElementsAre("train: running on w1", "train: load"));
  experiment_.jobs[0].progress.step = 5;
  experiment_.jobs[0].progress.total = 10;
  EXPECT_THAT(Update(), IsEmpty());
  clock_.Advance(absl::Seconds(10));
  EXPECT_THAT(Update(), ElementsAre("train: load 5/10"));
  experiment_.jobs[0].progress.phase = "evaluate";
  EXPECT_THAT(Update(), ElementsAre("train: evaluate 5/10"));
}

TEST_F(ProgressViewTest, TheSameStateAgainSaysNothing) {
  Update();
  experiment_.jobs[0].has_progress = false;  // a server that was restarted does not know it yet
  EXPECT_THAT(Update(), IsEmpty());
  experiment_.jobs[0].has_progress = true;
  EXPECT_THAT(Update(), IsEmpty());
}

TEST_F(ProgressViewTest, TellsOnceWhyAJobWaits) {
  auto tell = [&](const std::string& why) { return LinesOf([&] { view_.Queued(experiment_.jobs[0], why); }); };
  EXPECT_THAT(tell("no worker\x1b"), ElementsAre("train: queued: no worker?"));
  EXPECT_THAT(tell("no worker\x1b"), IsEmpty());
  EXPECT_THAT(tell("one job is ahead"), ElementsAre("train: queued: one job is ahead"));
}

TEST_F(ProgressViewTest, LogsLargeTransfersOnly) {
  auto transfer = [&](const char* what, int64_t done, int64_t total) {
    return LinesOf([&] { view_.Transfer(what, done, total); });
  };
  EXPECT_THAT(transfer("small", 1, 2), IsEmpty());
  EXPECT_THAT(transfer("large", 1 << 20, 64 << 20), ElementsAre("large: 1.0 MiB of 64.0 MiB"));
  EXPECT_THAT(transfer("large", 2 << 20, 64 << 20), IsEmpty());
  clock_.Advance(absl::Seconds(10));
  EXPECT_THAT(transfer("large", 3 << 20, 64 << 20), ElementsAre("large: 3.0 MiB of 64.0 MiB"));
  EXPECT_THAT(transfer("large", 64 << 20, 64 << 20), ElementsAre("large: 64.0 MiB of 64.0 MiB"));
  EXPECT_THAT(transfer("large", 64 << 20, 64 << 20), IsEmpty());
}

}  // namespace
}  // namespace octavo::client
