// Model files of every precision, made from folders of every architecture.

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/unit/engine/bert_fixture.h"
#include "worker/runner/formats/torch_file.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

class ModelFilesTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    StartEngine();
    source_ = FixturePath(GetParam());
    expected_ = ReadExpected(source_);
  }

  std::unique_ptr<Classifier> Open(const std::string& path) {
    LoadOptions load;
    load.path = path;
    auto model = LoadClassifier(load);
    EXPECT_TRUE(model.ok()) << model.status();
    return model.ok() ? *std::move(model) : nullptr;
  }

  const TempDir dir_ = NewFolder();
  std::string source_;
  nlohmann::json expected_;
};

/// What a float file runs as here, by what the machine has, and the kernels' name for it.
std::pair<ComputeType, const char*> RunsAs(ComputeType type) {
  const auto has = ProbeEngine();
  EXPECT_TRUE(has.ok()) << has.status();
  if (type == ComputeType::kFp16 && has->fp16) return {ComputeType::kFp16, "oneDNN FP16"};
  if (has->bf16) return {ComputeType::kBf16, "oneDNN BF16"};
  return {ComputeType::kFp32, "oneDNN FP32"};
}

TEST_P(ModelFilesTest, FloatFilesAnswerNearlyAsTheirModel) {
  for (const ComputeType type : {ComputeType::kFp16, ComputeType::kBf16}) {
    const std::string path = absl::StrCat(dir_.path(), "/", ComputeTypeName(type), ".pt");
    const auto summary = ConvertToFloat({source_, path, type});
    ASSERT_TRUE(summary.ok()) << summary.status();
    EXPECT_EQ(summary->quantized_bytes, static_cast<int64_t>(std::filesystem::file_size(path)));
    EXPECT_EQ(summary->quantized_parameters, 0);
    const auto model = Open(path);
    ASSERT_NE(model, nullptr);
    EXPECT_EQ(model->info().requested, type);
    const auto [resolved, kernels] = RunsAs(type);
    EXPECT_EQ(model->info().resolved, resolved);
    EXPECT_THAT(model->info().kernels, HasSubstr(kernels));
    const auto logits = model->Logits(AllTexts(expected_["texts"]));
    ASSERT_TRUE(logits.ok()) << logits.status();
    ExpectNear(*logits, Flatten(expected_["logits"]), 0.06f);
    EXPECT_NE(*logits, Flatten(expected_["logits"]));
  }
}

TEST_P(ModelFilesTest, ASwitchableModelRunsAndWritesEachAssignment) {
  const auto switchable = LoadSwitchable({source_, true, dir_.path() + "/scratch.pt"});
  ASSERT_TRUE(switchable.ok()) << switchable.status();
  const TokenBatch batch = AllTexts(expected_["texts"]);
  const std::vector<LinearSite> sites = LinearSites((*switchable)->info().num_layers);
  std::vector<ComputeType> types(sites.size(), ComputeType::kFp32);
  ASSERT_TRUE((*switchable)->SetTypes(types).ok());
  EXPECT_EQ((*switchable)->info().resolved, ComputeType::kFp32);
  // Embeddings stay int8.
  ExpectNear(*(*switchable)->Logits(batch), Flatten(expected_["logits"]), 0.03f);
  for (size_t i = 0; i < types.size(); ++i) types[i] = i % 3 == 0 ? ComputeType::kInt8 : ComputeType::kFp32;
  if ((*switchable)->AvailableTypes().size() == 3) types[1] = ComputeType::kBf16;
  ASSERT_TRUE((*switchable)->SetTypes(types).ok());
  EXPECT_EQ((*switchable)->info().resolved, ComputeType::kInt8);
  const std::string path = dir_.path() + "/mixed.pth";
  const auto written = (*switchable)->Write(path);
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_NEAR(static_cast<double>((*switchable)->FileBytes()), static_cast<double>(written->quantized_bytes),
              0.02 * static_cast<double>(written->quantized_bytes));
  const auto mixed = Open(path);
  ASSERT_NE(mixed, nullptr);
  EXPECT_EQ(*mixed->Logits(batch), *(*switchable)->Logits(batch));
  EXPECT_THAT(mixed->info().kernels, HasSubstr("in fp32"));
}

INSTANTIATE_TEST_SUITE_P(Architectures, ModelFilesTest,
                         ::testing::Values("bert", "architectures/distilbert", "architectures/roberta"),
                         [](const auto& parameter) {
                           const std::string name = parameter.param;
                           return name.substr(name.rfind('/') + 1);
                         });

TEST(ModelFileErrorsTest, NamesWhatCannotBe) {
  StartEngine();
  const TempDir dir = NewFolder();
  const auto int8 = ConvertToFloat({TinyBert(), dir.path() + "/x.pt", ComputeType::kInt8});
  EXPECT_THAT(int8.status().message(), HasSubstr("a float file holds fp16 or bf16, not int8"));
  const std::string path = dir.path() + "/other.pt";
  ASSERT_TRUE(WriteTorchFile(path, {{"metadata", TorchDict{{"schema", "octavo.of_tomorrow"}, {"version", 1}}}}).ok());
  LoadOptions load;
  load.path = path;
  EXPECT_THAT(LoadClassifier(load).status().message(),
              HasSubstr("its schema is 'octavo.of_tomorrow'; this build knows 'octavo.int8_model' and"));
  ASSERT_TRUE(WriteTorchFile(path, {{"metadata", TorchDict{{"schema", "octavo.float_model"}, {"version", 1}}}}).ok());
  EXPECT_THAT(LoadClassifier(load).status().message(), HasSubstr("no 'config'"));
  ASSERT_TRUE(WriteTorchFile(path, {{"metadata", TorchDict{{"schema", "octavo.float_model"}, {"version", 2}}}}).ok());
  EXPECT_THAT(LoadClassifier(load).status().message(), HasSubstr("its version is not from 1 to 1"));
  ASSERT_TRUE(WriteTorchFile(path, {{"weight", 1}}).ok());
  EXPECT_THAT(LoadClassifier(load).status().message(), HasSubstr("no 'metadata'"));
}

/// Why a float file of the tiny BERT is refused once `change` has been at its dict.
template <typename Change>
std::string RefusalOfChanged(Change change) {
  const TempDir dir = NewFolder();
  const std::string path = dir.path() + "/fp16.pt", changed = dir.path() + "/changed.pt";
  EXPECT_TRUE(ConvertToFloat({TinyBert(), path, ComputeType::kFp16}).ok());
  const auto file = TorchFile::Open(path);
  if (!file.ok()) return file.status().ToString();
  TorchDict root = (*file)->root();
  change(root);
  EXPECT_TRUE(WriteTorchFile(changed, root).ok());
  LoadOptions load;
  load.path = changed;
  const absl::Status status = LoadClassifier(load).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  return std::string(status.message());
}

TEST(ModelFileErrorsTest, NamesWhatAFloatFileLacks) {
  StartEngine();
  const auto entry = [](TorchDict& dict, const std::string& name) {
    return std::find_if(dict.begin(), dict.end(), [&](const auto& pair) { return pair.first == name; });
  };
  EXPECT_THAT(RefusalOfChanged([&](TorchDict& root) {
                auto& metadata = std::get<TorchDict>(entry(root, "metadata")->second.value);
                entry(metadata, "type")->second = TorchValue("fp8");
              }),
              HasSubstr("metadata['type'] is not fp16 or bf16"));
  EXPECT_THAT(RefusalOfChanged([&](TorchDict& root) { root.erase(entry(root, "classifier.weight")); }),
              HasSubstr("\"classifier.weight\" is missing"));
  EXPECT_THAT(RefusalOfChanged([&](TorchDict& root) {
                std::get<TensorView>(entry(root, "classifier.weight")->second.value).shape = {48, 3};
              }),
              HasSubstr("\"classifier.weight\" has shape [48, 3]"));
}

TEST(ModelFileErrorsTest, ASwitchableModelNeedsATypeForEachLayer) {
  StartEngine();
  const TempDir dir = NewFolder();
  const auto switchable = LoadSwitchable({TinyBert(), true, dir.path() + "/scratch.pt"});
  ASSERT_TRUE(switchable.ok()) << switchable.status();
  EXPECT_THAT((*switchable)->SetTypes({ComputeType::kInt8}).message(), HasSubstr("1 types for a model of"));
  std::vector<ComputeType> types(LinearSites((*switchable)->info().num_layers).size(), ComputeType::kFp16);
  EXPECT_THAT((*switchable)->SetTypes(types).message(), HasSubstr("layer.0.qkv cannot run in fp16"));
}

}  // namespace
}  // namespace octavo
