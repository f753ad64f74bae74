#include <signal.h>

#include <algorithm>
#include <filesystem>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/process/client_sandbox.h"

namespace octavo::client {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::string> kRunAll = {"run-all", "--model", "minilm-l6", "--dataset", "movie-sentences"};

bool HasControlCharacters(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

TEST(ClientProcessTest, RunAllWritesEveryResultAndTheComparison) {
  ClientSandbox sandbox;
  const auto run = sandbox.Run(kRunAll);
  ASSERT_EQ(run.exit_code, 0) << run.err;
  for (const char* file : {"baseline/model/config.json", "baseline/metrics.json", "baseline/evaluation_results.csv",
                           "dynamic_quant/metrics.json", "static_quant/quantized_model.pt", "static_quant/metrics.json",
                           "qat/qat_model.pth", "qat/metrics.json", "mixed_precision/mixed_model.pth",
                           "mixed_precision/evaluation_results_fp16.csv", "mixed_precision/inputs.json",
                           "comparison/summary_table.csv", "comparison/summary_report.md", "comparison/report.html"}) {
    EXPECT_TRUE(sandbox.Exists(std::string("results/") + file)) << file;
  }
  for (const char* label :
       {"FP32 baseline", "Static INT8", "QAT INT8", "Mixed: INT8", "Mixed: FP16", "Mixed precision"})
    EXPECT_THAT(run.out, HasSubstr(label));
  EXPECT_FALSE(HasControlCharacters(run.out + run.err)) << "redirected output must be a good log";
  EXPECT_THAT(sandbox.Run({"list"}).out,
              HasSubstr("baseline succeeded, dynamic succeeded, static succeeded, qat succeeded, mixed succeeded"));
  EXPECT_THAT(sandbox.Run({"logs", "e1"}).out, HasSubstr("hello from the runner"));
}

TEST(ClientProcessTest, StagesDrawTheirPictures) {
  ClientSandbox sandbox;
  const auto run = sandbox.Run(kRunAll);
  ASSERT_EQ(run.exit_code, 0) << run.err;
  for (const char* file : {"qat/training_curve.png", "mixed_precision/accuracy_comparison.png",
                           "mixed_precision/size_comparison.png", "mixed_precision/speed_comparison.png"}) {
    EXPECT_TRUE(sandbox.Exists(std::string("results/") + file)) << file << run.err;
  }
  EXPECT_FALSE(sandbox.Exists("results/static_quant/accuracy_comparison.png"));
}

TEST(ClientProcessTest, StagesRunByThemselvesOnTheTrainedModel) {
  ClientSandbox sandbox;
  Json& outputs = sandbox.script()["outputs"];
  outputs["model/model.safetensors"] = std::string("\x02\0\0\0\0\0\0\0{}", 10);
  outputs["model/octavo.json"] = Json{{"schema", "octavo.model/1"}, {"dataset", "movie-sentences"}}.dump();
  ASSERT_EQ(sandbox.Run({"baseline", "--model", "minilm-l6", "--dataset", "movie-sentences"}).exit_code, 0);
  const auto run_static = sandbox.Run({"static", "--model_path", "results/baseline/model"});
  EXPECT_EQ(run_static.exit_code, 0) << run_static.err;
  const auto qat =
      sandbox.Run({"qat", "--model-path", "results/baseline/model", "--static-dir", "results/static_quant", "--json"});
  EXPECT_EQ(qat.exit_code, 0) << qat.err;
  EXPECT_THAT(qat.out, HasSubstr("static/quantized_model.pt"));
  const auto mixed = sandbox.Run({"mixed", "--precisions", "int8", "fp16", "--output_dir", "elsewhere", "--json"});
  EXPECT_EQ(mixed.exit_code, 0) << mixed.err;
  const auto described = ParseJson(mixed.out, "stdout");
  ASSERT_TRUE(described.ok()) << described.status();
  EXPECT_EQ((*described)["jobs"][0]["params"]["precisions"], (Json{"int8", "fp16"}));
  EXPECT_TRUE(sandbox.Exists("elsewhere/int8_model.pth"));
  const auto rest = sandbox.Run({"run-all", "--skip-training", "--skip", "dynamic", "qat"});
  EXPECT_EQ(rest.exit_code, 0) << rest.err;
  EXPECT_THAT(sandbox.Run({"list"}).out, HasSubstr("static succeeded, mixed succeeded"));
}

TEST(ClientProcessTest, EvaluateRunsHereAndKeepsWhatIsAskedFor) {
  ClientSandbox sandbox;
  const std::vector<std::string> command = {"evaluate", "--model", "minilm-l6", "--dataset", "movie-sentences"};
  const auto run = sandbox.Run(command);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("accuracy           75.00 % (95 % interval 30.06 to 95.44)"));
  EXPECT_THAT(run.out, HasSubstr("negative"));
  EXPECT_FALSE(sandbox.Exists(".octavo"));
  std::vector<std::string> keeping = command;
  keeping.insert(keeping.end(), {"--output_dir", "out", "--json"});
  const auto kept = sandbox.Run(keeping);
  EXPECT_EQ(kept.exit_code, 0) << kept.err;
  EXPECT_THAT(kept.out, HasSubstr("octavo.result/1"));
  EXPECT_TRUE(sandbox.Exists("out/metrics.json"));
  EXPECT_TRUE(sandbox.Exists("out/evaluation_results.csv"));
}

TEST(ClientProcessTest, WhatFailsHereNamesTheFilesThatWereGiven) {
  ClientSandbox sandbox;
  sandbox.Write("lab.csv", "text,label\na,\n");
  sandbox.Write("set/train.csv", "text,label\na,\n");
  const std::string model = "data/cache/models/minilm-l6";
  const auto fail = [&](const std::string& kind, const std::string& message) {
    sandbox.ScriptOfKind(kind) = {{"end", "fail"}, {"reason", "BAD_DATA"}, {"message", message}};
  };
  fail("describe", "{dir}/inputs/dataset/lab.csv: line 2: an empty label");
  EXPECT_THAT(sandbox.Run({"datasets", "show", "lab.csv"}).err,
              HasSubstr("error: datasets: lab.csv: line 2: an empty label"));
  fail("describe", "{dir}/inputs/dataset/train.csv: line 2: an empty label");
  EXPECT_THAT(sandbox.Run({"datasets", "show", "set"}).err,
              HasSubstr("error: datasets: set/train.csv: line 2: an empty label"));
  fail("evaluate", "{dir}/inputs/dataset/lab.csv and {dir}/inputs/model/vocab.txt");
  EXPECT_THAT(sandbox.Run({"evaluate", "--model", model, "--dataset", sandbox.path("lab.csv")}).err,
              HasSubstr("error: evaluate: " + sandbox.path("lab.csv") + " and " + model + "/vocab.txt"));
  fail("predict", "{dir}/inputs/model/vocab.txt is empty");
  EXPECT_THAT(sandbox.Run({"predict", "--model", model, "a text"}).err,
              HasSubstr("error: predict: " + model + "/vocab.txt is empty"));
}

TEST(ClientProcessTest, TheSameRunAgainComesFromTheCache) {
  ClientSandbox sandbox;
  ASSERT_EQ(sandbox.Run(kRunAll).exit_code, 0);
  const auto again = sandbox.Run(kRunAll);
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("from the result cache"));
}

/// Makes the baseline of that seed say so, with another accuracy.
void GiveSeed(ClientSandbox& sandbox, int seed) {
  Json& script = sandbox.ScriptOfSeed(seed);
  script["result"]["params"]["seed"] = seed;
  script["result"]["variants"]["fp32"]["evaluation"]["accuracy"] = 1.0;
  script["outputs"]["metrics.json"] = script["result"].dump();
  script["outputs"]["evaluation_results.csv"] = "id,label,prediction\na,0,0\nb,1,1\nc,0,0\nd,1,1\n";
}

std::vector<std::string> RunAllWith(const std::vector<std::string>& more) {
  std::vector<std::string> command = kRunAll;
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

TEST(ClientProcessTest, RepeatsRunTheNextSeedsAndAverageThem) {
  ClientSandbox sandbox;
  GiveSeed(sandbox, 43);
  ASSERT_EQ(sandbox.Run(kRunAll).exit_code, 0);
  EXPECT_FALSE(sandbox.Exists("results/comparison/repeats.csv"));
  const std::vector<std::string> command = RunAllWith({"--repeats", "2"});
  const auto run = sandbox.Run(command);
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("repeat 2 of 2: seed 43, results in results/repeats/seed-43"));
  EXPECT_THAT(run.err, HasSubstr("static-seed-43: running on"));
  for (const char* file : {"baseline/model/config.json", "dynamic_quant/metrics.json", "static_quant/inputs.json",
                           "qat/training_curve.png", "mixed_precision/mixed_model.pth"}) {
    EXPECT_TRUE(sandbox.Exists(std::string("results/repeats/seed-43/") + file)) << file;
    EXPECT_TRUE(sandbox.Exists(std::string("results/") + file)) << file;
  }
  EXPECT_THAT(run.out, HasSubstr("2 seeds (42, 43), mean ± sample standard deviation:"));
  EXPECT_THAT(ReadFile(sandbox.path("results/comparison/repeats.csv")).value_or(""),
              HasSubstr("FP32 baseline,baseline,accuracy,2,0.875000,0.176777,"));
  EXPECT_THAT(ReadFile(sandbox.path("results/comparison/summary_report.md")).value_or(""),
              HasSubstr("## Over several seeds"));
  // A worker with one slot does one seed after the other.
  const std::string listed = sandbox.Run({"show", "e2", "--json"}).out;
  const auto shown = ParseJson(listed, "stdout");
  ASSERT_TRUE(shown.ok()) << shown.status() << listed;
  const Json& jobs = (*shown)["jobs"];
  ASSERT_EQ(jobs.size(), 10u);
  EXPECT_EQ(jobs[5]["params"]["seed"], 43);
  EXPECT_EQ(jobs[5]["params"]["split_seed"], 42);
  for (size_t i = 0; i < 5; ++i) EXPECT_NE(jobs[i]["cached_from"], "") << "the first seed is the ordinary run";
  for (size_t i = 6; i < 10; ++i)
    EXPECT_LE(jobs[i - 1]["ended_at"].get<std::string>(), jobs[i]["started_at"].get<std::string>());

  const auto again = sandbox.Run(command);
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("mixed-seed-43: succeeded (from the result cache)"));
  const auto compared = sandbox.Run({"compare", "--json"});
  EXPECT_EQ(compared.exit_code, 0) << compared.err;
  const auto described = ParseJson(compared.out, "stdout");
  ASSERT_TRUE(described.ok()) << described.status();
  EXPECT_EQ((*described)["repeats"]["rows"][0]["accuracy"]["values"], (Json{0.75, 1.0}));
  std::filesystem::remove_all(sandbox.path("results/repeats"));
  EXPECT_EQ(sandbox.Run({"compare"}).exit_code, 0);
  EXPECT_FALSE(sandbox.Exists("results/comparison/repeats.csv"));
}

TEST(ClientProcessTest, CompareSaysWhichVariantKeepsTheLimits) {
  ClientSandbox sandbox;
  ASSERT_EQ(sandbox.Run(kRunAll).exit_code, 0);
  const auto fits = sandbox.Run({"compare", "--max-size-mb", "0.0005", "--best", "accuracy", "--no-plots"});
  EXPECT_EQ(fits.exit_code, 0) << fits.err;
  EXPECT_THAT(fits.out, HasSubstr("Best by accuracy: Static INT8\n"));
  EXPECT_THAT(fits.out, HasSubstr("--max-size-mb 0.0005 excluded FP32 baseline"));
  EXPECT_FALSE(sandbox.Exists("results/comparison/accuracy_comparison.png"));
  const auto none = sandbox.Run({"compare", "--min-accuracy=0.99", "--no-plots", "--json"});
  EXPECT_EQ(none.exit_code, 1) << none.err;
  const auto described = ParseJson(none.out, "stdout");
  ASSERT_TRUE(described.ok()) << described.status();
  EXPECT_TRUE((*described)["selection"]["winner"].is_null());
  EXPECT_THAT((*described)["selection"]["why"].get<std::string>(), HasSubstr("None of the"));
  const auto percent = sandbox.Run({"compare", "--min-accuracy", "85"});
  EXPECT_EQ(percent.exit_code, 2);
  EXPECT_THAT(percent.err, HasSubstr("85 % is 0.85"));
}

TEST(ClientProcessTest, ComparesFoldersStagesAndExperiments) {
  ClientSandbox sandbox;
  GiveSeed(sandbox, 43);
  ASSERT_EQ(sandbox.Run(kRunAll).exit_code, 0);
  ASSERT_EQ(sandbox.Run(RunAllWith({"--seed", "43", "--split_seed", "42", "--results-dir", "other"})).exit_code, 0);
  const auto stage = sandbox.Run({"compare", "results/mixed_precision"});
  EXPECT_EQ(stage.exit_code, 0) << stage.err;
  EXPECT_THAT(stage.out, HasSubstr("Mixed: FP16"));
  EXPECT_FALSE(sandbox.Exists("results/mixed_precision/comparison"));

  const auto fetched = sandbox.Run({"compare", "e1", "e2"});
  EXPECT_EQ(fetched.exit_code, 0) << fetched.err;
  EXPECT_THAT(fetched.out, HasSubstr("2 seeds (42, 43), mean ± sample standard deviation:"));
  const auto kept = sandbox.Run({"compare", "e1", "--output_dir", "fetched", "--no-plots"});
  EXPECT_EQ(kept.exit_code, 0) << kept.err;
  EXPECT_TRUE(sandbox.Exists("fetched/e1/mixed_precision/metrics.json"));
  EXPECT_FALSE(sandbox.Exists("fetched/e1/mixed_precision/mixed_model.pth")) << "models are not read";
  EXPECT_TRUE(sandbox.Exists("fetched/e1/comparison/summary_report.md"));
  const auto mixed = sandbox.Run({"compare", "results", "e2", "--best", "accuracy", "--json"});
  EXPECT_EQ(mixed.exit_code, 0) << mixed.err;
  const auto described = ParseJson(mixed.out, "stdout");
  ASSERT_TRUE(described.ok()) << described.status();
  EXPECT_EQ((*described)["runs"][1]["name"], "e2");
  EXPECT_EQ((*described)["selection"]["winner"], "e2: FP32 baseline");
}

TEST(ClientProcessTest, CompareSaysWhatItCouldNotFind) {
  ClientSandbox sandbox;
  const auto lost = sandbox.Run({"compare", "e7"});
  EXPECT_EQ(lost.exit_code, 2);
  EXPECT_THAT(lost.err, HasSubstr("'e7' is no folder here, and as an experiment's id: nothing was run in this folder"));
  const auto away = sandbox.Run({"compare", "e7", "--server", "unix:" + sandbox.path("nobody.sock")});
  EXPECT_EQ(away.exit_code, 3) << away.err;
  EXPECT_THAT(sandbox.Run({"compare", "./nowhere"}).err, HasSubstr("the folder './nowhere' does not exist"));
}

TEST(ClientProcessTest, AnInterruptedRepeatContinues) {
  ClientSandbox sandbox;
  GiveSeed(sandbox, 43);
  Json& second = sandbox.ScriptOfSeed(43);
  second["started"] = sandbox.path("started");
  second["wait_for"] = sandbox.path("go");
  const std::vector<std::string> command = RunAllWith({"--repeats", "2", "--skip", "qat", "mixed"});
  auto process = sandbox.Start(command);
  ASSERT_TRUE(process.ok()) << process.status();
  ASSERT_TRUE(sandbox.WaitForFile("started", *process)) << sandbox.Finish(*process).err;
  ASSERT_TRUE(process->Signal(SIGINT).ok());
  const auto stopped = sandbox.Finish(*process);
  EXPECT_EQ(stopped.exit_code, 130) << stopped.err;

  sandbox.Write("go", "");
  const auto again = sandbox.Run(command);
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("continuing experiment e1"));
  EXPECT_THAT(again.out, HasSubstr("2 seeds (42, 43)"));
}

TEST(ClientProcessTest, ARepeatThatFailsIsSaidAndTheOthersAreCompared) {
  ClientSandbox sandbox;
  GiveSeed(sandbox, 44);
  Json& broken = sandbox.ScriptOfSeed(43);
  broken["end"] = "fail";
  broken["reason"] = "BAD_DATA";
  broken["message"] = "seed 43 met a bad row";
  const auto run = sandbox.Run(RunAllWith({"--repeats", "3", "--skip", "qat", "mixed"}));
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_THAT(run.err, HasSubstr("job baseline-seed-43 (j4) failed: seed 43 met a bad row"));
  EXPECT_THAT(run.err, HasSubstr("static-seed-43: skipped"));
  EXPECT_THAT(run.out, HasSubstr("2 seeds (42, 44)"));
  const std::string left_out = "results/repeats/seed-43: there are no baseline results.";
  EXPECT_THAT(run.out, HasSubstr("left out: " + left_out));
  EXPECT_THAT(ReadFile(sandbox.path("results/comparison/summary_report.md")).value_or(""), HasSubstr("Left out: "));
  EXPECT_THAT(sandbox.Run({"compare"}).out, HasSubstr(left_out));
}

TEST(ClientProcessTest, DynamicFindsTheUsersOwnDataAgain) {
  ClientSandbox sandbox;
  sandbox.Write("reviews.csv", "text,label\ngood,1\nbad,0\n");
  Json& outputs = sandbox.script()["outputs"];
  outputs["model/model.safetensors"] = std::string("\x02\0\0\0\0\0\0\0{}", 10);
  outputs["model/octavo.json"] = Json{{"schema", "octavo.model/1"}, {"dataset", "local"}}.dump();
  const auto baseline = sandbox.Run({"baseline", "--model", "minilm-l6", "--dataset", "reviews.csv"});
  ASSERT_EQ(baseline.exit_code, 0) << baseline.err;
  const std::vector<std::string> dynamic = {"dynamic", "--baseline-model", "results/baseline/model"};
  const auto found = sandbox.Run(dynamic);
  EXPECT_EQ(found.exit_code, 0) << found.err;
  EXPECT_TRUE(sandbox.Exists("results/dynamic_quant/inputs.json"));

  EXPECT_EQ(sandbox.Run({"compare"}).exit_code, 0);
  EXPECT_THAT(ReadFile(sandbox.path("results/comparison/summary_report.md")).value_or(""),
              HasSubstr("octavo baseline --model minilm-l6 --dataset reviews.csv"));
  std::filesystem::remove(sandbox.path("reviews.csv"));
  const auto gone = sandbox.Run(dynamic);
  EXPECT_EQ(gone.exit_code, 2) << gone.err;
  EXPECT_THAT(gone.err, HasSubstr("no longer at"));
}

TEST(ClientProcessTest, AnInterruptedRunContinues) {
  ClientSandbox sandbox;
  sandbox.script()["started"] = sandbox.path("started");
  sandbox.script()["wait_for"] = sandbox.path("go");
  auto process = sandbox.Start(kRunAll);
  ASSERT_TRUE(process.ok()) << process.status();
  ASSERT_TRUE(sandbox.WaitForFile("started", *process)) << sandbox.Finish(*process).err;
  ASSERT_TRUE(process->Signal(SIGINT).ok());
  const auto stopped = sandbox.Finish(*process);
  EXPECT_EQ(stopped.exit_code, 130) << stopped.err;
  EXPECT_THAT(stopped.err, HasSubstr("Run the same command again to continue"));

  sandbox.Write("go", "");
  const auto again = sandbox.Run(kRunAll);
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("continuing experiment e1"));
  EXPECT_THAT(sandbox.Run({"show", "e1", "--json"}).out, HasSubstr("\"resumed\": true"));
}

TEST(ClientProcessTest, ANewCommandGoesBeforeWhatAnInterruptedOneLeft) {
  ClientSandbox sandbox;
  sandbox.ScriptOfSeed(7);
  sandbox.script()["started"] = sandbox.path("started");
  sandbox.script()["wait_for"] = sandbox.path("go");  // which never comes: whoever is granted that job hangs
  auto process = sandbox.Start(kRunAll);
  ASSERT_TRUE(process.ok()) << process.status();
  ASSERT_TRUE(sandbox.WaitForFile("started", *process)) << sandbox.Finish(*process).err;
  ASSERT_TRUE(process->Signal(SIGINT).ok());
  ASSERT_EQ(sandbox.Finish(*process).exit_code, 130);

  std::vector<std::string> other = kRunAll;
  other.insert(other.end(), {"--seed", "7"});
  const auto run = sandbox.Run(other);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("experiment e2"));
}

TEST(ClientProcessTest, TheSameCommandContinuesAfterAHardStop) {
  ClientSandbox sandbox;
  sandbox.script()["started"] = sandbox.path("started");
  sandbox.script()["wait_for"] = sandbox.path("go");
  sandbox.script()["save_ms"] = 2500;  // for so long the old worker keeps its folder
  auto process = sandbox.Start(kRunAll);
  ASSERT_TRUE(process.ok()) << process.status();
  ASSERT_TRUE(sandbox.WaitForFile("started", *process)) << sandbox.Finish(*process).err;
  ASSERT_TRUE(process->Signal(SIGKILL).ok());
  sandbox.Finish(*process);

  std::filesystem::remove(sandbox.path("started"));
  auto again = sandbox.Start(kRunAll);
  ASSERT_TRUE(again.ok()) << again.status();
  ASSERT_TRUE(sandbox.WaitForFile("started", *again)) << sandbox.Finish(*again).err;
  sandbox.Write("go", "");
  const auto done = sandbox.Finish(*again);
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, HasSubstr("continuing experiment e1"));
}

TEST(ClientProcessTest, AJobThatCanNeverRunHereIsExitStatusTwo) {
  ClientSandbox sandbox;
  std::vector<std::string> command = kRunAll;
  command.insert(command.end(), {"--threads", "64"});
  const auto run = sandbox.Run(command);
  EXPECT_EQ(run.exit_code, 2) << run.err;
  EXPECT_THAT(run.err, HasSubstr("can never run on this machine"));
  EXPECT_THAT(run.err, HasSubstr("64 threads"));
  EXPECT_THAT(sandbox.Run({"list"}).out, HasSubstr("cancelled"));
}

TEST(ClientProcessTest, APrivateServiceThatCannotRunIsNoInterruption) {
  ClientSandbox sandbox;
  std::filesystem::remove(sandbox.path("bin/octavo-worker"));
  std::filesystem::create_symlink("/bin/false", sandbox.path("bin/octavo-worker"));
  const auto run = sandbox.Run(kRunAll);
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_THAT(run.err, HasSubstr("the private worker"));
  EXPECT_THAT(run.err, Not(HasSubstr("interrupted")));
}

TEST(ClientProcessTest, AnInterruptedSubmissionContinues) {
  ClientSandbox sandbox;
  sandbox.Write("experiment.yaml",
                "name: mine\njobs:\n  - name: train\n    kind: baseline\n    params: {model: minilm-l6, dataset: "
                "movie-sentences}\n    inputs: {model: minilm-l6, dataset: movie-sentences}\n");
  sandbox.script()["started"] = sandbox.path("started");
  sandbox.script()["wait_for"] = sandbox.path("go");
  auto process = sandbox.Start({"submit", "experiment.yaml"});
  ASSERT_TRUE(process.ok()) << process.status();
  ASSERT_TRUE(sandbox.WaitForFile("started", *process)) << sandbox.Finish(*process).err;
  ASSERT_TRUE(process->Signal(SIGINT).ok());
  const auto stopped = sandbox.Finish(*process);
  EXPECT_EQ(stopped.exit_code, 130) << stopped.err;

  sandbox.Write("go", "");
  const auto again = sandbox.Run({"submit", "experiment.yaml"});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("continuing experiment e1"));
}

TEST(ClientProcessTest, AFailedJobIsExitStatusOne) {
  ClientSandbox sandbox;
  sandbox.script()["end"] = "fail";
  sandbox.script()["reason"] = "BAD_MODEL";
  sandbox.script()["message"] = "the vocabulary has the wrong size";
  const auto run = sandbox.Run(kRunAll);
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_THAT(run.err, HasSubstr("the vocabulary has the wrong size"));
  EXPECT_FALSE(sandbox.Exists("results"));
}

TEST(ClientProcessTest, AnUnreachableServerIsExitStatusThree) {
  ClientSandbox sandbox;
  const auto run = sandbox.Run({"list", "--server", "unix:" + sandbox.path("nobody.sock")});
  EXPECT_EQ(run.exit_code, 3) << run.err;
  EXPECT_THAT(run.err, HasSubstr("cannot be reached"));
}

TEST(ClientProcessTest, BadInputIsExitStatusTwoAndChangesNothing) {
  ClientSandbox sandbox;
  sandbox.Write("file", "");
  sandbox.Write("elsewhere.yaml", "baseline: {output_dir: elsewhere}\n");
  const std::vector<std::vector<std::string>> commands = {
      {"basline"},
      {"baseline", "--model", "minilm-l6", "--dataset", "movie-sentences", "--learning_rate", "-1"},
      {"baseline", "--model", "minilm-l7", "--dataset", "movie-sentences"},
      {"baseline", "--model", "minilm-l6", "--dataset", "imbd"},
      {"baseline", "--model", "minilm-l6", "--dataset", "movie-sentences", "--output_dir", "file/results"},
      {"dynamic", "--baseline-model", "nowhere/model"},
      {"static", "--model_path", "data/cache/models/minilm-l6", "--dataset", "movie-sentences", "--device", "cuda"},
      {"qat", "--model_path", "data/cache/models/minilm-l6", "--dataset", "movie-sentences", "--static-dir", "nowhere"},
      {"mixed", "--model_path", "data/cache/models/minilm-l6", "--dataset", "movie-sentences", "--precisions", "int4"},
      {"evaluate", "--model", "minilm-l6"},
      {"run-all", "--model", "minilm-l6", "--dataset", "movie-sentences", "--skip", "dynamics"},
      {"run-all", "--model", "minilm-l6", "--dataset", "movie-sentences", "--config", "elsewhere.yaml"},
      {"run-all", "--model", "minilm-l6", "--dataset", "movie-sentences", "--repeats", "21"},
      {"compare", "--results-dir", "nowhere"},
      {"list", "--server", "example.org:7070"},
  };
  for (const auto& command : commands) {
    const auto run = sandbox.Run(command);
    EXPECT_EQ(run.exit_code, 2) << command[0] << ": " << run.err;
    EXPECT_THAT(run.err, Not(testing::IsEmpty()));
  }
  EXPECT_FALSE(sandbox.Exists(".octavo"));
  EXPECT_FALSE(sandbox.Exists("results"));
}

TEST(ClientProcessTest, ErrorsSayWhatWasTriedWhatWentWrongAndWhatToDo) {
  ClientSandbox sandbox;
  sandbox.Write("damaged/baseline/metrics.json", "{");
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"submit", "missing.yaml"}, "missing.yaml: No such file or directory; check the spelling"},
      {{"list", "--config", "missing.yaml"}, "--config: cannot open missing.yaml"},
      {{"predict", "--file", "missing.txt"}, "--file: cannot open missing.txt"},
      {{"evaluate", "--model", "minilm-l6"}, "--dataset is needed: a name that octavo datasets lists"},
      {{"compare", "damaged", "--output_dir", "x"}, "--output_dir keeps the results of experiments"},
      {{"compare", "damaged", "--results-dir", "damaged"}, "either as RESULTS or with --results-dir"},
      {{"compare", "damaged"}, "damaged/baseline/metrics.json: not valid JSON at line 1"},
      {{"baseline", "--model", "minilm-l6", "--dataset", "movie-sentences", "--precision", "bf61"},
       "did you mean bf16?"},
      {{"baseline", "--model", "minilm-l6", "--dataset", "movie-sentences", "--device", "cdua"}, "did you mean cuda?"},
      {{"static", "--observer", "histgram"}, "did you mean histogram?"},
      {{"run-all", "--skip", "dinamic"}, "did you mean dynamic?"},
      {{"show", "e1"}, "change to the folder of the run, or give --server"},
  };
  for (const auto& [command, wanted] : cases) {
    const auto run = sandbox.Run(command);
    EXPECT_EQ(run.exit_code, 2) << command[0] << ": " << run.err;
    EXPECT_THAT(run.err, HasSubstr(wanted));
    EXPECT_THAT(run.err, Not(HasSubstr("json.exception")));
  }
}

TEST(ClientProcessTest, RetryOfAnExperimentNamesItsJobs) {
  ClientSandbox sandbox;
  sandbox.script()["end"] = "fail";
  sandbox.script()["reason"] = "BAD_MODEL";
  ASSERT_EQ(sandbox.Run(RunAllWith({"--skip", "qat", "mixed", "static"})).exit_code, 1);
  const auto retry = sandbox.Run({"retry", "e1"});
  EXPECT_EQ(retry.exit_code, 2) << retry.err;
  EXPECT_THAT(retry.err,
              HasSubstr("e1 is an experiment, and single jobs are retried: give one of j1 (baseline, failed)"));
  EXPECT_THAT(sandbox.Run({"retry", "j9"}).err, HasSubstr("no experiment and no job has the id 'j9'"));
  EXPECT_THAT(sandbox.Run({"cancel", "e1"}).err, HasSubstr("experiment e1 had ended already"));
}

TEST(ClientProcessTest, LookingAroundStartsNothingInANewFolder) {
  ClientSandbox sandbox;
  EXPECT_EQ(sandbox.Run({"version"}).exit_code, 0);
  EXPECT_EQ(sandbox.Run({"list"}).exit_code, 0);
  EXPECT_FALSE(sandbox.Exists(".octavo"));
}

}  // namespace
}  // namespace octavo::client
