#ifndef OCTAVO_TESTS_UNIT_SERVER_API_SERVER_FIXTURE_H_
#define OCTAVO_TESTS_UNIT_SERVER_API_SERVER_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "common/error_info.h"
#include "common/files.h"
#include "common/random_id.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/app/server.h"
#include "tests/support/test_client.h"

namespace octavo {

/// A server in this process on a Unix socket, and a client of it.
class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    ServerOptions options;
    options.listen = {"unix:" + folder_.path() + "/socket"};
    options.data_dir = folder_.path() + "/data";
    options.log_level = "error";
    options.stop_grace = absl::Seconds(2);
    auto server = Server::Start(options);
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    client_ = std::make_unique<TestClient>(server_->addresses().front());
    const auto artifact = client_->PutArtifact("data.csv", "text,label\n");
    ASSERT_TRUE(artifact.ok()) << artifact.status();
    artifact_ = *artifact;
  }

  /// Where the server keeps the blob of that digest.
  std::string BlobPath(const std::string& sha256) const {
    return folder_.path() + "/data/blobs/" + sha256.substr(0, 2) + "/" + sha256;
  }

  /// Independent jobs that differ in their seeds, so that none is the other's cached result.
  v1::CreateExperimentRequest Jobs(int count) const {
    v1::CreateExperimentRequest request;
    request.set_request_id(RandomUuid());
    request.set_name("jobs");
    for (int i = 0; i < count; ++i) {
      *request.add_jobs() = TestClient::Pipeline(artifact_, "unused", i).jobs(0);
      request.mutable_jobs(i)->set_name(absl::StrCat("job", i));
      request.mutable_jobs(i)->mutable_resources()->set_threads(1);
    }
    return request;
  }
  v1::Experiment Create(const v1::CreateExperimentRequest& request) {
    const auto created = client_->Create(request);
    EXPECT_TRUE(created.ok()) << created.status();
    return created.ok() ? *created : v1::Experiment();
  }
  v1::Experiment Pipeline() { return Create(TestClient::Pipeline(artifact_, RandomUuid())); }

  /// The next grant of worker "w", which runs `running`.
  v1::AttemptKey Grant(const std::vector<v1::AttemptKey>& running = {}) {
    const auto reply = client_->Sync("w", running, 5, "instance-1", /*slots=*/2);
    EXPECT_TRUE(reply.ok()) << reply.status();
    if (!reply.ok() || reply->grants_size() == 0) {
      ADD_FAILURE() << "no grant";
      return {};
    }
    return reply->grants(0).key();
  }
  absl::Status CommitFailure(const v1::AttemptKey& key, const std::string& reason, const std::string& message = "") {
    v1::CommitRequest request;
    *request.mutable_key() = key;
    request.set_outcome(v1::ATTEMPT_OUTCOME_FAILED);
    request.set_reason(reason);
    request.set_message(message);
    v1::CommitResponse response;
    return TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, request, &response);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> CallJobs(grpc::Status (v1::JobService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                                 Response*),
                                    const Request& request) {
    Response response;
    absl::Status status = TestClient::Call(*client_->jobs, method, request, &response);
    if (!status.ok()) return status;
    return response;
  }
  v1::Job GetJob(const std::string& id) {
    v1::GetJobRequest request;
    request.set_id(id);
    return CallJobs(&v1::JobService::Stub::GetJob, request).value_or(v1::Job());
  }
  absl::StatusOr<v1::Job> CancelJob(const std::string& id) {
    v1::CancelJobRequest request;
    request.set_id(id);
    request.set_reason("because");
    return CallJobs(&v1::JobService::Stub::CancelJob, request);
  }
  absl::StatusOr<v1::Job> RetryJob(const std::string& id) {
    v1::RetryJobRequest request;
    request.set_id(id);
    return CallJobs(&v1::JobService::Stub::RetryJob, request);
  }
  absl::StatusOr<v1::ExplainJobResponse> Explain(const std::string& id) {
    v1::ExplainJobRequest request;
    request.set_id(id);
    return CallJobs(&v1::JobService::Stub::ExplainJob, request);
  }
  static std::string ReasonOf(const absl::Status& status) { return ErrorInfoOf(status).reason; }

  const TempDir folder_ = *TempDir::Create("octavo-api-test");
  std::unique_ptr<Server> server_;
  std::unique_ptr<TestClient> client_;
  std::string artifact_;  // digest of a stored manifest
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_SERVER_API_SERVER_FIXTURE_H_
