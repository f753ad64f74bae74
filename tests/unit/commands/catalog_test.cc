#include "client/commands/catalog.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::AllOf;
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
  /// A safetensors file of one tensor of `bytes`, of which `missing` were cut off.
  static std::string Safetensors(size_t bytes, size_t missing) {
    const std::string header = R"({"w":{"dtype":"U8","shape":[)" + std::to_string(bytes) + R"(],"data_offsets":[0,)" +
                               std::to_string(bytes) + "]}}";
    std::string file(8, '\0');
    file[0] = static_cast<char>(header.size());
    return file + header + std::string(bytes - missing, 'x');
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
  EXPECT_THAT(std::string(catalog_.Model("minilm-l7", "c").status().message()), HasSubstr("did you mean 'minilm-l6'?"));
  EXPECT_THAT(std::string(catalog_.Dataset("sst3", "c").status().message()), HasSubstr("did you mean 'sst2'?"));
}

TEST_F(CatalogTest, FindsWhatIsInTheCache) {
  Write("models/minilm-l6/config.json", "{}");
  Write("models/minilm-l6/model.safetensors", Safetensors(4, 0));
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

TEST_F(CatalogTest, RefusesATruncatedModel) {
  Write("m/config.json", "{}");
  Write("m/model.safetensors", Safetensors(100, 1));
  EXPECT_THAT(std::string(CheckModelFolder(folder_.path() + "/m").message()),
              AllOf(HasSubstr("truncated"), HasSubstr("model.safetensors")));
  Write("m/model.safetensors", "abc");
  EXPECT_FALSE(CheckModelFolder(folder_.path() + "/m").ok());
  EXPECT_EQ(CheckModelFolder(folder_.path() + "/none").code(), absl::StatusCode::kNotFound);
}

TEST(IsModelFileTest, LeavesOutWhatDoesNotBelong) {
  EXPECT_TRUE(IsModelFile("model.safetensors", true));
  EXPECT_TRUE(IsModelFile("vocab.txt", true));
  EXPECT_FALSE(IsModelFile("pytorch_model.bin", true));
  EXPECT_TRUE(IsModelFile("pytorch_model.bin", false));
  EXPECT_FALSE(IsModelFile("README.md", true));
  EXPECT_FALSE(IsModelFile("onnx/model.safetensors", true));
}

}  // namespace
}  // namespace octavo::client
