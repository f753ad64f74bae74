#include "worker/agent/attempt_runner.h"

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "common/error_info.h"
#include "common/json.h"
#include "common/manifest.h"
#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/agent/attempt_fixture.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

/// The fake coordinator, with something that happens before each commit.
class EventfulCoordinator final : public Coordinator {
 public:
  EventfulCoordinator(Coordinator& real, std::function<absl::Status(const AttemptEnd&)> before_commit)
      : real_(real), before_commit_(std::move(before_commit)) {}
  absl::StatusOr<SyncReply> Sync(const SyncState& state) override { return real_.Sync(state); }
  void InterruptSync() override { real_.InterruptSync(); }
  absl::StatusOr<ReportReply> Report(const AttemptReport& report) override { return real_.Report(report); }
  absl::Status Commit(const AttemptId& id, const AttemptEnd& end) override {
    const absl::Status refused = before_commit_(end);
    return refused.ok() ? real_.Commit(id, end) : refused;
  }
  absl::StatusOr<std::vector<std::string>> FindMissing(const std::vector<std::string>& sha256) override {
    return real_.FindMissing(sha256);
  }
  absl::Status Upload(const std::string& path, const std::string& sha256, const StopSignal& stop) override {
    return real_.Upload(path, sha256, stop);
  }
  absl::Status Download(const std::string& sha256, int64_t offset, const Sink& sink, const StopSignal& stop) override {
    return real_.Download(sha256, offset, sink, stop);
  }

 private:
  Coordinator& real_;
  const std::function<absl::Status(const AttemptEnd&)> before_commit_;
};

class AttemptRunnerTest : public AttemptFixture {
 protected:
  /// Runs an attempt whose runner finishes, with an output, although it was asked to stop; `meanwhile` happens between
  /// the request and the runner's end.
  void RunToItsEndDespite(
      AttemptRunner& runner, StopReason reason, const std::function<void()>& meanwhile = [] {}) {
    std::filesystem::remove(Path("go"));
    std::filesystem::remove(Path("started"));
    thread_ = std::thread([&runner] { runner.Run(); });
    const auto lives = [&](const FakeCoordinator&) { return stats_.Get().running.contains(runner.id()); };
    EXPECT_TRUE(coordinator_.Await(lives));
    EXPECT_TRUE(AwaitFile("started")) << "SIGTERM is ignored from here on";
    runner.RequestStop(reason, context_.kill_grace);
    meanwhile();
    Touch("go");
    EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator& c) { return !lives(c); }));
  }
  Assignment Stubborn(const std::string& job_id) const {
    return Job(
        job_id,
        {{"ignore_sigterm", true}, {"started", Path("started")}, {"wait_for", Path("go")}, {"outputs", {{"a", "1"}}}});
  }

  std::thread thread_;
};

TEST_F(AttemptRunnerTest, LaysOutInputsRunsAndStoresOutputs) {
  Assignment job = Job("j1", {{"outputs", {{"model/config.json", "{}"}, {"metrics.json", "[1]"}}},
                              {"result", {{"accuracy", 0.5}}},
                              {"log", "hello\n"}});
  job.inputs = {{"model", coordinator_.PutTree({{"config.json", "12345"}, {"sub/vocab.txt", "a\nb\n"}})}};
  const AttemptEnd end = RunJob(job);
  ASSERT_EQ(end.outcome, AttemptOutcome::kSucceeded) << end.reason << ": " << end.message;
  EXPECT_EQ(end.result.at("accuracy"), 0.5);
  EXPECT_EQ(end.result.at("inputs"), Json({{"model/config.json", 5}, {"model/sub/vocab.txt", 4}}));
  EXPECT_EQ(end.result.at("job").at("device"), "cpu");
  const Manifest outputs = *Manifest::Parse(coordinator_.blob(end.output_digest));
  ASSERT_EQ(outputs.files.size(), 2u);
  EXPECT_EQ(outputs.files[0].path, "metrics.json");
  EXPECT_EQ(coordinator_.blob(Sha256Hex("{}")), "{}");
  EXPECT_EQ(coordinator_.log(job.id), "hello\n");
  EXPECT_TRUE(coordinator_.started(job.id));
  EXPECT_FALSE(std::filesystem::exists(Path("jobs/j1-1"))) << "a success leaves nothing behind";
  EXPECT_GT(end.max_rss_bytes, 0);
}

TEST_F(AttemptRunnerTest, TheRunnerLearnsWhereTokensAreKept) {
  context_.tokens = {dir_.path() + "/tokens", 1000};
  const AttemptEnd end = RunJob(Json::object());
  EXPECT_EQ(end.result.at("job").at("token_cache"), Json({{"folder", context_.tokens.path}, {"max_bytes", 1000}}));
}

TEST_F(AttemptRunnerTest, InputsComeFromTheCacheTheSecondTime) {
  Assignment job = Job("j1", Json::object());
  job.inputs = {{"model", coordinator_.PutTree({{"weights", "12345"}})}};
  RunJob(job);
  job.id = {"j2", 1, 2};
  EXPECT_EQ(RunJob(job).outcome, AttemptOutcome::kSucceeded);
  EXPECT_EQ(coordinator_.downloaded(Sha256Hex("12345")), 5);
}

TEST_F(AttemptRunnerTest, AFailureKeepsItsClassAndMessage) {
  const AttemptEnd end = RunJob({{"end", "fail"}, {"reason", "BAD_DATA"}, {"message", "row 3"}});
  EXPECT_EQ(end.outcome, AttemptOutcome::kFailed);
  EXPECT_EQ(end.reason, "BAD_DATA");
  EXPECT_EQ(end.message, "row 3");
  EXPECT_EQ(end.exit_code, 1);
}

TEST_F(AttemptRunnerTest, ASignalIsACrash) {
  const AttemptEnd end = RunJob({{"end", "signal"}, {"signal", SIGKILL}});
  EXPECT_EQ(end.outcome, AttemptOutcome::kCrashed);
  EXPECT_EQ(end.reason, "SIGNAL");
  EXPECT_EQ(end.signal, SIGKILL);
}

TEST_F(AttemptRunnerTest, AReportThatDoesNotCountIsACrash) {
  for (const std::string end_mode : {"no_report", "garbage_report", "huge_report", "other_attempt", "contradiction"}) {
    const AttemptEnd end = RunJob({{"end", end_mode}});
    EXPECT_EQ(end.outcome, AttemptOutcome::kCrashed) << end_mode;
    EXPECT_EQ(end.reason, "BAD_REPORT") << end_mode;
  }
}

TEST_F(AttemptRunnerTest, EventsBecomeProgressAndGarbageDoesNoHarm) {
  Assignment job =
      Job("j1", {{"events", {"garbage", "{\"type\": \"phase\", \"phase\": \"load\"}", std::string(100'000, 'x')}},
                 {"memory_bytes", 8 << 20},
                 {"wait_for", Path("go")}});
  AttemptRunner runner(job, context_);
  std::thread thread([&] { runner.Run(); });
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator& c) {
    return c.progress(job.id).has_value() && c.progress(job.id)->phase == "train" && c.progress(job.id)->rate == 123.5;
  }));
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator& c) { return c.progress(job.id)->memory_bytes > 8 << 20; }))
      << "the supervisor adds the memory that it sees";
  EXPECT_TRUE(coordinator_.Await(
      [&](const FakeCoordinator&) { return stats_.Get().running.at(job.id).training_rate == 123.5; }));
  Touch("go");
  EXPECT_EQ(AwaitCommit().end.outcome, AttemptOutcome::kSucceeded);
  thread.join();
}

TEST_F(AttemptRunnerTest, TheTimeLimitAsksFirstAndSavesACheckpoint) {
  Assignment job = Job("j1", {{"end", "hang"}});
  job.time_limit = absl::Seconds(2);  // from the spawn: enough for a process to start on a loaded machine
  const AttemptEnd end = RunJob(job);
  EXPECT_EQ(end.outcome, AttemptOutcome::kTimeLimit);
  EXPECT_EQ(end.exit_code, 3);
  EXPECT_TRUE(std::filesystem::exists(Path("jobs/j1-1/work/checkpoint")));
  job.id = {"j1", 2, 2};
  job.params = {{"fake", Json::object()}};
  EXPECT_EQ(RunJob(job).result.at("resumed"), true) << "the next attempt resumes";
}

TEST_F(AttemptRunnerTest, WhoIgnoresSigtermIsKilledWithItsChildren) {
  context_.kill_grace = absl::Milliseconds(100);
  Assignment job =
      Job("j1", {{"end", "hang"}, {"ignore_sigterm", true}, {"children", 2}, {"started", Path("started")}});
  AttemptRunner runner(job, context_);
  std::thread thread([&] { runner.Run(); });
  ASSERT_TRUE(AwaitFile("started"));
  pid_t pid = 0;
  ASSERT_TRUE(absl::SimpleAtoi(*ReadFile(Path("started")), &pid));
  runner.RequestStop(StopReason::kCancelled, context_.kill_grace);
  const AttemptEnd end = AwaitCommit().end;
  thread.join();
  EXPECT_EQ(end.outcome, AttemptOutcome::kCancelled);
  EXPECT_EQ(end.signal, SIGKILL);
  EXPECT_NE(kill(-pid, 0), 0) << "the group was gone before the end was told";
}

TEST_F(AttemptRunnerTest, TheMemoryLimitKills) {
  Assignment job = Job("j1", {{"memory_bytes", 300 << 20}, {"end", "hang"}});
  job.memory_bytes = 100 << 20;
  const AttemptEnd end = RunJob(job);
  EXPECT_EQ(end.outcome, AttemptOutcome::kMemoryLimit);
  EXPECT_GT(end.max_rss_bytes, 100 << 20);
}

TEST_F(AttemptRunnerTest, TheLogLimitStopsAndAllOfTheLogArrives) {
  context_.log_bytes = 1 << 20;
  Assignment job = Job("j1", {{"log_bytes", 3 << 20}, {"end", "hang"}});
  const AttemptEnd end = RunJob(job);
  EXPECT_EQ(end.outcome, AttemptOutcome::kFailed);
  EXPECT_EQ(end.reason, "LOG_LIMIT");
  const auto log = ReadFile(Path("jobs/j1-1/log.txt"));
  ASSERT_TRUE(log.ok()) << log.status();
  EXPECT_GT(log->size(), size_t{1} << 20);
  EXPECT_TRUE(coordinator_.log(job.id) == *log) << coordinator_.log(job.id).size() << " of " << log->size() << " bytes";
}

TEST_F(AttemptRunnerTest, AMissingInputFailsWithoutARunner) {
  Assignment job = Job("j1", {{"started", Path("started")}});
  job.inputs = {{"model", Sha256Hex("never stored")}};
  const AttemptEnd end = RunJob(job);
  EXPECT_EQ(end.outcome, AttemptOutcome::kFailed);
  EXPECT_EQ(end.reason, "INPUT_UNAVAILABLE");
  EXPECT_THAT(end.message, HasSubstr("input model: "));
  EXPECT_THAT(end.message, HasSubstr("BLOB_NOT_FOUND"));
  EXPECT_FALSE(Exists("started"));
}

TEST_F(AttemptRunnerTest, InputsThatLeaveTheirFolderAreRefused) {
  Assignment bad_name = Job("j1", Json::object());
  bad_name.inputs = {{"../x", coordinator_.PutTree({{"a", "b"}})}};
  EXPECT_EQ(RunJob(bad_name).reason, "BAD_SPEC");
  const std::string manifest = "octavo-manifest 1\n" + Sha256Hex("b") + " 1 ../../escape\n";
  coordinator_.Put(manifest);
  Assignment bad_path = Job("j2", Json::object());
  bad_path.inputs = {{"model", Sha256Hex(manifest)}};
  EXPECT_EQ(RunJob(bad_path).reason, "BAD_SPEC");
}

TEST_F(AttemptRunnerTest, ARunnerThatCannotStartIsTheWorkersFault) {
  context_.runner = "/no/such/runner";
  const AttemptEnd end = RunJob(Json::object());
  EXPECT_EQ(end.outcome, AttemptOutcome::kCrashed);
  EXPECT_EQ(end.reason, "WORKER_ERROR");
  EXPECT_THAT(end.message, HasSubstr("/no/such/runner"));
}

TEST_F(AttemptRunnerTest, AnOutageDelaysTheCommitButLosesNothing) {
  Assignment job = Job("j1", {{"wait_for", Path("go")}, {"started", Path("started")}, {"outputs", {{"a", "1"}}}});
  AttemptRunner runner(job, context_);
  std::thread thread([&] { runner.Run(); });
  ASSERT_TRUE(AwaitFile("started"));
  coordinator_.SetReachable(false);
  Touch("go");
  // The runner ends during the outage; its folder stays until the commit.
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator&) { return Exists("jobs/j1-1/report.json"); }));
  EXPECT_TRUE(coordinator_.commits().empty());
  coordinator_.SetReachable(true);
  EXPECT_EQ(AwaitCommit().end.outcome, AttemptOutcome::kSucceeded);
  thread.join();
}

TEST_F(AttemptRunnerTest, OnlyALivingRunnerIsCountedAsRunningAndOnlyACommittedEndByItsOutcome) {
  Assignment job = Job("j1", {{"wait_for", Path("go")}, {"outputs", {{"a", "1"}}}});
  AttemptRunner runner(job, context_);
  std::thread thread([&] { runner.Run(); });
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator&) { return stats_.Get().running.contains(job.id); }));
  coordinator_.SetReachable(false);
  Touch("go");
  EXPECT_TRUE(coordinator_.Await([&](const FakeCoordinator&) { return stats_.Get().running.empty(); }))
      << "the runner has ended, its outputs wait for the coordinator";
  EXPECT_TRUE(stats_.Get().ended.empty());
  coordinator_.Revoke(job.id);
  coordinator_.SetReachable(true);
  thread.join();
  EXPECT_TRUE(coordinator_.commits().empty());
  using Ended = decltype(AgentStats::Snapshot::ended);
  EXPECT_EQ(stats_.Get().ended, (Ended{{{"baseline", AttemptOutcome::kRevoked}, 1}}));
}

TEST_F(AttemptRunnerTest, UploadsAgainWhatTheCoordinatorLostBeforeTheCommit) {
  int commits = 0;
  EventfulCoordinator eventful(coordinator_, [&](const AttemptEnd& end) {
    if (++commits > 1) return absl::OkStatus();
    coordinator_.Forget(end.output_digest);
    coordinator_.Forget(Sha256Hex("1"));
    return absl::OkStatus();
  });
  context_.coordinator = &eventful;
  AttemptRunner(Job("j1", {{"outputs", {{"a", "1"}}}}), context_).Run();
  ASSERT_EQ(coordinator_.commits().size(), 1u);
  const AttemptEnd end = coordinator_.commits()[0].end;
  EXPECT_EQ(commits, 2);
  EXPECT_EQ(end.outcome, AttemptOutcome::kSucceeded);
  EXPECT_EQ(coordinator_.blob(Sha256Hex("1")), "1");
  EXPECT_FALSE(coordinator_.blob(end.output_digest).empty());
}

TEST_F(AttemptRunnerTest, AResultWaitsForRoomOnTheCoordinatorsDisk) {
  int commits = 0;
  EventfulCoordinator eventful(coordinator_, [&](const AttemptEnd&) {
    return ++commits > 2 ? absl::OkStatus() : WithReason(absl::ResourceExhaustedError("disk is full"), "DISK_FULL");
  });
  context_.coordinator = &eventful;
  AttemptRunner(Job("j1", {{"outputs", {{"a", "1"}}}}), context_).Run();
  ASSERT_EQ(coordinator_.commits().size(), 1u);
  EXPECT_EQ(coordinator_.commits()[0].end.outcome, AttemptOutcome::kSucceeded);
}

TEST_F(AttemptRunnerTest, AStaleAttemptIsKilledAndNeverCommitted) {
  Assignment job = Job("j1", {{"wait_for", Path("never")}, {"started", Path("started")}});
  AttemptRunner runner(job, context_);
  std::thread thread([&] { runner.Run(); });
  ASSERT_TRUE(AwaitFile("started"));
  coordinator_.Revoke(job.id);
  thread.join();
  EXPECT_TRUE(coordinator_.commits().empty());
}

TEST_F(AttemptRunnerTest, TheAnswerToAReportCancels) {
  Assignment job = Job("j1", {{"wait_for", Path("never")}});
  coordinator_.AnswerStop(job.id);
  EXPECT_EQ(RunJob(job).outcome, AttemptOutcome::kCancelled);
}

TEST_F(AttemptRunnerTest, WhatHadFinishedCountsWithItsOutputsWhateverStopWasRequested) {
  for (const StopReason reason : {StopReason::kTimeLimit, StopReason::kMemoryLimit, StopReason::kLogLimit,
                                  StopReason::kLeaseLost, StopReason::kShutdown}) {
    context_.shutdown_upload = absl::Hours(1);
    Assignment job = Stubborn(absl::StrCat("j", static_cast<int>(reason)));
    coordinator_.Forget(Sha256Hex("1"));
    AttemptRunner runner(job, context_);
    RunToItsEndDespite(runner, reason);
    thread_.join();
    ASSERT_FALSE(coordinator_.commits().empty());
    const FakeCoordinator::CommitCall commit = coordinator_.commits().back();
    EXPECT_EQ(commit.id, job.id);
    EXPECT_EQ(commit.end.outcome, AttemptOutcome::kSucceeded) << commit.end.reason;
    EXPECT_FALSE(coordinator_.blob(commit.end.output_digest).empty());
    EXPECT_EQ(coordinator_.blob(Sha256Hex("1")), "1");
    EXPECT_FALSE(std::filesystem::exists(Path(absl::StrCat("jobs/", job.id.job_id, "-1"))));
  }
}

TEST_F(AttemptRunnerTest, OutputsWaitForALostCoordinatorButNotForACancelledJob) {
  AttemptRunner runner(Stubborn("j1"), context_);
  RunToItsEndDespite(runner, StopReason::kLeaseLost, [&] { coordinator_.SetReachable(false); });
  runner.RequestStop(StopReason::kCancelled, context_.kill_grace);
  coordinator_.SetReachable(true);
  const AttemptEnd end = AwaitCommit().end;
  thread_.join();
  EXPECT_EQ(end.outcome, AttemptOutcome::kCancelled);
  EXPECT_EQ(end.output_digest, "");
}

TEST_F(AttemptRunnerTest, AnAgentThatEndsWaitsForALostCoordinatorOnlySoLong) {
  AttemptRunner runner(Stubborn("j1"), context_);
  RunToItsEndDespite(runner, StopReason::kLeaseLost, [&] { coordinator_.SetReachable(false); });
  runner.RequestStop(StopReason::kShutdown, context_.kill_grace);
  thread_.join();
  EXPECT_TRUE(coordinator_.commits().empty());
  EXPECT_TRUE(std::filesystem::exists(Path("jobs/j1-1/work"))) << "for the next agent of this folder";
}

TEST_F(AttemptRunnerTest, ACancelledJobsLostOutputsAreNotUploadedAgain) {
  AttemptRunner* cancelled = nullptr;
  int commits = 0;
  EventfulCoordinator eventful(coordinator_, [&](const AttemptEnd& end) {
    if (++commits > 1) return absl::OkStatus();
    coordinator_.Forget(end.output_digest);
    cancelled->RequestStop(StopReason::kCancelled, context_.kill_grace);
    return absl::OkStatus();
  });
  context_.coordinator = &eventful;
  AttemptRunner runner(Job("j1", {{"outputs", {{"a", "1"}}}}), context_);
  cancelled = &runner;
  runner.Run();
  ASSERT_EQ(coordinator_.commits().size(), 1u);
  EXPECT_EQ(coordinator_.commits()[0].end.outcome, AttemptOutcome::kCancelled);
  EXPECT_EQ(coordinator_.commits()[0].end.output_digest, "");
  EXPECT_EQ(commits, 2);
}

TEST_F(AttemptRunnerTest, GivesUpItsCommitWhenTheAgentEnds) {
  Assignment job = Job("j1", {{"end", "hang"}, {"started", Path("started")}});
  AttemptRunner runner(job, context_);
  std::thread thread([&] { runner.Run(); });
  ASSERT_TRUE(AwaitFile("started"));
  coordinator_.SetReachable(false);
  runner.RequestStop(StopReason::kShutdown, context_.kill_grace);
  thread.join();
  EXPECT_TRUE(coordinator_.commits().empty());
  EXPECT_TRUE(std::filesystem::exists(Path("jobs/j1-1/work/checkpoint"))) << "for the next agent of this folder";
}

}  // namespace
}  // namespace octavo
