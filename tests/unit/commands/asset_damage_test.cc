#include "client/commands/asset_damage.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/text/dataset_fixtures.h"

namespace octavo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kWeights("\x02\0\0\0\0\0\0\0{}", 10);

Digest Published(const std::string& text) { return {Digest::Algorithm::kSha256, Sha256Hex(text)}; }

class AssetDamageTest : public ::testing::Test {
 protected:
  AssetDamageTest() {
    model_.path = "models/m";
    folder_.Write("models/m/config.json", "{}");
    folder_.Write("models/m/vocab.txt", "[PAD]\n");
    folder_.Write("models/m/model.safetensors", kWeights);
    data_.is_model = false;
    data_.path = "datasets/d/d.tgz";
    data_.size_bytes = 6;
    folder_.Write(data_.path, "bytes\n");
  }
  std::optional<AssetDamage> Find(const CatalogEntry& entry) const {
    const auto damage = FindDamage(entry, entry.Place(folder_.root()), nullptr);
    EXPECT_TRUE(damage.ok()) << damage.status();
    return damage.ok() ? *damage : std::nullopt;
  }

  DatasetFolder folder_;
  CatalogEntry model_, data_;
};

TEST_F(AssetDamageTest, WhatIsAsPublishedIsWhole) {
  model_.digests = {{"model.safetensors", Published(kWeights)}, {"merges.txt", Published("of another layout")}};
  data_.digests = {{"d.tgz", Published("bytes\n")}};
  EXPECT_FALSE(Find(model_).has_value());
  EXPECT_FALSE(Find(data_).has_value());
}

TEST_F(AssetDamageTest, NamesTheFilesThatDiffer) {
  model_.digests = {{"model.safetensors", Published("other")}, {"vocab.txt", Published("[PAD]\n")}};
  const auto damage = Find(model_);
  ASSERT_TRUE(damage.has_value());
  EXPECT_THAT(damage->files, ElementsAre(folder_.Path("models/m/model.safetensors")));
  EXPECT_THAT(damage->why, HasSubstr(Published("other").ToString()));
  data_.digests = {{"d.tgz", Published("BYTES\n")}};
  EXPECT_THAT(Find(data_)->files, ElementsAre(folder_.Path("datasets/d/d.tgz")));
}

TEST_F(AssetDamageTest, ATruncatedModelWithoutDigestsIsFound) {
  folder_.Write("models/m/model.safetensors", kWeights.substr(0, 9));
  const auto damage = Find(model_);
  ASSERT_TRUE(damage.has_value());
  EXPECT_THAT(damage->files, ElementsAre(folder_.Path("models/m/model.safetensors")));
}

TEST_F(AssetDamageTest, SaysWhatIsMissingOfAModel) {
  std::filesystem::remove(folder_.Path("models/m/vocab.txt"));
  auto damage = Find(model_);
  ASSERT_TRUE(damage.has_value());
  EXPECT_THAT(damage->why, HasSubstr("no tokenizer"));
  EXPECT_THAT(damage->files, IsEmpty());
  folder_.Write("models/m/tokenizer.json", "{}");
  EXPECT_FALSE(Find(model_).has_value());
  std::filesystem::remove(folder_.Path("models/m/model.safetensors"));
  EXPECT_TRUE(Find(model_).has_value());
}

TEST_F(AssetDamageTest, AnArchiveOfAnotherSizeIsDamagedAlsoWithoutADigest) {
  folder_.Write(data_.path, "byte");
  EXPECT_THAT(Find(data_)->why, HasSubstr("has 4 bytes, not 6"));
}

TEST_F(AssetDamageTest, TheFilesInAnArchiveAreComparedToo) {
  const std::string path = folder_.WriteArchive("datasets/d/d.tgz", {{"a.csv", "a"}});
  data_.size_bytes = static_cast<int64_t>(std::filesystem::file_size(path));
  data_.member_digests = {{"a.csv", Published("a")}};
  EXPECT_TRUE(IsPublished(data_, "d.tgz"));
  EXPECT_FALSE(Find(data_).has_value());
  data_.member_digests = {{"a.csv", Published("b")}};
  EXPECT_THAT(Find(data_)->why, HasSubstr("a.csv in "));
}

TEST_F(AssetDamageTest, AFolderInTheArchivesPlaceIsLeftToItsReader) {
  std::filesystem::remove(folder_.Path(data_.path));
  folder_.Write(absl::StrCat(data_.path, "/train.csv"), "text,label\n");
  EXPECT_FALSE(Find(data_).has_value());
}

}  // namespace
}  // namespace octavo::client
