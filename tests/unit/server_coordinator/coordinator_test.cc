// The coordinator's own promises: what was answered with OK is on disk, and nobody hears of what is not.
#include "server/coordinator/coordinator.h"

#include <filesystem>

#include "absl/strings/match.h"
#include "common/error_info.h"
#include "tests/unit/server_coordinator/coordinator_fixture.h"

namespace octavo {
namespace {

using Created = absl::StatusOr<ExperimentId>;
using Synced = absl::StatusOr<Coordinator::SyncReply>;

bool IsFor(const Changes& changes, const std::string& name) {
  return !changes.experiments.empty() && changes.experiments[0].value.name == name;
}

TEST_F(CoordinatorTest, WhatWaitsIsWrittenInOneTransaction) {
  Gate gate(*coordinator_);
  const int commits = observer_.commits;
  std::vector<Answer<Created>> answers(5);
  for (size_t i = 0; i < answers.size(); ++i) {
    coordinator_->Submit(OneJob("request-" + std::to_string(i)), answers[i].Callback());
  }
  gate.Open();
  for (size_t i = 0; i < answers.size(); ++i) EXPECT_EQ(*answers[i].Get(), ExperimentId(static_cast<int64_t>(i) + 1));
  EXPECT_EQ(observer_.commits, commits + 1);
  EXPECT_EQ(observer_.last_batch, 5);
}

TEST_F(CoordinatorTest, AFailedCommitIsUnavailableForAllAndNothingOfItStays) {
  ASSERT_TRUE(Submit(OneJob("request-before")).ok());
  const int events = observer_.event_count;
  const int loads = writer_->loads;
  Gate gate(*coordinator_);
  bool fail = true;
  writer_->before_commit = [&fail] {
    return std::exchange(fail, false) ? absl::UnavailableError("disk on fire") : absl::OkStatus();
  };
  Answer<Created> first;
  Answer<Created> second;
  Answer<absl::Status> cancel;
  coordinator_->Submit(OneJob("request-1"), first.Callback());
  coordinator_->Submit(OneJob("request-2"), second.Callback());
  coordinator_->CancelJob(JobId(1), "because", cancel.Callback());
  gate.Open();
  for (const absl::Status& status : {first.Get().status(), second.Get().status(), cancel.Get()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    EXPECT_EQ(ErrorInfoOf(status).reason, "UNAVAILABLE");
  }
  EXPECT_EQ(writer_->loads, loads + 1) << "the state is read back";
  EXPECT_EQ(observer_.event_count, events);
  EXPECT_EQ(reader_->ListExperiments(ExperimentId(), 10)->size(), 1u);
  EXPECT_EQ(reader_->GetJob(JobId(1))->job.state, JobState::kQueued);
  // The numbers that were not stored are given out again, and the same request now succeeds.
  EXPECT_EQ(*Submit(OneJob("request-1")), ExperimentId(2));
}

TEST_F(CoordinatorTest, APollInAFailedBatchEndsAndItsGrantIsNotLost) {
  ASSERT_TRUE(Sync(Worker("i1"), absl::ZeroDuration()).ok());
  Answer<Synced> poll;
  coordinator_->Sync(Worker("i1"), absl::Seconds(10), poll.Callback());
  Gate gate(*coordinator_);
  bool fail = true;
  writer_->before_commit = [&fail] {
    return std::exchange(fail, false) ? absl::UnavailableError("disk on fire") : absl::OkStatus();
  };
  Answer<Created> created;
  coordinator_->Submit(OneJob("request-1"), created.Callback());
  gate.Open();
  EXPECT_EQ(created.Get().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(poll.Get().status().code(), absl::StatusCode::kUnavailable);

  ASSERT_TRUE(Submit(OneJob("request-1")).ok());
  const Synced again = Sync(Worker("i1"), absl::Seconds(10));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->news.grants.size(), 1u);
}

TEST_F(CoordinatorTest, ACommandThatCannotBeWrittenFailsAlone) {
  writer_->before_write = [](const Changes& changes) {
    return IsFor(changes, "request-bad") ? absl::UnavailableError("cannot write this one") : absl::OkStatus();
  };
  Gate gate(*coordinator_);
  std::vector<Answer<Created>> answers(3);
  coordinator_->Submit(OneJob("request-good-1"), answers[0].Callback());
  coordinator_->Submit(OneJob("request-bad"), answers[1].Callback());
  coordinator_->Submit(OneJob("request-good-2"), answers[2].Callback());
  gate.Open();
  EXPECT_EQ(*answers[0].Get(), ExperimentId(1));
  EXPECT_EQ(answers[1].Get().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(*answers[2].Get(), ExperimentId(2)) << "the bad one used up no number";
  const auto stored = *reader_->ListExperiments(ExperimentId(), 10);
  ASSERT_EQ(stored.size(), 2u);
  EXPECT_EQ(stored[0].experiment.name, "request-good-2");
  EXPECT_EQ(stored[1].experiment.name, "request-good-1");
}

TEST_F(CoordinatorTest, AFullDiskIsSaidWhetherTheWriteOrTheCommitMeetsIt) {
  const absl::Status full = absl::ResourceExhaustedError("database or disk is full");
  writer_->before_write = [full](const Changes&) { return full; };
  const absl::Status written = Submit(OneJob("request-1")).status();
  EXPECT_EQ(written.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorInfoOf(written).reason, "DISK_FULL");
  writer_->before_write = [](const Changes&) { return absl::OkStatus(); };
  writer_->before_commit = [full] { return full; };
  const absl::Status committed = Submit(OneJob("request-1")).status();
  EXPECT_EQ(committed.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorInfoOf(committed).reason, "DISK_FULL");
  writer_->before_commit = [] { return absl::OkStatus(); };
  EXPECT_EQ(*Submit(OneJob("request-1")), ExperimentId(1)) << "nothing of the failed ones stayed";
}

TEST_F(CoordinatorTest, ATransactionThatCannotBeginOrUndoFailsTheBatchAndLeavesNothing) {
  writer_->before_begin = [] { return absl::UnavailableError("locked"); };
  EXPECT_EQ(Submit(OneJob("request-1")).status().code(), absl::StatusCode::kUnavailable);
  writer_->before_begin = [] { return absl::OkStatus(); };
  writer_->before_write = [](const Changes& changes) {
    return IsFor(changes, "request-bad") ? absl::UnavailableError("cannot write this one") : absl::OkStatus();
  };
  writer_->before_drop = [] { return absl::UnavailableError("cannot undo"); };
  Gate gate(*coordinator_);
  Answer<Created> good;
  Answer<Created> bad;
  coordinator_->Submit(OneJob("request-good"), good.Callback());
  coordinator_->Submit(OneJob("request-bad"), bad.Callback());
  gate.Open();
  EXPECT_EQ(good.Get().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(bad.Get().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(reader_->ListExperiments(ExperimentId(), 10)->empty());
  EXPECT_EQ(*Submit(OneJob("request-good")), ExperimentId(1));
}

TEST_F(CoordinatorTest, NobodyHearsOfAnythingBeforeCommit) {
  ASSERT_TRUE(Submit(OneJob("request-1")).ok());
  const auto watcher = std::make_shared<RecordingWatcher>();
  coordinator_->Watch(ExperimentId(1), watcher);
  watcher->AwaitBegin();
  ASSERT_TRUE(Settle().ok());
  const int events = observer_.event_count;
  const int calls = watcher->calls;
  Answer<Synced> poll;
  Answer<Created> created;
  std::atomic<int> commits = 0;
  Gate gate(*coordinator_);
  writer_->before_commit = [&] {
    ++commits;
    EXPECT_FALSE(poll.IsReady());
    EXPECT_FALSE(created.IsReady());
    EXPECT_EQ(observer_.event_count, events);
    EXPECT_EQ(watcher->calls, calls);
    EXPECT_EQ(reader_->GetJob(JobId(1))->job.state, JobState::kQueued);
    EXPECT_EQ(reader_->GetExperiment(ExperimentId(2)).status().code(), absl::StatusCode::kNotFound);
    return absl::OkStatus();
  };
  coordinator_->Sync(Worker("i1"), absl::Seconds(10), poll.Callback());
  coordinator_->Submit(OneJob("request-2"), created.Callback());
  gate.Open();
  const Synced reply = poll.Get();
  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->news.grants.size(), 1u);
  EXPECT_TRUE(created.Get().ok());
  ASSERT_TRUE(Settle().ok());
  EXPECT_EQ(commits, 1);
  EXPECT_GT(observer_.event_count, events);
  EXPECT_EQ(watcher->calls, calls + 1);
  EXPECT_TRUE(logs_->IsOpen({JobId(1), 1}));
  coordinator_->Stop();
  EXPECT_EQ(watcher->AwaitEnd().code(), absl::StatusCode::kUnavailable);
}

TEST_F(CoordinatorTest, ARepeatedRequestGivesTheFirstAnswerAndAReusedIdIsRefused) {
  const ExperimentId id = *Submit(OneJob("request-1"));
  EXPECT_EQ(*Submit(OneJob("request-1")), id);
  Scheduler::NewExperiment other = OneJob("request-1");
  other.request_digest = "another";
  const absl::Status refused = Submit(std::move(other)).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ErrorInfoOf(refused).metadata.at("experiment"), "e1");
  EXPECT_EQ(reader_->ListExperiments(ExperimentId(), 10)->size(), 1u);
}

TEST_F(CoordinatorTest, AWatcherSeesTheWholeThenEachChangeThenTheEnd) {
  ASSERT_TRUE(Submit(OneJob("request-1")).ok());
  const auto watcher = std::make_shared<RecordingWatcher>();
  coordinator_->Watch(ExperimentId(1), watcher);
  watcher->AwaitBegin();
  const Synced granted = Sync(Worker("i1"), absl::Seconds(10));
  ASSERT_TRUE(granted.ok() && granted->news.grants.size() == 1) << granted.status();
  const AttemptKey key = granted->news.grants[0].key;
  Progress progress;
  progress.step = 7;
  Answer<absl::StatusOr<bool>> reported;
  coordinator_->Report(key, /*started=*/true, progress, reported.Callback());
  EXPECT_FALSE(*reported.Get()) << "nothing asks it to stop";
  Answer<absl::Status> committed;
  coordinator_->Commit(key, Success(), committed.Callback());
  EXPECT_TRUE(committed.Get().ok());
  EXPECT_TRUE(watcher->AwaitEnd().ok());
  EXPECT_EQ(watcher->first.jobs.size(), 1u);
  EXPECT_EQ(watcher->states,
            (std::vector<JobState>{JobState::kLeased, JobState::kRunning, JobState::kRunning, JobState::kSucceeded}));
  EXPECT_EQ(watcher->steps, std::vector<int64_t>{7});
  ASSERT_NE(watcher->result, nullptr);
  EXPECT_EQ(*watcher->result, R"({"accuracy":0.5})");

  const auto late = std::make_shared<RecordingWatcher>();
  coordinator_->Watch(ExperimentId(1), late);
  EXPECT_TRUE(late->AwaitEnd().ok()) << "an ended experiment is shown once, and that is all";
  EXPECT_EQ(late->calls, 1);
  const auto lost = std::make_shared<RecordingWatcher>();
  coordinator_->Watch(ExperimentId(9), lost);
  EXPECT_EQ(ErrorInfoOf(lost->AwaitEnd()).reason, "EXPERIMENT_NOT_FOUND");
}

TEST_F(CoordinatorTest, APollEndsWithNewsOrInTimeOrByANewerOneOrWithItsCaller) {
  ASSERT_TRUE(Sync(Worker("i1"), absl::ZeroDuration()).ok());
  Answer<Synced> replaced;
  const int64_t older = coordinator_->Sync(Worker("i1"), absl::Seconds(10), replaced.Callback());
  Answer<Synced> abandoned;
  const int64_t newer = coordinator_->Sync(Worker("i1"), absl::Seconds(10), abandoned.Callback());
  EXPECT_EQ(replaced.Get().status().code(), absl::StatusCode::kAborted);
  coordinator_->AbandonSync(WorkerName("w"), older);
  ASSERT_TRUE(Settle().ok());
  EXPECT_FALSE(abandoned.IsReady()) << "the end of an older call, told late, must not end the newer one";
  coordinator_->AbandonSync(WorkerName("w"), newer);
  EXPECT_EQ(abandoned.Get().status().code(), absl::StatusCode::kCancelled);
  Answer<Synced> patient;
  coordinator_->Sync(Worker("i1"), absl::Seconds(10), patient.Callback());
  ASSERT_TRUE(Settle().ok());
  EXPECT_FALSE(patient.IsReady());
  clock_.Advance(absl::Seconds(11));
  EXPECT_TRUE(patient.Get()->news.grants.empty());
}

TEST_F(CoordinatorTest, TheLogOfAnAttemptThatCanBeReadIsOpenAndThatOfAnUnwrittenOneIsNot) {
  ASSERT_TRUE(Submit(OneJob("request-1")).ok());
  bool fail = true;
  int granted = 0;
  writer_->before_commit = [&] {
    return logs_->IsOpen({JobId(1), 1}) && std::exchange(fail, false) ? absl::UnavailableError("disk on fire")
                                                                      : absl::OkStatus();
  };
  writer_->after_commit = [&] {
    const bool readable = !reader_->GetJob(JobId(1))->job.attempts.empty();
    granted += readable ? 1 : 0;
    EXPECT_EQ(logs_->IsOpen({JobId(1), 1}), readable);
    return absl::OkStatus();
  };
  EXPECT_EQ(Sync(Worker("i1"), absl::Seconds(10)).status().code(), absl::StatusCode::kUnavailable);
  ASSERT_FALSE(fail) << "the grant's commit failed";
  EXPECT_FALSE(logs_->IsOpen({JobId(1), 1}));
  ASSERT_TRUE(Sync(Worker("i1"), absl::Seconds(10)).ok());
  ASSERT_TRUE(Settle().ok());
  EXPECT_EQ(granted, 1);
}

TEST_F(CoordinatorTest, AStopAnswersEveryoneAndLaterCallsAreUnavailable) {
  Answer<Synced> poll;
  coordinator_->Sync(Worker("i1"), absl::Seconds(10), poll.Callback());
  ASSERT_TRUE(Submit(OneJob("request-1")).ok());
  const Synced granted = poll.Get();
  ASSERT_EQ(granted->news.grants.size(), 1u);
  Answer<Synced> open;
  coordinator_->Sync(Worker("i1", {granted->news.grants[0].key}), absl::Seconds(10), open.Callback());
  coordinator_->Stop();
  EXPECT_EQ(open.Get().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Submit(OneJob("request-2")).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Sync(Worker("i1"), absl::ZeroDuration()).status().code(), absl::StatusCode::kUnavailable);
  const auto watcher = std::make_shared<RecordingWatcher>();
  coordinator_->Watch(ExperimentId(1), watcher);
  EXPECT_EQ(watcher->AwaitEnd().code(), absl::StatusCode::kUnavailable);
  coordinator_->Stop();
}

TEST_F(CoordinatorTest, ANewCoordinatorGoesOnFromTheDatabase) {
  ASSERT_TRUE(Submit(OneJob("request-1", 2)).ok());
  const Synced granted = Sync(Worker("i1"), absl::Seconds(10));
  ASSERT_TRUE(granted.ok() && granted->news.grants.size() == 1) << granted.status();
  const AttemptKey key = granted->news.grants[0].key;
  coordinator_->Stop();
  Start();
  EXPECT_TRUE(logs_->IsOpen({key.job, key.attempt}));
  const Synced adopted = Sync(Worker("i1", {key}), absl::ZeroDuration());
  ASSERT_TRUE(adopted.ok()) << adopted.status();
  EXPECT_TRUE(adopted->news.stops.empty());
  Answer<absl::Status> stale;
  coordinator_->Commit({key.job, key.attempt, Fence{99}}, Success(), stale.Callback());
  EXPECT_EQ(ErrorInfoOf(stale.Get()).reason, "STALE_LEASE");
  EXPECT_EQ(observer_.stale_commits, 1);
  Answer<absl::Status> committed;
  coordinator_->Commit(key, Success(), committed.Callback());
  EXPECT_TRUE(committed.Get().ok());
  EXPECT_EQ(*Submit(OneJob("request-2")), ExperimentId(2));
}

TEST_F(CoordinatorTest, AnAttemptOfAReplacedDatabaseIsStale) {
  ASSERT_TRUE(Submit(OneJob("request-1")).ok());
  const Synced old = Sync(Worker("i1"), absl::Seconds(10));
  ASSERT_TRUE(old.ok() && old->news.grants.size() == 1) << old.status();
  coordinator_.reset();
  reader_.reset();
  writer_.reset();
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::filesystem::remove(folder_.path() + "/octavo.db" + suffix);
  }
  clock_.Advance(absl::Seconds(1));
  SetUp();
  ASSERT_TRUE(Submit(OneJob("request-1")).ok());
  const Synced fresh = Sync(Worker("i2"), absl::Seconds(10));
  ASSERT_TRUE(fresh.ok() && fresh->news.grants.size() == 1) << fresh.status();
  const AttemptKey key = old->news.grants[0].key;
  EXPECT_EQ(fresh->news.grants[0].key.job, key.job);
  EXPECT_EQ(fresh->news.grants[0].key.attempt, key.attempt);
  Answer<absl::Status> stale;
  coordinator_->Commit(key, Success(), stale.Callback());
  EXPECT_EQ(ErrorInfoOf(stale.Get()).reason, "STALE_LEASE");
}

TEST_F(CoordinatorTest, TimeInWhichTheServerStoodStillEndsNoLease) {
  ASSERT_TRUE(Submit(OneJob("request-1")).ok());
  const Synced granted = Sync(Worker("i1"), absl::Seconds(10));
  ASSERT_TRUE(granted.ok() && granted->news.grants.size() == 1) << granted.status();
  const AttemptKey key = granted->news.grants[0].key;
  Answer<absl::StatusOr<bool>> reported;
  coordinator_->Report(key, /*started=*/true, std::nullopt, reported.Callback());
  ASSERT_TRUE(reported.Get().ok());
  clock_.Advance(absl::Hours(8));
  ASSERT_TRUE(Settle().ok());
  EXPECT_EQ(reader_->GetJob(JobId(1))->job.state, JobState::kRunning) << "nobody could be heard";
  const absl::Duration grace = SchedulerOptions().restart_grace;
  for (absl::Duration passed; passed < grace - absl::Seconds(2); passed += absl::Seconds(1)) {
    clock_.Advance(absl::Seconds(1));
    ASSERT_TRUE(Settle().ok());
  }
  EXPECT_EQ(reader_->GetJob(JobId(1))->job.state, JobState::kRunning) << "workers get the time to call";
  for (int i = 0; i < 3; ++i) {
    clock_.Advance(absl::Seconds(1));
    ASSERT_TRUE(Settle().ok());
  }
  EXPECT_EQ(reader_->GetJob(JobId(1))->job.state, JobState::kQueued) << "but a silent worker loses its lease";
}

TEST_F(CoordinatorTest, ManyThreadsSubmitCancelAndWatchAtOnce) {
  constexpr int kThreads = 4;
  constexpr int kEach = 20;
  std::atomic<int> accepted = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < kEach; ++i) {
          const Created id = Submit(OneJob("request-" + std::to_string(t) + "-" + std::to_string(i)));
          ASSERT_TRUE(id.ok()) << id.status();
          const auto watcher = std::make_shared<RecordingWatcher>();
          coordinator_->Watch(*id, watcher);
          Answer<absl::Status> cancelled;
          coordinator_->CancelExperiment(*id, "because", cancelled.Callback());
          EXPECT_TRUE(cancelled.Get().ok());
          EXPECT_TRUE(watcher->AwaitEnd().ok());
          ++accepted;
        }
      });
    }
  }
  EXPECT_EQ(accepted, kThreads * kEach);
  const auto counts = *reader_->CountJobs();
  ASSERT_EQ(counts.size(), 1u);
  EXPECT_EQ(counts[0], (std::pair<JobState, int64_t>(JobState::kCancelled, kThreads * kEach)));
}

}  // namespace
}  // namespace octavo
