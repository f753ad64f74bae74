#include "hub/hub_cache.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/files.h"
#include "common/json.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hub/hub_client.h"

namespace octavo::hub {
namespace {

namespace fs = std::filesystem;
constexpr char kCommit[] = "86b5e0934494bd15c9632b12f734a8a67f723594";

class HubCacheTest : public ::testing::Test {
 protected:
  void Write(const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  TempDir folder_ = *TempDir::Create("octavo-test");
  const HubCache cache_{folder_.path()};
  const HubRepo repo_ = *HubRepo::Parse(HubRepo::Kind::kModel, "org/name");
};

TEST_F(HubCacheTest, NamesFoldersAsPublished) {
  const HubRepo data = *HubRepo::Parse(HubRepo::Kind::kDataset, "org/name");
  const HubRepo old = *HubRepo::Parse(HubRepo::Kind::kModel, "bert-base-uncased");
  EXPECT_EQ(cache_.RepoFolder(repo_), folder_.path() + "/models--org--name");
  EXPECT_EQ(cache_.RepoFolder(data), folder_.path() + "/datasets--org--name");
  EXPECT_EQ(cache_.RepoFolder(old), folder_.path() + "/models--bert-base-uncased");
  EXPECT_EQ(cache_.BlobPath(repo_, "e"), folder_.path() + "/models--org--name/blobs/e");
  EXPECT_EQ(cache_.LockPath(repo_, "e"), folder_.path() + "/.locks/models--org--name/e.lock");
}

TEST_F(HubCacheTest, LinksAreRelativeAlsoFromFolders) {
  Write(cache_.BlobPath(repo_, "e1"), "one");
  ASSERT_TRUE(cache_.Link(repo_, kCommit, "config.json", "e1").ok());
  ASSERT_TRUE(cache_.Link(repo_, kCommit, "data/en/train.csv", "e1").ok());
  const std::string snapshot = cache_.SnapshotFolder(repo_, kCommit);
  EXPECT_EQ(fs::read_symlink(snapshot + "/config.json"), "../../blobs/e1");
  EXPECT_EQ(fs::read_symlink(snapshot + "/data/en/train.csv"), "../../../../blobs/e1");
  EXPECT_EQ(*ReadFile(snapshot + "/data/en/train.csv"), "one");
  // Again, and to another blob: the link is replaced.
  Write(cache_.BlobPath(repo_, "e2"), "two");
  ASSERT_TRUE(cache_.Link(repo_, kCommit, "config.json", "e2").ok());
  EXPECT_EQ(*ReadFile(snapshot + "/config.json"), "two");
}

TEST_F(HubCacheTest, AFileWithoutItsBlobIsNotThere) {
  ASSERT_TRUE(cache_.Link(repo_, kCommit, "config.json", "e1").ok());
  EXPECT_FALSE(cache_.Has(repo_, kCommit, "config.json"));
  Write(cache_.BlobPath(repo_, "e1"), "one");
  EXPECT_TRUE(cache_.Has(repo_, kCommit, "config.json"));
}

TEST_F(HubCacheTest, RemembersTheCommitOfABranch) {
  EXPECT_EQ(cache_.Commit(repo_), std::nullopt);
  ASSERT_TRUE(cache_.SetCommit(repo_, kCommit).ok());
  EXPECT_EQ(cache_.Commit(repo_), kCommit);
  EXPECT_EQ(*ReadFile(cache_.RepoFolder(repo_) + "/refs/main"), kCommit) << "no newline";
  HubRepo other = repo_;
  other.revision = "refs/pr/1";
  ASSERT_TRUE(cache_.SetCommit(other, kCommit).ok());
  EXPECT_EQ(*ReadFile(cache_.RepoFolder(repo_) + "/refs/refs/pr/1"), kCommit);
  other.revision = std::string(40, 'a');
  EXPECT_EQ(cache_.Commit(other), other.revision);
  Write(cache_.RepoFolder(repo_) + "/refs/main", "nonsense");
  EXPECT_EQ(cache_.Commit(repo_), std::nullopt);
}

TEST_F(HubCacheTest, BlobNamesAreWhatIsInTheQuotes) {
  EXPECT_EQ(BlobName("\"abc-1\""), "abc-1");
  EXPECT_EQ(BlobName("W/\"abc\""), "abc");
  EXPECT_EQ(BlobName("abc"), "abc");
  for (const char* bad : {"", "\"\"", "\"../x\"", "\"a/b\"", "\".hidden\"", "\"a b\""})
    EXPECT_EQ(BlobName(bad), "") << bad;
}

TEST_F(HubCacheTest, FileNamesStayInTheirFolder) {
  EXPECT_TRUE(IsSafeFileName("data/train set.csv"));
  for (const char* bad : {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/./b", "a/", "a\\b", "a\nb"})
    EXPECT_FALSE(IsSafeFileName(bad)) << bad;
}

/// tests/fixtures/make_hub_cache_fixture.py had the PyPI package write it.
TEST_F(HubCacheTest, UsesACacheThatHuggingfaceHubWroteWithoutARequest) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  const Json fixture =
      *ReadJsonFile(std::string(source == nullptr ? "." : source) + "/tests/fixtures/hub/huggingface_hub_cache.json");
  for (const Json& entry : fixture["cache"]) {
    const std::string path = folder_.path() + "/" + entry["path"].get<std::string>();
    if (entry.contains("text")) {
      Write(path, entry["text"].get<std::string>());
    } else {
      fs::create_directories(fs::path(path).parent_path());
      fs::create_symlink(entry["link"].get<std::string>(), path);
    }
  }
  HubSettings settings;
  settings.endpoint = "http://127.0.0.1:1";
  settings.cache_dir = folder_.path();
  settings.offline = true;
  const HubClient client(settings, FetchTools());
  const HubRepo repo = *HubRepo::Parse(HubRepo::Kind::kModel, fixture["repository"].get<std::string>());
  const std::optional<std::string> folder = client.FindModel(repo);
  ASSERT_TRUE(folder.has_value());
  for (const auto& [name, text] : fixture["files"].items())
    EXPECT_EQ(*ReadFile(*folder + "/" + name), text.get<std::string>());
  // Without a file that is needed it is no model.
  fs::remove(*folder + "/model.safetensors");
  EXPECT_FALSE(client.FindModel(repo).has_value());
}

TEST_F(HubCacheTest, KnowsDatasetSnapshotsByTheirPath) {
  const std::string repo = "/hub/datasets--org--d/snapshots/";
  for (const std::string& in :
       {repo + kCommit, repo + kCommit + "/", repo + kCommit + "/data", repo + "x/../" + kCommit})
    EXPECT_TRUE(IsInDatasetSnapshot(in)) << in;
  for (const std::string& out :
       {repo + "main", repo, std::string("/hub/models--org--d/snapshots/") + kCommit,
        std::string("/snapshots/") + kCommit, repo + kCommit + "/..", std::string("/hub/datasets--org--d/") + kCommit,
        std::string("data.csv"), std::string()})
    EXPECT_FALSE(IsInDatasetSnapshot(out)) << out;
}

TEST_F(HubCacheTest, SaysWhenceOthersCanHaveWhatItHas) {
  HubSettings settings;
  settings.cache_dir = folder_.path();
  const HubClient client(settings, FetchTools());
  EXPECT_EQ(client.SourceOf(repo_, folder_.path()), std::nullopt) << "no commit of the branch was ever seen";
  ASSERT_TRUE(cache_.SetCommit(repo_, kCommit).ok());
  const std::string source = std::string("hf://org/name@") + kCommit;
  const std::string snapshot = cache_.SnapshotFolder(repo_, kCommit);
  Write(snapshot + "/data/en/train.csv", "text,label\n");
  EXPECT_EQ(client.SourceOf(repo_, snapshot), source);
  EXPECT_EQ(client.SourceOf(repo_, snapshot + "/data/en"), source + "/data/en");
  EXPECT_EQ(client.SourceOf(repo_, snapshot + "/data/en/train.csv"), source + "/data/en") << "the folder of a file";
  EXPECT_EQ(client.SourceOf(repo_, "/elsewhere/models/name"), source) << "the same files by another way";
}

}  // namespace
}  // namespace octavo::hub
