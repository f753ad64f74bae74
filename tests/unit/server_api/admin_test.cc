#include <filesystem>

#include "common/build_info.h"
#include "grpcpp/generic/generic_stub.h"
#include "server/app/health_check.h"
#include "tests/unit/server_api/server_fixture.h"

namespace octavo {
namespace {

class AdminTest : public ServerTest {
 protected:
  absl::StatusOr<v1::Worker> SetDraining(const std::string& name, bool draining) {
    v1::Worker worker;
    absl::Status status;
    if (draining) {
      v1::DrainWorkerRequest request;
      request.set_name(name);
      status = TestClient::Call(*client_->admin, &v1::AdminService::Stub::DrainWorker, request, &worker);
    } else {
      v1::ResumeWorkerRequest request;
      request.set_name(name);
      status = TestClient::Call(*client_->admin, &v1::AdminService::Stub::ResumeWorker, request, &worker);
    }
    if (!status.ok()) return status;
    return worker;
  }
  v1::ListWorkersResponse Workers() {
    v1::ListWorkersResponse workers;
    EXPECT_TRUE(
        TestClient::Call(*client_->admin, &v1::AdminService::Stub::ListWorkers, v1::ListWorkersRequest(), &workers)
            .ok());
    return workers;
  }
};

TEST_F(AdminTest, ADrainedWorkerFinishesAndGetsNothingNewUntilResumed) {
  Create(Jobs(2));
  const auto first = client_->Sync("w", {}, 5);
  ASSERT_TRUE(first.ok() && first->grants_size() == 1) << first.status();
  const v1::AttemptKey key = first->grants(0).key();
  EXPECT_EQ(Workers().workers(0).state(), v1::WORKER_STATE_BUSY);
  const auto drained = SetDraining("w", true);
  ASSERT_TRUE(drained.ok()) << drained.status();
  EXPECT_EQ(drained->state(), v1::WORKER_STATE_DRAINING);
  EXPECT_EQ(drained->running_size(), 1);
  const auto told = client_->Sync("w", {key}, 5);
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_TRUE(told->draining());
  EXPECT_EQ(told->stops_size(), 0);
  ASSERT_TRUE(client_->CommitSuccess(key).ok());
  const auto idle = client_->Sync("w", {}, 0);
  ASSERT_TRUE(idle.ok()) << idle.status();
  EXPECT_EQ(idle->grants_size(), 0);
  EXPECT_TRUE(SetDraining("w", true).ok()) << "twice is OK";
  ASSERT_TRUE(SetDraining("w", false).ok());
  const auto resumed = client_->Sync("w", {}, 5);
  ASSERT_TRUE(resumed.ok()) << resumed.status();
  EXPECT_EQ(resumed->grants_size(), 1);
  EXPECT_EQ(ReasonOf(SetDraining("nobody", true).status()), "WORKER_NOT_FOUND");
  EXPECT_EQ(ReasonOf(SetDraining("", false).status()), "WORKER_NOT_FOUND");
}

TEST_F(AdminTest, AnOlderProcessOfAWorkerIsSentAway) {
  ASSERT_TRUE(client_->Sync("w", {}, 0, "old").ok());
  ASSERT_TRUE(client_->Sync("w", {}, 0, "new").ok());
  const absl::Status old = client_->Sync("w", {}, 0, "old").status();
  EXPECT_EQ(old.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(old), "WORKER_SUPERSEDED");
}

TEST_F(AdminTest, WorkersSayWhatTheyHave) {
  ASSERT_TRUE(client_->Sync("w", {}, 0).ok());
  const v1::ListWorkersResponse workers = Workers();
  ASSERT_EQ(workers.workers_size(), 1);
  const v1::Worker& worker = workers.workers(0);
  EXPECT_EQ(worker.name(), "w");
  EXPECT_EQ(worker.state(), v1::WORKER_STATE_IDLE);
  EXPECT_EQ(worker.capabilities().cpus(), 2);
  EXPECT_EQ(worker.capabilities().device_class(), "cpu:test");
  EXPECT_EQ(worker.slots(), 1);
  EXPECT_GT(worker.last_seen().seconds(), 0);
}

TEST_F(AdminTest, BadWorkersAreRefusedWithTheField) {
  const auto field = [](const absl::Status& status) {
    const ErrorInfo info = ErrorInfoOf(status);
    return info.violations.empty() ? status.ToString() : info.violations[0].field;
  };
  EXPECT_EQ(field(client_->Sync("a b", {}, 0).status()), "worker_name");
  EXPECT_EQ(field(client_->Sync("w", {}, 0, "").status()), "instance_id");
  EXPECT_EQ(field(client_->Sync("w", {}, 0, "i", 0).status()), "slots");
  v1::AttemptKey key;
  key.set_job_id("j1");
  EXPECT_EQ(ErrorInfoOf(client_->Report(key, 0, "")).reason, "BAD_REQUEST");
  key.set_attempt(1);
  key.set_fence(1);
  EXPECT_EQ(field(client_->Report(key, -1, "")), "log_offset");
  EXPECT_EQ(field(client_->Report(key, 0, std::string((1 << 20) + 1, 'x'))), "log");
  v1::CommitRequest lost;
  *lost.mutable_key() = key;
  lost.set_outcome(v1::ATTEMPT_OUTCOME_LOST);
  v1::CommitResponse response;
  EXPECT_EQ(field(TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, lost, &response)), "outcome");
  lost.set_outcome(v1::ATTEMPT_OUTCOME_SUCCEEDED);
  EXPECT_EQ(field(TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, lost, &response)),
            "output_digest");
}

TEST_F(AdminTest, InfoCountsJobsAndBytes) {
  Pipeline();
  v1::ServerInfo info;
  ASSERT_TRUE(
      TestClient::Call(*client_->admin, &v1::AdminService::Stub::GetServerInfo, v1::GetServerInfoRequest(), &info)
          .ok());
  EXPECT_EQ(info.version(), std::string(Version()));
  EXPECT_FALSE(info.build().empty());
  EXPECT_FALSE(info.server_id().empty());
  EXPECT_GT(info.schema_version(), 0);
  EXPECT_EQ(info.jobs_by_state().size(), 8u);
  EXPECT_EQ(info.jobs_by_state().at("queued"), 1);
  EXPECT_EQ(info.jobs_by_state().at("blocked"), 1);
  EXPECT_EQ(info.jobs_by_state().at("failed"), 0);
  EXPECT_GT(info.blob_bytes(), 11);
}

TEST_F(AdminTest, HealthIsServingUntilTheStop) {
  const std::string address = server_->addresses().front();
  EXPECT_TRUE(CheckHealth(address, absl::Seconds(10)).ok());
  server_->Stop();
  EXPECT_EQ(CheckHealth(address, absl::Milliseconds(300)).code(), absl::StatusCode::kUnavailable);
}

// Debian ships no header for the reflection protocol, so its messages are written by hand.
TEST_F(AdminTest, ReflectionListsTheServices) {
  const auto channel = grpc::CreateChannel(server_->addresses().front(), grpc::InsecureChannelCredentials());
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  TestClient::SetDeadline(context);
  grpc::CompletionQueue queue;
  const auto next = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  auto call = stub.PrepareCall(&context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  call->StartCall(nullptr);
  ASSERT_TRUE(next());
  const char list_services[] = {0x3a, 0x01, '*'};
  const grpc::Slice slice(list_services, sizeof(list_services));
  call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
  ASSERT_TRUE(next());
  grpc::ByteBuffer reply;
  call->Read(&reply, nullptr);
  ASSERT_TRUE(next());
  std::vector<grpc::Slice> slices;
  ASSERT_TRUE(reply.Dump(&slices).ok());
  std::string text;
  for (const grpc::Slice& part : slices) text.append(reinterpret_cast<const char*>(part.begin()), part.size());
  for (const char* service : {"octavo.v1.ExperimentService", "octavo.v1.JobService", "octavo.v1.ArtifactService",
                              "octavo.v1.WorkerService", "octavo.v1.AdminService", "grpc.health.v1.Health"}) {
    EXPECT_THAT(text, testing::HasSubstr(service));
  }
  call->WritesDone(nullptr);
  ASSERT_TRUE(next());
  grpc::Status status;
  call->Finish(&status, nullptr);
  ASSERT_TRUE(next());
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(AdminTest, OnlyItsOwnerMayUseTheSocketAlsoAtARelativePath) {
  ServerOptions options;
  const std::string socket = std::filesystem::proximate(folder_.path() + "/relative").string();
  ASSERT_NE(socket[0], '/');
  options.listen = {"unix:" + socket};
  options.data_dir = folder_.path() + "/other";
  options.log_level = "error";
  const auto server = Server::Start(options);
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_EQ(std::filesystem::status(socket).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace
}  // namespace octavo
