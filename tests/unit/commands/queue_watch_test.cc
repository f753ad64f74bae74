#include "client/commands/queue_watch.h"

#include <atomic>
#include <future>
#include <string>

#include "gtest/gtest.h"

namespace octavo::client {
namespace {

Experiment With(JobState state) {
  Experiment experiment;
  experiment.jobs.resize(2);
  experiment.jobs[0].id = "j1";
  experiment.jobs[0].state = state;
  experiment.jobs[1].id = "j2";
  experiment.jobs[1].state = JobState::kBlocked;
  return experiment;
}

TEST(QueueWatchTest, TellsWhyAQueuedJobWaits) {
  std::promise<std::string> told;
  QueueWatch watch(
      [](const Job& job) {
        return Explanation{job.state, "because of " + job.id, {}, 0, true};
      },
      [&](const Job&, const Explanation& why) {
        told.set_value(why.summary);
        return false;  // a second call would throw
      },
      absl::Milliseconds(1));
  watch.Update(With(JobState::kQueued));
  EXPECT_EQ(told.get_future().get(), "because of j1");
}

TEST(QueueWatchTest, SaysNothingOfAJobThatWasGrantedMeanwhile) {
  std::promise<void> asked;
  std::atomic<int> rounds = 0;
  QueueWatch watch(
      [&](const Job&) {
        if (++rounds == 2) asked.set_value();
        return Explanation{JobState::kLeased, "worker w has it", {}, 0, false};
      },
      [](const Job&, const Explanation&) {
        ADD_FAILURE() << "it waits no more";
        return true;
      },
      absl::Milliseconds(1));
  watch.Update(With(JobState::kQueued));
  asked.get_future().wait();
}

}  // namespace
}  // namespace octavo::client
