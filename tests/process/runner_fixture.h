#ifndef OCTAVO_TESTS_PROCESS_RUNNER_FIXTURE_H_
#define OCTAVO_TESTS_PROCESS_RUNNER_FIXTURE_H_

// The real octavo-runner on the tiny models of tests/fixtures.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

#include "common/subprocess.h"
#include "tests/support/job_folder.h"
#include "worker/runner/formats/safetensors.h"
#include "worker/runner/formats/torch_file.h"

namespace octavo {

inline std::string Environment(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : otherwise;
}

inline std::string RunnerPath() { return Environment("OCTAVO_BIN_DIR", "build/dev/bin") + "/octavo-runner"; }

class RunnerTest : public ::testing::Test {
 protected:
  static Json TrainingParams() {
    return {{"dataset", "local"}, {"epochs", 3},           {"batch_size", 4},      {"learning_rate", 1e-3},
            {"max_length", 16},   {"checkpoint_steps", 7}, {"latency_samples", 0}, {"seed", 11}};
  }

  /// Sentences of the three classes that the tiny BERT's head has.
  static void WriteData(const JobFolder& folder) {
    std::string csv = "text,label\n";
    for (int i = 0; i < 150; ++i) {
      const char* const words[] = {"bad", "plot", "good"};
      const char* const labels[] = {"bad", "fair", "good"};
      absl::StrAppend(&csv, words[i % 3], i % 2 == 0 ? " film" : "", i % 5 == 0 ? " !" : "", ",", labels[i % 3], "\n");
    }
    folder.Write("inputs/dataset/sentences.csv", csv);
  }

  static std::string Fixture(const std::string& name) {
    return Environment("OCTAVO_SOURCE_DIR", ".") + "/tests/fixtures/" + name + "/";
  }

  /// The tiny BERT with a vocabulary of its size, and the sentences.
  static void Fill(const JobFolder& folder) {
    const std::string source = Fixture("bert");
    std::filesystem::create_directories(folder.Path("inputs/model"));
    for (const char* name : {"config.json", "model.safetensors"}) {
      std::filesystem::copy_file(source + name, folder.Path(std::string("inputs/model/") + name));
    }
    // The fixture has no dropout, so that Python's steps can be compared; a real model trains with it.
    Json config = folder.ReadJson("inputs/model/config.json");
    config["hidden_dropout_prob"] = config["attention_probs_dropout_prob"] = 0.1;
    folder.Write("inputs/model/config.json", DumpJson(config));
    WriteVocabulary(folder, config["vocab_size"].get<int>());
    WriteData(folder);
  }

  /// The tiny DistilBERT with its weights as PyTorch saves them.
  static void FillWithCheckpoint(const JobFolder& folder) {
    const std::string source = Fixture("architectures/distilbert");
    std::filesystem::create_directories(folder.Path("inputs/model"));
    std::filesystem::copy_file(source + "config.json", folder.Path("inputs/model/config.json"));
    const auto weights = SafetensorsReader::Open(source + "model.safetensors");
    ASSERT_TRUE(weights.ok()) << weights.status();
    TorchDict state;
    for (const std::string& name : weights->names()) state.emplace_back(name, *weights->Find(name));
    const absl::Status written = WriteTorchFile(folder.Path("inputs/model/pytorch_model.bin"), state);
    ASSERT_TRUE(written.ok()) << written;
    WriteVocabulary(folder, 200);
    WriteData(folder);
  }

  static void WriteVocabulary(const JobFolder& folder, int size) {
    std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ngood\nbad\nfilm\nplot\nfine\npoor\n!\n";
    for (int i = 12; i < size; ++i) absl::StrAppend(&vocabulary, "word", i, "\n");
    folder.Write("inputs/model/vocab.txt", vocabulary);
  }

  static Subprocess Start(const JobFolder& folder, bool lifeline = false) {
    SubprocessOptions options;
    options.argv = {RunnerPath(), "--job", folder.path()};
    options.environment = InheritEnvironment();
    options.stderr_path = folder.Path("log.txt");
    options.lifeline = lifeline;
    auto child = Subprocess::Start(options);
    EXPECT_TRUE(child.ok()) << child.status();
    return *std::move(child);
  }
  static int Run(const JobFolder& folder) {
    Subprocess child = Start(folder);
    const auto exit = child.Wait();
    EXPECT_TRUE(exit.ok()) << exit.status();
    return exit.ok() && exit->signal == 0 ? exit->exit_code : -1;
  }
  /// Blocks until `phase` has begun, or the runner has ended.
  static void WaitForPhase(const JobFolder& folder, Subprocess& child, const std::string& phase) {
    while (!child.Poll()->has_value()) {
      if (folder.Read("events.jsonl").find("\"phase\":\"" + phase + "\",\"t\"") != std::string::npos) return;
      std::this_thread::yield();
    }
  }
  static void ExpectSameResults(const JobFolder& a, const JobFolder& b) {
    for (const char* name :
         {"outputs/model/model.safetensors", "outputs/training_curve.csv", "outputs/evaluation_results.csv"}) {
      EXPECT_FALSE(a.Read(name).empty()) << name;
      EXPECT_TRUE(a.Read(name) == b.Read(name)) << name << " differs";
    }
  }
  static void ExpectFailure(const JobFolder& folder, const std::string& reason,
                            const ::testing::Matcher<std::string>& message) {
    EXPECT_EQ(Run(folder), 1) << folder.Read("log.txt");
    const Json report = folder.ReadJson("report.json");
    EXPECT_EQ(report["reason"], reason) << report;
    EXPECT_THAT(report["message"].get<std::string>(), message);
  }
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_PROCESS_RUNNER_FIXTURE_H_
