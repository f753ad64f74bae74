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
