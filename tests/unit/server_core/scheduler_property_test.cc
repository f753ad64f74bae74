// Random histories of users, workers, time and restarts, checked against what the server promises.
#include <map>
#include <random>
#include <set>

#include "gtest/gtest.h"
#include "tests/unit/server_core/scheduler_fixture.h"

namespace octavo {
namespace {

/// A worker that forgets, delays and repeats.
struct SimulatedWorker {
  Scheduler::SyncInput input;
  std::set<AttemptKey> holds;
};

class History {
 public:
  explicit History(uint32_t seed) : random_(seed) {
    for (int i = 0; i < 3; ++i) workers_.push_back({MakeWorker(absl::StrCat("w", i), 2), {}});
  }

  void Step() {
    switch (Pick(12)) {
      case 0:
        SubmitSome();
        break;
      case 1:
      case 2:
      case 3:
        SyncSome();
        break;
      case 4:
      case 5:
        CommitSome();
        break;
      case 6:
        if (!granted_.empty()) (void)driver.Start(AnyGranted());
        break;
      case 7:
        driver.Pass(absl::Seconds(Pick(50)));
        break;
      case 8:
        CancelSome();
        break;
      case 9:
        RetrySome();
        break;
      case 10:
        if (Pick(4) == 0) driver.Restart();
        break;
      default:
        RestartAWorker();
    }
    Check();
  }

  SchedulerDriver driver;

 private:
  int Pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  AttemptKey AnyGranted() { return *std::next(granted_.begin(), Pick(static_cast<int>(granted_.size()))); }

  void SubmitSome() {
    std::vector<JobSpec> jobs;
    const int count = 1 + Pick(4);
    for (int i = 0; i < count; ++i) {
      std::vector<std::string> needs;
      if (i > 0 && Pick(2) == 0) needs.push_back(absl::StrCat("j", Pick(i)));
      JobSpec spec = MakeSpec(absl::StrCat("j", i), needs);
      spec.priority = Pick(2);
      spec.resources.quiet = Pick(4) == 0;
      spec.max_attempts = 1 + Pick(3);
      jobs.push_back(std::move(spec));
    }
    driver.Submit(std::move(jobs));
  }

  void SyncSome() {
    SimulatedWorker& worker = workers_[static_cast<size_t>(Pick(3))];
    worker.input.running.assign(worker.holds.begin(), worker.holds.end());
    const Scheduler::News news = driver.Sync(worker.input);
    for (const Scheduler::Grant& grant : news.grants) {
      granted_.insert(grant.key);
      if (Pick(5) != 0) worker.holds.insert(grant.key);  // else the answer is lost
    }
    for (const Scheduler::Stop& stop : news.stops) worker.holds.erase(stop.key);
  }

  /// Any attempt that was ever granted, also long after: most such commits are stale.
  void CommitSome() {
    if (granted_.empty()) return;
    const AttemptKey key = AnyGranted();
    const bool current = driver.scheduler->CheckLease(key).ok();
    const auto before = Digest(key.job);
    const Scheduler::AttemptEnd end =
        Pick(2) == 0 ? Succeeded(absl::StrCat("out", Number(key.fence)))
                     : Failed(static_cast<AttemptOutcome>(2 + Pick(7)), Pick(2) == 0 ? "BAD_DATA" : "");
    const absl::Status status = driver.Commit(key, end);
    if (current) {
      EXPECT_TRUE(status.ok()) << status;
      if (end.outcome == AttemptOutcome::kSucceeded) {
        EXPECT_TRUE(committed_.emplace(key.job, end.output_digest).second) << "a second result for " << key.ToString();
      }
    } else {
      EXPECT_EQ(Digest(key.job), before) << "a stale commit changed the job";
    }
    for (SimulatedWorker& worker : workers_) worker.holds.erase(key);
  }

  std::pair<JobState, std::string> Digest(JobId id) const {
    const Job* job = driver.scheduler->FindJob(id);
    return {job->state, job->output_digest};
  }

  void CancelSome() {
    const auto& jobs = driver.scheduler->jobs();
    if (jobs.empty() || Pick(3) != 0) return;
    (void)driver.scheduler->CancelJob(std::next(jobs.begin(), Pick(static_cast<int>(jobs.size())))->first, "",
                                      driver.now);
    driver.Keep();
  }

  void RetrySome() {
    const auto& jobs = driver.scheduler->jobs();
    if (jobs.empty()) return;
    (void)driver.scheduler->RetryJob(std::next(jobs.begin(), Pick(static_cast<int>(jobs.size())))->first, driver.now);
    driver.Keep();
  }

  void RestartAWorker() {
    if (Pick(4) != 0) return;
    SimulatedWorker& worker = workers_[static_cast<size_t>(Pick(3))];
    worker.holds.clear();
    worker.input.instance = InstanceId(absl::StrCat("instance", ++instances_));
  }

  void Check() {
    for (const Event& event : std::exchange(driver.events, {})) {
      if (const auto* change = std::get_if<JobStateChanged>(&event)) {
        EXPECT_TRUE(IsLegalTransition(change->from, change->to))
            << NameOf(change->from) << " to " << NameOf(change->to);
        EXPECT_NE(change->from, JobState::kSucceeded);
      }
      if (const auto* granted = std::get_if<JobGranted>(&event)) {
        EXPECT_GT(Number(granted->key.fence), last_fence_) << "fences grow";
        last_fence_ = Number(granted->key.fence);
      }
    }
    std::map<WorkerName, int> held;
    std::map<WorkerName, int> quiet;
    for (const auto& [id, job] : driver.scheduler->jobs()) {
      if (job.state == JobState::kSucceeded) {
        ASSERT_TRUE(committed_.contains(id));
        EXPECT_EQ(job.output_digest, committed_.at(id));
      }
      if (IsHeld(job.state)) {
        ++held[job.attempts.back().worker];
        if (job.spec->resources.quiet) ++quiet[job.attempts.back().worker];
        EXPECT_EQ(job.attempts.back().outcome, AttemptOutcome::kNone);
      } else if (!job.attempts.empty()) {
        EXPECT_NE(job.attempts.back().outcome, AttemptOutcome::kNone) << "an attempt without a holder has ended";
      }
      const auto& disk = driver.disk_jobs.at(id);
      EXPECT_EQ(disk.state, job.state) << "what is in memory is on disk";
      EXPECT_EQ(disk.attempts.size(), job.attempts.size());
    }
    for (const auto& [worker, count] : held) {
      EXPECT_LE(count, 2) << "slots";
      if (quiet[worker] > 0) {
        EXPECT_EQ(count, 1) << "a quiet job is alone";
      }
    }
    for (const auto& [id, experiment] : driver.disk_experiments) {
      bool all = true;
      for (const JobId job : experiment.jobs) all = all && HasEnded(driver.disk_jobs.at(job).state);
      EXPECT_EQ(experiment.end != absl::InfinitePast(), all) << "an experiment ends with its last job";
    }
  }

  std::mt19937 random_;
  std::vector<SimulatedWorker> workers_;
  std::set<AttemptKey> granted_;
  std::map<JobId, std::string> committed_;
  int64_t last_fence_ = 0;
  int instances_ = 1;
};

class SchedulerPropertyTest : public testing::TestWithParam<uint32_t> {};

TEST_P(SchedulerPropertyTest, PromisesHoldInAnyHistory) {
  History history(GetParam());
  for (int step = 0; step < 600 && !HasFailure(); ++step) {
    SCOPED_TRACE(step);
    history.Step();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SchedulerPropertyTest, testing::Range(uint32_t{1}, uint32_t{41}));

}  // namespace
}  // namespace octavo
