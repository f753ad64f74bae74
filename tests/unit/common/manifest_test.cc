#include "common/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/sha256.h"

namespace octavo {
namespace {

const std::string kDigest = Sha256Hex("x");

Manifest TwoFolders() {
  return Manifest{
      {{"metrics.json", kDigest, 1}, {"model/config.json", kDigest, 2}, {"model/deep/weights", kDigest, 4}}};
}

TEST(ManifestTest, ParsesWhatItSerializes) {
  const auto parsed = Manifest::Parse(TwoFolders().Serialize());
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(*parsed, TwoFolders());
  EXPECT_EQ(parsed->TotalBytes(), 7);
}

TEST(ManifestTest, EmptyManifestRoundTrips) {
  const auto parsed = Manifest::Parse(Manifest{}.Serialize());
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_TRUE(parsed->files.empty());
}

TEST(ManifestTest, DigestDependsOnContentOnly) {
  EXPECT_EQ(TwoFolders().Digest(), TwoFolders().Digest());
  Manifest other = TwoFolders();
  other.files[0].size = 3;
  EXPECT_NE(other.Digest(), TwoFolders().Digest());
}

TEST(ManifestTest, BelowStripsTheFolder) {
  const auto below = TwoFolders().Below("model");
  ASSERT_TRUE(below.ok()) << below.status();
  EXPECT_EQ(*below, (Manifest{{{"config.json", kDigest, 2}, {"deep/weights", kDigest, 4}}}));
}

TEST(ManifestTest, BelowTakesASingleFileUnderItsName) {
  const auto below = TwoFolders().Below("model/deep/weights");
  ASSERT_TRUE(below.ok()) << below.status();
  EXPECT_EQ(*below, (Manifest{{{"weights", kDigest, 4}}}));
}

TEST(ManifestTest, BelowNothingIsNotFound) {
  EXPECT_EQ(TwoFolders().Below("mod").status().code(), absl::StatusCode::kNotFound);
}

struct BadManifest {
  const char* name;
  std::string text;
};

class BadManifestTest : public testing::TestWithParam<BadManifest> {};

TEST_P(BadManifestTest, IsRefused) {
  EXPECT_EQ(Manifest::Parse(GetParam().text).status().code(), absl::StatusCode::kInvalidArgument) << GetParam().text;
}

std::string WithLines(const std::string& lines) { return absl::StrCat("octavo-manifest 1\n", lines); }

INSTANTIATE_TEST_SUITE_P(
    ManifestTest, BadManifestTest,
    testing::Values(BadManifest{"NoHeader", absl::StrCat(kDigest, " 1 a\n")},
                    BadManifest{"Truncated", WithLines(absl::StrCat(kDigest, " 1 a"))},
                    BadManifest{"LeavesTheFolder", WithLines(absl::StrCat(kDigest, " 1 ../a\n"))},
                    BadManifest{"AbsolutePath", WithLines(absl::StrCat(kDigest, " 1 /etc/passwd\n"))},
                    BadManifest{"DotPart", WithLines(absl::StrCat(kDigest, " 1 a/./b\n"))},
                    BadManifest{"ControlCharacter", WithLines(absl::StrCat(kDigest, " 1 a\x01\n"))},
                    BadManifest{"OutOfOrder", WithLines(absl::StrCat(kDigest, " 1 b\n", kDigest, " 1 a\n"))},
                    BadManifest{"Repeated", WithLines(absl::StrCat(kDigest, " 1 a\n", kDigest, " 1 a\n"))},
                    BadManifest{"NegativeSize", WithLines(absl::StrCat(kDigest, " -1 a\n"))},
                    BadManifest{"SumOfSizesOverflows",
                                WithLines(absl::StrCat(kDigest, " 9223372036854775807 a\n", kDigest, " 1 b\n"))},
                    BadManifest{"PaddedSize", WithLines(absl::StrCat(kDigest, " 01 a\n"))},
                    BadManifest{"ShortDigest", WithLines("abc 1 a\n")}, BadManifest{"EmptyLine", WithLines("\n")}),
    [](const auto& tested) { return tested.param.name; });

TEST(HashTreeTest, HashesEveryFileInOrder) {
  const auto folder = TempDir::Create("manifest_test");
  ASSERT_TRUE(folder.ok()) << folder.status();
  ASSERT_TRUE(MakeDirectories(folder->path() + "/b/c").ok());
  ASSERT_TRUE(WriteFileAtomically(folder->path() + "/b/c/file", "12").ok());
  ASSERT_TRUE(WriteFileAtomically(folder->path() + "/a", "x").ok());
  const auto manifest = HashTree(folder->path());
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(*manifest, (Manifest{{{"a", kDigest, 1}, {"b/c/file", Sha256Hex("12"), 2}}}));
}

TEST(HashTreeTest, LeavesOutWhatIsNotWanted) {
  const auto folder = TempDir::Create("octavo-test");
  ASSERT_TRUE(folder.ok());
  for (const char* name : {"b", "a"}) ASSERT_TRUE(WriteFileAtomically(folder->path() + "/" + name, name).ok());
  const auto manifest = HashTree(folder->path(), [](const std::string& name) { return name != "b"; });
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  ASSERT_EQ(manifest->files.size(), 1u);
  EXPECT_EQ(manifest->files.front().path, "a");
}

TEST(HashTreeTest, MissingFolderIsNotFound) {
  EXPECT_EQ(HashTree("/nonexistent/octavo").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace octavo
