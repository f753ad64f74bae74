#include "common/weight_files.h"

#include <fstream>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class WeightFilesTest : public ::testing::Test {
 protected:
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() + "/" + name, std::ios::binary) << text;
  }
  std::vector<std::string> Files() {
    const auto files = WeightFiles(folder_.path());
    EXPECT_TRUE(files.ok()) << files.status();
    return files.value_or(std::vector<std::string>());
  }

  TempDir folder_ = *TempDir::Create("octavo-test");
};

TEST_F(WeightFilesTest, PrefersSafetensorsThenWholeFilesOfEachFormat) {
  EXPECT_EQ(WeightFiles(folder_.path()).status().code(), absl::StatusCode::kNotFound);
  Write("part.bin", "x");
  Write("pytorch_model.bin.index.json", R"({"weight_map": {"a": "part.bin"}})");
  EXPECT_THAT(Files(), ElementsAre("pytorch_model.bin.index.json", "part.bin"));
  Write("pytorch_model.bin", "x");
  EXPECT_THAT(Files(), ElementsAre("pytorch_model.bin"));
  Write("2.safetensors", "x");
  Write("1.safetensors", "x");
  Write("model.safetensors.index.json",
        R"({"weight_map": {"a": "2.safetensors", "b": "1.safetensors", "c": "2.safetensors"}})");
  EXPECT_THAT(Files(), ElementsAre("model.safetensors.index.json", "1.safetensors", "2.safetensors"));
  Write("model.safetensors", "x");
  EXPECT_THAT(Files(), ElementsAre("model.safetensors"));
}

struct BadIndex {
  const char* name;
  const char* text;
  const char* says;
};

class BadWeightIndexTest : public WeightFilesTest, public ::testing::WithParamInterface<BadIndex> {};

TEST_P(BadWeightIndexTest, IsRefusedWithTheFileAndTheReason) {
  Write("model.safetensors.index.json", GetParam().text);
  const absl::Status status = WeightFiles(folder_.path()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr(GetParam().says));
  EXPECT_THAT(std::string(status.message()), HasSubstr("model.safetensors.index.json"));
}

INSTANTIATE_TEST_SUITE_P(
    Indexes, BadWeightIndexTest,
    ::testing::Values(BadIndex{"NotJson", "{", "not valid JSON"}, BadIndex{"NoMap", "{}", "no filled object"},
                      BadIndex{"EmptyMap", R"({"weight_map": {}})", "no filled object"},
                      BadIndex{"Upwards", R"({"weight_map": {"a": "../x.safetensors"}})",
                               "tensor \"a\" lies in \"../x"},
                      BadIndex{"Absolute", R"({"weight_map": {"a": "/etc/passwd"}})", "not the name of a file"},
                      BadIndex{"Parent", R"({"weight_map": {"a": ".."}})", "not the name of a file"},
                      BadIndex{"Nul", R"({"weight_map": {"a": "x\u0000y"}})", "not the name of a file"},
                      BadIndex{"Number", R"({"weight_map": {"a": 7}})", "lies in 7"},
                      BadIndex{"Twice", R"({"weight_map": {"a": "x.bin", "a": "y.bin"}})", "names \"a\" twice"},
                      BadIndex{"Absent", R"({"weight_map": {"a": "x.bin"}})", "x.bin, which is not there"}),
    [](const auto& row) { return row.param.name; });

TEST_F(WeightFilesTest, RefusesMoreThanAThousandShards) {
  std::string map;
  for (int i = 0; i <= 1000; ++i) {
    const std::string number = std::to_string(i);
    map += (i == 0 ? "\"" : ", \"") + number + "\": \"" + number + ".bin\"";
  }
  Write("pytorch_model.bin.index.json", "{\"weight_map\": {" + map + "}}");
  EXPECT_THAT(std::string(WeightFiles(folder_.path()).status().message()), HasSubstr("it names 1001 shards"));
}

}  // namespace
}  // namespace octavo
