#include <set>

#include "tests/unit/server_api/server_fixture.h"

namespace octavo {
namespace {

using testing::HasSubstr;
using JobTest = ServerTest;

TEST_F(JobTest, CancellingAQueuedJobSkipsWhatNeedsItAndRetryBringsBothBack) {
  const v1::Experiment experiment = Pipeline();
  const std::string train = experiment.jobs(0).id();
  const std::string quantize = experiment.jobs(1).id();
  const auto cancelled = CancelJob(train);
  ASSERT_TRUE(cancelled.ok()) << cancelled.status();
  EXPECT_EQ(cancelled->state(), v1::JOB_STATE_CANCELLED);
  EXPECT_THAT(cancelled->state_reason(), HasSubstr("because"));
  EXPECT_TRUE(cancelled->has_end_time());
  EXPECT_EQ(GetJob(quantize).state(), v1::JOB_STATE_SKIPPED);
  EXPECT_TRUE(CancelJob(train).ok()) << "cancelling twice is OK";
  const absl::Status ended = CancelJob(quantize).status();
  EXPECT_EQ(ended.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(ended), "JOB_ENDED");
  EXPECT_EQ(ReasonOf(RetryJob(quantize).status()), "DEPENDENCY_NOT_SUCCEEDED");

  const auto retried = RetryJob(train);
  ASSERT_TRUE(retried.ok()) << retried.status();
  EXPECT_EQ(retried->state(), v1::JOB_STATE_QUEUED);
  EXPECT_EQ(GetJob(quantize).state(), v1::JOB_STATE_BLOCKED);
  EXPECT_EQ(ReasonOf(RetryJob(train).status()), "JOB_NOT_ENDED");
  ASSERT_TRUE(client_->CommitSuccess(Grant()).ok());
  EXPECT_EQ(ReasonOf(RetryJob(train).status()), "JOB_SUCCEEDED");
}

TEST_F(JobTest, CancellingARunningJobStopsItsWorker) {
  const v1::Experiment experiment = Pipeline();
  const v1::AttemptKey key = Grant();
  ASSERT_TRUE(client_->Report(key, 0, "").ok());
  ASSERT_TRUE(CancelJob(key.job_id()).ok());
  EXPECT_EQ(GetJob(key.job_id()).state(), v1::JOB_STATE_RUNNING) << "until its worker has stopped it";
  const auto told = client_->Sync("w", {key}, 5);
  ASSERT_TRUE(told.ok()) << told.status();
  ASSERT_EQ(told->stops_size(), 1);
  EXPECT_EQ(told->stops(0).reason(), v1::StopOrder::REASON_CANCELLED);
  v1::ReportRequest report;
  *report.mutable_key() = key;
  v1::ReportResponse reply;
  ASSERT_TRUE(TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Report, report, &reply).ok());
  EXPECT_TRUE(reply.stop());
  v1::CommitRequest end;
  *end.mutable_key() = key;
  end.set_outcome(v1::ATTEMPT_OUTCOME_CANCELLED);
  end.mutable_usage()->set_max_rss_bytes(77);
  v1::CommitResponse committed;
  ASSERT_TRUE(TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, end, &committed).ok());
  const v1::Job job = GetJob(key.job_id());
  EXPECT_EQ(job.state(), v1::JOB_STATE_CANCELLED);
  ASSERT_EQ(job.attempts_size(), 1);
  EXPECT_EQ(job.attempts(0).outcome(), v1::ATTEMPT_OUTCOME_CANCELLED);
  EXPECT_EQ(job.attempts(0).worker(), "w");
  EXPECT_EQ(job.attempts(0).usage().max_rss_bytes(), 77);
}

TEST_F(JobTest, AFailureSaysByWhichRuleItIsNotTriedAgain) {
  const v1::Experiment experiment = Pipeline();
  ASSERT_TRUE(CommitFailure(Grant(), "OUT_OF_MEMORY", "asked for 9 GiB").ok());
  const v1::Job job = GetJob(experiment.jobs(0).id());
  EXPECT_EQ(job.state(), v1::JOB_STATE_FAILED);
  EXPECT_EQ(job.attempts(0).reason(), "OUT_OF_MEMORY");
  EXPECT_EQ(job.attempts(0).message(), "asked for 9 GiB");
  EXPECT_EQ(job.attempts(0).retry_rule(), "out-of-memory");
  EXPECT_EQ(GetJob(experiment.jobs(1).id()).state(), v1::JOB_STATE_SKIPPED);
}

TEST_F(JobTest, AWorkersOwnErrorIsTriedAgain) {
  const v1::Experiment experiment = Pipeline();
  v1::CommitRequest request;
  *request.mutable_key() = Grant();
  request.set_outcome(v1::ATTEMPT_OUTCOME_CRASHED);
  request.set_reason("WORKER_ERROR");
  v1::CommitResponse response;
  ASSERT_TRUE(TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, request, &response).ok());
  const v1::Job job = GetJob(experiment.jobs(0).id());
  EXPECT_EQ(job.state(), v1::JOB_STATE_QUEUED);
  EXPECT_EQ(job.attempts(0).retry_rule(), "worker-error");
}

TEST_F(JobTest, ExplainsEachState) {
  const v1::Experiment experiment = Pipeline();
  const std::string train = experiment.jobs(0).id();
  const std::string quantize = experiment.jobs(1).id();
  auto queued = Explain(train);
  ASSERT_TRUE(queued.ok()) << queued.status();
  EXPECT_EQ(queued->state(), v1::JOB_STATE_QUEUED);
  EXPECT_EQ(queued->summary(), "no worker is connected");
  EXPECT_FALSE(queued->can_never_run());
  EXPECT_THAT(Explain(quantize)->summary(), HasSubstr("waits for job " + train + " (train)"));
  const v1::AttemptKey key = Grant();
  const auto held = Explain(train);
  EXPECT_EQ(held->state(), v1::JOB_STATE_LEASED);
  EXPECT_THAT(held->summary(), HasSubstr("worker w"));
  EXPECT_THAT(held->reasons(0), HasSubstr("its lease ends in"));
  ASSERT_TRUE(CommitFailure(key, "BAD_MODEL").ok());
  EXPECT_THAT(Explain(train)->summary(), HasSubstr("FAILED"));
  v1::CreateExperimentRequest huge = Jobs(1);
  huge.mutable_jobs(0)->mutable_resources()->set_memory_bytes(int64_t{1} << 45);
  const v1::Experiment never = Create(huge);
  ASSERT_TRUE(client_->Sync("w", {}, 0).ok());
  EXPECT_THAT(Explain(never.jobs(0).id())->summary(), HasSubstr("can ever run it"));
  EXPECT_TRUE(Explain(never.jobs(0).id())->can_never_run());
}

TEST_F(JobTest, UnknownJobsAreNotFound) {
  for (const char* id : {"j999", "e1", "j01", "", "j1 "}) {
    EXPECT_EQ(ReasonOf(CancelJob(id).status()), "JOB_NOT_FOUND") << id;
    EXPECT_EQ(ReasonOf(RetryJob(id).status()), "JOB_NOT_FOUND") << id;
    EXPECT_EQ(ReasonOf(Explain(id).status()), "JOB_NOT_FOUND") << id;
  }
}

TEST_F(JobTest, ListsPageByPageWithoutParamsAndResults) {
  const v1::Experiment first = Create(Jobs(5));
  const v1::Experiment second = Create(Jobs(2));
  v1::ListJobsRequest request;
  request.set_page_size(3);
  std::vector<std::string> ids;
  int pages = 0;
  do {
    const auto page = CallJobs(&v1::JobService::Stub::ListJobs, request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::Job& job : page->jobs()) {
      ids.push_back(job.id());
      EXPECT_TRUE(job.spec().params().fields().empty());
      EXPECT_EQ(job.spec().kind(), "baseline");
    }
    request.set_page_token(page->next_page_token());
    ++pages;
  } while (!request.page_token().empty() && pages < 10);
  EXPECT_EQ(pages, 3);
  EXPECT_THAT(ids, testing::ElementsAre("j7", "j6", "j5", "j4", "j3", "j2", "j1"));
  request.Clear();
  request.set_experiment_id(second.id());
  EXPECT_EQ(CallJobs(&v1::JobService::Stub::ListJobs, request)->jobs_size(), 2);
  request.Clear();
  request.set_state(v1::JOB_STATE_RUNNING);
  EXPECT_EQ(CallJobs(&v1::JobService::Stub::ListJobs, request)->jobs_size(), 0);
}

TEST_F(JobTest, BadPagesAreRefused) {
  v1::ListJobsRequest request;
  for (const char* token : {"nonsense", "b2N0YXZvLXBhZ2U6", "!!!"}) {
    request.set_page_token(token);
    const absl::Status status = CallJobs(&v1::JobService::Stub::ListJobs, request).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << token;
    EXPECT_EQ(ReasonOf(status), "BAD_PAGE_TOKEN") << token;
  }
  request.Clear();
  request.set_page_size(-1);
  EXPECT_EQ(ErrorInfoOf(CallJobs(&v1::JobService::Stub::ListJobs, request).status()).violations.at(0).field,
            "page_size");
  request.Clear();
  request.set_state(static_cast<v1::JobState>(77));
  EXPECT_EQ(ErrorInfoOf(CallJobs(&v1::JobService::Stub::ListJobs, request).status()).violations.at(0).field, "state");
}

}  // namespace
}  // namespace octavo
