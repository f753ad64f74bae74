#include "worker/runner/job/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/job_folder.h"

namespace octavo {
namespace {

class EventWriterTest : public ::testing::Test {
 protected:
  EventWriterTest() : events_(*EventWriter::Open(folder_.Path("events.jsonl"), clock_)) {}
  std::vector<Json> Lines() const { return folder_.ReadLines("events.jsonl"); }
  static ProgressLine Step(int64_t step, int64_t total) {
    ProgressLine line;
    line.step = step;
    line.total = total;
    return line;
  }

  JobFolder folder_;
  FakeClock clock_;
  std::unique_ptr<EventWriter> events_;
};

TEST_F(EventWriterTest, WritesThePhaseAndTheProgressInIt) {
  events_->Phase("train");
  ProgressLine line = Step(1, 10);
  line.rate = 141.2;
  line.unit = "samples/s";
  line.eta_seconds = 9;
  line.metrics = {{"loss", 0.5}, {"bad", std::nan("")}};
  events_->Progress(line);
  const std::vector<Json> lines = Lines();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0], (Json{{"t", 1700000000.0}, {"type", "phase"}, {"phase", "train"}}));
  EXPECT_EQ(lines[1], (Json{{"t", 1700000000.0},
                            {"type", "progress"},
                            {"phase", "train"},
                            {"step", 1},
                            {"total", 10},
                            {"rate", 141.2},
                            {"unit", "samples/s"},
                            {"eta_s", 9.0},
                            {"metrics", {{"loss", 0.5}}}}));
}

TEST_F(EventWriterTest, ThinsProgressToUnderFourLinesASecond) {
  events_->Phase("train");
  for (int step = 1; step <= 1000; ++step) {
    events_->Progress(Step(step, 2000));
    clock_.Advance(absl::Milliseconds(10));
  }
  const size_t lines = Lines().size() - 1;
  EXPECT_LE(lines, 40u);
  EXPECT_GE(lines, 30u);
}

TEST_F(EventWriterTest, AlwaysWritesTheLastStep) {
  events_->Phase("train");
  events_->Progress(Step(9, 10));
  events_->Progress(Step(10, 10));
  EXPECT_EQ(Lines().back()["step"], 10);
}

TEST_F(EventWriterTest, ABeatRepeatsTheLastProgressOfASlowStep) {
  events_->Phase("train");
  events_->Progress(Step(3, 10));
  clock_.Advance(absl::Milliseconds(500));
  events_->Beat();
  EXPECT_EQ(Lines().size(), 2u);
  clock_.Advance(absl::Milliseconds(500));
  events_->Beat();
  ASSERT_EQ(Lines().size(), 3u);
  EXPECT_EQ(Lines().back()["step"], 3);
  EXPECT_EQ(Lines().back()["t"], 1700000001.0);
}

TEST_F(EventWriterTest, AddsUpTheTimeOfEachPhase) {
  events_->Phase("load");
  clock_.Advance(absl::Seconds(2));
  events_->Phase("train");
  clock_.Advance(absl::Seconds(5));
  events_->Phase("load");
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(events_->PhaseSeconds(), (std::map<std::string, double>{{"load", 3}, {"train", 5}}));
}

TEST_F(EventWriterTest, KeepsWarningsAndBoundsTheirLines) {
  events_->Warning(std::string(100'000, 'x'));
  EXPECT_LT(folder_.Read("events.jsonl").size(), 65536u);
  EXPECT_EQ(events_->warnings().size(), 1u);
}

}  // namespace
}  // namespace octavo
