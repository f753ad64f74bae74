// Static, quantization-aware and mixed-precision jobs of the real octavo-runner.

#include <csignal>
#include <filesystem>

#include "tests/process/runner_fixture.h"
#include "worker/runner/formats/int8_file.h"
#include "worker/runner/formats/model_file.h"
#include "worker/runner/job/precision_assignment.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class QuantizationJobsTest : public RunnerTest {
 protected:
  static void SetUpTestSuite() {
    trained_ = new JobFolder;
    Fill(*trained_);
    trained_->WriteSpec("baseline", TrainingParams());
    ASSERT_EQ(Run(*trained_), 0) << trained_->Read("log.txt");
  }
  static void TearDownTestSuite() { delete trained_; }

  /// A job of `kind` on the trained model.
  static void Prepare(const JobFolder& folder, const std::string& kind, Json params) {
    fs::create_directories(folder.Path("inputs"));
    fs::copy(trained_->Path("outputs/model"), folder.Path("inputs/model"), fs::copy_options::recursive);
    WriteData(folder);
    params["latency_samples"] = 0;
    params["latency_shapes"] = Json::array();
    folder.WriteSpec(kind, params);
  }

  static Json QatParams() {
    return {{"epochs", 2}, {"batch_size", 4}, {"learning_rate", 1e-4}, {"checkpoint_steps", 7}};
  }

  static Json MixedParams() {
    return {{"precisions", {"int8", "mixed"}}, {"search_rounds", 4}, {"max_accuracy_drop", 1.0}};
  }

  /// The linear layers of a mixed file by type, as a search names them.
  static std::string LayersOf(const std::string& path) {
    const auto file = TorchFile::Open(path);
    EXPECT_TRUE(file.ok()) << file.status();
    if (!file.ok()) return "";
    const auto& metadata = std::get<TorchDict>(FindKey((*file)->root(), kMetadataKey)->value);
    std::vector<std::string> names;
    std::vector<ComputeType> types;
    for (const auto& [name, linear] : std::get<TorchDict>(FindKey(metadata, kLinearsKey)->value)) {
      const auto& type = std::get<std::string>(FindKey(std::get<TorchDict>(linear.value), "type")->value);
      names.push_back(name);
      types.push_back(type == "int8" ? ComputeType::kInt8 : type == "bf16" ? ComputeType::kBf16 : ComputeType::kFp32);
    }
    return FormatAssignment(types, names);
  }

  static void ExpectSameFiles(const JobFolder& a, const JobFolder& b, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      EXPECT_FALSE(a.Read("outputs/" + name).empty()) << name;
      EXPECT_TRUE(a.Read("outputs/" + name) == b.Read("outputs/" + name)) << name << " differs";
    }
  }

  static JobFolder* trained_;
};
JobFolder* QuantizationJobsTest::trained_ = nullptr;

TEST_F(QuantizationJobsTest, TheSameJobGivesTheSameBytesTwice) {
  struct Case {
    const char* kind;
    Json params;
    std::vector<std::string> files;
  };
  const Case cases[] = {
      {"dynamic", Json::object(), {"quantized_model.pt", "evaluation_results.csv"}},
      {"static",
       {{"observer", "all"}},
       {"quantized_model.pt", "evaluation_results.csv", "layers.csv", "observers.csv"}},
      {"qat", QatParams(), {"qat_model.pth", "evaluation_results.csv", "training_curve.csv"}},
      // The mixed form is left out: its search goes by measured times.
      {"mixed", {{"precisions", {"int8", "fp16", "bf16"}}}, {"int8_model.pth", "fp16_model.pt", "bf16_model.pt"}}};
  for (const Case& c : cases) {
    JobFolder first, second;
    for (const JobFolder* folder : {&first, &second}) {
      Prepare(*folder, c.kind, c.params);
      ASSERT_EQ(Run(*folder), 0) << c.kind << ": " << folder->Read("log.txt");
    }
    ExpectSameFiles(first, second, c.files);
  }
}

TEST_F(QuantizationJobsTest, StaticKeepsLayersAndAnswersNearTheBaseline) {
  JobFolder folder;
  Prepare(folder, "static", {{"keep_layers", {"layer.*.ffn_out"}}, {"smooth_alpha", 0.5}});
  ASSERT_EQ(Run(folder), 0) << folder.Read("log.txt");
  const Json metrics = folder.ReadJson("outputs/metrics.json");
  EXPECT_GE(metrics["comparison"]["int8"]["accuracy_difference"], -0.1);
  EXPECT_THAT(folder.Read("outputs/layers.csv"), HasSubstr("layer.0.ffn_out,fp32,,"));
  EXPECT_THAT(folder.Read("outputs/layers.csv"), HasSubstr("layer.0.qkv,int8,"));
  EXPECT_THAT(metrics["variants"]["int8"]["compute"]["kernels"].get<std::string>(), HasSubstr("in fp32"));
}

TEST_F(QuantizationJobsTest, ALoneStaticFileAnswersNearTheFolderThatItWasMadeFrom) {
  JobFolder made, folder, file;
  Prepare(made, "static", Json::object());
  ASSERT_EQ(Run(made), 0) << made.Read("log.txt");
  EXPECT_EQ(made.ReadJson("report.json")["outcome"], "succeeded");
  fs::create_directories(folder.Path("inputs"));
  fs::copy(trained_->Path("outputs/model"), folder.Path("inputs/model"), fs::copy_options::recursive);
  fs::create_directories(file.Path("inputs/model"));
  fs::copy_file(made.Path("outputs/quantized_model.pt"), file.Path("inputs/model/quantized_model.pt"));
  for (const JobFolder* job : {&folder, &file}) {
    job->Write("inputs/texts/texts.txt", "good film !\nbad plot\nplot\n");
    job->WriteSpec("predict", {{"batch_size", 2}});
    ASSERT_EQ(Run(*job), 0) << job->Read("log.txt");
  }
  const std::vector<Json> want = folder.ReadLines("outputs/predictions.jsonl");
  const std::vector<Json> got = file.ReadLines("outputs/predictions.jsonl");
  ASSERT_EQ(want.size(), 3u);
  ASSERT_EQ(got.size(), 3u);
  for (size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(got[i]["label"], want[i]["label"]) << i;
    EXPECT_NE(got[i]["logits"], want[i]["logits"]) << i;
    for (size_t c = 0; c < 3; ++c) {
      EXPECT_NEAR(got[i]["logits"][c].get<double>(), want[i]["logits"][c].get<double>(), 0.1) << i << " " << c;
    }
  }
}

TEST_F(QuantizationJobsTest, QatPassesItsGateWithEqualBits) {
  JobFolder folder;
  Prepare(folder, "qat", QatParams());
  ASSERT_EQ(Run(folder), 0) << folder.Read("log.txt");
  const Json metrics = folder.ReadJson("outputs/metrics.json");
  EXPECT_EQ(metrics["gate"]["agreement"], 1.0);
  EXPECT_EQ(metrics["gate"]["largest_logit_difference"], 0.0);
  EXPECT_TRUE(metrics["variants"].contains("static"));
  EXPECT_EQ(metrics["own_variants"], Json({"qat"}));
  EXPECT_THAT(folder.Read("outputs/layers.csv"), HasSubstr("\npooler,int8,"));
}

TEST_F(QuantizationJobsTest, QatThatOnlyHarmsShipsTheStaticModel) {
  JobFolder folder;
  Json params = QatParams();
  params["learning_rate"] = 0.05;
  Prepare(folder, "qat", params);
  ASSERT_EQ(Run(folder), 0) << folder.Read("log.txt");
  const Json metrics = folder.ReadJson("outputs/metrics.json");
  EXPECT_EQ(metrics["training"]["best_epoch"], 0);
  ASSERT_EQ(metrics["training"]["history"].size(), 3u);
  EXPECT_TRUE(metrics["training"]["history"][0]["train_loss"].is_null());
  EXPECT_LT(metrics["training"]["history"][2]["validation_accuracy"],
            metrics["training"]["history"][0]["validation_accuracy"]);
  EXPECT_EQ(metrics["variants"]["qat"]["evaluation"], metrics["variants"]["static"]["evaluation"]);
  EXPECT_THAT(metrics["warnings"].dump(), HasSubstr("the static model it began as"));
}

TEST_F(QuantizationJobsTest, QatGoesOnFromAStopToTheSameModel) {
  JobFolder whole, stopped;
  Json params = QatParams();
  params["epochs"] = 6;
  for (const JobFolder* folder : {&whole, &stopped}) Prepare(*folder, "qat", params);
  ASSERT_EQ(Run(whole), 0) << whole.Read("log.txt");
  {
    Subprocess child = Start(stopped);
    WaitForPhase(stopped, child, "train");
    ASSERT_TRUE(child.Signal(SIGTERM).ok());
    const auto exit = child.Wait();
    ASSERT_TRUE(exit.ok());
    ASSERT_EQ(exit->exit_code, 3) << stopped.Read("log.txt");
  }
  ASSERT_EQ(Run(stopped), 0) << stopped.Read("log.txt");
  ExpectSameFiles(whole, stopped, {"qat_model.pth", "evaluation_results.csv", "training_curve.csv"});
}

TEST_F(QuantizationJobsTest, QatThatIsKilledGoesOnFromItsCheckpointToTheSameModel) {
  JobFolder whole, killed;
  Json params = QatParams();
  params["epochs"] = 6;
  for (const JobFolder* folder : {&whole, &killed}) Prepare(*folder, "qat", params);
  ASSERT_EQ(Run(whole), 0) << whole.Read("log.txt");
  Subprocess child = Start(killed);
  while (!killed.Exists("work/state.json") && !child.Poll()->has_value()) std::this_thread::yield();
  ASSERT_TRUE(child.Signal(SIGKILL).ok());
  EXPECT_EQ(child.Wait()->signal, SIGKILL);
  ASSERT_EQ(Run(killed), 0) << killed.Read("log.txt");
  EXPECT_GT(killed.ReadJson("outputs/metrics.json")["training"]["resumed_from_step"], 0);
  ExpectSameFiles(whole, killed, {"qat_model.pth", "evaluation_results.csv", "training_curve.csv"});
}

TEST_F(QuantizationJobsTest, QatTakesAStaticModelThatIsGiven) {
  JobFolder made, folder;
  Prepare(made, "static", {{"activations", "symmetric"}});
  ASSERT_EQ(Run(made), 0) << made.Read("log.txt");
  Prepare(folder, "qat", QatParams());
  fs::create_directories(folder.Path("inputs/static"));
  fs::copy_file(made.Path("outputs/quantized_model.pt"), folder.Path("inputs/static/quantized_model.pt"));
  ASSERT_EQ(Run(folder), 0) << folder.Read("log.txt");
  const Json metrics = folder.ReadJson("outputs/metrics.json");
  EXPECT_TRUE(metrics["inputs"].contains("static"));
  const Json reference = made.ReadJson("outputs/metrics.json");
  EXPECT_EQ(metrics["variants"]["static"]["evaluation"], reference["variants"]["int8"]["evaluation"]);
}

TEST_F(QuantizationJobsTest, MixedStaysWithinItsBudgetOnTheValidationPart) {
  JobFolder folder;
  Prepare(folder, "mixed", MixedParams());
  ASSERT_EQ(Run(folder), 0) << folder.Read("log.txt");
  for (const char* name : {"sensitivity.csv", "pareto.csv", "evaluation_results_mixed.csv"}) {
    EXPECT_FALSE(folder.Read(std::string("outputs/") + name).empty()) << name;
  }
  // 2 layers of 4 and the pooler, each alone and each left out, under a header.
  const std::string table = folder.Read("outputs/sensitivity.csv");
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 1 + 2 * 9);
  const Json search = folder.ReadJson("outputs/metrics.json")["search"];
  EXPECT_EQ(search["holds_budget"], true);
  EXPECT_LE(search["accuracy_drop"].get<double>(), search["accuracy_budget"].get<double>());
  const double drop = search["accuracy_drop"].get<double>();
  EXPECT_LE(search["accuracy_drop_interval"][0].get<double>(), drop);
  EXPECT_GE(search["accuracy_drop_interval"][1].get<double>(), drop);
  EXPECT_EQ(LayersOf(folder.Path("outputs/mixed_model.pth")), search["layers"]);
}

TEST_F(QuantizationJobsTest, MixedThatKnowsItsMeasurementsGivesTheSameBytesAgain) {
  JobFolder first, again;
  for (const JobFolder* folder : {&first, &again}) Prepare(*folder, "mixed", MixedParams());
  ASSERT_EQ(Run(first), 0) << first.Read("log.txt");
  fs::create_directories(again.Path("work"));
  fs::copy_file(first.Path("work/mixed-state.json"), again.Path("work/mixed-state.json"));
  ASSERT_EQ(Run(again), 0) << again.Read("log.txt");
  ExpectSameFiles(first, again, {"mixed_model.pth", "sensitivity.csv", "pareto.csv", "evaluation_results_mixed.csv"});
}

TEST_F(QuantizationJobsTest, ALoneFloat16FileAnswersAsTheFolderThatItWasMadeFrom) {
  JobFolder made, folder, file;
  Prepare(made, "mixed", {{"precisions", {"fp16"}}});
  ASSERT_EQ(Run(made), 0) << made.Read("log.txt");
  const Json variant = made.ReadJson("outputs/metrics.json")["variants"]["fp16"];
  EXPECT_EQ(variant["compute"]["requested"], "fp16");
  Prepare(folder, "predict", Json::object());
  WriteData(file);
  fs::create_directories(file.Path("inputs/model"));
  fs::copy_file(made.Path("outputs/fp16_model.pt"), file.Path("inputs/model/fp16_model.pt"));
  for (const JobFolder* job : {&folder, &file}) {
    // The last is cut at the length of the training, which the file has to know.
    job->Write("inputs/texts/texts.txt", "good film !\nbad plot\nplot\nfine film " + std::string(200, '!') + "\n");
    job->WriteSpec("predict", {{"batch_size", 2}});
    ASSERT_EQ(Run(*job), 0) << job->Read("log.txt");
  }
  const auto want = folder.ReadLines("outputs/predictions.jsonl"), got = file.ReadLines("outputs/predictions.jsonl");
  ASSERT_EQ(want.size(), 4u);
  ASSERT_EQ(got.size(), 4u);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(got[i]["label"], want[i]["label"]) << i;
    EXPECT_NEAR(got[i]["probability"].get<double>(), want[i]["probability"].get<double>(), 0.03) << i;
  }
  file.WriteSpec("evaluate", {{"dataset", "local"}});
  ASSERT_EQ(Run(file), 0) << file.Read("log.txt");
  const Json evaluated = file.ReadJson("outputs/metrics.json")["variants"]["model"];
  EXPECT_EQ(evaluated["evaluation"], variant["evaluation"]);
  EXPECT_EQ(evaluated["compute"], variant["compute"]);
}

TEST_F(QuantizationJobsTest, StaticRefusesWhatNamesNoLayer) {
  JobFolder folder;
  Prepare(folder, "static", {{"keep_layers", {"layer.7.qkv"}}});
  ExpectFailure(folder, "BAD_SPEC", HasSubstr("parameter keep_layers: \"layer.7.qkv\" names no linear layer"));
}

}  // namespace
}  // namespace octavo
