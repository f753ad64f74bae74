#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>

#include "client/api/client.h"
#include "tests/unit/server_api/server_fixture.h"

namespace octavo {
namespace {

class ArtifactTest : public ServerTest {
 protected:
  v1::QueryUploadResponse Query(const std::string& sha256) {
    v1::QueryUploadRequest request;
    request.set_sha256(sha256);
    v1::QueryUploadResponse response;
    const absl::Status status =
        TestClient::Call(*client_->artifacts, &v1::ArtifactService::Stub::QueryUpload, request, &response);
    EXPECT_TRUE(status.ok()) << status;
    return response;
  }
  absl::StatusOr<std::string> Download(const std::string& sha256, int64_t offset) {
    grpc::ClientContext context;
    TestClient::SetDeadline(context);
    v1::DownloadBlobRequest request;
    request.set_sha256(sha256);
    request.set_offset(offset);
    const auto stream = client_->artifacts->DownloadBlob(&context, request);
    std::string bytes;
    v1::DownloadBlobResponse piece;
    while (stream->Read(&piece)) bytes += piece.data();
    if (absl::Status status = FromGrpcStatus(stream->Finish()); !status.ok()) return status;
    return bytes;
  }
  v1::VerifyBlobsResponse Verify() {
    v1::VerifyBlobsResponse found;
    EXPECT_TRUE(
        TestClient::Call(*client_->admin, &v1::AdminService::Stub::VerifyBlobs, v1::VerifyBlobsRequest(), &found).ok());
    return found;
  }

  /// The client program's own way to this server.
  std::unique_ptr<client::Client> NewClient() const {
    client::ClientOptions options;
    options.address = server_->addresses().front();
    auto made = client::Client::Create(options);
    EXPECT_TRUE(made.ok()) << made.status();
    return *std::move(made);
  }
  /// A file with bytes_, outside the server's folder.
  client::LocalArtifact WriteLocal() const {
    std::ofstream(folder_.path() + "/local.txt") << bytes_;
    const auto artifact = client::HashLocal(folder_.path() + "/local.txt", {});
    EXPECT_TRUE(artifact.ok()) << artifact.status();
    return *artifact;
  }

  const std::string bytes_ = std::string(700'000, 'b') + "end";
  const std::string sha256_ = Sha256Hex(bytes_);
  const int64_t size_ = static_cast<int64_t>(bytes_.size());
};

TEST_F(ArtifactTest, AnUploadIsResumedWhereItBrokeOff) {
  const absl::Status broken = client_->Upload(sha256_, bytes_.substr(0, 1000), size_, 0);
  EXPECT_EQ(broken.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(broken), "INCOMPLETE");
  EXPECT_EQ(Query(sha256_).committed_size(), 1000);
  EXPECT_FALSE(Query(sha256_).complete());
  const absl::Status wrong = client_->Upload(sha256_, bytes_.substr(500), size_, 500);
  EXPECT_EQ(wrong.code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(ReasonOf(wrong), "BAD_OFFSET");
  EXPECT_EQ(ErrorInfoOf(wrong).metadata.at("committed_size"), "1000");
  EXPECT_TRUE(client_->Upload(sha256_, bytes_.substr(1000), size_, 1000).ok());
  EXPECT_TRUE(Query(sha256_).complete());
  EXPECT_EQ(Query(sha256_).committed_size(), size_);
  EXPECT_TRUE(client_->Put(bytes_).ok()) << "what exists is OK at once";
  EXPECT_EQ(*Download(sha256_, 0), bytes_);
  EXPECT_EQ(*Download(sha256_, 700'000), "end");
  EXPECT_EQ(*Download(sha256_, size_), "");
}

TEST_F(ArtifactTest, TheClientGoesOnWithFilesAndManifestsThatBrokeOff) {
  const client::LocalArtifact artifact = WriteLocal();
  const std::string manifest = artifact.manifest.Serialize();
  const auto manifest_size = static_cast<int64_t>(manifest.size());
  EXPECT_EQ(ReasonOf(client_->Upload(sha256_, bytes_.substr(0, 1000), size_, 0)), "INCOMPLETE");
  EXPECT_EQ(ReasonOf(client_->Upload(Sha256Hex(manifest), manifest.substr(0, 10), manifest_size, 0)), "INCOMPLETE");
  const auto digest = NewClient()->artifacts().Upload(artifact, nullptr);
  ASSERT_TRUE(digest.ok()) << digest.status();
  EXPECT_EQ(*Download(*digest, 0), manifest);
  EXPECT_EQ(*Download(sha256_, 0), bytes_);
}

TEST_F(ArtifactTest, WrongBytesAreDroppedAndNeverVisible) {
  const std::string other(bytes_.size(), 'o');
  const absl::Status wrong = client_->Upload(sha256_, other, size_, 0);
  EXPECT_EQ(wrong.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(wrong), "DIGEST_MISMATCH");
  EXPECT_EQ(Query(sha256_).committed_size(), 0);
  EXPECT_EQ(ReasonOf(Download(sha256_, 0).status()), "BLOB_NOT_FOUND");
  EXPECT_EQ(client_->Upload(sha256_, bytes_ + "more", size_, 0).code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(ArtifactTest, BadFieldsAreNamed) {
  const auto field = [](const absl::Status& status) {
    const ErrorInfo info = ErrorInfoOf(status);
    return info.violations.empty() ? status.ToString() : info.violations[0].field;
  };
  EXPECT_EQ(field(client_->Upload("short", "x", 1, 0)), "sha256");
  EXPECT_EQ(field(client_->Upload(sha256_, "x", -1, 0)), "size_bytes");
  EXPECT_EQ(field(client_->Upload(sha256_, std::string((1 << 20) + 1, 'x'), 2 << 20, 0)), "data");
  EXPECT_EQ(field(Download("SHORT", 0).status()), "sha256");
  v1::FindMissingBlobsRequest missing;
  v1::FindMissingBlobsResponse none;
  missing.add_sha256(sha256_);
  missing.add_sha256("x");
  EXPECT_EQ(field(TestClient::Call(*client_->artifacts, &v1::ArtifactService::Stub::FindMissingBlobs, missing, &none)),
            "sha256[1]");
  grpc::ClientContext context;
  v1::UploadBlobResponse response;
  const auto empty = client_->artifacts->UploadBlob(&context, &response);
  empty->WritesDone();
  EXPECT_EQ(field(FromGrpcStatus(empty->Finish())), "sha256");
}

TEST_F(ArtifactTest, OffsetsOutsideABlobAreRefused) {
  ASSERT_TRUE(client_->Put(bytes_).ok());
  EXPECT_EQ(ReasonOf(Download(sha256_, size_ + 1).status()), "BAD_OFFSET");
  EXPECT_EQ(ReasonOf(Download(sha256_, -1).status()), "BAD_OFFSET");
}

TEST_F(ArtifactTest, MissingBlobsAreListed) {
  ASSERT_TRUE(client_->Put(bytes_).ok());
  v1::FindMissingBlobsRequest request;
  request.add_sha256(sha256_);
  request.add_sha256(std::string(64, '0'));
  v1::FindMissingBlobsResponse response;
  ASSERT_TRUE(
      TestClient::Call(*client_->artifacts, &v1::ArtifactService::Stub::FindMissingBlobs, request, &response).ok());
  ASSERT_EQ(response.sha256_size(), 1);
  EXPECT_EQ(response.sha256(0), std::string(64, '0'));
}

TEST_F(ArtifactTest, DamageOnDiskIsNoticedByDownloadsAndByVerify) {
  ASSERT_TRUE(client_->Put(bytes_).ok());
  std::filesystem::permissions(BlobPath(sha256_), std::filesystem::perms::owner_all);
  {
    std::fstream file(BlobPath(sha256_), std::ios::in | std::ios::out);
    ASSERT_TRUE(file.is_open());
    file.seekp(10);
    file.put('X');
  }
  Pipeline();
  std::filesystem::remove(BlobPath(Sha256Hex("text,label\n")));
  const v1::VerifyBlobsResponse found = Verify();
  EXPECT_THAT(found.corrupt(), testing::ElementsAre(sha256_));
  EXPECT_THAT(found.missing(), testing::ElementsAre(Sha256Hex("text,label\n")));
  EXPECT_EQ(found.checked(), 2);
  EXPECT_EQ(ReasonOf(Download(sha256_, 0).status()), "BLOB_NOT_FOUND");
  ASSERT_TRUE(client_->Put(bytes_).ok());
  std::ofstream(BlobPath(sha256_), std::ios::app) << "damage";
  const absl::Status corrupt = Download(sha256_, 0).status();
  EXPECT_EQ(corrupt.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ReasonOf(corrupt), "BLOB_CORRUPT");
  ASSERT_TRUE(client_->Put(bytes_).ok());
  EXPECT_EQ(*Download(sha256_, 0), bytes_) << "an upload heals it";
  EXPECT_EQ(Verify().corrupt_size(), 0);
}

TEST_F(ArtifactTest, ACachedResultWithADamagedFileIsNotServed) {
  ASSERT_TRUE(client_->Put(bytes_).ok());
  const Manifest outputs{{{"model", sha256_, size_}}};
  ASSERT_TRUE(client_->Put(outputs.Serialize()).ok());
  v1::CreateExperimentRequest request = Jobs(1);
  Create(request);
  v1::CommitRequest commit;
  *commit.mutable_key() = Grant();
  commit.set_outcome(v1::ATTEMPT_OUTCOME_SUCCEEDED);
  commit.set_output_digest(outputs.Digest());
  v1::CommitResponse response;
  std::filesystem::permissions(BlobPath(sha256_), std::filesystem::perms::owner_all);
  std::filesystem::resize_file(BlobPath(sha256_), 1000);
  const auto call = [&] {
    return TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, commit, &response);
  };
  const absl::Status truncated = call();
  EXPECT_EQ(ReasonOf(truncated), "MISSING_ARTIFACT") << truncated;
  EXPECT_EQ(ErrorInfoOf(truncated).metadata.at("sha256"), sha256_);
  ASSERT_TRUE(client_->Put(bytes_).ok());
  ASSERT_TRUE(call().ok()) << "the worker uploads it again and its result counts";
  std::fstream(BlobPath(sha256_), std::ios::in | std::ios::out) << "J";
  EXPECT_THAT(Verify().corrupt(), testing::ElementsAre(sha256_));
  request.set_request_id(RandomUuid());
  const v1::Experiment again = Create(request);
  EXPECT_EQ(Grant().job_id(), again.jobs(0).id()) << "it is run anew";
}

TEST_F(ArtifactTest, ADamagedManifestIsNotTheCallersMistake) {
  Pipeline();
  v1::CommitRequest commit;
  *commit.mutable_key() = Grant();
  commit.set_outcome(v1::ATTEMPT_OUTCOME_SUCCEEDED);
  commit.set_output_digest(artifact_);
  std::ofstream(BlobPath(artifact_), std::ios::app) << "damage";
  v1::CommitResponse response;
  const absl::Status refused = TestClient::Call(*client_->workers, &v1::WorkerService::Stub::Commit, commit, &response);
  const absl::Status created = client_->Create(TestClient::Pipeline(artifact_, RandomUuid())).status();
  for (const absl::Status& status : {refused, created}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
    EXPECT_EQ(ReasonOf(status), "MISSING_ARTIFACT");
  }
}

TEST_F(ArtifactTest, TwoUploadsOfOneBlobDoNotMix) {
  grpc::ClientContext context;
  TestClient::SetDeadline(context);
  v1::UploadBlobResponse response;
  const auto first = client_->artifacts->UploadBlob(&context, &response);
  v1::UploadBlobRequest message;
  message.set_sha256(sha256_);
  message.set_size_bytes(size_);
  message.set_data(bytes_.substr(0, 1000));
  ASSERT_TRUE(first->Write(message));
  while (Query(sha256_).committed_size() < 1000) absl::SleepFor(absl::Milliseconds(1));
  const absl::Status second = client_->Put(bytes_);
  EXPECT_EQ(second.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(second), "UPLOAD_IN_PROGRESS");
  message.Clear();
  message.set_data(bytes_.substr(1000));
  ASSERT_TRUE(first->Write(message));
  first->WritesDone();
  EXPECT_TRUE(first->Finish().ok());
  EXPECT_EQ(response.committed_size(), size_);
}

TEST_F(ArtifactTest, TheClientWaitsForAnotherUploadOfTheSameFile) {
  grpc::ClientContext context;
  TestClient::SetDeadline(context);
  v1::UploadBlobResponse response;
  const auto first = client_->artifacts->UploadBlob(&context, &response);
  v1::UploadBlobRequest message;
  message.set_sha256(sha256_);
  message.set_size_bytes(size_);
  message.set_data(bytes_.substr(0, 1000));
  ASSERT_TRUE(first->Write(message));
  while (Query(sha256_).committed_size() < 1000) absl::SleepFor(absl::Milliseconds(1));
  auto second =
      std::async(std::launch::async, [this] { return NewClient()->artifacts().Upload(WriteLocal(), nullptr); });
  EXPECT_EQ(second.wait_for(std::chrono::milliseconds(300)), std::future_status::timeout);
  context.TryCancel();
  EXPECT_FALSE(first->Finish().ok());
  const auto digest = second.get();
  ASSERT_TRUE(digest.ok()) << digest.status();
  EXPECT_EQ(*Download(sha256_, 0), bytes_);
}

}  // namespace
}  // namespace octavo
