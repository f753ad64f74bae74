#include <filesystem>

#include "client/api/client.h"
#include "tests/unit/server_api/server_fixture.h"

namespace octavo {
namespace {

class ExperimentTest : public ServerTest {
 protected:
  /// The field that the server blames, after `change` to a good request.
  std::string BlamedField(const std::function<void(v1::CreateExperimentRequest&)>& change) {
    v1::CreateExperimentRequest request = TestClient::Pipeline(artifact_, RandomUuid());
    change(request);
    const absl::Status status = client_->Create(request).status();
    const ErrorInfo info = ErrorInfoOf(status);
    if (status.code() != absl::StatusCode::kInvalidArgument || info.reason != "BAD_REQUEST" ||
        info.violations.size() != 1) {
      return status.ToString();
    }
    EXPECT_EQ(info.metadata.at("field"), info.violations[0].field);
    EXPECT_FALSE(info.violations[0].description.empty());
    return info.violations[0].field;
  }
};

TEST_F(ExperimentTest, BadRequestsNameTheField) {
  using Request = v1::CreateExperimentRequest;
  EXPECT_EQ(BlamedField([](Request& r) { r.clear_request_id(); }), "request_id");
  EXPECT_EQ(BlamedField([](Request& r) { r.set_name(std::string(101, 'n')); }), "name");
  EXPECT_EQ(BlamedField([](Request& r) { r.clear_jobs(); }), "jobs");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(1)->set_name("train"); }), "jobs[1].name");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(0)->set_name("Big"); }), "jobs[0].name");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(1)->set_kind("magic"); }), "jobs[1].kind");
  EXPECT_EQ(BlamedField([](Request& r) {
              (*r.mutable_jobs(0)->mutable_params()->mutable_fields())["epohcs"].set_number_value(1);
            }),
            "jobs[0].params");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(0)->mutable_resources()->set_device("tpu"); }),
            "jobs[0].resources.device");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(0)->mutable_resources()->set_threads(-1); }),
            "jobs[0].resources.threads");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(0)->mutable_retry()->set_max_attempts(21); }),
            "jobs[0].retry.max_attempts");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(0)->set_priority(1001); }), "jobs[0].priority");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(0)->mutable_inputs(1)->set_name("model"); }),
            "jobs[0].inputs[1].name");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(0)->mutable_inputs(0)->set_artifact_digest("x"); }),
            "jobs[0].inputs[0].artifact_digest");
  EXPECT_EQ(BlamedField([](Request& r) { r.mutable_jobs(0)->mutable_inputs(0)->clear_source(); }), "jobs[0].inputs[0]");
}

TEST_F(ExperimentTest, ACycleAndAnUnknownJobAreRefused) {
  v1::CreateExperimentRequest cycle = TestClient::Pipeline(artifact_, RandomUuid());
  cycle.mutable_jobs(0)->mutable_inputs(0)->mutable_job_output()->set_job("quantize");
  EXPECT_THAT(std::string(client_->Create(cycle).status().message()), testing::HasSubstr("cycle"));
  v1::CreateExperimentRequest unknown = TestClient::Pipeline(artifact_, RandomUuid());
  unknown.mutable_jobs(1)->mutable_inputs(0)->mutable_job_output()->set_job("nobody");
  const absl::Status status = client_->Create(unknown).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(ErrorInfoOf(status).violations.at(0).field, testing::StartsWith("jobs[1].inputs[0]"));
}

TEST_F(ExperimentTest, AMissingArtefactIsNamed) {
  v1::CreateExperimentRequest request = TestClient::Pipeline(std::string(64, '0'), RandomUuid());
  const absl::Status status = client_->Create(request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  const ErrorInfo info = ErrorInfoOf(status);
  EXPECT_EQ(info.reason, "MISSING_ARTIFACT");
  EXPECT_EQ(info.metadata.at("sha256"), std::string(64, '0'));
  EXPECT_EQ(info.metadata.at("field"), "jobs[0].inputs[0].artifact_digest");
}

TEST_F(ExperimentTest, ARepeatGetsTheFirstAnswerAlsoWhenItsInputsAreGone) {
  const v1::CreateExperimentRequest request = TestClient::Pipeline(artifact_, RandomUuid());
  const v1::Experiment first = Create(request);
  std::filesystem::remove(BlobPath(artifact_));
  EXPECT_EQ(Create(request).id(), first.id());
  v1::CreateExperimentRequest other = request;
  other.set_request_id(RandomUuid());
  EXPECT_EQ(ReasonOf(client_->Create(other).status()), "MISSING_ARTIFACT");
}

TEST_F(ExperimentTest, SourcesOfInputsReachTheWorkerAndAreNoPartOfTheRequest) {
  v1::CreateExperimentRequest request = TestClient::Pipeline(artifact_, RandomUuid());
  request.mutable_jobs(0)->mutable_inputs(0)->add_sources("https://host.example/a.zip");
  const v1::Experiment first = Create(request);
  EXPECT_EQ(first.jobs(0).spec().inputs(0).sources(0), "https://host.example/a.zip");
  request.mutable_jobs(0)->mutable_inputs(0)->set_sources(0, "https://mirror.example/a.zip");
  EXPECT_EQ(Create(request).id(), first.id()) << "the same wish";
  request.mutable_jobs(0)->mutable_inputs(0)->clear_sources();
  EXPECT_EQ(Create(request).id(), first.id());
  const auto granted = client_->Sync("w", {}, 5);
  ASSERT_TRUE(granted.ok() && granted->grants_size() == 1) << granted.status();
  ASSERT_EQ(granted->grants(0).inputs(0).sources_size(), 1);
  EXPECT_EQ(granted->grants(0).inputs(0).sources(0), "https://host.example/a.zip");
  EXPECT_EQ(granted->grants(0).inputs(1).sources_size(), 0);
}

TEST_F(ExperimentTest, ARequestIsTooLargeAboveEightMebibytes) {
  v1::CreateExperimentRequest request = Jobs(1);
  request.set_name(std::string(9 << 20, 'n'));
  EXPECT_EQ(client_->Create(request).status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(client_->Create(Jobs(1)).ok()) << "and the server goes on";
}

TEST_F(ExperimentTest, CancelEndsEveryJobAndMayBeRepeated) {
  const v1::Experiment experiment = Pipeline();
  v1::CancelExperimentRequest request;
  request.set_id(experiment.id());
  request.set_reason("enough");
  v1::Experiment cancelled;
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(
        TestClient::Call(*client_->experiments, &v1::ExperimentService::Stub::CancelExperiment, request, &cancelled)
            .ok());
    for (const v1::Job& job : cancelled.jobs()) {
      EXPECT_EQ(job.state(), v1::JOB_STATE_CANCELLED);
      EXPECT_THAT(job.state_reason(), testing::HasSubstr("enough"));
    }
    EXPECT_TRUE(cancelled.has_end_time());
  }
  request.set_id("e99");
  EXPECT_EQ(ReasonOf(TestClient::Call(*client_->experiments, &v1::ExperimentService::Stub::CancelExperiment, request,
                                      &cancelled)),
            "EXPERIMENT_NOT_FOUND");
}

TEST_F(ExperimentTest, ListsNewestFirstInPages) {
  for (int i = 0; i < 5; ++i) Create(Jobs(1));
  v1::ListExperimentsRequest request;
  request.set_page_size(2);
  std::vector<std::string> ids;
  do {
    v1::ListExperimentsResponse page;
    ASSERT_TRUE(
        TestClient::Call(*client_->experiments, &v1::ExperimentService::Stub::ListExperiments, request, &page).ok());
    for (const v1::Experiment& experiment : page.experiments()) ids.push_back(experiment.id());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && ids.size() < 10);
  EXPECT_THAT(ids, testing::ElementsAre("e5", "e4", "e3", "e2", "e1"));
  request.set_page_token("");
  request.set_view(v1::EXPERIMENT_VIEW_SUMMARY);
  v1::ListExperimentsResponse summaries;
  ASSERT_TRUE(
      TestClient::Call(*client_->experiments, &v1::ExperimentService::Stub::ListExperiments, request, &summaries).ok());
  ASSERT_EQ(summaries.experiments_size(), 2);
  const v1::Job& job = summaries.experiments(0).jobs(0);
  EXPECT_EQ(job.experiment_id(), "e5");
  EXPECT_FALSE(job.spec().name().empty());
  EXPECT_EQ(job.state(), v1::JOB_STATE_QUEUED);
  EXPECT_FALSE(job.spec().has_resources()) << "a summary has no more than it says";
  EXPECT_FALSE(summaries.next_page_token().empty());
  request.set_page_token("nonsense");
  v1::ListExperimentsResponse none;
  EXPECT_EQ(
      ReasonOf(TestClient::Call(*client_->experiments, &v1::ExperimentService::Stub::ListExperiments, request, &none)),
      "BAD_PAGE_TOKEN");
  request.set_page_token("");
  request.set_view(static_cast<v1::ExperimentView>(7));
  EXPECT_EQ(
      ReasonOf(TestClient::Call(*client_->experiments, &v1::ExperimentService::Stub::ListExperiments, request, &none)),
      "BAD_REQUEST");
}

// Equal jobs share one result through the cache, so one commit makes a large experiment.
TEST_F(ExperimentTest, ManyLargeResultsStillReachTheClient) {
  constexpr int kJobs = 24;
  v1::CreateExperimentRequest request = Jobs(kJobs);
  for (int i = 0; i < kJobs; ++i) *request.mutable_jobs(i)->mutable_params() = request.jobs(0).params();
  const v1::Experiment experiment = Create(request);
  const v1::AttemptKey key = Grant();
  const Manifest outputs{{{"data.csv", Sha256Hex("text,label\n"), 11}}};
  ASSERT_TRUE(client_->Put(outputs.Serialize()).ok());
  v1::CommitRequest commit;
  *commit.mutable_key() = key;
  commit.set_outcome(v1::ATTEMPT_OUTCOME_SUCCEEDED);
  commit.set_output_digest(outputs.Digest());
  v1::CommitResponse response;
  (*commit.mutable_result()->mutable_fields())["text"].set_string_value(std::string(300 << 10, 't'));
  const absl::Status refused = TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, commit, &response);
  EXPECT_EQ(ErrorInfoOf(refused).violations.at(0).field, "result") << refused;
  (*commit.mutable_result()->mutable_fields())["text"].set_string_value(std::string(250 << 10, 't'));
  ASSERT_TRUE(TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, commit, &response).ok());
  // The first one may have had a second job granted beside it, which a full slot list would not show: commit that too.
  const auto more = client_->Sync("w", {}, 0, "instance-1", 2);
  ASSERT_TRUE(more.ok()) << more.status();
  for (const v1::Grant& grant : more->grants()) {
    *commit.mutable_key() = grant.key();
    ASSERT_TRUE(TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, commit, &response).ok());
  }
  client::ClientOptions options;
  options.address = server_->addresses().front();
  const auto client = client::Client::Create(options);
  ASSERT_TRUE(client.ok()) << client.status();
  const auto got = (*client)->experiments().Watch(experiment.id(), [](const client::Experiment&) {}, {});
  ASSERT_TRUE(got.ok()) << got.status();
  ASSERT_EQ(got->jobs.size(), static_cast<size_t>(kJobs));
  size_t bytes = 0;
  for (const client::Job& job : got->jobs) bytes += job.result.at("text").get<std::string>().size();
  EXPECT_EQ(bytes, static_cast<size_t>(kJobs) * (250 << 10)) << "above gRPC's default limit of 4 MiB";
}

}  // namespace
}  // namespace octavo
