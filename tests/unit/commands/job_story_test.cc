#include "client/commands/job_story.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Job NewJob(JobState state) {
  Job job;
  job.spec.name = "train";
  job.state = state;
  return job;
}

/// An attempt under way; one with an outcome ended, after a runner's time unless it never had one.
Attempt Try(int number, const std::string& outcome = "", absl::Duration ran = absl::Seconds(3)) {
  Attempt attempt;
  attempt.number = number;
  attempt.worker = "w" + std::to_string(number);
  attempt.outcome = outcome;
  if (!outcome.empty()) attempt.wall_time = ran;
  return attempt;
}

std::vector<std::string> Tell(JobStory& story, const Job& job) {
  std::vector<std::string> texts;
  for (const JobStory::Line& line : story.News(job)) texts.push_back((line.warning ? "! " : "") + line.text);
  return texts;
}

TEST(JobStoryTest, NothingFromOutsideSteersTheTerminal) {
  JobStory story;
  Job job = NewJob(JobState::kRunning);
  job.spec.name = "a\nb";
  job.attempts = {Try(1)};
  job.attempts[0].worker = "w\x1b[2J";
  EXPECT_THAT(Tell(story, job), ElementsAre("a?b: running on w?[2J"));
}

TEST(JobStoryTest, TellsEachEventOnce) {
  JobStory story;
  Job job = NewJob(JobState::kQueued);
  EXPECT_THAT(Tell(story, job), IsEmpty());
  job.state = JobState::kLeased;
  job.attempts = {Try(1)};
  EXPECT_THAT(Tell(story, job), IsEmpty());
  job.state = JobState::kRunning;
  EXPECT_THAT(Tell(story, job), ElementsAre("train: running on w1"));
  EXPECT_THAT(Tell(story, job), IsEmpty());
  job.attempts = {Try(1, "crashed")};
  job.state = JobState::kQueued;
  job.state_reason = "the runner crashed (rule crash: tried again)";
  EXPECT_THAT(Tell(story, job), ElementsAre("train: queued again: the runner crashed (rule crash: tried again)"));
  job.state = JobState::kRunning;
  job.state_reason = "";
  job.attempts.push_back(Try(2));
  EXPECT_THAT(Tell(story, job), ElementsAre("train: running on w2 (attempt 2)"));
  job.attempts.back() = Try(2, "succeeded");
  job.state = JobState::kSucceeded;
  EXPECT_THAT(Tell(story, job), ElementsAre("train: succeeded"));
  EXPECT_THAT(Tell(story, job), IsEmpty());
}

TEST(JobStoryTest, TellsWhatHappenedWhileNobodyLooked) {
  JobStory story;
  Job job = NewJob(JobState::kQueued);
  EXPECT_THAT(Tell(story, job), IsEmpty());
  job.state = JobState::kFailed;
  job.state_reason = "no luck";
  job.attempts = {Try(1, "crashed"), Try(2, "lost", absl::ZeroDuration()), Try(3, "failed")};
  job.attempts[0].message = "SIGSEGV";
  EXPECT_THAT(Tell(story, job),
              ElementsAre("train: running on w1", "train: queued again: SIGSEGV", "train: queued again: attempt 2 lost",
                          "train: running on w3 (attempt 3)", "! train: failed: no luck"));
  EXPECT_THAT(Tell(story, job), IsEmpty());
}

TEST(JobStoryTest, AnotherAttemptThatLooksTheSameIsToldToo) {
  JobStory story;
  Job job = NewJob(JobState::kRunning);
  job.attempts = {Try(1)};
  EXPECT_THAT(Tell(story, job), ElementsAre("train: running on w1"));
  job.attempts = {Try(1, "lost", absl::ZeroDuration()), Try(2)};
  EXPECT_THAT(Tell(story, job), ElementsAre("train: queued again: attempt 1 lost", "train: running on w2 (attempt 2)"));
}

TEST(JobStoryTest, BeginsWithThePresent) {
  Job job = NewJob(JobState::kRunning);
  job.attempts = {Try(1, "crashed"), Try(2)};
  JobStory of_running;
  EXPECT_THAT(Tell(of_running, job), ElementsAre("train: running on w2 (attempt 2)"));
  job.state = JobState::kCancelled;
  job.attempts.back() = Try(2, "cancelled");
  JobStory of_ended;
  EXPECT_THAT(Tell(of_ended, job), ElementsAre("! train: cancelled"));
  job.state = JobState::kQueued;
  JobStory of_queued;
  EXPECT_THAT(Tell(of_queued, job), IsEmpty());
}

TEST(JobStoryTest, AJobThatAUserRetriesHasAnotherEnd) {
  JobStory story;
  Job job = NewJob(JobState::kFailed);
  job.attempts = {Try(1, "failed")};
  EXPECT_THAT(Tell(story, job), ElementsAre("! train: failed"));
  job.state = JobState::kRunning;
  job.attempts.push_back(Try(2));
  EXPECT_THAT(Tell(story, job), ElementsAre("train: running on w2 (attempt 2)"));
  job.state = JobState::kSucceeded;
  job.attempts.back() = Try(2, "succeeded");
  EXPECT_THAT(Tell(story, job), ElementsAre("train: succeeded"));
}

}  // namespace
}  // namespace octavo::client
