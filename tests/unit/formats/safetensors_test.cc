#include "worker/runner/formats/safetensors.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

class SafetensorsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "octavo-safetensors-XXXXXX").string();
    dir_ = ::mkdtemp(name.data());
    path_ = dir_ + "/model.safetensors";
  }
  void TearDown() override { std::filesystem::remove_all(dir_); }

  void WriteRaw(const std::string& header, const std::string& data) {
    const uint64_t length = header.size();
    std::string bytes(sizeof(length), '\0');
    std::memcpy(bytes.data(), &length, sizeof(length));
    std::ofstream(path_, std::ios::binary) << bytes << header << data;
  }

  std::string Refusal() {
    const auto reader = SafetensorsReader::Open(path_);
    EXPECT_EQ(reader.status().code(), absl::StatusCode::kInvalidArgument) << reader.status();
    EXPECT_THAT(reader.status().message(), HasSubstr(path_));
    return std::string(reader.status().message());
  }

  std::string dir_;
  std::string path_;
};

TEST_F(SafetensorsTest, ReadsBackWhatItWrote) {
  const std::vector<uint8_t> floats(24, 7), bytes = {1, 2, 3};
  const std::vector<NamedTensor> tensors = {{"weight", {DType::kF32, {2, 3}, floats}},
                                            {"empty", {DType::kI64, {0, 5}, {}}},
                                            {"scalar", {DType::kF32, {}, absl::MakeConstSpan(floats).first(4)}},
                                            {"mask", {DType::kU8, {3}, bytes}}};
  ASSERT_TRUE(WriteSafetensors(path_, tensors, {{"format", "pt"}}).ok());
  const auto reader = SafetensorsReader::Open(path_);
  ASSERT_TRUE(reader.ok()) << reader.status();
  EXPECT_EQ(reader->metadata().at("format"), "pt");
  EXPECT_EQ(reader->names().size(), 4u);
  EXPECT_EQ(reader->file_bytes(), static_cast<int64_t>(std::filesystem::file_size(path_)));
  for (const NamedTensor& wanted : tensors) {
    const auto found = reader->Find(wanted.name);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_EQ(found->dtype, wanted.tensor.dtype);
    EXPECT_EQ(found->shape, wanted.tensor.shape);
    EXPECT_EQ(found->bytes, wanted.tensor.bytes);
  }
  EXPECT_EQ(reader->Find("bias").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(SafetensorsTest, WritesTheLayoutOfTheFormat) {
  const std::vector<uint8_t> data = {0, 0, 128, 63};
  ASSERT_TRUE(WriteSafetensors(path_, {{"w", {DType::kF32, {1}, data}}}, {}).ok());
  std::ifstream file(path_, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::string header = R"({"w":{"data_offsets":[0,4],"dtype":"F32","shape":[1]}})";
  const size_t padded = (header.size() + 7) / 8 * 8;
  ASSERT_EQ(bytes.size(), 8 + padded + 4);
  EXPECT_EQ(bytes.substr(8, header.size()), header);
  EXPECT_EQ(bytes[0], static_cast<char>(padded));
}

TEST_F(SafetensorsTest, LeavesNothingBehindWhenATensorDoesNotFitItsShape) {
  const std::vector<uint8_t> data(7);
  EXPECT_EQ(WriteSafetensors(path_, {{"w", {DType::kF32, {2}, data}}}, {}).code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(std::filesystem::is_empty(dir_));
}

TEST_F(SafetensorsTest, RefusesDuplicateNamesOnWriting) {
  const std::vector<uint8_t> data(4);
  const TensorView view = {DType::kF32, {1}, data};
  EXPECT_EQ(WriteSafetensors(path_, {{"w", view}, {"w", view}}, {}).code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(SafetensorsTest, MissingFileIsNotFound) {
  EXPECT_EQ(SafetensorsReader::Open(path_).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(SafetensorsTest, EveryTruncationIsRefused) {
  const std::vector<uint8_t> data(40, 1);
  ASSERT_TRUE(WriteSafetensors(path_,
                               {{"a", {DType::kF32, {5}, absl::MakeConstSpan(data).first(20)}},
                                {"b", {DType::kF32, {5}, absl::MakeConstSpan(data).last(20)}}},
                               {})
                  .ok());
  for (auto size = std::filesystem::file_size(path_); size-- > 0;) {
    std::filesystem::resize_file(path_, size);
    EXPECT_EQ(SafetensorsReader::Open(path_).status().code(), absl::StatusCode::kInvalidArgument) << size;
  }
}

struct BadHeader {
  const char* name;
  const char* header;
  const char* says;
};

class BadHeaderTest : public SafetensorsTest, public ::testing::WithParamInterface<BadHeader> {};

TEST_P(BadHeaderTest, IsRefusedWithTheTensorAndTheValue) {
  WriteRaw(GetParam().header, std::string(8, 'x'));
  EXPECT_THAT(Refusal(), HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Headers, BadHeaderTest,
    ::testing::Values(
        BadHeader{"NotJson", "{", "not valid JSON"}, BadHeader{"NotAnObject", "[1]", "not a JSON object"},
        BadHeader{"NoDtype", R"({"w":{"shape":[2],"data_offsets":[0,8]}})", "tensor \"w\" lacks"},
        BadHeader{"UnknownDtype", R"({"w":{"dtype":"F4","shape":[2],"data_offsets":[0,8]}})", "unknown dtype \"F4\""},
        BadHeader{"NegativeShape", R"({"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})",
                  "impossible shape [-2]"},
        BadHeader{"OverflowingShape", R"({"w":{"dtype":"F32","shape":[4294967296,4294967296,2],"data_offsets":[0,8]}})",
                  "impossible shape"},
        BadHeader{"WrongSize", R"({"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})",
                  "spans 8 bytes, but its dtype F32 and shape [3] need 12"},
        BadHeader{"HugeOffset",
                  R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[18446744073709551608,18446744073709551615]}})",
                  "the file has only 8"},
        BadHeader{"ReversedOffsets", R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", "bad data_offsets"},
        BadHeader{"FractionalOffset", R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0.5,8]}})",
                  "bad data_offsets"},
        BadHeader{
            "Overlap",
            R"({"a":{"dtype":"U8","shape":[5],"data_offsets":[0,5]},"b":{"dtype":"U8","shape":[5],"data_offsets":[3,8]}})",
            "tensor \"b\" begins at byte 3 of the data, inside the tensor before it"},
        BadHeader{
            "Hole",
            R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[5],"data_offsets":[3,8]}})",
            "after a hole"},
        BadHeader{"TrailingBytes", R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})",
                  "the tensors end at byte 2"},
        BadHeader{
            "DuplicateName",
            R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}})",
            "names \"a\" twice"},
        BadHeader{"BadMetadata", R"({"__metadata__":{"step":1}})", "__metadata__ entry \"step\" is not a string"}),
    [](const auto& row) { return row.param.name; });

TEST_F(SafetensorsTest, HeaderLongerThanTheFileIsRefused) {
  std::ofstream(path_, std::ios::binary) << std::string(8, '\xff') << "{}";
  EXPECT_THAT(Refusal(), HasSubstr("the header claims 18446744073709551615 bytes"));
}

TEST_F(SafetensorsTest, DeepNestingIsRefusedWithoutRecursion) {
  WriteRaw(std::string(1'000'000, '['), "");
  EXPECT_THAT(Refusal(), HasSubstr("nests deeper"));
}

}  // namespace
}  // namespace octavo
