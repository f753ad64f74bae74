#include "server/api/verify_reactor.h"

#include <filesystem>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(BlobVerificationTest, OneStepHashesNoMoreThanOneMebibyte) {
  constexpr int64_t kMebibyte = 1 << 20;
  const TempDir folder = *TempDir::Create("octavo-verify");
  const auto blobs = *BlobStore::Open(folder.path(), {}, absl::Now());
  ASSERT_TRUE(blobs->Put(std::string(3 * kMebibyte + 1, 'x')).ok());
  ASSERT_TRUE(blobs->Put("small").ok());
  v1::VerifyBlobsResponse response;
  BlobVerification verification(
      *blobs, [] { return std::vector<std::string>{std::string(64, '0')}; }, response);
  int64_t before = 0;
  for (;;) {
    const absl::StatusOr<bool> more = verification.Step();
    ASSERT_TRUE(more.ok()) << more.status();
    EXPECT_LE(response.bytes() - before, kMebibyte);
    before = response.bytes();
    if (!*more) break;
  }
  EXPECT_EQ(response.checked(), 2);
  EXPECT_EQ(response.bytes(), 3 * kMebibyte + 6);
  EXPECT_EQ(response.corrupt_size(), 0);
  EXPECT_THAT(response.missing(), testing::ElementsAre(std::string(64, '0')));
}

TEST(BlobVerificationTest, AnUnreadableBlobIsListedAndTheOthersAreChecked) {
  const TempDir folder = *TempDir::Create("octavo-verify");
  const auto blobs = *BlobStore::Open(folder.path(), {}, absl::Now());
  const std::string unreadable(64, '0');
  std::filesystem::create_directories(folder.path() + "/blobs/00");
  std::filesystem::create_symlink("/proc/self/mem", folder.path() + "/blobs/00/" + unreadable);  // EIO at its start
  ASSERT_TRUE(blobs->Put("small").ok());
  v1::VerifyBlobsResponse response;
  BlobVerification verification(
      *blobs, [] { return std::vector<std::string>(); }, response);
  for (bool more = true; more;) {
    const absl::StatusOr<bool> step = verification.Step();
    ASSERT_TRUE(step.ok()) << step.status();
    more = *step;
  }
  EXPECT_EQ(response.checked(), 2);
  EXPECT_EQ(response.bytes(), 5);
  EXPECT_THAT(response.corrupt(), testing::ElementsAre(unreadable));
}

}  // namespace
}  // namespace octavo
