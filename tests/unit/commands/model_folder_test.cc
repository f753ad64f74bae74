#include "client/commands/model_folder.h"

#include <filesystem>
#include <fstream>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class ModelFolderTest : public ::testing::Test {
 protected:
  void SetUp() override { Write("config.json", "{}"); }
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() + "/" + name, std::ios::binary) << text;
  }
  /// A safetensors file of one tensor of `bytes`, of which `missing` were cut off.
  static std::string Safetensors(size_t bytes, size_t missing) {
    const std::string header = R"({"w":{"dtype":"U8","shape":[)" + std::to_string(bytes) + R"(],"data_offsets":[0,)" +
                               std::to_string(bytes) + "]}}";
    std::string file(8, '\0');
    file[0] = static_cast<char>(header.size());
    return file + header + std::string(bytes - missing, 'x');
  }
  void WriteShards() {
    Write("model.safetensors.index.json", R"({"weight_map": {"a": "one.safetensors", "b": "two.safetensors"}})");
    Write("one.safetensors", Safetensors(8, 0));
    Write("two.safetensors", Safetensors(8, 0));
  }

  TempDir folder_ = *TempDir::Create("octavo-test");
};

TEST_F(ModelFolderTest, RefusesATruncatedModel) {
  Write("model.safetensors", Safetensors(100, 1));
  EXPECT_THAT(std::string(CheckModelFolder(folder_.path()).message()),
              AllOf(HasSubstr("truncated"), HasSubstr("model.safetensors")));
  Write("model.safetensors", "abc");
  EXPECT_FALSE(CheckModelFolder(folder_.path()).ok());
  EXPECT_EQ(CheckModelFolder(folder_.path() + "/none").code(), absl::StatusCode::kNotFound);
}

TEST_F(ModelFolderTest, LooksAtEveryShard) {
  WriteShards();
  EXPECT_TRUE(CheckModelFolder(folder_.path()).ok());
  Write("two.safetensors", Safetensors(8, 1));
  EXPECT_THAT(std::string(CheckModelFolder(folder_.path()).message()),
              AllOf(HasSubstr("truncated"), HasSubstr("two.safetensors")));
  std::filesystem::remove(folder_.path() + "/two.safetensors");
  EXPECT_THAT(std::string(CheckModelFolder(folder_.path()).message()),
              HasSubstr("two.safetensors, which is not there"));
}

TEST_F(ModelFolderTest, SaysThatWeightsAreMissing) {
  EXPECT_EQ(CheckModelFolder(folder_.path()).code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(CheckModelFolder(folder_.path()).message()), HasSubstr("has no model.safetensors"));
}

TEST_F(ModelFolderTest, WantsOnlyTheWeightsThatAreLoaded) {
  Write("pytorch_model.bin", "x");
  auto wanted = ModelFileFilter(folder_.path());
  ASSERT_TRUE(wanted.ok()) << wanted.status();
  EXPECT_TRUE((*wanted)("pytorch_model.bin"));
  EXPECT_TRUE((*wanted)("vocab.txt"));
  EXPECT_FALSE((*wanted)("README.md"));
  EXPECT_FALSE((*wanted)("onnx/model.safetensors"));
  WriteShards();
  wanted = ModelFileFilter(folder_.path());
  ASSERT_TRUE(wanted.ok()) << wanted.status();
  EXPECT_TRUE((*wanted)("model.safetensors.index.json"));
  EXPECT_TRUE((*wanted)("one.safetensors"));
  EXPECT_FALSE((*wanted)("pytorch_model.bin"));
  Write("model.safetensors", Safetensors(4, 0));
  wanted = ModelFileFilter(folder_.path());
  ASSERT_TRUE(wanted.ok()) << wanted.status();
  EXPECT_TRUE((*wanted)("model.safetensors"));
  EXPECT_FALSE((*wanted)("one.safetensors"));
}

TEST_F(ModelFolderTest, AModelOfOneFileIsWantedWhole) {
  const auto wanted = ModelFileFilter(folder_.path() + "/config.json");
  ASSERT_TRUE(wanted.ok()) << wanted.status();
  EXPECT_TRUE((*wanted)("quantized_model.pt"));
}

}  // namespace
}  // namespace octavo::client
