#include "client/commands/catalog_entry.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

absl::StatusOr<std::vector<CatalogEntry>> Read(const std::string& text, bool models) {
  const YamlDocument document = *YamlDocument::Parse(text, "catalog.yaml");
  YamlSection root(document);
  return ReadCatalogEntries(root, models);
}

TEST(AssetSourceTest, ReadsTheThreeKinds) {
  const auto hub = AssetSource::Parse("hf://org/name@v1");
  ASSERT_TRUE(hub.ok()) << hub.status();
  EXPECT_EQ(hub->kind, AssetSource::Kind::kHub);
  EXPECT_EQ(hub->repo.ToString(), "org/name@v1");
  EXPECT_EQ(AssetSource::Parse("hf://datasets/org/name")->repo.kind, hub::HubRepo::Kind::kDataset);
  EXPECT_EQ(AssetSource::Parse("https://a.test/b.zip")->kind, AssetSource::Kind::kUrl);
  EXPECT_EQ(AssetSource::Parse("pip:a==1")->kind, AssetSource::Kind::kPip);
  for (const char* bad : {"", "pip:", "hf://", "hf://a/b/c", "ftp://a.test/b", "https://a.test/", "a.zip"})
    EXPECT_FALSE(AssetSource::Parse(bad).ok()) << bad;
}

TEST(CatalogEntryTest, ReadsAllThatIsKnown) {
  const auto entries = Read(R"(
datasets:
  reviews:
    format: imdb
    path: datasets/reviews.zip
    licence: MIT
    size_bytes: 12
    sources: [https://a.test/reviews.zip, hf://datasets/org/reviews]
    digests: {reviews.zip: "md5:b1946ac92492d2347c6235b4d2611184"}
    member_digests: {reviews/a.csv: "sha256:5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9"}
    labels: [bad, good]
    text_columns: [text]
    splits: {train: 10, test: 2}
)",
                            false);
  ASSERT_TRUE(entries.ok()) << entries.status();
  const CatalogEntry& entry = entries->front();
  EXPECT_EQ(entry.sources.size(), 2u);
  EXPECT_EQ(entry.SourceText(), "https://a.test/reviews.zip");
  EXPECT_EQ(entry.digests.at("reviews.zip").algorithm, Digest::Algorithm::kMd5);
  EXPECT_EQ(entry.member_digests.at("reviews/a.csv").algorithm, Digest::Algorithm::kSha256);
  EXPECT_EQ(entry.splits.at("test"), 2);
  EXPECT_EQ(entry.Place("cache"), "cache/datasets/reviews.zip");
  EXPECT_EQ(entry.FetchCommand(), "octavo datasets fetch reviews");
}

TEST(CatalogEntryTest, ShowsNoPasswordAndNoSignature) {
  CatalogEntry entry;
  entry.sources = {*AssetSource::Parse("https://user:secret@a.test/b.zip?X-Signature=secret#secret")};
  EXPECT_EQ(entry.SourceText(), "https://a.test/b.zip");
  const std::string problem(AssetSource::Parse("ftp://user:secret@a.test/b.zip?secret").status().message());
  EXPECT_THAT(problem, AllOf(HasSubstr("a.test/b.zip' is none of"), ::testing::Not(HasSubstr("secret"))));
}

TEST(CatalogEntryTest, ErrorsSayWhere) {
  const auto problem = [](const std::string& rest, bool models) {
    return std::string(Read("models:\n  m:\n    path: p\n    " + rest + "\n", models).status().message());
  };
  EXPECT_THAT(problem("sources: [nonsense]", true), HasSubstr("catalog.yaml:4"));
  EXPECT_THAT(problem("sources: [hf://datasets/a/b]", true), HasSubstr("is no model"));
  EXPECT_THAT(problem("digests: {a: sha1}", true), HasSubstr("catalog.yaml:4"));
  EXPECT_THAT(problem("labels: [a]", true), HasSubstr("labels"));
  EXPECT_THAT(std::string(Read("models:\n  m: {licence: MIT}\n", true).status().message()),
              HasSubstr("a path is needed"));
  EXPECT_THAT(std::string(Read("datasets:\n  d:\n    path: p\n    member_digests: {a.csv: "
                               "\"md5:b1946ac92492d2347c6235b4d2611184\"}\n",
                               false)
                              .status()
                              .message()),
              AllOf(HasSubstr("catalog.yaml:4"), HasSubstr("a.csv"), HasSubstr("give its sha256:")));
  EXPECT_THAT(
      std::string(Read("datasets:\n  d:\n    path: p\n    text_columns: [title, \" \"]\n", false).status().message()),
      AllOf(HasSubstr("catalog.yaml:4"), HasSubstr("no column's name")));
}

}  // namespace
}  // namespace octavo::client
