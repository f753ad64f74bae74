// The real octavo-runner on the tiny BERT of tests/fixtures: whole jobs, stops, crashes of the parent, and refusals.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <filesystem>

#include "tests/process/runner_fixture.h"

namespace octavo {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

TEST_F(RunnerTest, TheSameJobGivesTheSameNumbersTwice) {
  JobFolder first, second;
  for (const JobFolder* folder : {&first, &second}) {
    Fill(*folder);
    folder->WriteSpec("baseline", TrainingParams());
    ASSERT_EQ(Run(*folder), 0) << folder->Read("log.txt");
  }
  ExpectSameResults(first, second);
  const Json metrics = first.ReadJson("outputs/metrics.json");
  EXPECT_GT(metrics["variants"]["fp32"]["evaluation"]["accuracy"], 0.8);
  EXPECT_GT(metrics["variants"]["fp32"]["load"]["warm_seconds"], 0);
}

TEST_F(RunnerTest, AStopInTrainingResumesToTheSameWeights) {
  JobFolder whole, stopped;
  Json params = TrainingParams();
  params["epochs"] = 30;  // long enough that the stop meets it
  for (const JobFolder* folder : {&whole, &stopped}) {
    Fill(*folder);
    folder->WriteSpec("baseline", params);
  }
  ASSERT_EQ(Run(whole), 0) << whole.Read("log.txt");
  Subprocess child = Start(stopped);
  WaitForPhase(stopped, child, "train");
  ASSERT_TRUE(child.Signal(SIGTERM).ok());
  const auto exit = child.Wait();
  ASSERT_TRUE(exit.ok()) << exit.status();
  ASSERT_EQ(exit->exit_code, 3) << stopped.Read("log.txt");
  EXPECT_FALSE(stopped.Exists("report.json"));
  ASSERT_EQ(Run(stopped), 0) << stopped.Read("log.txt");
  ExpectSameResults(whole, stopped);
}

TEST_F(RunnerTest, AKillInTrainingResumesFromTheLastCheckpoint) {
  JobFolder whole, killed;
  Json params = TrainingParams();
  params["epochs"] = 30;
  for (const JobFolder* folder : {&whole, &killed}) {
    Fill(*folder);
    folder->WriteSpec("baseline", params);
  }
  ASSERT_EQ(Run(whole), 0) << whole.Read("log.txt");
  Subprocess child = Start(killed);
  while (!killed.Exists("work/state.json") && !child.Poll()->has_value()) std::this_thread::yield();
  ASSERT_TRUE(child.Signal(SIGKILL).ok());
  EXPECT_EQ(child.Wait()->signal, SIGKILL);
  ASSERT_EQ(Run(killed), 0) << killed.Read("log.txt");
  EXPECT_GT(killed.ReadJson("outputs/metrics.json")["training"]["resumed_from_step"], 0);
  ExpectSameResults(whole, killed);
}

TEST_F(RunnerTest, EndsWithItsLifeline) {
  JobFolder folder;
  Fill(folder);
  Json params = TrainingParams();
  params["epochs"] = 1000;
  folder.WriteSpec("baseline", params, {{"lifeline_fd", 3}});
  Subprocess child = Start(folder, /*lifeline=*/true);
  WaitForPhase(folder, child, "train");
  child.CutLifeline();
  const auto exit = child.Wait(absl::Seconds(30));
  ASSERT_TRUE(exit.ok()) << exit.status();
  EXPECT_EQ(exit->exit_code, 4);
  EXPECT_FALSE(folder.Exists("report.json"));
}

TEST_F(RunnerTest, DynamicQuantizesWhatBaselineTrained) {
  JobFolder trained, quantized;
  Fill(trained);
  trained.WriteSpec("baseline", TrainingParams());
  ASSERT_EQ(Run(trained), 0) << trained.Read("log.txt");
  fs::create_directories(quantized.Path("inputs"));
  fs::create_directories(quantized.Path("inputs"));
  fs::copy(trained.Path("outputs/model"), quantized.Path("inputs/model"), fs::copy_options::recursive);
  WriteData(quantized);
  quantized.WriteSpec("dynamic", {{"latency_samples", 3}, {"latency_repeats", 3}, {"latency_shapes", {"1x8"}}});
  ASSERT_EQ(Run(quantized), 0) << quantized.Read("log.txt");
  const Json result = quantized.ReadJson("outputs/results.json");
  // The same rows and the same FP32 logits as the baseline's own evaluation.
  EXPECT_EQ(result["variants"]["fp32"]["evaluation"],
            trained.ReadJson("outputs/metrics.json")["variants"]["fp32"]["evaluation"]);
  EXPECT_LT(std::abs(result["comparison"]["int8"]["accuracy_difference"].get<double>()), 0.2);
  EXPECT_TRUE(quantized.Exists("outputs/quantized_model.pt"));
}

TEST_F(RunnerTest, EvaluateMeasuresALoneQuantizedFileAsTheJobThatMadeIt) {
  JobFolder trained, quantized, lone;
  Fill(trained);
  trained.WriteSpec("baseline", TrainingParams());
  ASSERT_EQ(Run(trained), 0) << trained.Read("log.txt");
  fs::create_directories(quantized.Path("inputs"));
  fs::copy(trained.Path("outputs/model"), quantized.Path("inputs/model"), fs::copy_options::recursive);
  WriteData(quantized);
  quantized.WriteSpec("dynamic", {{"latency_samples", 0}});
  ASSERT_EQ(Run(quantized), 0) << quantized.Read("log.txt");
  // Linked, as the client does it.
  fs::create_directories(lone.Path("inputs/model"));
  fs::create_symlink(quantized.Path("outputs/quantized_model.pt"), lone.Path("inputs/model/quantized_model.pt"));
  fs::create_directory_symlink(quantized.Path("inputs/dataset"), lone.Path("inputs/dataset"));
  lone.WriteSpec("evaluate", {{"dataset", "local"}});
  ASSERT_EQ(Run(lone), 0) << lone.Read("log.txt");
  const Json wanted = quantized.ReadJson("outputs/results.json"), got = lone.ReadJson("outputs/metrics.json");
  EXPECT_EQ(got["variants"]["model"]["evaluation"], wanted["variants"]["int8"]["evaluation"]);
  EXPECT_EQ(got["variants"]["model"]["compute"]["resolved"], "int8");
  EXPECT_EQ(got["dataset"], wanted["dataset"]);
  EXPECT_EQ(got["inputs"]["dataset"], wanted["inputs"]["dataset"]);
}

TEST_F(RunnerTest, ALoneQuantizedFileAnswersAsTheFolderThatItWasMadeFrom) {
  JobFolder trained, quantized;
  Fill(trained);
  trained.WriteSpec("baseline", TrainingParams());
  ASSERT_EQ(Run(trained), 0) << trained.Read("log.txt");
  fs::create_directories(quantized.Path("inputs"));
  fs::create_directories(quantized.Path("inputs"));
  fs::copy(trained.Path("outputs/model"), quantized.Path("inputs/model"), fs::copy_options::recursive);
  WriteData(quantized);
  const std::string texts = "good film !\nbad plot\nplot\nfine film " + std::string(200, '!') + "\n";
  for (const bool embeddings : {true, false}) {
    quantized.WriteSpec("dynamic", {{"latency_samples", 0}, {"quantize_embeddings", embeddings}});
    ASSERT_EQ(Run(quantized), 0) << quantized.Read("log.txt");
    JobFolder folder, file;
    fs::create_directories(folder.Path("inputs"));
    fs::copy(trained.Path("outputs/model"), folder.Path("inputs/model"), fs::copy_options::recursive);
    fs::create_directories(file.Path("inputs/model"));
    fs::copy_file(quantized.Path("outputs/quantized_model.pt"), file.Path("inputs/model/quantized_model.pt"));
    for (const JobFolder* job : {&folder, &file}) {
      job->Write("inputs/texts/texts.txt", texts);
      job->WriteSpec("tokenize", Json::object());
      ASSERT_EQ(Run(*job), 0) << job->Read("log.txt");
    }
    EXPECT_EQ(folder.Read("outputs/tokens.jsonl"), file.Read("outputs/tokens.jsonl"));
    for (const JobFolder* job : {&folder, &file}) {
      job->WriteSpec("predict", {{"batch_size", 2}});
      ASSERT_EQ(Run(*job), 0) << job->Read("log.txt");
    }
    const std::vector<Json> want = folder.ReadLines("outputs/predictions.jsonl");
    const std::vector<Json> got = file.ReadLines("outputs/predictions.jsonl");
    ASSERT_EQ(want.size(), 4u);
    ASSERT_EQ(got.size(), 4u);
    for (size_t i = 0; i < 4; ++i) {
      EXPECT_EQ(got[i]["label"], want[i]["label"]) << i;
      EXPECT_NEAR(got[i]["probability"].get<double>(), want[i]["probability"].get<double>(), 0.1) << i;
    }
  }
}

TEST_F(RunnerTest, ADistilBertOfAPyTorchCheckpointIsTrainedAndQuantized) {
  JobFolder pretrained, trained;
  FillWithCheckpoint(pretrained);
  pretrained.WriteSpec("dynamic", {{"dataset", "local"}, {"latency_samples", 0}});
  ASSERT_EQ(Run(pretrained), 0) << pretrained.Read("log.txt");
  const Json fp32 = pretrained.ReadJson("outputs/results.json")["variants"]["fp32"];
  EXPECT_EQ(fp32["files"], (Json{"config.json", "pytorch_model.bin"}));
  FillWithCheckpoint(trained);
  trained.WriteSpec("baseline", TrainingParams());
  ASSERT_EQ(Run(trained), 0) << trained.Read("log.txt");
  const Json metrics = trained.ReadJson("outputs/metrics.json");
  EXPECT_EQ(metrics["model"]["architecture"], "distilbert");
  EXPECT_EQ(metrics["variants"]["fp32"]["files"], (Json{"config.json", "model.safetensors"}));
  EXPECT_GT(metrics["variants"]["fp32"]["evaluation"]["accuracy"], 0.8);
}

TEST_F(RunnerTest, ANegativeLearningRateIsRefused) {
  JobFolder folder;
  Fill(folder);
  Json params = TrainingParams();
  params["learning_rate"] = -1e-3;
  folder.WriteSpec("baseline", params);
  ExpectFailure(folder, "BAD_SPEC", HasSubstr("parameter learning_rate: -0.001 is not a number above 0"));
  EXPECT_FALSE(folder.Exists("outputs"));
}

TEST_F(RunnerTest, TruncatedWeightsAreRefused) {
  JobFolder folder;
  Fill(folder);
  fs::resize_file(folder.Path("inputs/model/model.safetensors"), 1000);
  folder.WriteSpec("baseline", TrainingParams());
  ExpectFailure(folder, "BAD_MODEL", HasSubstr("model.safetensors"));
}

TEST_F(RunnerTest, AVocabularyOfTheWrongSizeIsRefused) {
  JobFolder folder;
  Fill(folder);
  folder.Write("inputs/model/vocab.txt", folder.Read("inputs/model/vocab.txt") + "one\ntoo\nmany\n");
  folder.WriteSpec("baseline", TrainingParams());
  ExpectFailure(folder, "BAD_MODEL", HasSubstr("vocab"));
}

TEST_F(RunnerTest, AnotherLayoutOfADatasetIsRefused) {
  JobFolder folder;
  Fill(folder);
  Json params = TrainingParams();
  params["dataset"] = "sst2";
  folder.WriteSpec("baseline", params);
  ExpectFailure(folder, "BAD_DATA", HasSubstr("is not a tar or zip archive"));
}

TEST_F(RunnerTest, AFileInPlaceOfTheOutputsFolderIsReported) {
  JobFolder folder;
  Fill(folder);
  folder.Write("work", "a file, not a folder");
  folder.WriteSpec("baseline", TrainingParams());
  ExpectFailure(folder, "INTERNAL", HasSubstr("cannot create the folder"));
}

TEST_F(RunnerTest, AFullDiskIsAClassOfItsOwnAndLeavesNothingHalfWritten) {
  JobFolder folder;
  Fill(folder);
  folder.WriteSpec("baseline", TrainingParams());
  // A limit on the size of files stands in for a small disk: the weights do not fit, the report does.
  rlimit old{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
  const rlimit small = {100'000, old.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  Subprocess child = Start(folder);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old), 0);
  EXPECT_EQ(child.Wait()->exit_code, 1) << folder.Read("log.txt");
  EXPECT_EQ(folder.ReadJson("report.json")["reason"], "DISK_FULL");
  EXPECT_FALSE(folder.Exists("outputs/model"));
  for (const auto& entry : fs::recursive_directory_iterator(folder.Path("work"))) {
    EXPECT_THAT(entry.path().string(), ::testing::Not(HasSubstr(".tmp")));
  }
}

TEST_F(RunnerTest, ADiskWithoutRoomForTheReportIsNoBadSpec) {
  JobFolder folder;
  Fill(folder);
  folder.Write("inputs/texts/texts.txt", "good film\n");
  folder.WriteSpec("tokenize", Json::object());
  rlimit old{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
  const rlimit tiny = {16, old.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tiny), 0);
  Subprocess child = Start(folder);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old), 0);
  EXPECT_EQ(child.Wait()->exit_code, 5);
  EXPECT_FALSE(folder.Exists("report.json"));
}

TEST_F(RunnerTest, AnUnwritableFolderEndsWithoutAReport) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  JobFolder folder;
  Fill(folder);
  folder.WriteSpec("baseline", TrainingParams());
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(Run(folder), 5);
  fs::permissions(folder.path(), fs::perms::owner_all);
}

TEST(RunnerCommandTest, BadUsageAndMissingJobsExitWithTwo) {
  for (const std::vector<std::string>& args :
       {std::vector<std::string>{}, {"--jobs", "x"}, {"--job", "/nonexistent"}, {"--validate", "/nonexistent"}}) {
    SubprocessOptions options;
    options.argv = {RunnerPath()};
    options.argv.insert(options.argv.end(), args.begin(), args.end());
    options.environment = InheritEnvironment();
    options.stderr_path = "/dev/null";
    auto child = Subprocess::Start(options);
    ASSERT_TRUE(child.ok()) << child.status();
    EXPECT_EQ(child->Wait()->exit_code, 2);
  }
}

TEST(RunnerCommandTest, OpenEndsWithItsLifeline) {
  JobFolder folder;
  ASSERT_EQ(mkfifo(folder.Path("model.pt").c_str(), 0600), 0);  // to open it blocks for ever: nobody writes
  SubprocessOptions options;
  options.argv = {RunnerPath(), "--open", folder.Path("model.pt"), "--lifeline-fd", "3"};
  options.environment = InheritEnvironment();
  options.lifeline = true;
  auto child = Subprocess::Start(options);
  ASSERT_TRUE(child.ok()) << child.status();
  child->CutLifeline();
  const auto exit = child->Wait(absl::Seconds(30));
  ASSERT_TRUE(exit.ok()) << exit.status();
  EXPECT_EQ(exit->exit_code, 4);
}

TEST(RunnerCommandTest, ProbeSaysWhatTheMachineHas) {
  SubprocessOptions options;
  options.argv = {RunnerPath(), "--probe"};
  options.environment = InheritEnvironment();
  options.capture_stdout = true;
  auto child = Subprocess::Start(options);
  ASSERT_TRUE(child.ok()) << child.status();
  const auto output = child->ReadStdout(1 << 20);
  ASSERT_TRUE(output.ok()) << output.status();
  EXPECT_EQ(child->Wait()->exit_code, 0);
  const auto probe = ParseJson(*output, "probe");
  ASSERT_TRUE(probe.ok()) << probe.status();
  EXPECT_EQ((*probe)["libtorch_version"], "2.13.0");
  EXPECT_EQ((*probe)["missing_operators"], Json::array());
  EXPECT_GT((*probe)["cpus"], 0);
  EXPECT_GT((*probe)["memory_bytes"], 0);
  EXPECT_EQ((*probe)["runner_build"].get<std::string>().size(), 64u);
}

TEST(RunnerCommandTest, AProbeEndsWithItsLifeline) {
  SubprocessOptions options;
  options.argv = {RunnerPath(), "--probe", "--peak", "--lifeline-fd", "3"};
  options.environment = InheritEnvironment();
  options.stdout_path = "/dev/null";
  options.lifeline = true;
  auto child = Subprocess::Start(options);
  ASSERT_TRUE(child.ok()) << child.status();
  child->CutLifeline();
  EXPECT_EQ(child->Wait()->exit_code, 4);
}

}  // namespace
}  // namespace octavo
