#include "client/commands/progress_view.h"
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
  job.progress.metrics = {{"loss", 0.41}, {"epoch", 1}};
  return job;
}

TEST(ProgressLineTest, ShowsPhaseBarRateAndTimeLeft) {
  EXPECT_EQ(ProgressLine(Running(), 8),
            "baseline: train [##......] 25/100, 141.2 samples/s, 1 min 15 s left, epoch 1, loss 0.4100");
  EXPECT_EQ(ProgressLine(Running(), 0),
            "baseline: train 25/100, 141.2 samples/s, 1 min 15 s left, epoch 1, loss 0.4100");
}

TEST(ProgressLineTest, PassesNoControlCharactersOn) {
  Job job = Running();
  job.progress.phase = "train\x1b[2J";
  EXPECT_EQ(ProgressLine(job, 0).find('\x1b'), std::string::npos);
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
  job.state_reason = "job baseline failed";
  EXPECT_EQ(EndLine(job), "dynamic: skipped: job baseline failed");
}

}  // namespace
}  // namespace octavo::client
