// A real octavo-server is killed and started again on the same folder; nothing that it accepted may be lost.
#include <atomic>
#include <map>
#include <thread>

#include "common/error_info.h"
#include "common/files.h"
#include "common/random_id.h"
#include "gtest/gtest.h"
#include "tests/process/server_process.h"
#include "tests/support/test_client.h"

namespace octavo {
namespace {

class ServerRestartTest : public testing::Test {
 protected:
  void SetUp() override {
    auto folder = TempDir::Create("octavo-server-test");
    ASSERT_TRUE(folder.ok()) << folder.status();
    folder_ = std::make_unique<TempDir>(*std::move(folder));
    Start();
  }
  void Start() {
    server_ = std::make_unique<ServerProcess>(folder_->path());
    ASSERT_TRUE(server_->is_ready());
    client_ = std::make_unique<TestClient>(server_->address());
  }
  void KillAndRestart() {
    server_->Kill();
    Start();
  }

  std::unique_ptr<TempDir> folder_;
  std::unique_ptr<ServerProcess> server_;
  std::unique_ptr<TestClient> client_;
};

TEST_F(ServerRestartTest, APipelineSurvivesAKillAtEachStep) {
  const auto artifact = client_->PutArtifact("data.csv", "text,label\n");
  ASSERT_TRUE(artifact.ok()) << artifact.status();
  const auto request = TestClient::Pipeline(*artifact, RandomUuid());
  const auto created = client_->Create(request);
  ASSERT_TRUE(created.ok()) << created.status();
  KillAndRestart();

  const auto again = client_->Create(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->id(), created->id()) << "the same request gives the first answer";
  auto other = request;
  other.set_name("another content");
  EXPECT_EQ(ErrorInfoOf(client_->Create(other).status()).reason, "REQUEST_ID_REUSED");

  auto first = client_->Sync("w", {});
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->grants_size(), 1);
  const v1::AttemptKey key = first->grants(0).key();
  ASSERT_TRUE(client_->Report(key, 0, "line 1\n").ok());
  KillAndRestart();

  const auto adopted = client_->Sync("w", {key}, 0);
  ASSERT_TRUE(adopted.ok()) << adopted.status();
  EXPECT_EQ(adopted->stops_size(), 0) << "a listed attempt with the right fence is adopted";
  EXPECT_NE(adopted->server_id(), first->server_id());
  ASSERT_TRUE(client_->Report(key, 7, "line 2\n").ok());
  ASSERT_TRUE(client_->CommitSuccess(key).ok());
  KillAndRestart();

  EXPECT_TRUE(client_->CommitSuccess(key).ok()) << "repeating the accepted commit is OK, also after a restart";
  auto second = client_->Sync("w", {});
  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->grants_size(), 1);
  EXPECT_EQ(second->grants(0).kind(), "dynamic");
  EXPECT_GT(second->grants(0).key().fence(), key.fence());
  ASSERT_TRUE(client_->CommitSuccess(second->grants(0).key()).ok());
  KillAndRestart();

  const auto done = client_->Get(created->id());
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_TRUE(done->has_end_time());
  for (const v1::Job& job : done->jobs()) {
    EXPECT_EQ(job.state(), v1::JOB_STATE_SUCCEEDED);
    EXPECT_EQ(job.attempts_size(), 1);
    EXPECT_EQ(job.result().fields().at("accuracy").number_value(), 0.875);
  }
  EXPECT_EQ(server_->Terminate(), 0);
}

TEST_F(ServerRestartTest, AStaleCommitIsRefusedAfterARestart) {
  const auto artifact = client_->PutArtifact("data.csv", "x");
  ASSERT_TRUE(client_->Create(TestClient::Pipeline(*artifact, RandomUuid())).ok());
  const auto old = client_->Sync("w", {});
  ASSERT_EQ(old->grants_size(), 1);
  ASSERT_TRUE(client_->Report(old->grants(0).key(), 0, "").ok());
  KillAndRestart();
  // A new process of the worker does not know the attempt: it is lost, and given out under a new fence.
  const auto renewed = client_->Sync("w", {}, 5, "instance-2");
  ASSERT_TRUE(renewed.ok()) << renewed.status();
  ASSERT_EQ(renewed->grants_size(), 1);
  EXPECT_GT(renewed->grants(0).key().fence(), old->grants(0).key().fence());
  EXPECT_EQ(ErrorInfoOf(client_->CommitSuccess(old->grants(0).key())).reason, "STALE_LEASE");
  EXPECT_EQ(ErrorInfoOf(client_->Sync("w", {}, 0, "instance-1").status()).reason, "WORKER_SUPERSEDED");
  EXPECT_TRUE(client_->CommitSuccess(renewed->grants(0).key()).ok());
}

TEST_F(ServerRestartTest, AnUploadResumesAfterAKill) {
  const std::string bytes(3'000'000, 'x');
  const std::string sha256 = Sha256Hex(bytes);
  const absl::Status partial = client_->Upload(sha256, bytes.substr(0, 1'000'000), 3'000'000, 0);
  EXPECT_EQ(ErrorInfoOf(partial).reason, "INCOMPLETE");
  KillAndRestart();
  v1::QueryUploadRequest query;
  query.set_sha256(sha256);
  v1::QueryUploadResponse state;
  ASSERT_TRUE(TestClient::Call(*client_->artifacts, &v1::ArtifactService::Stub::QueryUpload, query, &state).ok());
  EXPECT_FALSE(state.complete());
  ASSERT_EQ(state.committed_size(), 1'000'000);
  EXPECT_EQ(ErrorInfoOf(client_->Upload(sha256, "y", 3'000'000, 5)).reason, "BAD_OFFSET");
  EXPECT_EQ(ErrorInfoOf(client_->Upload(sha256, bytes.substr(0, 1'000'000), 3'000'000, 1'000'000)).reason,
            "INCOMPLETE");
  EXPECT_TRUE(client_->Upload(sha256, bytes.substr(0, 1'000'000), 3'000'000, 2'000'000).ok());
  EXPECT_TRUE(client_->Upload(sha256, "", 3'000'000, 0).ok()) << "a blob that exists is OK at once";
}

/// What "committed exactly once" means in the record of a job: one attempt that succeeded at most, the last one, and no
/// fence given out twice.
void ExpectOneSuccessAndGrowingFences(const v1::Job& job) {
  int64_t fence = 0;
  int succeeded = 0;
  for (const v1::Attempt& attempt : job.attempts()) {
    EXPECT_GT(attempt.fence(), fence) << job.id();
    fence = attempt.fence();
    succeeded += attempt.outcome() == v1::ATTEMPT_OUTCOME_SUCCEEDED ? 1 : 0;
  }
  EXPECT_EQ(succeeded, job.state() == v1::JOB_STATE_SUCCEEDED ? 1 : 0) << job.id();
}

TEST_F(ServerRestartTest, NothingAcceptedUnderLoadIsLostByKills) {
  const auto artifact = client_->PutArtifact("data.csv", "y");
  std::map<std::string, std::string> accepted;      // request id to experiment
  std::map<std::string, v1::AttemptKey> committed;  // job to the attempt whose commit was accepted
  for (int round = 0; round < 4; ++round) {
    std::atomic<int> count = 0;
    std::atomic<bool> stop = false;
    std::thread killer([&] {
      while (!stop.load() && count.load() < 15) std::this_thread::yield();
      server_->Kill();
    });
    for (;;) {
      const std::string id = RandomUuid();
      const auto created = client_->Create(TestClient::Pipeline(*artifact, id, static_cast<int>(accepted.size())));
      if (!created.ok()) break;
      accepted[id] = created->id();
      ++count;
      const auto news = client_->Sync("w", {}, 1, absl::StrCat("instance-", round));
      if (!news.ok()) break;
      for (const v1::Grant& grant : news->grants()) {
        if (client_->CommitSuccess(grant.key()).ok()) committed[grant.key().job_id()] = grant.key();
      }
    }
    stop = true;
    killer.join();
    Start();
  }
  EXPECT_GE(accepted.size(), 60u);
  std::map<std::string, v1::Job> jobs;
  for (const auto& [request, id] : accepted) {
    const auto experiment = client_->Get(id);
    ASSERT_TRUE(experiment.ok()) << id << " was accepted and is gone: " << experiment.status();
    for (const v1::Job& job : experiment->jobs()) jobs[job.id()] = job;
  }
  EXPECT_FALSE(committed.empty());
  for (const auto& [id, key] : committed) {
    EXPECT_EQ(jobs.at(id).state(), v1::JOB_STATE_SUCCEEDED) << id << " was committed";
    EXPECT_EQ(jobs.at(id).attempts(jobs.at(id).attempts_size() - 1).number(), key.attempt()) << id;
  }
  for (const auto& [id, job] : jobs) ExpectOneSuccessAndGrowingFences(job);
  v1::VerifyBlobsResponse verified;
  ASSERT_TRUE(
      TestClient::Call(*client_->admin, &v1::AdminService::Stub::VerifyBlobs, v1::VerifyBlobsRequest(), &verified)
          .ok());
  EXPECT_EQ(verified.corrupt_size(), 0);
  EXPECT_EQ(verified.missing_size(), 0);
}

}  // namespace
}  // namespace octavo
