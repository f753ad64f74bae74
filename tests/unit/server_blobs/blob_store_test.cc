#include "server/blobs/blob_store.h"

#include <sys/resource.h>

#include <filesystem>
#include <fstream>

#include "common/error_info.h"
#include "common/files.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

class BlobStoreTest : public testing::Test {
 protected:
  void SetUp() override { Open(); }
  void Open() {
    if (folder_ == nullptr) folder_ = std::make_unique<TempDir>(*TempDir::Create("octavo-blobs"));
    BlobStore::Options options;
    options.max_blob_bytes = 1000;
    options.space_of = [this](const std::string&) { return space_; };
    options.on_damaged = [this] { ++damaged_; };
    store_ = *BlobStore::Open(folder_->path(), options, absl::Now());
  }
  std::string PathOf(const std::string& sha256) const {
    return folder_->path() + "/blobs/" + sha256.substr(0, 2) + "/" + sha256;
  }
  absl::Status Upload() {
    auto upload = store_->StartUpload(sha256_, 11, 0);
    if (!upload.ok()) return upload.status();
    if (absl::Status status = (*upload)->Append(bytes_); !status.ok()) return status;
    return (*upload)->Finish();
  }

  int damaged_ = 0;
  DiskSpace space_{int64_t{10} << 30, int64_t{100} << 30};
  std::unique_ptr<TempDir> folder_;
  std::unique_ptr<BlobStore> store_;
  const std::string bytes_ = "hello, blob";
  const std::string sha256_ = Sha256Hex(bytes_);
};

TEST_F(BlobStoreTest, TooManyOpenFilesIsUnavailableAndNoLimitOnWhatWasSent) {
  ASSERT_TRUE(store_->Put(bytes_).ok());
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit none{0, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  const absl::Status read = store_->OpenReader(sha256_, 0).status();
  const absl::Status upload = store_->StartUpload(Sha256Hex("other"), 5, 0).status();
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(read.code(), absl::StatusCode::kUnavailable) << read;
  EXPECT_EQ(upload.code(), absl::StatusCode::kUnavailable) << upload;
  EXPECT_TRUE(store_->StartUpload(Sha256Hex("other"), 5, 0).ok());
}

TEST_F(BlobStoreTest, AnUploadAppearsOnlyWhenItIsWholeAndRight) {
  {
    auto upload = *store_->StartUpload(sha256_, 11, 0);
    EXPECT_TRUE(upload->Append("hello, ").ok());
    EXPECT_FALSE(store_->Contains(sha256_));
    EXPECT_EQ(ErrorInfoOf(store_->StartUpload(sha256_, 11, 0).status()).reason, "UPLOAD_IN_PROGRESS");
    EXPECT_EQ(ErrorInfoOf(upload->Finish()).reason, "INCOMPLETE");
  }
  Open();
  EXPECT_EQ(store_->PartialSize(sha256_), 7);
  auto upload = *store_->StartUpload(sha256_, 11, 7);
  EXPECT_TRUE(upload->Append("blob").ok());
  EXPECT_TRUE(upload->Finish().ok());
  EXPECT_EQ(store_->SizeOf(sha256_), 11);
  EXPECT_EQ(store_->TotalBytes(), 11);
}

TEST_F(BlobStoreTest, WrongBytesAreDropped) {
  auto upload = *store_->StartUpload(sha256_, 11, 0);
  EXPECT_TRUE(upload->Append("hello, blub").ok());
  EXPECT_EQ(ErrorInfoOf(upload->Finish()).reason, "DIGEST_MISMATCH");
  upload.reset();
  EXPECT_EQ(store_->PartialSize(sha256_), 0);
  EXPECT_FALSE(store_->Contains(sha256_));
}

TEST_F(BlobStoreTest, WhatCouldNotBeSyncedIsNotTriedAgain) {
  const std::string staged = folder_->path() + "/staging/" + sha256_;
  std::filesystem::create_symlink("/dev/null", staged);  // takes every byte, and no fsync
  EXPECT_FALSE(Upload().ok());
  EXPECT_FALSE(std::filesystem::is_symlink(staged));
  EXPECT_FALSE(store_->Contains(sha256_));
  EXPECT_TRUE(Upload().ok());
  EXPECT_EQ(store_->SizeOf(sha256_), 11);
}

TEST_F(BlobStoreTest, UploadsLeaveRoomForTheDatabase) {
  space_.free = (int64_t{1} << 30) + 10;
  const absl::Status refused = store_->StartUpload(sha256_, 11, 0).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorInfoOf(refused).reason, "DISK_FULL");
  EXPECT_NE(refused.message().find("limits.min_free_bytes"), std::string::npos) << refused;
  space_.free += 1;
  auto upload = *store_->StartUpload(sha256_, 11, 0);
  space_.free = 0;
  EXPECT_EQ(ErrorInfoOf(upload->Append(bytes_)).reason, "DISK_FULL") << "the disk fills up meanwhile";
  space_ = {100, 1000};
  EXPECT_TRUE(upload->Append(bytes_).ok()) << "of a small disk 5 % are kept";
  EXPECT_TRUE(upload->Finish().ok());
  upload.reset();  // else it is still under way
  space_.free = 0;
  EXPECT_TRUE(Upload().ok()) << "what exists takes no room";
}

TEST_F(BlobStoreTest, OldPartialUploadsAreRemovedWhileItRuns) {
  auto open = *store_->StartUpload(sha256_, 11, 0);
  std::ofstream(folder_->path() + "/staging/" + Sha256Hex("left")) << "le";
  store_->RemoveOldPartials(absl::Now() + absl::Minutes(59));
  store_->RemoveOldPartials(absl::Now() + absl::Hours(23));
  EXPECT_EQ(store_->PartialSize(Sha256Hex("left")), 2);
  store_->RemoveOldPartials(absl::Now() + absl::Hours(25));
  EXPECT_EQ(store_->PartialSize(Sha256Hex("left")), 0);
  EXPECT_TRUE(open->Append(bytes_).ok());
  EXPECT_TRUE(open->Finish().ok()) << "one that is under way stays";
}

TEST_F(BlobStoreTest, BadOffsetsAndSizesAreRefused) {
  EXPECT_EQ(ErrorInfoOf(store_->StartUpload(sha256_, 11, 3).status()).metadata.at("committed_size"), "0");
  EXPECT_EQ(ErrorInfoOf(store_->StartUpload(sha256_, 1001, 0).status()).reason, "BLOB_TOO_LARGE");
  auto upload = *store_->StartUpload(sha256_, 3, 0);
  EXPECT_FALSE(upload->Append("four").ok());
}

TEST_F(BlobStoreTest, ReadsFromAnyOffsetAndFindsDamageReadingTheWhole) {
  ASSERT_EQ(*store_->Put(bytes_), sha256_);
  auto whole = *store_->OpenReader(sha256_, 7);
  EXPECT_EQ(*whole->Read(100), "blob");
  EXPECT_EQ(*whole->Read(100), "");
  std::fstream(PathOf(sha256_), std::ios::in | std::ios::out) << "J";
  auto damaged = *store_->OpenReader(sha256_, 0);
  EXPECT_EQ(damaged->Read(100)->size(), 11u);
  EXPECT_EQ(ErrorInfoOf(store_->OpenReader(sha256_, 12).status()).reason, "BAD_OFFSET");
  EXPECT_EQ(ErrorInfoOf(damaged->Read(100).status()).reason, "BLOB_CORRUPT");
}

TEST_F(BlobStoreTest, ADamagedBlobIsMissingUntilItIsUploadedAgain) {
  ASSERT_TRUE(Upload().ok());
  std::fstream(PathOf(sha256_), std::ios::in | std::ios::out) << "J";
  auto first = *store_->OpenReader(sha256_, 0);
  auto second = *store_->OpenReader(sha256_, 0);
  while (first->Read(100).ok()) continue;
  EXPECT_FALSE(store_->Contains(sha256_));
  EXPECT_EQ(store_->TotalBytes(), 0);
  EXPECT_EQ(damaged_, 1);
  EXPECT_EQ(ReadFile(folder_->path() + "/quarantine/" + sha256_)->substr(0, 2), "Je");
  ASSERT_TRUE(Upload().ok());
  while (second->Read(100).ok()) continue;
  EXPECT_TRUE(store_->Contains(sha256_)) << "who read the damaged file to its end later takes nothing from the new one";
  EXPECT_EQ(damaged_, 1);
  EXPECT_EQ(store_->TotalBytes(), 11);
  EXPECT_EQ((*store_->OpenReader(sha256_, 0))->Read(100).value_or(""), bytes_);
}

TEST_F(BlobStoreTest, ATruncatedBlobIsTakenAgainAndIsMissingAndNotAWrongManifest) {
  const Manifest manifest{{{"a.txt", sha256_, 11}}};
  ASSERT_TRUE(store_->Put(manifest.Serialize()).ok());
  ASSERT_TRUE(store_->Put(bytes_).ok());
  std::filesystem::resize_file(PathOf(sha256_), 5);
  EXPECT_EQ(**store_->FirstMissing(manifest.Digest()), sha256_);
  ASSERT_TRUE(Upload().ok());
  EXPECT_FALSE(store_->FirstMissing(manifest.Digest())->has_value());
  std::filesystem::resize_file(PathOf(sha256_), 5);
  ASSERT_TRUE(Upload().ok()) << "an upload asks for the size too";
  EXPECT_EQ(store_->SizeOf(sha256_), 11);
  std::filesystem::resize_file(PathOf(sha256_), 5);
  ASSERT_TRUE(store_->Put(bytes_).ok());
  EXPECT_EQ(store_->SizeOf(sha256_), 11);
  const Manifest wrong{{{"a.txt", sha256_, 12}}};
  ASSERT_TRUE(store_->Put(wrong.Serialize()).ok());
  EXPECT_EQ(store_->FirstMissing(wrong.Digest()).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(store_->Contains(sha256_)) << "a wrong manifest takes no good blob away";
}

TEST_F(BlobStoreTest, ADamagedManifestIsMissing) {
  const Manifest manifest{{{"a.txt", sha256_, 11}}};
  ASSERT_TRUE(store_->Put(bytes_).ok());
  ASSERT_TRUE(store_->Put(manifest.Serialize()).ok());
  std::ofstream(PathOf(manifest.Digest()), std::ios::app) << "damage";
  EXPECT_EQ(**store_->FirstMissing(manifest.Digest()), manifest.Digest());
  EXPECT_FALSE(store_->Contains(manifest.Digest()));
}

TEST_F(BlobStoreTest, FirstMissingLooksAtTheManifestAndItsFiles) {
  const Manifest manifest{{{"a.txt", sha256_, 11}}};
  EXPECT_EQ(**store_->FirstMissing(manifest.Digest()), manifest.Digest());
  ASSERT_TRUE(store_->Put(manifest.Serialize()).ok());
  EXPECT_EQ(**store_->FirstMissing(manifest.Digest()), sha256_);
  ASSERT_TRUE(store_->Put(bytes_).ok());
  EXPECT_FALSE(store_->FirstMissing(manifest.Digest())->has_value());
}

}  // namespace
}  // namespace octavo
