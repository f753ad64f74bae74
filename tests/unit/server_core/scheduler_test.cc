#include "server/core/scheduler.h"

#include "common/error_info.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/core/action_digest.h"
#include "tests/unit/server_core/scheduler_fixture.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

TEST(SchedulerTest, JobsRunInDependencyOrder) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("train"), MakeSpec("quantize", {"train"})});
  EXPECT_EQ(driver.StateOf(1), JobState::kQueued);
  EXPECT_EQ(driver.StateOf(2), JobState::kBlocked);
  const Scheduler::News news = driver.Sync(MakeWorker("w"));
  ASSERT_EQ(news.grants.size(), 1u);
  EXPECT_EQ(news.grants[0].key.job, JobId(1));
  EXPECT_TRUE(driver.Start(news.grants[0].key).ok());
  EXPECT_TRUE(driver.Commit(news.grants[0].key, Succeeded("trained")).ok());
  EXPECT_EQ(driver.StateOf(1), JobState::kSucceeded);
  EXPECT_EQ(driver.StateOf(2), JobState::kQueued);
  EXPECT_EQ(driver.GetJob(2).input_digests, std::vector<std::string>{"trained"});
}

TEST(SchedulerTest, AFailedDependencySkipsWhatNeedsItAndRetryBringsItBack) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("c", {"b"}), MakeSpec("b", {"a"}), MakeSpec("a")});
  const AttemptKey key = driver.Sync(MakeWorker("w")).grants.at(0).key;
  EXPECT_TRUE(driver.Commit(key, Failed(AttemptOutcome::kFailed, "BAD_MODEL")).ok());
  EXPECT_EQ(driver.StateOf(3), JobState::kFailed);
  EXPECT_EQ(driver.StateOf(2), JobState::kSkipped);
  EXPECT_EQ(driver.StateOf(1), JobState::kSkipped);
  EXPECT_EQ(ErrorInfoOf(driver.scheduler->RetryJob(JobId(2), driver.now)).reason, "DEPENDENCY_NOT_SUCCEEDED");
  EXPECT_TRUE(driver.scheduler->RetryJob(JobId(3), driver.now).ok());
  driver.Keep();
  EXPECT_EQ(driver.StateOf(3), JobState::kQueued);
  EXPECT_EQ(driver.StateOf(2), JobState::kBlocked);
  EXPECT_EQ(driver.StateOf(1), JobState::kBlocked);
}

TEST(SchedulerTest, AnInputThatTheOutputsLackFailsTheJob) {
  SchedulerDriver driver;
  JobSpec second = MakeSpec("second", {"first"});
  second.inputs[0].path = "absent";
  driver.Submit({MakeSpec("first"), second});
  const AttemptKey key = driver.Sync(MakeWorker("w")).grants.at(0).key;
  EXPECT_TRUE(driver.Commit(key, Succeeded()).ok());
  EXPECT_EQ(driver.StateOf(2), JobState::kFailed);
  EXPECT_THAT(driver.GetJob(2).state_reason, HasSubstr("absent"));
}

TEST(SchedulerTest, ADiskThatCannotBeReadNowFailsTheCommitAndNotTheJob) {
  for (const absl::Status& trouble : {absl::UnavailableError("EIO"), absl::ResourceExhaustedError("ENOSPC")}) {
    SchedulerDriver driver;
    driver.Submit({MakeSpec("first"), MakeSpec("second", {"first"})});
    const AttemptKey key = driver.Sync(MakeWorker("w")).grants.at(0).key;
    driver.host.disk = trouble;
    EXPECT_EQ(driver.Commit(key, Succeeded()), trouble);
    EXPECT_EQ(driver.StateOf(1), JobState::kLeased);
    EXPECT_EQ(driver.StateOf(2), JobState::kBlocked);
    driver.host.disk = absl::OkStatus();
    EXPECT_TRUE(driver.Commit(key, Succeeded()).ok());
    EXPECT_EQ(driver.StateOf(2), JobState::kQueued);
  }
}

TEST(SchedulerTest, ACachedResultWhoseOutputsCannotBeReadNowIsRunAgain) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("first"), MakeSpec("second", {"first"})});
  driver.host.results[ActionDigest(driver.GetJob(1), MakeWorker("w").capabilities)] = {JobId(77), "cached", nullptr};
  driver.host.disk = absl::UnavailableError("EIO");
  EXPECT_EQ(driver.Sync(MakeWorker("w")).grants.size(), 1u);
  EXPECT_EQ(driver.StateOf(2), JobState::kBlocked);
  EXPECT_EQ(driver.GetJob(1).output_digest, "");
}

TEST(SchedulerTest, ASilentWorkerLosesItsLeaseAndItsLateCommitIsStale) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  const AttemptKey first = driver.Sync(MakeWorker("w1")).grants.at(0).key;
  EXPECT_TRUE(driver.Start(first).ok());
  driver.Pass(kLease - absl::Seconds(1));
  EXPECT_EQ(driver.StateOf(1), JobState::kRunning);
  driver.Pass(absl::Seconds(2));
  EXPECT_EQ(driver.StateOf(1), JobState::kQueued);
  const AttemptKey second = driver.Sync(MakeWorker("w2")).grants.at(0).key;
  EXPECT_GT(second.fence, first.fence);
  EXPECT_EQ(ErrorInfoOf(driver.Commit(first, Succeeded("late"))).reason, "STALE_LEASE");
  EXPECT_TRUE(driver.Commit(second, Succeeded("right")).ok());
  EXPECT_EQ(driver.GetJob(1).output_digest, "right");
  EXPECT_TRUE(driver.Commit(second, Succeeded("right")).ok()) << "repeating the accepted commit is fine";
  EXPECT_FALSE(driver.Commit(second, Succeeded("other")).ok());
}

TEST(SchedulerTest, SyncRenewsTheLeasesThatItLists) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  Scheduler::SyncInput worker = MakeWorker("w");
  worker.running = {driver.Sync(worker).grants.at(0).key};
  for (int i = 0; i < 5; ++i) {
    driver.Pass(kLease - absl::Seconds(1));
    EXPECT_TRUE(driver.Sync(worker).stops.empty());
  }
  EXPECT_EQ(driver.StateOf(1), JobState::kLeased);
}

TEST(SchedulerTest, AGrantThatWasNotHeardIsSentAgain) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  const AttemptKey key = driver.Sync(MakeWorker("w")).grants.at(0).key;
  const Scheduler::News again = driver.Sync(MakeWorker("w"));
  ASSERT_EQ(again.grants.size(), 1u);
  EXPECT_EQ(again.grants[0].key, key);
}

TEST(SchedulerTest, ARestartedServerAdoptsWhatWorkersListAndExpiresNothingAtOnce) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a"), MakeSpec("b")});
  Scheduler::SyncInput worker = MakeWorker("w", 2);
  const Scheduler::News news = driver.Sync(worker);
  ASSERT_EQ(news.grants.size(), 2u);
  worker.running = {news.grants[0].key};
  EXPECT_TRUE(driver.Start(news.grants[0].key).ok());
  driver.Restart();
  driver.Pass(kRestartGrace - absl::Seconds(1));
  const Scheduler::News after = driver.Sync(worker);
  EXPECT_TRUE(after.stops.empty());
  ASSERT_EQ(after.grants.size(), 1u) << "the one that the worker never heard of";
  driver.Pass(absl::Seconds(2));
  EXPECT_EQ(driver.StateOf(1), JobState::kRunning);
  EXPECT_TRUE(driver.Commit(news.grants[0].key, Succeeded()).ok());
}

TEST(SchedulerTest, FencesGrowAcrossRestarts) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  const AttemptKey first = driver.Sync(MakeWorker("w1")).grants.at(0).key;
  driver.Restart();
  driver.Pass(kRestartGrace + absl::Seconds(1));
  const AttemptKey second = driver.Sync(MakeWorker("w2")).grants.at(0).key;
  EXPECT_GT(second.fence, first.fence);
  EXPECT_FALSE(driver.Commit(first, Succeeded()).ok());
}

TEST(SchedulerTest, ANewerProcessOfAWorkerSupersedesTheOlder) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  const AttemptKey key = driver.Sync(MakeWorker("w", 1, "old")).grants.at(0).key;
  EXPECT_TRUE(driver.Start(key).ok());
  driver.Sync(MakeWorker("w", 1, "new"));
  EXPECT_EQ(driver.GetJob(1).attempts[0].reason, "WORKER_RESTARTED");
  EXPECT_EQ(ErrorInfoOf(driver.scheduler->Sync(MakeWorker("w", 1, "old"), driver.now)).reason, "WORKER_SUPERSEDED");
  driver.Restart();
  EXPECT_EQ(ErrorInfoOf(driver.scheduler->Sync(MakeWorker("w", 1, "old"), driver.now)).reason, "WORKER_SUPERSEDED");
}

TEST(SchedulerTest, ANewerProcessGetsAnUnstartedAttemptUnderANewFence) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  const AttemptKey old = driver.Sync(MakeWorker("w", 1, "old")).grants.at(0).key;
  const Scheduler::News news = driver.Sync(MakeWorker("w", 1, "new"));
  ASSERT_EQ(news.grants.size(), 1u);
  EXPECT_GT(news.grants[0].key.fence, old.fence);
  EXPECT_EQ(driver.GetJob(1).attempts[0].outcome, AttemptOutcome::kRevoked);
  EXPECT_EQ(driver.GetJob(1).attempts[0].reason, "WORKER_RESTARTED");
  EXPECT_EQ(ErrorInfoOf(driver.Start(old)).reason, "STALE_LEASE");
  EXPECT_TRUE(driver.Start(news.grants[0].key).ok());
}

TEST(SchedulerTest, CancellingARunningJobStopsItsWorkerOnce) {
  SchedulerDriver driver;
  const ExperimentId id = driver.Submit({MakeSpec("a"), MakeSpec("b", {"a"})});
  Scheduler::SyncInput worker = MakeWorker("w");
  worker.running = {driver.Sync(worker).grants.at(0).key};
  EXPECT_TRUE(driver.Start(worker.running[0]).ok());
  EXPECT_TRUE(driver.scheduler->CancelExperiment(id, "changed my mind", driver.now).ok());
  driver.Keep();
  EXPECT_EQ(driver.StateOf(1), JobState::kRunning) << "until the runner has stopped";
  EXPECT_EQ(driver.StateOf(2), JobState::kCancelled);
  const Scheduler::News news = driver.Sync(worker);
  ASSERT_EQ(news.stops.size(), 1u);
  EXPECT_TRUE(news.is_new);
  EXPECT_FALSE(driver.Sync(worker).is_new);
  EXPECT_TRUE(driver.Commit(worker.running[0], Failed(AttemptOutcome::kCancelled)).ok());
  EXPECT_EQ(driver.StateOf(1), JobState::kCancelled);
  EXPECT_TRUE(driver.scheduler->CancelExperiment(id, "", driver.now).ok()) << "twice is fine";
}

TEST(SchedulerTest, CancellingALeasedJobFencesOutItsWorker) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  Scheduler::SyncInput worker = MakeWorker("w");
  worker.running = {driver.Sync(worker).grants.at(0).key};
  EXPECT_TRUE(driver.scheduler->CancelJob(JobId(1), "", driver.now).ok());
  driver.Keep();
  EXPECT_EQ(driver.StateOf(1), JobState::kCancelled);
  EXPECT_EQ(driver.Sync(worker).stops.at(0).reason, Scheduler::StopReason::kStale);
  EXPECT_EQ(ErrorInfoOf(driver.Commit(worker.running[0], Succeeded())).reason, "STALE_LEASE");
}

struct RetryCase {
  const char* name;
  AttemptOutcome outcome;
  const char* reason;
  bool retried;
};

class SchedulerRetryTest : public testing::TestWithParam<RetryCase> {};

TEST_P(SchedulerRetryTest, TheKindOfFailureDecides) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  const AttemptKey key = driver.Sync(MakeWorker("w")).grants.at(0).key;
  EXPECT_TRUE(driver.Commit(key, Failed(GetParam().outcome, GetParam().reason)).ok());
  EXPECT_EQ(driver.StateOf(1), GetParam().retried ? JobState::kQueued : JobState::kFailed);
  EXPECT_FALSE(driver.GetJob(1).attempts[0].retry_rule.empty());
}

INSTANTIATE_TEST_SUITE_P(Kinds, SchedulerRetryTest,
                         testing::Values(RetryCase{"Crash", AttemptOutcome::kCrashed, "SIGNAL", true},
                                         RetryCase{"Revoked", AttemptOutcome::kRevoked, "", true},
                                         RetryCase{"DiskFull", AttemptOutcome::kFailed, "DISK_FULL", true},
                                         RetryCase{"InputUnavailable", AttemptOutcome::kFailed, "INPUT_UNAVAILABLE",
                                                   true},
                                         RetryCase{"BadReport", AttemptOutcome::kCrashed, "BAD_REPORT", false},
                                         RetryCase{"BadSpec", AttemptOutcome::kFailed, "BAD_SPEC", false},
                                         RetryCase{"BadModel", AttemptOutcome::kFailed, "BAD_MODEL", false},
                                         RetryCase{"BadData", AttemptOutcome::kFailed, "BAD_DATA", false},
                                         RetryCase{"Internal", AttemptOutcome::kFailed, "INTERNAL", false},
                                         RetryCase{"OutOfMemory", AttemptOutcome::kFailed, "OUT_OF_MEMORY", false},
                                         RetryCase{"MemoryLimit", AttemptOutcome::kMemoryLimit, "", false},
                                         RetryCase{"TimeLimit", AttemptOutcome::kTimeLimit, "", false}),
                         [](const auto& param) { return param.param.name; });

TEST(SchedulerTest, AttemptsEndButRevokedOnesDoNotCount) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  for (int i = 0; i < 5; ++i) {
    const AttemptKey key = driver.Sync(MakeWorker("w")).grants.at(0).key;
    EXPECT_TRUE(driver.Commit(key, Failed(AttemptOutcome::kRevoked)).ok());
  }
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(driver.StateOf(1), JobState::kQueued) << i;
    const AttemptKey key = driver.Sync(MakeWorker("w")).grants.at(0).key;
    EXPECT_TRUE(driver.Commit(key, Failed(AttemptOutcome::kCrashed)).ok());
  }
  EXPECT_EQ(driver.StateOf(1), JobState::kFailed);
}

TEST(SchedulerTest, ACrashedJobPrefersAnotherWorker) {
  SchedulerDriver driver;
  driver.Sync(MakeWorker("other"));
  driver.Submit({MakeSpec("a")});
  const AttemptKey key = driver.Sync(MakeWorker("bad")).grants.at(0).key;
  EXPECT_TRUE(driver.Commit(key, Failed(AttemptOutcome::kCrashed)).ok());
  EXPECT_TRUE(driver.Sync(MakeWorker("bad")).grants.empty());
  EXPECT_EQ(driver.Sync(MakeWorker("other")).grants.size(), 1u);
}

TEST(SchedulerTest, AJobThatCrashedOnEveryWorkerGetsItsLastAttemptAnyway) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  EXPECT_TRUE(driver.Commit(driver.Sync(MakeWorker("a")).grants.at(0).key, Failed(AttemptOutcome::kCrashed)).ok());
  EXPECT_TRUE(driver.Commit(driver.Sync(MakeWorker("b")).grants.at(0).key, Failed(AttemptOutcome::kCrashed)).ok());
  const Scheduler::News news = driver.Sync(MakeWorker("a"));
  ASSERT_EQ(news.grants.size(), 1u) << "it has failed on b as well";
  EXPECT_EQ(news.grants[0].key.attempt, 3);
}

TEST(SchedulerTest, AWorkerWithoutAJobGetsOneAsSoonAsAnythingChanges) {
  SchedulerDriver driver;
  JobSpec large = MakeSpec("large");
  large.resources.threads = 8;
  driver.Submit({large});
  Scheduler::SyncInput worker = MakeWorker("w", 2);
  EXPECT_TRUE(driver.Sync(worker).grants.empty());
  EXPECT_TRUE(driver.Sync(worker).grants.empty());
  worker.capabilities.cpus = 8;
  const Scheduler::News larger = driver.Sync(worker);
  ASSERT_EQ(larger.grants.size(), 1u) << "what it has changed";
  driver.Submit({large});
  worker.running = {larger.grants[0].key};
  EXPECT_TRUE(driver.Sync(worker).grants.empty()) << "its threads are taken";
  EXPECT_TRUE(driver.Commit(larger.grants[0].key, Succeeded()).ok());
  worker.running = {};
  const Scheduler::News freed = driver.Sync(worker);
  ASSERT_EQ(freed.grants.size(), 1u) << "they are free";
  EXPECT_TRUE(driver.Commit(freed.grants[0].key, Succeeded()).ok());
  EXPECT_TRUE(driver.Sync(worker).grants.empty());
  driver.Submit({MakeSpec("small")});
  EXPECT_EQ(driver.Sync(worker).grants.size(), 1u) << "there is another job";
}

TEST(SchedulerTest, ALostWorkerKeepsNoJobFromTheOneOnWhichItCrashed) {
  SchedulerDriver driver;
  driver.Sync(MakeWorker("other"));
  driver.Submit({MakeSpec("a")});
  driver.Pass(kLease - absl::Seconds(5));
  EXPECT_TRUE(driver.Commit(driver.Sync(MakeWorker("bad")).grants.at(0).key, Failed(AttemptOutcome::kCrashed)).ok());
  EXPECT_TRUE(driver.Sync(MakeWorker("bad")).grants.empty()) << "the other one could take it";
  driver.Pass(absl::Seconds(6));
  EXPECT_EQ(driver.Sync(MakeWorker("bad")).grants.size(), 1u);
}

TEST(SchedulerTest, AQuietJobHasAWorkerAloneAndIsNotOvertaken) {
  SchedulerDriver driver;
  JobSpec quiet = MakeSpec("quiet");
  quiet.resources.quiet = true;
  driver.Submit({MakeSpec("first")});
  Scheduler::SyncInput worker = MakeWorker("w", 4);
  const AttemptKey first = driver.Sync(worker).grants.at(0).key;
  worker.running = {first};
  driver.Submit({quiet});
  driver.Submit({MakeSpec("later")});
  EXPECT_TRUE(driver.Sync(worker).grants.empty()) << "the quiet job waits, and nothing overtakes it";
  EXPECT_TRUE(driver.Commit(first, Succeeded()).ok());
  worker.running.clear();
  const Scheduler::News news = driver.Sync(worker);
  ASSERT_EQ(news.grants.size(), 1u);
  EXPECT_EQ(news.grants[0].key.job, JobId(2));
}

TEST(SchedulerTest, ExperimentsTakeTurnsAndPriorityGoesFirst) {
  SchedulerDriver driver;
  JobSpec urgent = MakeSpec("urgent");
  urgent.priority = 5;
  driver.Submit({MakeSpec("a1"), MakeSpec("a2"), MakeSpec("a3")});
  driver.Submit({MakeSpec("b1")});
  driver.Submit({urgent});
  std::vector<std::string> order;
  for (int i = 0; i < 5; ++i) {
    const Scheduler::News news = driver.Sync(MakeWorker("w"));
    order.push_back(news.grants.at(0).job.spec->name);
    EXPECT_TRUE(driver.Commit(news.grants[0].key, Succeeded(absl::StrCat(i))).ok());
  }
  EXPECT_EQ(order, (std::vector<std::string>{"urgent", "a1", "b1", "a2", "a3"}));
}

TEST(SchedulerTest, AKnownActionIsAnsweredFromTheCacheUnlessRefused) {
  SchedulerDriver driver;
  JobSpec fresh = MakeSpec("fresh");
  fresh.no_cache = true;
  driver.Submit({MakeSpec("a"), fresh});
  driver.host.results[ActionDigest(driver.GetJob(1), MakeWorker("w").capabilities)] = {
      JobId(77), "cached", std::make_shared<const std::string>("{}")};
  const Scheduler::News news = driver.Sync(MakeWorker("w"));
  EXPECT_EQ(driver.StateOf(1), JobState::kSucceeded);
  EXPECT_EQ(driver.GetJob(1).cached_from, JobId(77));
  EXPECT_EQ(driver.GetJob(1).output_digest, "cached");
  ASSERT_EQ(news.grants.size(), 1u);
  EXPECT_EQ(news.grants[0].key.job, JobId(2));
}

TEST(SchedulerTest, ResultsAreSharedOnlyWhereTheyWouldBeTheSame) {
  SchedulerDriver driver;
  JobSpec quiet = MakeSpec("quiet");
  quiet.resources.quiet = true;
  driver.Submit({MakeSpec("trains"), quiet});
  Capabilities one = MakeWorker("w").capabilities;
  one.cpu_model = "Xeon 8488C";
  one.libtorch_version = "2.13";
  Capabilities other = one;
  other.cpu_model = "Xeon 6975P";
  EXPECT_EQ(ActionDigest(driver.GetJob(1), one), ActionDigest(driver.GetJob(1), other));
  EXPECT_NE(ActionDigest(driver.GetJob(2), one), ActionDigest(driver.GetJob(2), other)) << "its times differ";
  other = one;
  other.libtorch_version = "2.14";
  EXPECT_NE(ActionDigest(driver.GetJob(1), one), ActionDigest(driver.GetJob(1), other));
}

TEST(SchedulerTest, ExplainGivesNumbers) {
  SchedulerDriver driver;
  JobSpec large = MakeSpec("large");
  large.resources.memory_bytes = int64_t{100} << 30;
  driver.Submit({large});
  EXPECT_EQ(driver.scheduler->Explain(JobId(1), driver.now)->summary, "no worker is connected");
  EXPECT_FALSE(driver.scheduler->Explain(JobId(1), driver.now)->can_never_run);
  driver.Sync(MakeWorker("w"));
  const auto explanation = driver.scheduler->Explain(JobId(1), driver.now);
  EXPECT_TRUE(explanation->can_never_run);
  EXPECT_THAT(explanation->summary, HasSubstr("none of the 1 connected workers"));
  EXPECT_THAT(explanation->reasons.at(0), HasSubstr("needs 100.0 GiB and the worker has 8.0 GiB"));
}

TEST(SchedulerTest, ALeaseThatEndsBeforeTheRunnerStartedDoesNotCountAgainstTheJob) {
  SchedulerDriver driver;
  JobSpec spec = MakeSpec("a");
  spec.max_attempts = 1;
  driver.Submit({spec});
  driver.Sync(MakeWorker("w"));
  ASSERT_EQ(driver.StateOf(1), JobState::kLeased);
  driver.Pass(kLease);
  EXPECT_EQ(driver.StateOf(1), JobState::kQueued);
  EXPECT_EQ(driver.GetJob(1).attempts[0].outcome, AttemptOutcome::kRevoked);
}

TEST(SchedulerTest, ADrainingWorkerGetsNothingNew) {
  SchedulerDriver driver;
  driver.Sync(MakeWorker("w"));
  EXPECT_TRUE(driver.scheduler->SetDraining(WorkerName("w"), true).ok());
  driver.Keep();
  driver.Submit({MakeSpec("a")});
  const Scheduler::News news = driver.Sync(MakeWorker("w"));
  EXPECT_TRUE(news.grants.empty());
  EXPECT_TRUE(news.draining);
  EXPECT_EQ(ErrorInfoOf(driver.scheduler->SetDraining(WorkerName("x"), true)).reason, "WORKER_NOT_FOUND");
}

TEST(SchedulerTest, ARestartForgetsNoWorkerOfLongStandingNorThatItDrains) {
  SchedulerDriver driver;
  const SchedulerOptions defaults;
  driver.Sync(MakeWorker("w"));
  EXPECT_TRUE(driver.scheduler->SetDraining(WorkerName("w"), true).ok());
  driver.Keep();
  driver.now += defaults.forget_worker + absl::Hours(1);
  driver.Sync(MakeWorker("w"));  // it never was silent
  driver.Restart();
  driver.Pass(absl::Seconds(1));
  EXPECT_TRUE(driver.scheduler->workers().contains(WorkerName("w")));
  driver.Submit({MakeSpec("a")});
  const Scheduler::News news = driver.Sync(MakeWorker("w"));
  EXPECT_TRUE(news.draining);
  EXPECT_TRUE(news.grants.empty());
  driver.Restart();
  driver.Pass(defaults.forget_worker + absl::Hours(1));
  EXPECT_FALSE(driver.scheduler->workers().contains(WorkerName("w"))) << "one that stays silent is forgotten";
}

TEST(SchedulerTest, AStallForgetsNoWorker) {
  SchedulerDriver driver;
  driver.Sync(MakeWorker("w"));
  driver.now += SchedulerOptions().forget_worker + absl::Hours(1);
  driver.scheduler->ResumeAfterStall(driver.now);
  driver.Pass(absl::Seconds(1));
  EXPECT_TRUE(driver.scheduler->workers().contains(WorkerName("w")));
}

TEST(SchedulerTest, AFullQueueRefusesAndChangesNothing) {
  SchedulerOptions options;
  options.max_unfinished_jobs = 2;
  SchedulerDriver driver(options);
  driver.Submit({MakeSpec("a"), MakeSpec("b")});
  const auto refused = driver.scheduler->Submit({"x", "request", "", {MakeSpec("c")}}, driver.now);
  EXPECT_EQ(ErrorInfoOf(refused.status()).reason, "QUEUE_FULL");
  EXPECT_TRUE(driver.scheduler->TakeChanges().IsEmpty());
}

TEST(SchedulerTest, AFailedCommandTakesNoTurnAway) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a1"), MakeSpec("a2"), MakeSpec("a3")});
  driver.Submit({MakeSpec("b1"), MakeSpec("b2")});
  std::vector<std::string> order;
  for (int i = 0; i < 4; ++i) {
    const Scheduler::News news = driver.Sync(MakeWorker("w"));
    order.push_back(news.grants.at(0).job.spec->name);
    EXPECT_TRUE(driver.Commit(news.grants[0].key, Succeeded(absl::StrCat(i))).ok());
    EXPECT_FALSE(driver.scheduler->RetryJob(JobId(99), driver.now).ok());
    driver.scheduler->Undo();
    EXPECT_TRUE(driver.scheduler->CancelExperiment(ExperimentId(2), "", driver.now).ok());
    driver.scheduler->Undo();
    EXPECT_TRUE(driver.scheduler->Sync(MakeWorker("w"), driver.now).ok());
    driver.scheduler->Dispatch({WorkerName("w")}, driver.now);
    driver.scheduler->Undo();
  }
  EXPECT_EQ(order, (std::vector<std::string>{"a1", "b1", "a2", "b2"}));
}

TEST(SchedulerTest, UndoTakesACommandBack) {
  SchedulerDriver driver;
  driver.Submit({MakeSpec("a")});
  const AttemptKey key = driver.Sync(MakeWorker("w")).grants.at(0).key;
  EXPECT_TRUE(driver.scheduler->Commit(key, Succeeded(), driver.now).ok());
  driver.scheduler->Undo();
  EXPECT_EQ(driver.StateOf(1), JobState::kLeased);
  EXPECT_TRUE(driver.scheduler->TakeChanges().IsEmpty());
  EXPECT_TRUE(driver.Commit(key, Succeeded()).ok());
}

}  // namespace
}  // namespace octavo
