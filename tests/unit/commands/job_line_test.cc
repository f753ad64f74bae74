#include "client/commands/job_line.h"

#include "client/render/text_width.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

Job Running() {
  Job job;
  job.spec.name = "baseline";
  job.state = JobState::kRunning;
  job.has_progress = true;
  job.progress.phase = "train";
  job.progress.step = 25;
  job.progress.total = 100;
  job.progress.rate = 141.25;
  job.progress.rate_unit = "samples/s";
  job.progress.eta = absl::Seconds(75);
  job.progress.metrics = {{"loss", 0.41}, {"epoch", 1}, {"accuracy", 0.875}};
  job.progress.memory_bytes = int64_t{3} << 29;
  return job;
}

TEST(PlainProgressLineTest, TellsEverythingWithoutABar) {
  EXPECT_EQ(PlainProgressLine(Running()),
            "baseline: train 25/100, 141.2 samples/s, 1 min 15 s left, epoch 1, loss 0.4100, accuracy 0.8750, 1.5 GiB");
}

TEST(PlainProgressLineTest, PassesNoControlCharactersOn) {
  Job job = Running();
  job.progress.phase = "train\x1b[2J";
  job.spec.name = "base\nline";
  EXPECT_EQ(PlainProgressLine(job).find_first_of("\x1b\n"), std::string::npos);
  EXPECT_EQ(LiveProgressLine(job, 100, 0).find_first_of("\x1b\n"), std::string::npos);
}

TEST(PlainProgressLineTest, TellsTheStateBeforeThereIsProgress) {
  Job job = Running();
  job.has_progress = false;
  job.state = JobState::kLeased;
  EXPECT_EQ(PlainProgressLine(job), "baseline: leased");
  EXPECT_EQ(LiveProgressLine(job, 80, 0), "baseline: leased");
}

TEST(LiveProgressLineTest, LeavesOutWhatMattersLeastFirst) {
  const std::vector<std::pair<size_t, std::string>> golden = {
      {200,
       "baseline: train [######..................] 25/100, 141.2 samples/s, 1 min 15 s left, epoch 1, loss 0.4100, "
       "accuracy 0.8750, 1.5 GiB"},
      {130,
       "baseline: train [###.......] 25/100, 141.2 samples/s, 1 min 15 s left, epoch 1, loss 0.4100, accuracy 0.8750, "
       "1.5 GiB"},
      {110,
       "baseline: train [###.......] 25/100, 141.2 samples/s, 1 min 15 s left, loss 0.4100, accuracy 0.8750, 1.5 GiB"},
      {99, "baseline: train [###.......] 25/100, 1 min 15 s left, loss 0.4100, accuracy 0.8750, 1.5 GiB"},
      {86, "baseline: train [###.......] 25/100, 1 min 15 s left, loss 0.4100, accuracy 0.8750"},
      {79, "baseline: train [###.......] 25/100, 1 min 15 s left, loss 0.4100"},
      {63, "baseline: train [###.......] 25 %, 1 min 15 s left, loss 0.4100"},
      {59, "baseline: train 25 %, 1 min 15 s left, loss 0.4100"},
      {45, "baseline: train 25 %, 1 min 15 s left"},
      {30, "baseline: train 25 %"},
      {19, "baseline: 25 %"},
      {12, "basel…: 25 %"},
      {8, "b…: 25 %"},
      {5, "base…"},
      {1, "…"},
  };
  for (const auto& [columns, line] : golden) EXPECT_EQ(LiveProgressLine(Running(), columns, 0), line) << columns;
}

TEST(LiveProgressLineTest, IsNeverWiderThanTheScreen) {
  Job job = Running();
  job.spec.name = "基線-🚀-with-a-name";
  job.progress.phase = "学習";
  for (const bool counted : {true, false}) {
    if (!counted) job.progress.total = 0;
    for (size_t columns = 0; columns < 150; ++columns)
      EXPECT_LE(DisplayWidth(LiveProgressLine(job, columns, 24)), columns);
  }
}

TEST(LiveProgressLineTest, PadsNamesSoThatBarsStandBelowEachOther) {
  EXPECT_THAT(LiveProgressLine(Running(), 79, 10), ::testing::StartsWith("baseline:   train [###"));
}

TEST(LiveProgressLineTest, SaysAHundredPercentOfAllOnly) {
  Job job = Running();
  job.progress.step = 1999;
  job.progress.total = 2000;
  EXPECT_EQ(LiveProgressLine(job, 21, 0), "baseline: train 99 %");
  job.progress.step = 2001;
  EXPECT_EQ(LiveProgressLine(job, 21, 0), "baseline: train 100 %");
}

TEST(EndLineTest, TellsTheMainFigures) {
  Job job;
  job.spec.name = "dynamic";
  job.state = JobState::kSucceeded;
  job.started = absl::FromUnixSeconds(100);
  job.ended = absl::FromUnixSeconds(161);
  job.result = {
      {"variants",
       {{"fp32", {{"size_bytes", 1}}}, {"int8", {{"size_bytes", 1 << 20}, {"evaluation", {{"accuracy", 0.837}}}}}}},
      {"comparison", {{"int8", {{"reference", "fp32"}}}}}};
  EXPECT_EQ(EndLine(job), "dynamic: succeeded in 1 min 01 s: accuracy 83.70 %, 1.0 MiB");
}

TEST(EndLineTest, OfSeveralVariantsTellsOfTheLastOneThatTheJobMade) {
  Job job;
  job.spec.name = "mixed";
  job.state = JobState::kSucceeded;
  job.result = {{"variants",
                 {{"fp16", {{"size_bytes", 1}}}, {"fp32", {{"size_bytes", 2}}}, {"mixed", {{"size_bytes", 3 << 20}}}}},
                {"comparison", {{"fp16", {{"reference", "fp32"}}}, {"mixed", {{"reference", "fp32"}}}}},
                {"own_variants", {"fp16", "mixed"}}};
  EXPECT_THAT(EndLine(job), ::testing::EndsWith("3.0 MiB"));
}

TEST(EndLineTest, TellsWhyAJobDidNotSucceed) {
  Job job;
  job.spec.name = "dynamic";
  job.state = JobState::kSkipped;
  job.state_reason = "job baseline\x1b[2J failed";
  EXPECT_EQ(EndLine(job), "dynamic: skipped: job baseline?[2J failed");
}

TEST(EndLineTest, NothingFromOutsideSteersTheTerminal) {
  Job job;
  job.spec.name = "dyn\namic\x1b[2J";
  job.state = JobState::kFailed;
  job.state_reason = "\xe2\x80\xaereversed\n";
  EXPECT_EQ(EndLine(job), "dyn?amic?[2J: failed: ?reversed?");
  EXPECT_EQ(Outcome(job), "failed: ?reversed?");
}

TEST(ProgressBarTest, StaysInItsColumns) {
  EXPECT_EQ(ProgressBar(-1, 4), "[....]");
  EXPECT_EQ(ProgressBar(0.5, 4), "[##..]");
  EXPECT_EQ(ProgressBar(2, 4), "[####]");
}

TEST(TransferLineTest, KeepsTheNumbersWhereRoomIsScarce) {
  const std::string what = "uploading results/baseline/model";
  EXPECT_EQ(TransferLine(what, 3 << 20, 10 << 20, 79), "uploading results/baseline/model: 3.0 MiB of 10.0 MiB");
  EXPECT_EQ(TransferLine(what, 3 << 20, 10 << 20, 40), "uploading results/…: 3.0 MiB of 10.0 MiB");
  EXPECT_EQ(TransferLine(what, 3 << 20, 10 << 20, 19), "uploading re…: 30 %");
  EXPECT_EQ(TransferLine(what, 3 << 20, 10 << 20, 5), "30 %");
  for (size_t columns = 0; columns < 80; ++columns) EXPECT_LE(DisplayWidth(TransferLine(what, 1, 3, columns)), columns);
}

}  // namespace
}  // namespace octavo::client
