#include "tests/unit/server_api/server_fixture.h"

namespace octavo {
namespace {

using testing::ElementsAre;

/// One WatchExperiment stream, read by the test.
class Watch {
 public:
  Watch(TestClient& client, const std::string& id) {
    TestClient::SetDeadline(context_);
    v1::WatchExperimentRequest request;
    request.set_id(id);
    stream_ = client.experiments->WatchExperiment(&context_, request);
  }
  bool Next() { return stream_->Read(&event); }
  absl::Status Finish() { return FromGrpcStatus(stream_->Finish()); }
  void Leave() { context_.TryCancel(); }

  v1::WatchExperimentResponse event;

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchExperimentResponse>> stream_;
};

class WatchTest : public ServerTest {
 protected:
  absl::Status ReportProgress(const v1::AttemptKey& key, int step) {
    v1::ReportRequest request;
    *request.mutable_key() = key;
    request.set_started(true);
    request.mutable_progress()->set_step(step);
    request.mutable_progress()->set_memory_bytes(int64_t{step} << 30);
    // Large messages, so that what gRPC buffers for a reader is soon full.
    for (int i = 0; i < 64; ++i) {
      (*request.mutable_progress()->mutable_metrics())[std::string(90, 'm') + std::to_string(i)] = i;
    }
    v1::ReportResponse response;
    return TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Report, request, &response);
  }
};

TEST_F(WatchTest, GivesTheWholeThenEachChangeAndEndsWhenAllJobsHave) {
  const v1::Experiment experiment = Pipeline();
  Watch watch(*client_, experiment.id());
  ASSERT_TRUE(watch.Next());
  ASSERT_TRUE(watch.event.has_experiment());
  ASSERT_EQ(watch.event.experiment().jobs_size(), 2);
  EXPECT_EQ(watch.event.experiment().jobs(0).state(), v1::JOB_STATE_QUEUED);
  const v1::AttemptKey train = Grant();
  ASSERT_TRUE(ReportProgress(train, 3).ok());
  ASSERT_TRUE(client_->CommitSuccess(train).ok());
  ASSERT_TRUE(client_->CommitSuccess(Grant()).ok());
  std::vector<v1::JobState> train_states;
  std::vector<v1::JobState> quantize_states;
  bool saw_progress = false;
  v1::Job last;
  while (watch.Next()) {
    ASSERT_TRUE(watch.event.has_job());
    last = watch.event.job();
    std::vector<v1::JobState>& states = last.spec().name() == "train" ? train_states : quantize_states;
    if (states.empty() || states.back() != last.state()) states.push_back(last.state());
    saw_progress = saw_progress || (last.progress().step() == 3 && last.progress().memory_bytes() == int64_t{3} << 30);
  }
  EXPECT_TRUE(watch.Finish().ok());
  EXPECT_THAT(train_states, ElementsAre(v1::JOB_STATE_LEASED, v1::JOB_STATE_RUNNING, v1::JOB_STATE_SUCCEEDED));
  EXPECT_THAT(quantize_states, ElementsAre(v1::JOB_STATE_QUEUED, v1::JOB_STATE_LEASED, v1::JOB_STATE_SUCCEEDED));
  EXPECT_TRUE(saw_progress);
  EXPECT_DOUBLE_EQ(last.result().fields().at("accuracy").number_value(), 0.875);
}

TEST_F(WatchTest, AnEndedExperimentIsShownOnceAndAnUnknownOneNot) {
  const v1::Experiment experiment = Pipeline();
  ASSERT_TRUE(CancelJob(experiment.jobs(0).id()).ok());
  Watch watch(*client_, experiment.id());
  ASSERT_TRUE(watch.Next());
  EXPECT_TRUE(watch.event.experiment().has_end_time());
  EXPECT_FALSE(watch.Next());
  EXPECT_TRUE(watch.Finish().ok());
  for (const char* id : {"e99", "nonsense", ""}) {
    Watch unknown(*client_, id);
    EXPECT_FALSE(unknown.Next());
    const absl::Status status = unknown.Finish();
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << id;
    EXPECT_EQ(ReasonOf(status), "EXPERIMENT_NOT_FOUND") << id;
  }
}

TEST_F(WatchTest, AClientThatLeftMayWatchAgainFromThePresentState) {
  const v1::Experiment experiment = Pipeline();
  Watch first(*client_, experiment.id());
  ASSERT_TRUE(first.Next());
  first.Leave();
  EXPECT_EQ(first.Finish().code(), absl::StatusCode::kCancelled);
  const v1::AttemptKey train = Grant();
  ASSERT_TRUE(ReportProgress(train, 5).ok());
  Watch second(*client_, experiment.id());
  ASSERT_TRUE(second.Next());
  EXPECT_EQ(second.event.experiment().jobs(0).state(), v1::JOB_STATE_RUNNING);
  EXPECT_EQ(second.event.experiment().jobs(0).progress().step(), 5);
}

TEST_F(WatchTest, AReaderThatDoesNotReadIsDroppedAndMayComeBack) {
  constexpr int kReports = 1200;
  const v1::Experiment experiment = Create(Jobs(2));
  const v1::AttemptKey first = Grant();
  const auto both = client_->Sync("w", {first}, 0, "instance-1", 2);
  const v1::AttemptKey second = both.ok() && both->grants_size() > 0 ? both->grants(0).key() : Grant({first});
  Watch sleepy(*client_, experiment.id());
  ASSERT_TRUE(sleepy.Next());
  // In turn, so that neither job's newer progress can take the place of its older one.
  for (int i = 0; i < kReports; ++i) ASSERT_TRUE(ReportProgress(i % 2 == 0 ? first : second, i).ok());
  int received = 0;
  while (sleepy.Next()) ++received;
  const absl::Status dropped = sleepy.Finish();
  EXPECT_EQ(dropped.code(), absl::StatusCode::kResourceExhausted) << dropped << " after " << received;
  EXPECT_EQ(ReasonOf(dropped), "SLOW_READER");
  EXPECT_LT(received, kReports - 256) << "what waited was let go";

  Watch again(*client_, experiment.id());
  ASSERT_TRUE(again.Next());
  EXPECT_EQ(again.event.experiment().jobs(1).state(), v1::JOB_STATE_RUNNING);
}

TEST_F(WatchTest, AReaderThatNeverReadsDoesNotHoldUpAStop) {
  const v1::Experiment experiment = Create(Jobs(2));
  const v1::AttemptKey first = Grant();
  const auto both = client_->Sync("w", {first}, 0, "instance-1", 2);
  const v1::AttemptKey second = both.ok() && both->grants_size() > 0 ? both->grants(0).key() : Grant({first});
  Watch sleepy(*client_, experiment.id());
  ASSERT_TRUE(sleepy.Next());
  for (int i = 0; i < 600; ++i) ASSERT_TRUE(ReportProgress(i % 2 == 0 ? first : second, i).ok());
  const absl::Time start = absl::Now();
  server_->Stop();
  EXPECT_LT(absl::Now() - start, absl::Seconds(15)) << "the grace of 2 s bounds it";
}

TEST_F(WatchTest, AStoppingServerSaysUnavailable) {
  const v1::Experiment experiment = Pipeline();
  Watch watch(*client_, experiment.id());
  ASSERT_TRUE(watch.Next());
  server_->Stop();
  EXPECT_FALSE(watch.Next());
  EXPECT_EQ(watch.Finish().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace octavo
