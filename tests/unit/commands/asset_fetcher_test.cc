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

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
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

  /// A data set at datasets/d/d.zip of the cache, which is folder_.
  CatalogEntry DataSet(const std::vector<std::string>& sources) {
    CatalogEntry entry;
    entry.is_model = false;
    entry.name = "d";
    entry.path = "datasets/d/d.zip";
    entry.size_bytes = 5;
    for (const std::string& text : sources) entry.sources.push_back(*AssetSource::Parse(text));
    return entry;
  }
  std::string Write(const CatalogEntry& entry, const std::string& text) {
    const std::filesystem::path place = entry.Place(folder_.path());
    std::filesystem::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << text;
    return place.string();
  }
  absl::StatusOr<std::string> Repair(const CatalogEntry& entry) {
    return NetworkAssetFetcher(settings_, output_, cancellation_)
        .Repair(entry, folder_.path(), entry.Place(folder_.path()));
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

CatalogEntry Model(const std::vector<std::string>& sources) {
  CatalogEntry entry;
  entry.name = "m";
  entry.path = "models/m";
  for (const std::string& text : sources) entry.sources.push_back(*AssetSource::Parse(text));
  return entry;
}

std::string ByHand(const CatalogEntry& entry) { return HowToBringByHand(entry, "data/cache", hub::HubCache("/hub")); }

TEST(HowToBringByHandTest, SpeaksOfTheSourceThatIsTriedFirst) {
  const std::string run = "on a machine with internet run: octavo models fetch m; then copy ";
  EXPECT_EQ(ByHand(Model({"pip:m==1", "hf://org/name"})),
            run + "models/m of its cache folder (there ./data/cache by default) to data/cache/models/m here");
  EXPECT_EQ(ByHand(Model({"hf://org/name", "pip:m==1"})),
            run + "models--org--name of its Hugging Face cache to /hub here");
  EXPECT_EQ(ByHand(Model({"https://a.test/m.zip", "pip:m==1"})),
            "put https://a.test/m.zip at data/cache/models/m, or name a mirror in OCTAVO_DATASET_MIRROR");
}

TEST(HowToBringByHandTest, AnAbsolutePlaceIsTheSameElsewhere) {
  CatalogEntry entry = Model({"pip:m==1"});
  entry.path = "/srv/m";
  EXPECT_THAT(ByHand(entry), HasSubstr("then copy /srv/m to /srv/m here"));
}

TEST(HowToBringByHandTest, ShowsNoPasswordAndNoSignature) {
  EXPECT_THAT(ByHand(Model({"https://user:secret@a.test/m.zip?X-Signature=secret"})),
              AllOf(HasSubstr("https://a.test/m.zip"), Not(HasSubstr("secret")), Not(HasSubstr("user"))));
}

TEST_F(AssetFetcherTest, WhatIsWholeStaysAsItIs) {
  const CatalogEntry entry = DataSet({"https://a.test/d.zip"});
  const std::string place = Write(entry, "whole");
  EXPECT_EQ(*Repair(entry), place);
  EXPECT_THAT(*ListFiles(folder_.path()), ElementsAre("datasets/d/d.zip"));
}

TEST_F(AssetFetcherTest, OfflineADamagedFileIsToldAndStays) {
  settings_.offline = true;
  settings_.offline_by = "HF_HUB_OFFLINE";
  const CatalogEntry entry = DataSet({"https://a.test/d.zip"});
  Write(entry, "half");
  const absl::Status status = Repair(entry).status();
  EXPECT_TRUE(absl::IsDataLoss(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              AllOf(HasSubstr("data set 'd' is damaged"), HasSubstr("has 4 bytes, not 5"),
                    HasSubstr("HF_HUB_OFFLINE is set"), HasSubstr("put https://a.test/d.zip at ")));
  EXPECT_THAT(*ListFiles(folder_.path()), ElementsAre("datasets/d/d.zip"));
}

TEST_F(AssetFetcherTest, WhatHasNoSourceIsToldAndStays) {
  const CatalogEntry entry = DataSet({});
  const std::string place = Write(entry, "half");
  const absl::Status status = Repair(entry).status();
  EXPECT_TRUE(absl::IsDataLoss(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("bring it back to " + place));
  EXPECT_EQ(*ReadFile(place), "half");
}

TEST_F(AssetFetcherTest, ADamagedFileIsSetAsideBeforeItIsBroughtAnew) {
  settings_.mirror = "http://127.0.0.1:1";  // nobody is there
  const CatalogEntry entry = DataSet({"https://a.test/d.zip"});
  for (const char* text : {"1", "22"}) {
    Write(entry, text);
    EXPECT_TRUE(absl::IsUnavailable(Repair(entry).status())) << Repair(entry).status();
  }
  EXPECT_EQ(*ReadFile(folder_.path() + "/datasets/d/d.zip.damaged"), "1");
  EXPECT_EQ(*ReadFile(folder_.path() + "/datasets/d/d.zip.damaged-2"), "22") << "what was set aside before stays";
  EXPECT_FALSE(IsRegularFile(entry.Place(folder_.path())));
  EXPECT_FALSE(IsRegularFile(entry.Place(folder_.path()) + ".lock"));
}

TEST_F(AssetFetcherTest, AMirrorIsAskedWithoutTheSignatureOfTheSource) {
  settings_.mirror = "http://127.0.0.1:1";
  CatalogEntry entry = DataSet({"https://user:secret@a.test/d.zip?X-Signature=secret"});
  const std::string problem(
      NetworkAssetFetcher(settings_, output_, cancellation_).Bring(entry, folder_.path()).status().message());
  EXPECT_THAT(problem, AllOf(HasSubstr("http://127.0.0.1:1/d.zip"), Not(HasSubstr("secret"))));
}

}  // namespace
}  // namespace octavo::client
