#include "client/commands/model_show.h"

#include <string>

#include "common/files.h"
#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

class ModelShowTest : public ::testing::Test {
 protected:
  void SetUp() override { Write("model.safetensors", std::string("\x02\0\0\0\0\0\0\0{}", 10)); }
  void Write(const std::string& name, const std::string& text) const {
    ASSERT_TRUE(WriteFileAtomically(folder_.path() + "/" + name, text).ok());
  }
  absl::StatusOr<Json> Describe(const CatalogEntry* entry = nullptr) const {
    return DescribeModel({"mine", "", folder_.path()}, entry);
  }

  const TempDir folder_ = *TempDir::Create("octavo-test");
};

TEST_F(ModelShowTest, TellsWhatConfigJsonSaysUnderEitherOfItsNames) {
  Write("config.json", R"({"model_type": "distilbert", "n_layers": 6, "dim": 768, "n_heads": 12, "vocab_size": 30522,
                           "id2label": {"1": "good", "0": "bad"}})");
  const auto told = Describe();
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ((*told)["architecture"], "distilbert");
  EXPECT_EQ((*told)["layers"], 6);
  EXPECT_EQ((*told)["hidden_size"], 768);
  EXPECT_EQ((*told)["heads"], 12);
  EXPECT_EQ((*told)["positions"], nullptr);
  EXPECT_EQ((*told)["labels"], (Json{"bad", "good"}));
}

TEST_F(ModelShowTest, ComparesFilesWithTheirPublishedDigests) {
  Write("config.json", R"({"model_type": "bert", "num_hidden_layers": 2, "id2label": {"0": 5}})");
  Write("vocab.txt", "[PAD]\n");
  Write("notes.md", "no part of the model");
  CatalogEntry entry;
  entry.licence = "MIT";
  entry.digests["vocab.txt"] = {Digest::Algorithm::kSha256, Sha256Hex("[PAD]\n")};
  entry.digests["model.safetensors"] = {Digest::Algorithm::kSha256, Sha256Hex("other weights")};
  const auto told = Describe(&entry);
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ((*told)["licence"], "MIT");
  EXPECT_EQ((*told)["labels"], Json::array());
  const Json wanted = {
      {{"name", "config.json"}, {"size_bytes", 68}, {"digest", "not known"}},
      {{"name", "model.safetensors"}, {"size_bytes", 10}, {"digest", "differs from the published one"}},
      {{"name", "vocab.txt"}, {"size_bytes", 6}, {"digest", "as published"}}};
  EXPECT_EQ((*told)["files"], wanted);
}

TEST_F(ModelShowTest, AFolderThatIsNoModelIsRefused) { EXPECT_FALSE(Describe().ok()); }

}  // namespace
}  // namespace octavo::client
