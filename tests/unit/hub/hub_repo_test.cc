#include "hub/hub_repo.h"

#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

TEST(HubRepoTest, ReadsIdsAndRevisions) {
  const auto plain = HubRepo::Parse(HubRepo::Kind::kModel, "google-bert/bert-base-uncased");
  ASSERT_TRUE(plain.ok()) << plain.status();
  EXPECT_EQ(plain->revision, "main");
  EXPECT_EQ(plain->ToString(), "google-bert/bert-base-uncased");
  const auto at = HubRepo::Parse(HubRepo::Kind::kDataset, "stanfordnlp/imdb@refs/pr/1");
  ASSERT_TRUE(at.ok()) << at.status();
  EXPECT_EQ(at->id, "stanfordnlp/imdb");
  EXPECT_EQ(at->revision, "refs/pr/1");
  EXPECT_EQ(at->ToString(), "stanfordnlp/imdb@refs/pr/1");
  EXPECT_TRUE(HubRepo::Parse(HubRepo::Kind::kModel, "gpt2").ok());
}

TEST(HubRepoTest, RefusesWhatTheHubWouldAndWhatWouldLeaveTheCache) {
  for (const std::string text : {"", "/", "a/", "/b", "a/b/c", "../b", "a/..", "a--b/c", "-a/b", "a/b.", "a b/c",
                                 "a/b@", "a/b@..", "a/b@x/../y", "a/b@/x", "a/b@x y", "a/b@x\\y"}) {
    EXPECT_EQ(HubRepo::Parse(HubRepo::Kind::kModel, text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
  EXPECT_FALSE(HubRepo::Parse(HubRepo::Kind::kModel, "a/" + std::string(95, 'b')).ok());
}

TEST(HubRepoTest, KnowsCommits) {
  EXPECT_TRUE(IsCommit("86b5e0934494bd15c9632b12f734a8a67f723594"));
  for (const char* text :
       {"main", "86b5e0934494bd15c9632b12f734a8a67f72359", "86B5E0934494BD15C9632B12F734A8A67F723594"})
    EXPECT_FALSE(IsCommit(text)) << text;
}

}  // namespace
}  // namespace octavo::hub
