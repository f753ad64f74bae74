#include "client/commands/catalog.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/commands/asset_damage.h"
#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;

class CatalogTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* source = std::getenv("OCTAVO_SOURCE_DIR");
    catalog_ = *Catalog::Read(std::string(source == nullptr ? "." : source) + "/configs/catalog.yaml");
  }
  void Write(const std::string& name, const std::string& text) {
    const std::filesystem::path path = folder_.path() + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  TempDir folder_ = *TempDir::Create("octavo-test");
  Catalog catalog_;
};

TEST_F(CatalogTest, SaysHowToBringAKnownAsset) {
  const auto model = catalog_.Model("minilm-l6", folder_.path());
  EXPECT_EQ(model.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(model.status().message()), HasSubstr("octavo models fetch minilm-l6"));
  EXPECT_THAT(std::string(catalog_.Dataset("movie-sentences", folder_.path()).status().message()),
              HasSubstr("octavo datasets fetch movie-sentences"));
}

TEST_F(CatalogTest, EveryEntryNamesSourcesLicenceAndDigests) {
  for (const auto* entries : {&catalog_.models(), &catalog_.datasets()}) {
    for (const CatalogEntry& entry : *entries) {
      EXPECT_FALSE(entry.sources.empty()) << entry.name;
      EXPECT_FALSE(entry.licence.empty()) << entry.name;
      EXPECT_GT(entry.size_bytes, 0) << entry.name;
      if (entry.is_model) {
        EXPECT_TRUE(entry.digests.contains("model.safetensors")) << entry.name;
        continue;
      }
      EXPECT_TRUE(IsPublished(entry, std::filesystem::path(entry.path).filename())) << entry.name;
      EXPECT_GE(entry.labels.size(), 2u) << entry.name;
      EXPECT_FALSE(entry.text_columns.empty()) << entry.name;
      EXPECT_FALSE(entry.splits.empty()) << entry.name;
    }
  }
  const CatalogEntry* bert = catalog_.Find(true, "bert-base-uncased");
  ASSERT_NE(bert, nullptr);
  EXPECT_EQ(bert->sources.front().repo.id, "google-bert/bert-base-uncased");
  EXPECT_TRUE(hub::IsCommit(bert->sources.front().repo.revision));
}

TEST_F(CatalogTest, TheScriptOfPythonPackagesKnowsTheSameDigests) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  const auto script = ReadFile(std::string(source == nullptr ? "." : source) + "/deploy/fetch_assets.sh");
  ASSERT_TRUE(script.ok()) << script.status();
  int compared = 0;
  for (const auto* entries : {&catalog_.models(), &catalog_.datasets()}) {
    for (const CatalogEntry& entry : *entries) {
      if (entry.sources.front().kind != AssetSource::Kind::kPip) continue;
      for (const auto& [file, digest] : entry.digests) {
        EXPECT_THAT(*script, HasSubstr(digest.hex)) << entry.name << ": " << file;
        ++compared;
      }
    }
  }
  EXPECT_EQ(compared, 3);
}

TEST_F(CatalogTest, SuggestsTheNearestName) {
  EXPECT_THAT(std::string(catalog_.Model("minilm-l7", "c").status().message()), HasSubstr("did you mean minilm-l6?"));
  EXPECT_THAT(std::string(catalog_.Dataset("sst3", "c").status().message()), HasSubstr("did you mean sst2?"));
}

TEST_F(CatalogTest, FindsWhatIsInTheCache) {
  Write("models/minilm-l6/config.json", "{}");
  Write("models/minilm-l6/pytorch_model.bin", "weights");
  const auto model = catalog_.Model("minilm-l6", folder_.path());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(model->name, "minilm-l6");
}

TEST_F(CatalogTest, TakesLocalPaths) {
  Write("data.csv", "text,label\na,b\n");
  const auto data = catalog_.Dataset(folder_.path() + "/data.csv", "c");
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(data->format, "local");
  EXPECT_EQ(catalog_.Dataset("./nothing.csv", "c").status().code(), absl::StatusCode::kNotFound);
}

/// Answers as told, and counts.
class FakeFetcher final : public AssetFetcher {
 public:
  std::optional<std::string> Find(const CatalogEntry& entry) const override { return here; }
  absl::StatusOr<std::string> Complete(const CatalogEntry& entry) override {
    completed.push_back(entry);
    return *here;
  }
  std::vector<std::string> PublicSources(const CatalogEntry& entry, const std::string& path) const override {
    return {absl::StrCat(entry.sources.front().text, " at ", path)};
  }
  bool offline() const override { return is_offline; }
  absl::StatusOr<std::string> Bring(const CatalogEntry& entry, const std::string& cache) override {
    brought.push_back(entry);
    return answer;
  }
  absl::StatusOr<std::string> Repair(const CatalogEntry& entry, const std::string& cache,
                                     const std::string& place) override {
    repaired.push_back(place);
    return repair.has_value() ? *repair : place;
  }
  std::optional<std::string> here;
  std::optional<absl::StatusOr<std::string>> repair;
  std::vector<std::string> repaired;
  bool is_offline = false;
  absl::StatusOr<std::string> answer = absl::UnavailableError("no route");
  std::vector<CatalogEntry> brought, completed;
};

class CatalogFetchTest : public CatalogTest {
 protected:
  void SetUp() override {
    CatalogTest::SetUp();
    catalog_.FetchWith(fetcher_);
    Write("model/config.json", "{}");
    Write("model/pytorch_model.bin", "weights");
    Write("data.csv", "text,label\na,b\n");
  }
  const std::shared_ptr<FakeFetcher> fetcher_ = std::make_shared<FakeFetcher>();
};

TEST_F(CatalogFetchTest, FetchesWhatIsMissingOnFirstUse) {
  fetcher_->answer = folder_.path() + "/model";
  const auto model = catalog_.Model("bert-base-uncased", folder_.path());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(model->path, folder_.path() + "/model");
  EXPECT_THAT(model->sources, ::testing::ElementsAre(::testing::EndsWith(" at " + model->path)));
  fetcher_->answer = folder_.path() + "/data.csv";
  const auto data = catalog_.Dataset("imdb", folder_.path());
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(data->format, "imdb");
  EXPECT_THAT(data->sources, ::testing::ElementsAre(::testing::EndsWith("/aclImdb_v1.tar.gz at " + data->path)));
  EXPECT_EQ(fetcher_->brought.size(), 2u);
}

TEST_F(CatalogFetchTest, WhatIsHereIsNotFetched) {
  Write("models/minilm-l6/config.json", "{}");
  Write("models/minilm-l6/pytorch_model.bin", "weights");
  EXPECT_TRUE(catalog_.Model("minilm-l6", folder_.path()).ok());
  EXPECT_TRUE(fetcher_->completed.empty()) << "a place of its own is whole";
  fetcher_->here = folder_.path() + "/model";
  EXPECT_TRUE(catalog_.Model("bert-base-uncased", folder_.path()).ok()) << "the hub's cache has it";
  EXPECT_EQ(fetcher_->completed.size(), 1u) << "other tools leave parts out there";
  EXPECT_TRUE(fetcher_->brought.empty());
}

TEST_F(CatalogFetchTest, AnyIdOfTheHubIsAModelAndADataSet) {
  fetcher_->answer = folder_.path() + "/model";
  const auto model = catalog_.Model("org/name@v2", folder_.path());
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(model->name, "org/name@v2");
  EXPECT_EQ(fetcher_->brought.back().sources.front().repo.revision, "v2");
  EXPECT_TRUE(catalog_.Model("hf://bert-base-cased", folder_.path()).ok()) << "one without organisation";
  fetcher_->answer = folder_.path() + "/data.csv";
  const auto data = catalog_.Dataset("org/data", folder_.path());
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(data->format, "local");
  EXPECT_TRUE(catalog_.Dataset("hf://datasets/org/data", folder_.path()).ok());
  EXPECT_EQ(fetcher_->brought.back().sources.front().repo.id, "org/data");
}

TEST_F(CatalogFetchTest, APathIsNoId) {
  const std::vector<std::string> paths = {folder_.path() + "/nothing", "./nothing", "tests/nothing", "a/b/c"};
  for (const std::string& name : paths) {
    EXPECT_FALSE(catalog_.Model(name, folder_.path()).ok()) << name;
  }
  EXPECT_EQ(catalog_.Dataset("reviews/train.csv", folder_.path()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(fetcher_->brought.empty());
}

TEST_F(CatalogFetchTest, SaysWhatIsWrongWithAnIdOfTheHub) {
  for (const char* name : {"hf://a/b/c", "hf://", "hf://org/na me", "hf://org/name@"}) {
    for (const absl::Status& status :
         {catalog_.Model(name, folder_.path()).status(), catalog_.Dataset(name, folder_.path()).status(),
          HubEntry(true, name).status()}) {
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << name;
      EXPECT_THAT(std::string(status.message()),
                  ::testing::AnyOf(HasSubstr("is no id of the Hugging Face hub"), HasSubstr("is no revision of")));
    }
  }
  EXPECT_TRUE(fetcher_->brought.empty());
}

TEST_F(CatalogFetchTest, RefreshAsksTheHubAgainForABranchAlone) {
  fetcher_->here = folder_.path() + "/model";
  fetcher_->answer = folder_.path() + "/newer";
  const CatalogEntry branch = **HubEntry(true, "org/name");
  EXPECT_EQ(*catalog_.Refresh(branch, folder_.path()), folder_.path() + "/newer");
  const CatalogEntry& commit = *catalog_.Find(true, "bert-base-uncased");
  EXPECT_EQ(*catalog_.Refresh(commit, folder_.path()), folder_.path() + "/model") << "a commit never changes";
  fetcher_->is_offline = true;
  EXPECT_EQ(*catalog_.Refresh(branch, folder_.path()), folder_.path() + "/model");
  EXPECT_EQ(fetcher_->brought.size(), 1u);
}

TEST_F(CatalogFetchTest, RefreshRepairsWhatIsHereAndFirstUseDoesNot) {
  Write("models/minilm-l6/config.json", "{}");
  Write("models/minilm-l6/pytorch_model.bin", "weights");
  EXPECT_TRUE(catalog_.Model("minilm-l6", folder_.path()).ok());
  EXPECT_THAT(fetcher_->repaired, ::testing::IsEmpty()) << "that would read all of it";
  fetcher_->repair = absl::DataLossError("damaged");
  const CatalogEntry& entry = *catalog_.Find(true, "minilm-l6");
  EXPECT_TRUE(absl::IsDataLoss(catalog_.Refresh(entry, folder_.path()).status()));
  fetcher_->repair = "/elsewhere";
  EXPECT_EQ(*catalog_.Refresh(entry, folder_.path()), "/elsewhere");
  fetcher_->here = folder_.path() + "/model";
  fetcher_->answer = folder_.path() + "/newer";
  EXPECT_EQ(*catalog_.Refresh(**HubEntry(true, "org/name"), folder_.path()), folder_.path() + "/newer");
  const std::string place = entry.Place(folder_.path());
  EXPECT_THAT(fetcher_->repaired, ::testing::ElementsAre(place, place, folder_.path() + "/model"));
}

}  // namespace
}  // namespace octavo::client
