#include "worker/agent/session.h"

#include <atomic>
#include <csignal>
#include <ctime>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/program_exit.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/agent/attempt_fixture.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

class SessionTest : public AttemptFixture {
 protected:
  SessionTest() {
    options_.slots = 2;
    options_.longest_wait = absl::Seconds(5);
    options_.drain_timeout = absl::Hours(1);
    options_.kill_grace = absl::Seconds(20);
  }
  ~SessionTest() override { Finish().IgnoreError(); }

  void Start() {
    session_ = std::make_unique<Session>(options_, context_);
    thread_ = std::thread([this] { ended_ = session_->Run(); });
  }
  /// Ends the session as two SIGTERMs do.
  absl::Status Finish() {
    if (!thread_.joinable()) return ended_;
    session_->Drain();
    session_->Drain();
    thread_.join();
    return ended_;
  }
  pid_t RunnerOf(const std::string& marker) {
    pid_t pid = 0;
    EXPECT_TRUE(AwaitFile(marker));
    EXPECT_TRUE(absl::SimpleAtoi(*ReadFile(Path(marker)), &pid));
    return pid;
  }
  /// Nothing is left of the runner's process group, not even a zombie.
  static bool IsGone(pid_t pid) { return kill(-pid, 0) != 0; }
  Assignment Waiting(const std::string& job_id, int attempt = 1) {
    return Job(job_id, {{"wait_for", Path("go")}, {"started", Path(absl::StrCat(job_id, "-", attempt, ".started"))}},
               attempt);
  }

  Session::Options options_;
  FakeClock clock_;  // of tests that move the time; the session uses it until its end
  std::unique_ptr<Session> session_;
  std::thread thread_;
  absl::Status ended_;
};

TEST_F(SessionTest, RunsWhatItIsGrantedAndCommitsItOnce) {
  std::atomic<int> ready = 0;
  options_.on_ready = [&] { ++ready; };
  coordinator_.Grant(Job("j1", {{"outputs", {{"a", "1"}}}}));
  Start();
  EXPECT_EQ(AwaitCommit().end.outcome, AttemptOutcome::kSucceeded);
  // The worker tells that the slot is free, without waiting for its long poll to end.
  EXPECT_TRUE(coordinator_.Await([](const FakeCoordinator& c) { return c.last_sync().held.empty() && c.syncs() > 1; }));
  EXPECT_TRUE(Finish().ok());
  EXPECT_EQ(coordinator_.commits().size(), 1u);
  EXPECT_EQ(ready, 1);
  const AgentStats::Snapshot stats = stats_.Get();
  EXPECT_EQ((stats.ended.at({"baseline", AttemptOutcome::kSucceeded})), 1);
  EXPECT_TRUE(stats.running.empty());
  EXPECT_GT(stats.last_sync, absl::UnixEpoch());
}

TEST_F(SessionTest, RunsNoMoreThanItsSlots) {
  for (const char* job : {"j1", "j2", "j3"}) coordinator_.Grant(Waiting(job));
  Start();
  EXPECT_TRUE(AwaitFile("j1-1.started"));
  EXPECT_TRUE(AwaitFile("j2-1.started"));
  EXPECT_FALSE(Exists("j3-1.started"));
  Touch("go");
  AwaitCommit(3);
  EXPECT_TRUE(Exists("j3-1.started"));
}

TEST_F(SessionTest, ListsWhatItHoldsToACoordinatorThatComesBack) {
  coordinator_.Grant(Waiting("j1"));
  Start();
  const pid_t pid = RunnerOf("j1-1.started");
  coordinator_.SetReachable(false);
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator&) { return stats_.Get().sync_failures > 2; }));
  EXPECT_FALSE(IsGone(pid)) << "an outage shorter than the lease stops nothing";
  const int before = coordinator_.syncs();
  coordinator_.SetReachable(true);
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator& c) { return c.syncs() > before + 1; }));
  ASSERT_EQ(coordinator_.last_sync().held.size(), 1u);
  EXPECT_EQ(coordinator_.last_sync().held[0], (AttemptId{"j1", 1, 101}));
  Touch("go");
  EXPECT_EQ(AwaitCommit().end.outcome, AttemptOutcome::kSucceeded);
}

TEST_F(SessionTest, StopsItsJobsBeforeTheLeaseCanBeGivenAway) {
  context_.clock = &clock_;
  coordinator_.SetLease(absl::Seconds(30), absl::Seconds(10));
  coordinator_.Grant(Waiting("j1"));
  Start();
  const pid_t pid = RunnerOf("j1-1.started");
  coordinator_.SetReachable(false);
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator&) { return stats_.Get().sync_failures > 0; }));
  clock_.Advance(absl::Seconds(19));
  const int64_t failures = stats_.Get().sync_failures;
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator&) { return stats_.Get().sync_failures > failures + 2; }));
  EXPECT_FALSE(IsGone(pid));
  clock_.Advance(absl::Seconds(1));
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator&) { return IsGone(pid); }));
  EXPECT_EQ(stats_.Get().lease_losses, 1);
  EXPECT_TRUE(coordinator_.commits().empty());
  coordinator_.SetReachable(true);
  const AttemptEnd end = AwaitCommit().end;
  EXPECT_EQ(end.outcome, AttemptOutcome::kRevoked);
  EXPECT_EQ(end.reason, "LEASE_LOST");
}

TEST_F(SessionTest, DropsWhatWentStaleDuringAnOutage) {
  coordinator_.Grant(Waiting("j1"));
  Start();
  const pid_t pid = RunnerOf("j1-1.started");
  coordinator_.SetReachable(false);
  coordinator_.Revoke({"j1", 1, 101});
  coordinator_.Grant(Waiting("j1", 2));
  coordinator_.SetReachable(true);
  EXPECT_TRUE(AwaitFile("j1-2.started"));
  EXPECT_TRUE(IsGone(pid)) << "two attempts of a job never run side by side here";
  Touch("go");
  EXPECT_EQ(AwaitCommit().id.attempt, 2);
}

TEST_F(SessionTest, ObeysAStopOrder) {
  coordinator_.Grant(Waiting("j1"));
  Start();
  RunnerOf("j1-1.started");
  coordinator_.Order({"j1", 1, 101}, StopReason::kCancelled);
  EXPECT_EQ(AwaitCommit().end.outcome, AttemptOutcome::kCancelled);
}

TEST_F(SessionTest, DrainingFinishesJobsAndTakesNoNewOnes) {
  coordinator_.Grant(Waiting("j1"));
  Start();
  RunnerOf("j1-1.started");
  session_->Drain();
  EXPECT_TRUE(coordinator_.Await([](const FakeCoordinator& c) { return c.last_sync().draining; }));
  coordinator_.Grant(Waiting("j2"));
  Touch("go");
  EXPECT_EQ(AwaitCommit().end.outcome, AttemptOutcome::kSucceeded);
  thread_.join();
  EXPECT_TRUE(ended_.ok());
  EXPECT_FALSE(Exists("j2-1.started"));
}

TEST_F(SessionTest, ASecondDrainStopsJobsAndGivesThemBack) {
  coordinator_.Grant(Waiting("j1"));
  Start();
  RunnerOf("j1-1.started");
  EXPECT_TRUE(Finish().ok());
  ASSERT_EQ(coordinator_.commits().size(), 1u);
  EXPECT_EQ(coordinator_.commits()[0].end.outcome, AttemptOutcome::kRevoked);
  EXPECT_EQ(coordinator_.commits()[0].end.reason, "WORKER_STOPPED");
  EXPECT_EQ(coordinator_.commits()[0].end.exit_code, 3) << "the checkpoint was saved";
}

TEST_F(SessionTest, ANewerProcessOfTheSameNameEndsThisOne) {
  coordinator_.Grant(Waiting("j1"));
  Start();
  const pid_t pid = RunnerOf("j1-1.started");
  coordinator_.RefuseSync(WithReason(absl::FailedPreconditionError("worker w: a newer process"), "WORKER_SUPERSEDED"));
  thread_.join();
  EXPECT_EQ(ended_.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorInfoOf(ended_).reason, kReplaced);
  EXPECT_THAT(ended_.message(), HasSubstr("worker w: a newer process"));
  EXPECT_THAT(ended_.message(), HasSubstr("--name")) << "what to do about it";
  EXPECT_TRUE(IsGone(pid));
  EXPECT_TRUE(coordinator_.commits().empty());
}

TEST_F(SessionTest, WaitsForItsLastRunnersWithoutSpinning) {
  options_.kill_grace = absl::Milliseconds(400);
  Assignment job = Waiting("j1");
  job.params["fake"]["ignore_sigterm"] = true;
  coordinator_.Grant(job);
  session_ = std::make_unique<Session>(options_, context_);
  absl::Duration cpu_time;
  thread_ = std::thread([&] {
    ended_ = session_->Run();
    timespec used = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    cpu_time = absl::DurationFromTimespec(used);
  });
  RunnerOf("j1-1.started");
  coordinator_.RefuseSync(WithReason(absl::FailedPreconditionError("replaced"), "WORKER_SUPERSEDED"));
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator&) { return stats_.Get().sync_failures > 0; }));
  session_->Drain();
  thread_.join();
  EXPECT_LT(cpu_time, absl::Milliseconds(100)) << "of 400 until the runner is killed";
}

TEST_F(SessionTest, KeepsTryingWithoutACoordinator) {
  coordinator_.SetReachable(false);
  coordinator_.Grant(Job("j1", Json::object()));
  Start();
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator&) { return stats_.Get().sync_failures > 3; }));
  coordinator_.SetReachable(true);
  EXPECT_EQ(AwaitCommit().end.outcome, AttemptOutcome::kSucceeded);
}

}  // namespace
}  // namespace octavo
