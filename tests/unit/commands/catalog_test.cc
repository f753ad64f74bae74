#include "client/commands/catalog.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

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
  EXPECT_THAT(std::string(model.status().message()), HasSubstr("deploy/fetch_assets.sh minilm-l6"));
  EXPECT_THAT(std::string(catalog_.Dataset("movie-sentences", folder_.path()).status().message()),
              HasSubstr("deploy/fetch_assets.sh movie-sentences"));
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

}  // namespace
}  // namespace octavo::client
