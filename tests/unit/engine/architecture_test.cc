// The same promises for every architecture: what Python transformers computes, trains and writes, this engine does too.
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "tests/unit/engine/bert_fixture.h"
#include "worker/runner/formats/safetensors.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

struct ArchitectureCase {
  const char* name;
  const char* fixture;
  const char* prefix;
  std::vector<std::string> head;  // how the names of the head's tensors begin
};

class ArchitectureTest : public ::testing::TestWithParam<ArchitectureCase> {
 protected:
  void SetUp() override {
    StartEngine();
    source_ = FixturePath(GetParam().fixture);
    expected_ = ReadExpected(source_);
    options_.model_dir = source_;
    options_.labels = {"bad", "fair", "good"};
    options_.precision = "fp32";
    options_.learning_rate = expected_["training"]["learning_rate"];
    options_.total_steps = expected_["training"]["total_steps"];
  }

  std::vector<float> LogitsOf(const std::string& path) {
    LoadOptions options;
    options.path = path;
    const auto model = LoadClassifier(options);
    EXPECT_TRUE(model.ok()) << model.status();
    if (!model.ok()) return {};
    EXPECT_EQ((*model)->info().architecture, GetParam().name);
    EXPECT_EQ((*model)->info().max_positions, 64);
    const auto logits = (*model)->Logits(AllTexts(expected_["texts"]));
    EXPECT_TRUE(logits.ok()) << logits.status();
    return logits.value_or(std::vector<float>());
  }

  std::unique_ptr<Trainer> Create() {
    auto trainer = CreateTrainer(options_);
    EXPECT_TRUE(trainer.ok()) << trainer.status();
    return trainer.ok() ? *std::move(trainer) : nullptr;
  }

  bool InHead(const std::string& name) const {
    return std::any_of(GetParam().head.begin(), GetParam().head.end(),
                       [&](const std::string& part) { return absl::StartsWith(name, part); });
  }

  /// Copies the model to dir_ under the names that `rename` gives; leaves out tensors to which it gives none.
  void Rewrite(const std::function<std::string(const std::string&)>& rename) {
    const auto file = SafetensorsReader::Open(source_ + "/model.safetensors");
    ASSERT_TRUE(file.ok()) << file.status();
    std::vector<NamedTensor> tensors;
    for (const std::string& name : file->names()) {
      const std::string renamed = rename(name);
      if (!renamed.empty()) tensors.push_back({renamed, *file->Find(name)});
    }
    ASSERT_TRUE(WriteSafetensors(dir_.path() + "/model.safetensors", tensors, {}).ok());
    std::filesystem::copy_file(source_ + "/config.json", dir_.path() + "/config.json");
  }

  const TempDir dir_ = NewFolder();
  std::string source_;
  nlohmann::json expected_;
  TrainerOptions options_;
};

TEST_P(ArchitectureTest, InferenceAgreesWithTransformers) {
  ExpectNear(LogitsOf(source_), Flatten(expected_["logits"]), 1e-4f);
}

TEST_P(ArchitectureTest, EvaluationInTrainingAgreesWithTransformers) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  const auto logits = trainer->Logits(AllTexts(expected_["texts"]));
  ASSERT_TRUE(logits.ok()) << logits.status();
  ExpectNear(*logits, Flatten(expected_["logits"]), 1e-4f);
}

TEST_P(ArchitectureTest, TakesTheStepsThatTransformersTakes) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  const auto labels = expected_["training"]["labels"].get<std::vector<int32_t>>();
  for (const auto& wanted : expected_["training"]["steps"]) {
    const auto texts = wanted["texts"].get<std::vector<size_t>>();
    std::vector<int32_t> chosen;
    for (const size_t i : texts) chosen.push_back(labels[i]);
    const auto step = trainer->Step(BatchOf(expected_["texts"], texts), chosen, {});
    ASSERT_TRUE(step.ok()) << step.status();
    EXPECT_NEAR(step->loss, wanted["loss"].get<double>(), 2e-4 * wanted["loss"].get<double>());
    EXPECT_NEAR(step->grad_norm, wanted["grad_norm"].get<double>(), 1e-3 * wanted["grad_norm"].get<double>());
  }
  const auto logits = trainer->Logits(AllTexts(expected_["texts"]));
  ASSERT_TRUE(logits.ok()) << logits.status();
  ExpectNear(*logits, Flatten(expected_["training"]["logits"]), 5e-3f);
}

TEST_P(ArchitectureTest, ASavedFolderHasTheSameTensorsAndLogits) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  ASSERT_TRUE(trainer->SaveModel(dir_.path()).ok());
  const auto before = SafetensorsReader::Open(source_ + "/model.safetensors");
  const auto after = SafetensorsReader::Open(dir_.path() + "/model.safetensors");
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_EQ(std::set<std::string>(after->names().begin(), after->names().end()),
            std::set<std::string>(before->names().begin(), before->names().end()));
  for (const std::string& name : before->names())
    EXPECT_EQ(after->Find(name)->bytes, before->Find(name)->bytes) << name;
  ExpectNear(LogitsOf(dir_.path()), Flatten(expected_["logits"]), 1e-4f);
}

TEST_P(ArchitectureTest, PythonOpensASavedFolderWithTheSameLogits) {
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  ASSERT_TRUE(trainer->SaveModel(dir_.path()).ok());
  const char* python = std::getenv("OCTAVO_TEST_PYTHON");
  const std::string out = dir_.path() + "/logits.json";
  const std::string command =
      absl::StrCat(python == nullptr ? "python3" : python, " ", FixturePath("check_model_folder.py"), " ", dir_.path(),
                   " ", source_, "/expected.json ", out, " > ", dir_.path(), "/log 2>&1");
  const int status = WEXITSTATUS(std::system(command.c_str()));
  if (status == 77 || status == 127) GTEST_SKIP() << "no Python with transformers (set OCTAVO_TEST_PYTHON to one)";
  std::ifstream log(dir_.path() + "/log");
  ASSERT_EQ(status, 0) << log.rdbuf();
  std::ifstream file(out);
  const std::vector<float> python_logits = Flatten(nlohmann::json::parse(file));
  ExpectNear(LogitsOf(dir_.path()), python_logits, 1e-4f);
}

TEST_P(ArchitectureTest, RunsInDynamicInt8CloseToFp32) {
  QuantizeDynamicOptions options;
  options.model_dir = source_;
  options.output_path = dir_.path() + "/quantized_model.pt";
  const auto summary = QuantizeDynamic(options);
  ASSERT_TRUE(summary.ok()) << summary.status();
  const std::vector<float> wanted = Flatten(expected_["logits"]);
  const std::vector<float> logits = LogitsOf(options.output_path);
  ExpectNear(logits, wanted, 0.1f);
}

TEST_P(ArchitectureTest, RunsInStaticInt8CloseToFp32) {
  StaticOptions options;
  options.model_dir = source_;
  options.observers = {"minmax"};
  options.smooth_alpha = 0.5;  // reads the weights too
  const std::string path = dir_.path() + "/quantized_model.pt";
  ASSERT_NO_FATAL_FAILURE(MakeStaticFile(options, expected_["texts"], path));
  ExpectNear(LogitsOf(path), Flatten(expected_["logits"]), 0.1f);
}

TEST_P(ArchitectureTest, TakesOldSpellingsWithoutThePrefix) {
  Rewrite([](const std::string& name) -> std::string {
    absl::string_view rest = name;
    absl::ConsumePrefix(&rest, GetParam().prefix);
    const bool norm = absl::StrContains(rest, "LayerNorm.") || absl::StrContains(rest, "layer_norm.");
    if (norm && absl::ConsumeSuffix(&rest, ".weight")) return absl::StrCat(rest, ".gamma");
    if (norm && absl::ConsumeSuffix(&rest, ".bias")) return absl::StrCat(rest, ".beta");
    return std::string(rest);
  });
  ExpectNear(LogitsOf(dir_.path()), Flatten(expected_["logits"]), 1e-4f);
}

TEST_P(ArchitectureTest, APretrainedEncoderGetsAFreshHeadForTrainingOnly) {
  Rewrite([this](const std::string& name) { return InHead(name) ? "" : name; });
  options_.model_dir = dir_.path();
  options_.labels = {"no", "yes"};
  const auto trainer = Create();
  ASSERT_NE(trainer, nullptr);
  const auto step = trainer->Step(BatchOf(expected_["texts"], {0, 1, 2}), {0, 1, 0}, {});
  ASSERT_TRUE(step.ok()) << step.status();
  EXPECT_NEAR(step->loss, 0.693, 0.2);
  LoadOptions options;
  options.path = dir_.path();
  const absl::Status status = LoadClassifier(options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(status.message(), HasSubstr("fine-tune it first"));
}

TEST_P(ArchitectureTest, NamesAMissingTensorOfTheEncoder) {
  Rewrite([](const std::string& name) { return absl::StrContains(name, "position_embeddings") ? "" : name; });
  EXPECT_THAT(
      CreateTrainer({.model_dir = dir_.path(), .labels = options_.labels, .precision = "fp32", .total_steps = 1})
          .status()
          .message(),
      HasSubstr(absl::StrCat(GetParam().prefix, "embeddings.position_embeddings.weight\" is missing")));
}

TEST_P(ArchitectureTest, RefusesAFileWithMoreLayersThanTheConfiguration) {
  Rewrite([](const std::string& name) { return name; });
  std::ifstream file(dir_.path() + "/config.json");
  std::string config((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  for (const std::string key : {"\"n_layers\": 2", "\"num_hidden_layers\": 2"}) {
    const size_t at = config.find(key);
    if (at != std::string::npos) config[at + key.size() - 1] = '1';
  }
  std::ofstream(dir_.path() + "/config.json") << config;
  LoadOptions options;
  options.path = dir_.path();
  EXPECT_THAT(LoadClassifier(options).status().message(), HasSubstr("config.json says that the model has 1 layers"));
}

INSTANTIATE_TEST_SUITE_P(
    Architectures, ArchitectureTest,
    ::testing::Values(ArchitectureCase{"bert", "bert", "bert.", {"bert.pooler.", "classifier."}},
                      ArchitectureCase{
                          "distilbert", "architectures/distilbert", "distilbert.", {"pre_classifier.", "classifier."}},
                      ArchitectureCase{"roberta", "architectures/roberta", "roberta.", {"classifier."}}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace octavo
