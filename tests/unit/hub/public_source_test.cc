#include "hub/public_source.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

const std::string kCommit(40, 'a');

TEST(PublicSourceTest, ReadsWhatItWrites) {
  for (const std::string& text :
       {"hf://org/name@" + kCommit, "hf://gpt2@" + kCommit, "hf://datasets/org/name@" + kCommit + "/data/csv",
        std::string("https://host.example/deep/archive.tar.gz"), std::string("http://host.example:8080/a.zip")}) {
    const absl::StatusOr<PublicSource> source = PublicSource::Parse(text);
    ASSERT_TRUE(source.ok()) << source.status();
    EXPECT_EQ(source->ToString(), text);
  }
  const PublicSource source = *PublicSource::Parse("hf://datasets/org/name@" + kCommit + "/data/csv");
  EXPECT_EQ(source.repo, (HubRepo{HubRepo::Kind::kDataset, "org/name", kCommit}));
  EXPECT_EQ(source.folder, "data/csv");
}

TEST(PublicSourceTest, AFolderMayHaveAnyName) {
  PublicSource source;
  source.repo = {HubRepo::Kind::kDataset, "org/name", kCommit};
  source.folder = "my data/\xC3\xBC 100%";
  EXPECT_EQ(source.ToString(), "hf://datasets/org/name@" + kCommit + "/my%20data/%C3%BC%20100%25");
  EXPECT_EQ(*PublicSource::Parse(source.ToString()), source);
}

TEST(PublicSourceTest, RefusesWhatNoJobMayName) {
  for (const std::string& text :
       {"hf://org/name@" + kCommit + "/my data", "hf://org/name@" + kCommit + "/\xC3\xBC",
        "hf://org/name@" + kCommit + "/%", "hf://org/name@" + kCommit + "/%4", "hf://org/name@" + kCommit + "/%+1",
        "hf://org/name@" + kCommit + "/%2e%2e/x", "hf://org/name@" + kCommit + "/a%00b",
        std::string("https://host/my file.zip"), "https://host/" + std::string(1000, 'a')}) {
    EXPECT_EQ(PublicSource::Parse(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(PublicSourceTest, RefusesWhatMayMoveLeadElsewhereOrTellSecrets) {
  for (const std::string& text :
       {std::string(""), std::string("hf://"), std::string("hf://org/name"), std::string("hf://org/name@main"),
        "hf://org/name@" + kCommit + "b", "hf://org/name@" + kCommit + "/", "hf://org/name@" + kCommit + "/../x",
        "hf://a/b/c@" + kCommit, "hf://org/name@" + std::string(40, 'A'), std::string("file:///etc/passwd"),
        std::string("ftp://host/file"), std::string("https://host/"), std::string("https://user:secret@host/file"),
        std::string("https://host/file?token=secret"), std::string("https://host/file#part"), std::string("host/file"),
        std::string("gopher://host/x")}) {
    const absl::Status status = PublicSource::Parse(text).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_THAT(std::string(status.message()), ::testing::Not(::testing::HasSubstr("secret")));
  }
}

}  // namespace
}  // namespace octavo::hub
