#include "hub/partial_file.h"

#include <filesystem>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

class PartialFileTest : public ::testing::Test {
 protected:
  TempDir folder_ = *TempDir::Create("octavo-test");
  const std::string path_ = folder_.path() + "/blobs/file";
};

TEST_F(PartialFileTest, ALaterProcessGoesOnWhereAnEarlierOneEnded) {
  {
    absl::StatusOr<PartialFile> file = PartialFile::Open(path_);
    ASSERT_TRUE(file.ok()) << file.status();
    EXPECT_EQ(file->size(), 0);
    ASSERT_TRUE(file->Restart("\"v1\"").ok());
    ASSERT_TRUE(file->Append("abc").ok());
  }
  absl::StatusOr<PartialFile> file = PartialFile::Open(path_);
  EXPECT_EQ(file->size(), 3);
  EXPECT_EQ(file->etag(), "\"v1\"");
  ASSERT_TRUE(file->Append("def").ok());
  EXPECT_FALSE(std::filesystem::exists(path_));
  ASSERT_TRUE(file->Commit().ok());
  EXPECT_EQ(*ReadFile(path_), "abcdef");
  EXPECT_THAT(*ListFiles(folder_.path()), ::testing::ElementsAre("blobs/file"));
}

TEST_F(PartialFileTest, ARestartForgetsBytesAndEtag) {
  absl::StatusOr<PartialFile> file = PartialFile::Open(path_);
  ASSERT_TRUE(file->Restart("\"v1\"").ok());
  ASSERT_TRUE(file->Append("abc").ok());
  ASSERT_TRUE(file->Restart("").ok());
  EXPECT_EQ(file->size(), 0);
  ASSERT_TRUE(file->Append("x").ok());
  const absl::StatusOr<PartialFile> again = PartialFile::Open(path_);
  EXPECT_EQ(again->size(), 1);
  EXPECT_EQ(again->etag(), "");
}

TEST_F(PartialFileTest, DiscardLeavesNothing) {
  absl::StatusOr<PartialFile> file = PartialFile::Open(path_);
  ASSERT_TRUE(file->Restart("\"v1\"").ok());
  file->Discard();
  EXPECT_TRUE(ListFiles(folder_.path())->empty());
}

TEST_F(PartialFileTest, SaysBeforehandThatTheDiskIsTooSmall) {
  const absl::StatusOr<PartialFile> file = PartialFile::Open(path_);
  EXPECT_TRUE(file->CheckRoom(1).ok());
  const absl::Status room = file->CheckRoom(int64_t{1} << 60);
  EXPECT_EQ(room.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(room.message()), ::testing::HasSubstr("MiB free"));
}

TEST_F(PartialFileTest, AFullDiskIsToldWithItsFolder) {
  std::filesystem::create_directories(folder_.path() + "/blobs");
  std::filesystem::create_symlink("/dev/full", path_ + ".incomplete");  // every write to it finds no room
  absl::StatusOr<PartialFile> file = PartialFile::Open(path_);
  ASSERT_TRUE(file.ok()) << file.status();
  const absl::Status full = file->Append("abc");
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(full.message()), ::testing::HasSubstr("the disk of " + folder_.path() + "/blobs is full"));
  EXPECT_THAT(std::string(full.message()), ::testing::HasSubstr("goes on from 0 bytes"));
  EXPECT_FALSE(std::filesystem::exists(path_));
}

}  // namespace
}  // namespace octavo::hub
