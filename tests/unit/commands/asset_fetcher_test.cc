#include "client/commands/asset_fetcher.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/input_source.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hub/public_source.h"
#include "server/core/validate.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

const std::string kCommit(40, 'c');

/// What the server says of a job with an input of these sources.
absl::Status ServerTakes(const std::vector<std::string>& sources) {
  JobSpec train;
  train.name = "train";
  train.kind = "baseline";
  train.params = Json::object();
  train.max_attempts = 1;
  train.inputs = {{"model", std::string(64, 'a'), "", "", sources}, {"dataset", std::string(64, 'b'), "", "", sources}};
  Scheduler::NewExperiment experiment{"name", "0123456789", "", {train}};
  return ValidateExperiment(&experiment);
}

class AssetFetcherTest : public ::testing::Test {
 protected:
  AssetFetcherTest() { settings_.cache_dir = folder_.path() + "/hub"; }

  std::vector<std::string> Sources(const std::vector<std::string>& texts, const std::string& path) {
    CatalogEntry entry;
    entry.is_model = false;
    for (const std::string& text : texts) entry.sources.push_back(*AssetSource::Parse(text));
    return NetworkAssetFetcher(settings_, output_, cancellation_).PublicSources(entry, path);
  }

  TempDir folder_ = *TempDir::Create("octavo-test");
  hub::HubSettings settings_;
  Output output_{{.quiet = true}};
  Cancellation cancellation_;
};

TEST_F(AssetFetcherTest, TheServerTakesTheSourceOfAnyFolder) {
  for (const char* folder : {"my data", "\xC3\xBC", "100%"}) {
    const hub::HubRepo repo{hub::HubRepo::Kind::kDataset, "org/name", kCommit};
    const std::string path =
        absl::StrCat(hub::HubCache(settings_.cache_dir).SnapshotFolder(repo, kCommit), "/", folder);
    std::filesystem::create_directories(path);
    std::ofstream(path + "/train.csv") << "text,label\n";
    const std::vector<std::string> sources = Sources({"hf://datasets/org/name@" + kCommit}, path);
    ASSERT_THAT(sources, SizeIs(1));
    EXPECT_TRUE(ServerTakes(sources).ok()) << ServerTakes(sources);
    const absl::StatusOr<hub::PublicSource> read = hub::PublicSource::Parse(sources.front());
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(read->folder, folder);
  }
}

TEST_F(AssetFetcherTest, TheServerTakesTheSourcesOfAnyCatalog) {
  std::vector<std::string> mirrors;
  for (int i = 0; i < 9; ++i) mirrors.push_back(absl::StrCat("https://mirror", i, ".example/a.zip"));
  const std::vector<std::string> sources = Sources(mirrors, "/a.zip");
  EXPECT_THAT(sources, SizeIs(kMaxInputSources));
  EXPECT_TRUE(ServerTakes(sources).ok()) << ServerTakes(sources);
  mirrors.resize(kMaxInputSources + 1, mirrors.front());
  EXPECT_FALSE(ServerTakes(mirrors).ok()) << "one more is refused";
  // What cannot be named is left out, and the others stay.
  EXPECT_THAT(Sources({absl::StrCat("https://long.example/", std::string(1000, 'a')), "https://b.example/\xC3\xBC.csv",
                       "https://b.example/c.csv"},
                      "/c.csv"),
              ElementsAre("https://b.example/c.csv"));
}

}  // namespace
}  // namespace octavo::client
