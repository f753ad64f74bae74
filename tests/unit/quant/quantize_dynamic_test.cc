#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <limits>

#include "common/files.h"
#include "tests/unit/quant/random_model.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/infer/int8/int8_model_file.h"
#include "worker/runner/quant/int8_numerics.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

class QuantizeDynamicTest : public ::testing::Test {
 protected:
  std::string Output() const { return dir_.path() + "/quantized_model.pt"; }
  QuantizeDynamicOptions Options() const { return {dir_.path(), Output()}; }

  const TempDir dir_ = *TempDir::Create("quantize_dynamic_test");
};

TEST_F(QuantizeDynamicTest, StoresInt8WeightsWithTheirScalesAndWhatStaysFloat) {
  RandomModel model({});
  ASSERT_TRUE(model.Write(dir_.path()).ok());
  const auto summary = QuantizeDynamic(Options());
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->quantized_bytes, static_cast<int64_t>(std::filesystem::file_size(Output())));
  EXPECT_EQ(summary->fp32_bytes, static_cast<int64_t>(std::filesystem::file_size(dir_.path() + "/model.safetensors")));
  EXPECT_EQ(summary->quantized_layers.size(), 3u + 2 * 6 + 1);
  EXPECT_THAT(summary->kept_layers, ::testing::Contains("classifier.weight"));
  const auto file = TorchFile::Open(Output());
  ASSERT_TRUE(file.ok()) << file.status();
  for (const std::string& name : summary->quantized_layers) {
    const std::vector<float>& values = model.values(name);
    const auto& tensor = std::get<TensorView>(FindKey((*file)->root(), name)->value);
    const auto& scales = std::get<TensorView>(FindKey((*file)->root(), name + "_scale")->value);
    ASSERT_EQ(tensor.dtype, DType::kI8);
    const int64_t rows = tensor.shape[0], columns = tensor.shape[1];
    for (int64_t row = 0; row < rows; ++row) {
      std::vector<int8_t> want(static_cast<size_t>(columns));
      const float scale = QuantizeRowSymmetric(values.data() + row * columns, columns, want.data());
      EXPECT_EQ(std::memcmp(tensor.bytes.data() + row * columns, want.data(), want.size()), 0)
          << name << " row " << row;
      EXPECT_EQ(std::memcmp(scales.bytes.data() + row * 4, &scale, 4), 0) << name;
    }
  }
}

TEST_F(QuantizeDynamicTest, TheFileRunsAlone) {
  RandomModel model({.labels = 4});
  ASSERT_TRUE(model.Write(dir_.path()).ok());
  ASSERT_TRUE(QuantizeDynamic(Options()).ok());
  const auto file = int8::OpenInt8ModelFile(Output());
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->config.labels, (std::vector<std::string>{"class 0", "class 1", "class 2", "class 3"}));
  const auto& vocabulary = std::get<TensorView>(FindKey(file->file->root(), "tokenizer.vocab.txt")->value);
  EXPECT_EQ(std::string(vocabulary.bytes.begin(), vocabulary.bytes.end()), *ReadFile(dir_.path() + "/vocab.txt"));
}

/// A tokenizer.json of the random model's vocabulary, whose longest word is `longest` characters.
std::string TokenizerJson(int longest) {
  return absl::StrCat(R"({"added_tokens": [], "normalizer": {"type": "BertNormalizer", "lowercase": false},
      "pre_tokenizer": {"type": "BertPreTokenizer"},
      "post_processor": {"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]},
      "model": {"type": "WordPiece", "max_input_chars_per_word": )",
                      longest, R"(, "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "good": 4}}})");
}

TEST_F(QuantizeDynamicTest, CarriesTheNoteOfTheTraining) {
  RandomModel model({});
  ASSERT_TRUE(model.Write(dir_.path()).ok());
  ASSERT_TRUE(WriteFileAtomically(dir_.path() + "/octavo.json", "{\"max_length\": 7}").ok());
  ASSERT_TRUE(QuantizeDynamic(Options()).ok());
  const auto file = TorchFile::Open(Output());
  ASSERT_TRUE(file.ok()) << file.status();
  const auto& metadata = std::get<TorchDict>(FindKey((*file)->root(), "metadata")->value);
  EXPECT_EQ(std::get<std::string>(FindKey(metadata, "training")->value), "{\"max_length\": 7}");
}

TEST_F(QuantizeDynamicTest, StoresTheTokenizerInItsSmallestForm) {
  RandomModel model({});
  ASSERT_TRUE(model.Write(dir_.path()).ok());
  ASSERT_TRUE(std::filesystem::remove(dir_.path() + "/vocab.txt"));
  const auto carries = [&](const std::string& name) {
    const auto summary = QuantizeDynamic(Options());
    EXPECT_TRUE(summary.ok()) << summary.status();
    const auto file = TorchFile::Open(Output());
    return file.ok() && FindKey((*file)->root(), "tokenizer." + name) != nullptr;
  };
  ASSERT_TRUE(WriteFileAtomically(dir_.path() + "/tokenizer.json", TokenizerJson(50)).ok());
  EXPECT_TRUE(carries("tokenizer.json"));  // no other file can say 50
  EXPECT_FALSE(carries("vocab.txt"));
  ASSERT_TRUE(std::filesystem::remove(dir_.path() + "/tokenizer.json"));
  EXPECT_FALSE(carries("vocab.txt"));
}

TEST_F(QuantizeDynamicTest, WritesTheSameBytesEveryTime) {
  RandomModel model({});
  ASSERT_TRUE(model.Write(dir_.path()).ok());
  ASSERT_TRUE(QuantizeDynamic(Options()).ok());
  const std::string first = *ReadFile(Output());
  ASSERT_TRUE(QuantizeDynamic(Options()).ok());
  EXPECT_EQ(first, *ReadFile(Output()));
}

TEST_F(QuantizeDynamicTest, RefusesWhatIsNotATrainedClassifierAndWritesNothing) {
  const std::string head = "classifier.weight", norm = "bert.encoder.layer.1.output.LayerNorm.weight";
  for (const RandomModelSpec& spec : {RandomModelSpec{.leave_out = head}, RandomModelSpec{.spoil = norm}}) {
    RandomModel model(spec);
    ASSERT_TRUE(model.Write(dir_.path()).ok());
    const auto summary = QuantizeDynamic(Options());
    ASSERT_FALSE(summary.ok());
    EXPECT_EQ(summary.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(summary.status().message()), HasSubstr(spec.leave_out.empty() ? norm : head));
    EXPECT_FALSE(std::filesystem::exists(Output()));
  }
}

TEST_F(QuantizeDynamicTest, RefusesMissingFilesAndShapesThatDisagreeWithTheConfiguration) {
  EXPECT_EQ(QuantizeDynamic(Options()).status().code(), absl::StatusCode::kNotFound);
  RandomModel small({.vocab = 50});
  ASSERT_TRUE(small.Write(dir_.path()).ok());
  std::string config = *ReadFile(dir_.path() + "/config.json");
  config.replace(config.find("\"vocab_size\": 50"), 16, "\"vocab_size\": 51");
  ASSERT_TRUE(WriteFileAtomically(dir_.path() + "/config.json", config).ok());
  EXPECT_THAT(std::string(QuantizeDynamic(Options()).status().message()), HasSubstr("[50, 64]"));
}

TEST_F(QuantizeDynamicTest, OpeningRefusesScalesThatAreNoScales) {
  RandomModel model({});
  ASSERT_TRUE(model.Write(dir_.path()).ok());
  ASSERT_TRUE(QuantizeDynamic(Options()).ok());
  const auto file = TorchFile::Open(Output());
  ASSERT_TRUE(file.ok()) << file.status();
  for (const float scale : {std::nanf(""), -0.5F, std::numeric_limits<float>::infinity()}) {
    std::vector<float> scales(64, 0.5F);
    scales[3] = scale;
    TorchDict root = (*file)->root();
    for (auto& [name, value] : root) {
      if (name != "bert.pooler.dense.weight_scale") continue;
      value = TensorView{DType::kF32, {64}, {reinterpret_cast<const uint8_t*>(scales.data()), 64 * sizeof(float)}};
    }
    const std::string spoilt = dir_.path() + "/spoilt.pt";
    ASSERT_TRUE(WriteTorchFile(spoilt, root).ok());
    const absl::Status status = int8::OpenInt8ModelFile(spoilt).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << scale;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr(absl::StrCat("'bert.pooler.dense.weight_scale' has the scale ", scale, " in row 3")));
  }
}

TEST_F(QuantizeDynamicTest, OpeningRefusesFilesOfAnotherKind) {
  const float value = 1;
  const TensorView tensor{DType::kF32, {1}, {reinterpret_cast<const uint8_t*>(&value), 4}};
  ASSERT_TRUE(WriteTorchFile(Output(), {{"weight", tensor}}).ok());
  EXPECT_THAT(std::string(int8::OpenInt8ModelFile(Output()).status().message()), HasSubstr("no 'metadata'"));
  ASSERT_TRUE(
      WriteTorchFile(Output(), {{"metadata", TorchDict{{"schema", "octavo.int8_model"}, {"version", 99}}}}).ok());
  EXPECT_THAT(std::string(int8::OpenInt8ModelFile(Output()).status().message()),
              HasSubstr("version is not from 1 to 2"));
}

}  // namespace
}  // namespace octavo
