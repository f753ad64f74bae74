#include "common/sha256.h"

#include <gtest/gtest.h>

#include <string>

#include "common/files.h"

namespace octavo {
namespace {

// The examples of FIPS 180-4's companion document.
constexpr char kAbc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr char kMillionA[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

TEST(Sha256Test, MatchesThePublishedExamples) {
  EXPECT_EQ(Sha256Hex("abc"), kAbc);
  EXPECT_EQ(Sha256Hex(std::string(1000000, 'a')), kMillionA);
}

TEST(Sha256Test, PiecesEqualTheWhole) {
  Sha256 hash;
  hash.Update("a");
  hash.Update("");
  hash.Update("bc");
  EXPECT_EQ(hash.Finish(), kAbc);
}

TEST(Sha256Test, HashesAFileLargerThanItsBuffer) {
  const auto folder = TempDir::Create("sha256_test");
  ASSERT_TRUE(folder.ok()) << folder.status();
  const std::string data(3 << 20, 'z');
  ASSERT_TRUE(WriteFileAtomically(folder->path() + "/f", data).ok());
  EXPECT_EQ(*Sha256File(folder->path() + "/f"), Sha256Hex(data));
  EXPECT_EQ(Sha256File(folder->path() + "/absent").status().code(), absl::StatusCode::kNotFound);
}

TEST(Sha256Test, RecognisesDigests) {
  EXPECT_TRUE(IsSha256Hex(kAbc));
  EXPECT_FALSE(IsSha256Hex(std::string(64, 'A')));
  EXPECT_FALSE(IsSha256Hex(std::string(63, 'a')));
  EXPECT_FALSE(IsSha256Hex(""));
}

}  // namespace
}  // namespace octavo
