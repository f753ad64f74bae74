#include "worker/runner/formats/model_weights.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "worker/runner/formats/safetensors.h"
#include "worker/runner/formats/torch_checkpoint.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string Fixture(const std::string& name) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  return std::string(source == nullptr ? "." : source) + "/tests/fixtures/checkpoints/" + name;
}

std::string ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

void WriteBytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

class EveryFormTest : public ::testing::TestWithParam<const char*> {};

TEST_P(EveryFormTest, HasTheTensorsOfTheSafetensorsFile) {
  const auto wanted = OpenModelWeights(Fixture("safetensors"));
  ASSERT_TRUE(wanted.ok()) << wanted.status();
  const auto file = OpenModelWeights(Fixture(GetParam()));
  ASSERT_TRUE(file.ok()) << file.status();
  const auto sorted = [](const TensorFile& tensors) {
    return std::set<std::string>(tensors.names().begin(), tensors.names().end());
  };
  EXPECT_EQ(sorted(**file), sorted(**wanted));
  EXPECT_EQ((*file)->names().size(), 14u);
  for (const std::string& name : (*wanted)->names()) {
    const auto tensor = (*file)->Find(name), other = (*wanted)->Find(name);
    ASSERT_TRUE(tensor.ok()) << tensor.status();
    EXPECT_TRUE((*file)->Contains(name));
    EXPECT_EQ(tensor->dtype, other->dtype) << name;
    EXPECT_EQ(tensor->shape, other->shape) << name;
    EXPECT_EQ(tensor->bytes, other->bytes) << name;
  }
  EXPECT_FALSE((*file)->Contains("absent"));
  EXPECT_EQ((*file)->Find("absent").status().code(), absl::StatusCode::kNotFound);
}

TEST_P(EveryFormTest, CountsTheBytesOfItsFiles) {
  const auto file = OpenModelWeights(Fixture(GetParam()));
  ASSERT_TRUE(file.ok()) << file.status();
  uintmax_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(Fixture(GetParam()))) {
    if (entry.path().extension() != ".json") bytes += entry.file_size();
  }
  EXPECT_EQ((*file)->file_bytes(), static_cast<int64_t>(bytes));
}

INSTANTIATE_TEST_SUITE_P(Forms, EveryFormTest,
                         ::testing::Values("safetensors", "safetensors_shards", "zip", "zip_protocol4", "zip_shards",
                                           "legacy", "legacy_python2"),
                         [](const auto& row) { return std::string(row.param); });

class ModelWeightsTest : public ::testing::Test {
 protected:
  void CopyForm(const std::string& name) { fs::copy(Fixture(name), dir_.path(), fs::copy_options::recursive); }
  std::string Path(const std::string& name) const { return dir_.path() + "/" + name; }
  std::string Refusal() {
    const absl::Status status = OpenModelWeights(dir_.path()).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(dir_.path()));
    return std::string(status.message());
  }
  /// Replaces the first `from` in a file by the equally long `to`.
  void Patch(const std::string& name, const std::string& from, const std::string& to) {
    std::string bytes = ReadBytes(Path(name));
    const size_t at = bytes.find(from);
    ASSERT_NE(at, std::string::npos) << name;
    WriteBytes(Path(name), bytes.replace(at, from.size(), to));
  }

  TempDir dir_ = *TempDir::Create("octavo-test");
};

TEST_F(ModelWeightsTest, AFolderWithoutWeightsIsNotFound) {
  EXPECT_EQ(OpenModelWeights(dir_.path()).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(ModelWeightsTest, PrefersSafetensorsToAPickle) {
  CopyForm("safetensors");
  WriteBytes(Path("pytorch_model.bin"), "damaged");
  EXPECT_TRUE(OpenModelWeights(dir_.path()).ok());
}

TEST_F(ModelWeightsTest, RefusesAShardThatLacksATensorOfTheIndex) {
  CopyForm("safetensors_shards");
  Patch("model-00002-of-00002.safetensors", "\"scalar\"", "\"scalax\"");
  EXPECT_THAT(Refusal(), HasSubstr("tensor \"scalar\" is not in model-00002-of-00002.safetensors"));
}

TEST_F(ModelWeightsTest, RefusesATensorThatTwoShardsHold) {
  CopyForm("safetensors_shards");
  fs::copy_file(Path("model-00001-of-00002.safetensors"), Path("model-00002-of-00002.safetensors"),
                fs::copy_options::overwrite_existing);
  EXPECT_THAT(Refusal(), HasSubstr("is both in model-00001-of-00002.safetensors and in model-00002"));
}

TEST_F(ModelWeightsTest, RefusesAShardOutsideTheFolderWithoutOpeningIt) {
  CopyForm("zip_shards");
  Patch("pytorch_model.bin.index.json", "pytorch_model-00002-of-00002.bin", "../orch_model-00002-of-00002.bin");
  EXPECT_THAT(Refusal(), HasSubstr("not the name of a file in its folder"));
}

TEST_F(ModelWeightsTest, RefusesADamagedShard) {
  CopyForm("zip_shards");
  fs::resize_file(Path("pytorch_model-00001-of-00002.bin"), 700);
  EXPECT_THAT(Refusal(), HasSubstr("pytorch_model-00001-of-00002.bin"));
}

TEST_F(ModelWeightsTest, RefusesEveryTruncationOfALegacyFile) {
  const std::string whole = ReadBytes(Fixture("legacy/pytorch_model.bin"));
  for (size_t size = 0; size < whole.size(); ++size) {
    WriteBytes(Path("pytorch_model.bin"), whole.substr(0, size));
    const absl::Status status = OpenModelWeights(dir_.path()).status();
    ASSERT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << size << " " << status;
  }
}

TEST_F(ModelWeightsTest, AFlippedByteOfALegacyFileIsRefusedOrHarmless) {
  const std::string whole = ReadBytes(Fixture("legacy/pytorch_model.bin"));
  int refused = 0;
  for (size_t at = 0; at < whole.size(); ++at) {
    for (const int flip : {0x01, 0x5a, 0x80}) {
      std::string bad = whole;
      bad[at] = static_cast<char>(bad[at] ^ flip);
      WriteBytes(Path("pytorch_model.bin"), bad);
      const absl::Status status = OpenModelWeights(dir_.path()).status();
      refused += status.ok() ? 0 : 1;
      ASSERT_TRUE(status.ok() || absl::IsInvalidArgument(status)) << status;
    }
  }
  EXPECT_GT(refused, 1000);
}

TEST_F(ModelWeightsTest, RefusesALegacyFileWithSomethingAfterIt) {
  WriteBytes(Path("pytorch_model.bin"), ReadBytes(Fixture("legacy/pytorch_model.bin")) + "x");
  EXPECT_THAT(Refusal(), HasSubstr("something follows its last storage"));
}

TEST_F(ModelWeightsTest, RefusesALegacyStorageOfAnotherSize) {
  CopyForm("legacy");
  const auto file = OpenModelWeights(Fixture("legacy"));
  ASSERT_TRUE(file.ok()) << file.status();
  const auto parameter = (*file)->Find("parameter");
  ASSERT_TRUE(parameter.ok()) << parameter.status();
  std::string bytes = ReadBytes(Path("pytorch_model.bin"));
  const std::string values(parameter->bytes.begin(), parameter->bytes.end());
  const size_t at = bytes.find(values);
  ASSERT_NE(at, std::string::npos);
  WriteBytes(Path("pytorch_model.bin"), bytes.replace(at - 8, 8, std::string(8, '\x7f')));
  EXPECT_THAT(Refusal(), HasSubstr("a storage of 3 elements says that it has 9187201950435737471"));
}

TEST_F(ModelWeightsTest, RefusesALegacyFileOfABigEndianMachine) {
  CopyForm("legacy");
  Patch("pytorch_model.bin", std::string("little_endianq\x02\x88", 16), std::string("little_endianq\x02\x89", 16));
  EXPECT_THAT(Refusal(), HasSubstr("big-endian"));
}

struct Hostile {
  const char* name;
  const char* says;
};

class HostileCheckpointTest : public ::testing::TestWithParam<Hostile> {};

TEST_P(HostileCheckpointTest, IsRefusedAndNotRun) {
  const auto file = TorchCheckpoint::Open(Fixture("hostile/" + std::string(GetParam().name) + ".bin"));
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.status().code(), absl::StatusCode::kInvalidArgument) << file.status();
  EXPECT_THAT(std::string(file.status().message()), HasSubstr(GetParam().says));
  EXPECT_FALSE(fs::exists("octavo_was_here"));
}

INSTANTIATE_TEST_SUITE_P(
    Files, HostileCheckpointTest,
    ::testing::Values(Hostile{"command_zip", "'posix system', which is not allowed and was not run"},
                      Hostile{"command_legacy", "'posix system', which is not allowed and was not run"},
                      Hostile{"module", "'torch.nn.modules.linear Linear', which is not allowed"},
                      Hostile{"plain_pickle", "no zip directory"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace octavo
