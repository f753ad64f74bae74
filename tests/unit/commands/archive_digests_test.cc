#include "client/commands/archive_digests.h"

#include <filesystem>

#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/text/dataset_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;

const std::string kText(300'000, 'x');

Digest DigestOf(const std::string& text) { return {Digest::Algorithm::kSha256, Sha256Hex(text)}; }

class ArchiveDigestsTest : public ::testing::Test {
 protected:
  /// `news/test.csv` has these bytes in the archive, among other files.
  std::string Write(const std::string& name, const std::string& test) {
    return folder_.WriteArchive(name,
                                {{"news/readme.txt", "read me"}, {"./news/train.csv", kText}, {"news/test.csv", test}});
  }
  absl::Status Check(const std::string& path) { return CheckArchiveMembers(path, members_, &cancellation_); }

  DatasetFolder folder_;
  Cancellation cancellation_;
  const std::map<std::string, Digest> members_ = {{"news/train.csv", DigestOf(kText)},
                                                  {"news/test.csv", DigestOf("a,b\n")}};
};

TEST_F(ArchiveDigestsTest, TakesAnArchiveWhoseFilesAreAsPublished) {
  for (const char* name : {"news.tgz", "news.zip"}) EXPECT_EQ(Check(Write(name, "a,b\n")), absl::OkStatus()) << name;
  EXPECT_EQ(CheckArchiveMembers("/nowhere", {}, nullptr), absl::OkStatus()) << "nothing is known of it";
}

TEST_F(ArchiveDigestsTest, NamesTheFileThatDiffersOrIsMissing) {
  for (const char* name : {"news.tgz", "news.zip"}) {
    const absl::Status other = Check(Write(name, "a,c\n"));
    EXPECT_TRUE(absl::IsDataLoss(other)) << other;
    EXPECT_THAT(std::string(other.message()), HasSubstr("news/test.csv in "));
    EXPECT_THAT(std::string(other.message()), HasSubstr(DigestOf("a,b\n").ToString()));
  }
  const absl::Status missing = Check(folder_.WriteArchive("less.tgz", {{"news/train.csv", kText}}));
  EXPECT_TRUE(absl::IsDataLoss(missing)) << missing;
  EXPECT_THAT(std::string(missing.message()), HasSubstr("has no news/test.csv"));
}

TEST_F(ArchiveDigestsTest, ASecondFileOfTheSameNameIsLookedAtToo) {
  const absl::Status status = Check(folder_.WriteArchive(
      "twice.tgz", {{"news/train.csv", kText}, {"news/test.csv", "a,b\n"}, {"news/test.csv", "other"}}));
  EXPECT_TRUE(absl::IsDataLoss(status)) << status;
}

TEST_F(ArchiveDigestsTest, WhatIsCutShortOrNoArchiveIsDamaged) {
  const std::string path = Write("news.tgz", "a,b\n");
  for (const uintmax_t left : {std::filesystem::file_size(path) / 2, uintmax_t{5}, uintmax_t{0}}) {
    std::filesystem::resize_file(path, left);
    EXPECT_TRUE(absl::IsDataLoss(Check(path))) << left << ": " << Check(path);
  }
  EXPECT_TRUE(absl::IsDataLoss(Check(folder_.Write("text.tgz", "no archive"))));
}

TEST_F(ArchiveDigestsTest, AnInterruptionEndsIt) {
  const std::string path = Write("news.tgz", "a,b\n");
  cancellation_.Cancel();
  EXPECT_TRUE(absl::IsCancelled(Check(path)));
}

}  // namespace
}  // namespace octavo::client
