#include "common/digest.h"

#include <string>
#include <vector>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(DigestTest, ReadsAndWritesItsText) {
  const std::vector<std::string> good = {"sha256:" + std::string(64, 'a'), "md5:" + std::string(32, '0'),
                                         "git-blob:" + std::string(40, 'f')};
  for (const std::string& text : good) {
    const absl::StatusOr<Digest> digest = Digest::Parse(text);
    ASSERT_TRUE(digest.ok()) << digest.status();
    EXPECT_EQ(digest->ToString(), text);
  }
  const std::vector<std::string> bad = {"", "sha256:", "sha1:" + std::string(40, 'a'), "md5:" + std::string(32, 'A'),
                                        "md5:" + std::string(31, 'a')};
  for (const std::string& text : bad)
    EXPECT_EQ(Digest::Parse(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
}

TEST(DigestTest, HashesFilesAsPublishersDo) {
  const TempDir folder = *TempDir::Create("octavo-test");
  const std::string path = folder.path() + "/file";
  ASSERT_TRUE(WriteFileAtomically(path, "hello\n").ok());
  // sha256sum, md5sum and git hash-object say so.
  EXPECT_EQ(*DigestOfFile(path, Digest::Algorithm::kSha256),
            "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
  EXPECT_EQ(*DigestOfFile(path, Digest::Algorithm::kMd5), "b1946ac92492d2347c6235b4d2611184");
  EXPECT_EQ(*DigestOfFile(path, Digest::Algorithm::kGitBlob), "ce013625030ba8dba906f756967f9e9ca394464a");
  EXPECT_TRUE(CheckFileDigest(path, *Digest::Parse("md5:b1946ac92492d2347c6235b4d2611184")).ok());
  EXPECT_TRUE(CheckFileDigest(path, Digest()).ok());
  const absl::Status wrong = CheckFileDigest(path, *Digest::Parse("md5:00000000000000000000000000000000"));
  EXPECT_EQ(wrong.code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(wrong.message()), ::testing::HasSubstr("md5:b1946ac92492d2347c6235b4d2611184"));
  EXPECT_EQ(CheckFileDigest(path + "x", *Digest::Parse("md5:b1946ac92492d2347c6235b4d2611184")).code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace octavo
