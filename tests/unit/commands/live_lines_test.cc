#include "client/commands/live_lines.h"

#include "client/render/text_width.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

void Add(const std::string& name, JobState state, Experiment* experiment) {
  Job job;
  job.spec.name = name;
  job.state = state;
  if (state == JobState::kRunning) {
    job.has_progress = true;
    job.progress.phase = "train";
    job.progress.step = 1;
    job.progress.total = 4;
    job.progress.memory_bytes = 1 << 30;
  }
  experiment->jobs.push_back(job);
}

Experiment Several() {
  Experiment experiment;
  Add("baseline", JobState::kSucceeded, &experiment);
  Add("qat", JobState::kRunning, &experiment);
  Add("dynamic", JobState::kLeased, &experiment);
  Add("mixed", JobState::kQueued, &experiment);
  Add("last", JobState::kBlocked, &experiment);
  return experiment;
}

TEST(LiveLinesTest, ShowsEachActiveJobAndCountsAll) {
  EXPECT_THAT(LiveLines(LiveJobs::Of(Several()), {80, 24}),
              ElementsAre("qat:     train [######..................] 1/4, 1.0 GiB", "dynamic: leased",
                          "2 running, 2 waiting, 1 done"));
}

TEST(LiveLinesTest, NarrowScreensGetNoPadding) {
  EXPECT_THAT(LiveLines(LiveJobs::Of(Several()), {20, 24}),
              ElementsAre("qat: train 25 %", "dynamic: leased", "2 running, 2 waiti…"));
}

TEST(LiveLinesTest, CountsWhatHasNoRoom) {
  EXPECT_THAT(
      LiveLines(LiveJobs::Of(Several()), {80, 3}),
      ElementsAre("qat: train [######..................] 1/4, 1.0 GiB", "2 running (1 not shown), 2 waiting, 1 done"));
  EXPECT_THAT(LiveLines(LiveJobs::Of(Several()), {80, 2}), ElementsAre("2 running (2 not shown), 2 waiting, 1 done"));
}

TEST(LiveLinesTest, FitAnyScreen) {
  Experiment experiment = Several();
  for (int i = 0; i < 40; ++i) Add("job-" + std::to_string(i), JobState::kRunning, &experiment);
  Add("f", JobState::kFailed, &experiment);
  Add("c", JobState::kCancelled, &experiment);
  Add("s", JobState::kSkipped, &experiment);
  const LiveJobs jobs = LiveJobs::Of(experiment);
  for (int columns = 1; columns < 140; columns += 3) {
    for (int rows = 2; rows < 50; rows += 5) {
      const auto lines = LiveLines(jobs, {columns, rows});
      EXPECT_LT(lines.size(), static_cast<size_t>(rows));
      for (const std::string& line : lines)
        EXPECT_LE(DisplayWidth(line), static_cast<size_t>(std::max(1, columns - 1)));
    }
  }
  EXPECT_EQ(LiveLines(jobs, {140, 50}).back(), "42 running, 2 waiting, 1 done, 1 failed, 1 cancelled, 1 skipped");
}

TEST(LiveLinesTest, OneJobNeedsNoCount) {
  Experiment experiment;
  Add("baseline", JobState::kQueued, &experiment);
  EXPECT_THAT(LiveLines(LiveJobs::Of(experiment), {80, 24}), ElementsAre("baseline: queued"));
  experiment.jobs.clear();
  Add("baseline", JobState::kRunning, &experiment);
  EXPECT_EQ(LiveLines(LiveJobs::Of(experiment), {80, 24}).size(), 1u);
  experiment.jobs.clear();
  Add("baseline", JobState::kSucceeded, &experiment);
  EXPECT_THAT(LiveLines(LiveJobs::Of(experiment), {80, 24}), IsEmpty());
}

}  // namespace
}  // namespace octavo::client
