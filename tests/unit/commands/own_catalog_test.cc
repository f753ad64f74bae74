#include "client/commands/own_catalog.h"

#include <filesystem>
#include <fstream>

#include "client/commands/catalog.h"
#include "client/commands/stage_plan.h"
#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

class OwnCatalogTest : public ::testing::Test {
 protected:
  void Write(const std::string& name, const std::string& text) {
    const std::filesystem::path path = folder_.path() + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  absl::Status Add(bool model, const std::string& name, const std::string& path) {
    const absl::StatusOr<CatalogEntry> entry = DescribeLocal(model, name, folder_.path() + "/" + path);
    return entry.ok() ? AddToOwnCatalog(cache_, *entry, nullptr) : entry.status();
  }
  Catalog Read() {
    Catalog catalog;
    EXPECT_EQ(catalog.AddOwn(OwnCatalogPath(cache_)), absl::OkStatus());
    return catalog;
  }
  TempDir folder_ = *TempDir::Create("octavo-test");
  const std::string cache_ = folder_.path() + "/cache";
};

TEST_F(OwnCatalogTest, WhatWasAddedIsKnownByItsName) {
  Write("my \"model\"/config.json", "{\"model_type\": \"roberta\"}");
  Write("my \"model\"/pytorch_model.bin", "weights");
  Write("data/train.csv", "text,label\na,b\n");
  Write("one.jsonl", "{}\n");
  EXPECT_EQ(Add(true, "mine", "my \"model\""), absl::OkStatus());
  EXPECT_EQ(Add(false, "folder", "data"), absl::OkStatus());
  EXPECT_EQ(Add(false, "file", "one.jsonl"), absl::OkStatus());
  EXPECT_EQ(Add(false, "file", "one.jsonl"), absl::OkStatus()) << "again";
  const Catalog catalog = Read();
  const auto model = catalog.Model("mine", cache_);
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_EQ(catalog.Find(true, "mine")->kind, "roberta");
  EXPECT_TRUE(catalog.Find(true, "mine")->own);
  const auto data = catalog.Dataset("folder", cache_);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(data->format, "local");
  EXPECT_EQ(catalog.datasets().size(), 2u);
  EXPECT_THAT(*ListFiles(cache_), ::testing::ElementsAre("catalog.yaml"));
}

TEST_F(OwnCatalogTest, ColumnsAndLabelsAreRememberedAndGivenToJobs) {
  Write("news.csv.gz", "");
  CatalogEntry entry = *DescribeLocal(false, "news", folder_.path() + "/news.csv.gz");
  ASSERT_EQ(NoteColumns({"title,description", "class", {"1=World", "2=Sports"}}, &entry), absl::OkStatus());
  ASSERT_EQ(AddToOwnCatalog(cache_, entry, nullptr), absl::OkStatus());
  const auto data = Read().Dataset("news", cache_);
  ASSERT_TRUE(data.ok()) << data.status();
  Json params = {{"text_column", "text"}, {"label_column", "mine"}};
  TakeColumns(
      *data, [](const std::string& param) { return param == "label_column"; }, &params);
  EXPECT_EQ(
      params,
      (Json{{"text_column", "title,description"}, {"label_column", "mine"}, {"label_names", {"1=World", "2=Sports"}}}))
      << "what the user gives comes first";
}

TEST_F(OwnCatalogTest, AnotherNameLeavesTheDigestsOfTheFirstAlone) {
  Write("one.csv", "");
  Write("cache/catalog.yaml", R"(
datasets:
  signed:
    format: ag_news
    path: signed.tgz
    digests: {signed.tgz: "md5:b1946ac92492d2347c6235b4d2611184"}
    member_digests: {a.csv: "sha256:5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9"}
)");
  ASSERT_EQ(Add(false, "one", "one.csv"), absl::OkStatus());
  const Catalog catalog = Read();
  const CatalogEntry* entry = catalog.Find(false, "signed");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->digests.at("signed.tgz").ToString(), "md5:b1946ac92492d2347c6235b4d2611184");
  EXPECT_EQ(entry->member_digests.at("a.csv").ToString(),
            "sha256:5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9");
}

TEST_F(OwnCatalogTest, AnEmptyColumnIsNotRemembered) {
  for (const char* columns : {",", "title,", ",body", "title, ,body"}) {
    CatalogEntry entry;
    const absl::Status noted = NoteColumns({columns, "", {}}, &entry);
    EXPECT_EQ(noted.code(), absl::StatusCode::kInvalidArgument) << columns;
    EXPECT_THAT(std::string(noted.message()), ::testing::HasSubstr("names an empty column"));
  }
}

TEST_F(OwnCatalogTest, ANameIsNotTakenTwice) {
  Write("a.csv", "");
  Write("b.csv", "");
  EXPECT_EQ(Add(false, "data", "a.csv"), absl::OkStatus());
  EXPECT_EQ(Add(false, "data", "b.csv").code(), absl::StatusCode::kAlreadyExists);
}

TEST_F(OwnCatalogTest, RefusesWhatCannotBeUsed) {
  Write("notes.txt", "");
  Write("empty/readme", "");
  Write("model/config.json", "{}");
  Write("model/pytorch_model.bin", "weights");
  EXPECT_EQ(Add(false, "data", "nothing.csv").code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Add(false, "data", "notes.txt").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Add(false, "data", "empty").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Add(true, "model", "empty").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Add(true, "model", "model").code(), absl::StatusCode::kInvalidArgument) << "no architecture";
  for (const char* name : {"", "a/b", "-a", ".a", "a b"})
    EXPECT_EQ(Add(false, name, "notes.txt").code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(OwnCatalogTest, ADamagedCatalogIsLeftAlone) {
  Write("a.csv", "");
  Write("cache/catalog.yaml", "models: [");
  EXPECT_FALSE(Add(false, "data", "a.csv").ok());
  EXPECT_EQ(*ReadFile(OwnCatalogPath(cache_)), "models: [");
}

}  // namespace
}  // namespace octavo::client
