#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <limits>

#include "common/files.h"
#include "common/sha256.h"
#include "tests/unit/quant/python_view.h"
#include "tests/unit/quant/random_model.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/quant/bf16.h"
#include "worker/runner/quant/fp16.h"

namespace octavo {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kSpoilt[] = "bert.encoder.layer.1.output.LayerNorm.weight";

class ConvertToFloatTest : public ::testing::Test {
 protected:
  std::string Output() const { return dir_.path() + "/half_model.pt"; }
  absl::StatusOr<QuantizeSummary> Convert(RandomModel& model, ComputeType type) const {
    const absl::Status written = model.Write(dir_.path());
    if (!written.ok()) return written;
    return ConvertToFloat({dir_.path(), Output(), type});
  }
  /// Of a model with one weight of that size.
  std::string RefusalOf(float weight, ComputeType type) const {
    RandomModel model({.spoil = kSpoilt, .spoilt = weight});
    const auto summary = Convert(model, type);
    EXPECT_EQ(summary.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_FALSE(std::filesystem::exists(Output()));
    return std::string(summary.status().message());
  }

  const TempDir dir_ = *TempDir::Create("convert_to_float_test");
};

class FloatFileTest : public ConvertToFloatTest, public ::testing::WithParamInterface<ComputeType> {};

TEST_P(FloatFileTest, StoresEveryWeightRoundedToTheTypeInHalfTheBytes) {
  const bool fp16 = GetParam() == ComputeType::kFp16;
  RandomModel model({.vocab = 600});
  const auto summary = Convert(model, GetParam());
  ASSERT_TRUE(summary.ok()) << summary.status();
  const auto file = TorchFile::Open(Output());
  ASSERT_TRUE(file.ok()) << file.status();
  int64_t parameters = 0;
  for (const std::string& name : summary->kept_layers) {
    const std::vector<float>& values = model.values(name);
    const TorchValue* value = FindKey((*file)->root(), name);
    ASSERT_NE(value, nullptr) << name;
    const auto& tensor = std::get<TensorView>(value->value);
    ASSERT_EQ(tensor.dtype, fp16 ? DType::kF16 : DType::kBF16) << name;
    const std::vector<uint16_t> want = fp16 ? ToFp16(values) : ToBf16(values);
    ASSERT_EQ(tensor.bytes.size(), want.size() * sizeof(uint16_t)) << name;
    EXPECT_EQ(std::memcmp(tensor.bytes.data(), want.data(), tensor.bytes.size()), 0) << name;
    parameters += static_cast<int64_t>(values.size());
  }
  // Three tables and their norm; of each layer, six linear layers and two norms; pooler and head.
  EXPECT_EQ(summary->kept_layers.size(), 3u + 2 + 2 * (6 * 2 + 2 * 2) + 2 * 2);
  EXPECT_EQ(summary->float_parameters, parameters);
  EXPECT_EQ(summary->quantized_parameters, 0);
  EXPECT_EQ(summary->quantized_bytes, static_cast<int64_t>(std::filesystem::file_size(Output())));
  const double ratio = static_cast<double>(summary->quantized_bytes) / static_cast<double>(summary->fp32_bytes);
  EXPECT_NEAR(ratio, 0.5, 0.03);  // and the names
}

TEST_P(FloatFileTest, TheFileSaysWhatItIsAndRunsAlone) {
  ASSERT_TRUE(WriteFileAtomically(dir_.path() + "/octavo.json", "{\"max_length\": 7}").ok());
  RandomModel model({.labels = 3});
  ASSERT_TRUE(Convert(model, GetParam()).ok());
  const auto file = TorchFile::Open(Output());
  ASSERT_TRUE(file.ok()) << file.status();
  const TorchDict& root = (*file)->root();
  const auto& metadata = std::get<TorchDict>(FindKey(root, "metadata")->value);
  const auto text = [&](const char* key) { return std::get<std::string>(FindKey(metadata, key)->value); };
  EXPECT_EQ(text("schema"), "octavo.float_model");
  EXPECT_EQ(std::get<int64_t>(FindKey(metadata, "version")->value), 1);
  EXPECT_EQ(text("type"), ComputeTypeName(GetParam()));
  EXPECT_EQ(text("architecture"), "bert");
  EXPECT_EQ(text("config"), *ReadFile(dir_.path() + "/config.json"));
  EXPECT_EQ(text("training"), "{\"max_length\": 7}");
  EXPECT_EQ(std::get<TorchList>(FindKey(metadata, "labels")->value).size(), 3u);
  const auto& vocabulary = std::get<TensorView>(FindKey(root, "tokenizer.vocab.txt")->value);
  EXPECT_EQ(std::string(vocabulary.bytes.begin(), vocabulary.bytes.end()), *ReadFile(dir_.path() + "/vocab.txt"));
}

TEST_P(FloatFileTest, PythonReadsItWithWeightsOnly) {
  RandomModel model({});
  ASSERT_TRUE(Convert(model, GetParam()).ok());
  nlohmann::json got;
  LookWithPython(Output(), got);
  if (got.is_null()) return;
  const bool fp16 = GetParam() == ComputeType::kFp16;
  const std::string name = "bert.encoder.layer.1.intermediate.dense.weight";
  const std::vector<float>& values = model.values(name);
  const std::vector<uint16_t> halves = fp16 ? ToFp16(values) : ToBf16(values);
  const std::string bytes(reinterpret_cast<const char*>(halves.data()), halves.size() * sizeof(uint16_t));
  EXPECT_EQ(got[name]["dtype"], fp16 ? "torch.float16" : "torch.bfloat16");
  EXPECT_EQ(got[name]["shape"], nlohmann::json({128, 64}));
  EXPECT_EQ(got[name]["sha256"], Sha256Hex(bytes));
  EXPECT_EQ(got["metadata"]["labels"], nlohmann::json({"class 0", "class 1"}));
}

TEST_P(FloatFileTest, WritesTheSameBytesEveryTime) {
  RandomModel model({});
  ASSERT_TRUE(Convert(model, GetParam()).ok());
  const std::string first = *ReadFile(Output());
  ASSERT_TRUE(ConvertToFloat({dir_.path(), Output(), GetParam()}).ok());
  EXPECT_EQ(first, *ReadFile(Output()));
}

INSTANTIATE_TEST_SUITE_P(Types, FloatFileTest, ::testing::Values(ComputeType::kFp16, ComputeType::kBf16),
                         [](const auto& type) { return std::string(ComputeTypeName(type.param)); });

TEST_F(ConvertToFloatTest, RefusesWhatTheTypeCannotHold) {
  EXPECT_THAT(RefusalOf(65505.0f, ComputeType::kFp16),
              AllOf(HasSubstr(kSpoilt), HasSubstr("65505"), HasSubstr("use bf16")));
  EXPECT_THAT(RefusalOf(-1e6f, ComputeType::kFp16), HasSubstr("-1e+06"));
  EXPECT_THAT(RefusalOf(std::numeric_limits<float>::max(), ComputeType::kBf16),
              AllOf(HasSubstr(kSpoilt), HasSubstr("bfloat16 (up to 3.39e38) cannot hold")));
  for (const auto& [weight, type] : {std::pair(65504.0f, ComputeType::kFp16), {-1e6f, ComputeType::kBf16}}) {
    RandomModel model({.spoil = kSpoilt, .spoilt = weight});
    const auto summary = Convert(model, type);
    EXPECT_TRUE(summary.ok()) << summary.status();
  }
}

}  // namespace
}  // namespace octavo
