#include "common/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace octavo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class FilesTest : public testing::Test {
 protected:
  void SetUp() override {
    auto folder = TempDir::Create("files_test");
    ASSERT_TRUE(folder.ok()) << folder.status();
    folder_ = std::make_unique<TempDir>(*std::move(folder));
  }
  std::string Path(const std::string& name) const { return folder_->path() + "/" + name; }
  std::unique_ptr<TempDir> folder_;
};

TEST_F(FilesTest, ReadsBackWhatWasWritten) {
  const std::string data("a\0b\n", 4);
  ASSERT_TRUE(WriteFileAtomically(Path("f"), data).ok());
  const auto read = ReadFile(Path("f"));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, data);
}

TEST_F(FilesTest, WriteReplacesAndLeavesNothingElse) {
  ASSERT_TRUE(WriteFileAtomically(Path("f"), "old").ok());
  ASSERT_TRUE(WriteFileAtomically(Path("f"), "new").ok());
  EXPECT_EQ(*ReadFile(Path("f")), "new");
  EXPECT_THAT(*ListFiles(folder_->path()), ElementsAre("f"));
}

TEST_F(FilesTest, ReadNamesTheMissingFile) {
  const auto read = ReadFile(Path("absent"));
  EXPECT_EQ(read.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(read.status().message()), HasSubstr("absent"));
}

TEST_F(FilesTest, ReadRefusesMoreThanTheLimit) {
  ASSERT_TRUE(WriteFileAtomically(Path("f"), "12345").ok());
  EXPECT_TRUE(ReadFile(Path("f"), 5).ok());
  EXPECT_EQ(ReadFile(Path("f"), 4).status().code(), absl::StatusCode::kResourceExhausted);
}

TEST_F(FilesTest, WriteIntoMissingFolderNamesIt) {
  const absl::Status status = WriteFileAtomically(Path("no/f"), "x");
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("no/f"));
}

TEST_F(FilesTest, ListsNestedFilesBytewise) {
  ASSERT_TRUE(MakeDirectories(Path("b/c")).ok());
  for (const char* name : {"b/c/z", "b/a", "a", "B"}) ASSERT_TRUE(WriteFileAtomically(Path(name), name).ok());
  EXPECT_THAT(*ListFiles(folder_->path()), ElementsAre("B", "a", "b/a", "b/c/z"));
}

TEST_F(FilesTest, DoesNotFollowLinksToFolders) {
  ASSERT_TRUE(MakeDirectories(Path("real")).ok());
  ASSERT_TRUE(WriteFileAtomically(Path("real/f"), "x").ok());
  ASSERT_EQ(symlink("real", Path("link").c_str()), 0);
  ASSERT_EQ(symlink("real/f", Path("file_link").c_str()), 0);
  EXPECT_THAT(*ListFiles(folder_->path()), ElementsAre("file_link", "real/f"));
}

TEST(TempDirTest, IsPrivateAndRemovedWithItsContent) {
  std::string path;
  {
    auto folder = TempDir::Create("temp_dir_test");
    ASSERT_TRUE(folder.ok()) << folder.status();
    path = folder->path();
    struct stat info;
    ASSERT_EQ(stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0700u);
    ASSERT_TRUE(WriteFileAtomically(path + "/f", "x").ok());
    const TempDir moved = *std::move(folder);
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace octavo
