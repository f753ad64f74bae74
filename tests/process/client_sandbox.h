#ifndef OCTAVO_TESTS_PROCESS_CLIENT_SANDBOX_H_
#define OCTAVO_TESTS_PROCESS_CLIENT_SANDBOX_H_

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/subprocess.h"
#include "tests/unit/compare/stage_fixtures.h"

namespace octavo::client {

/// A folder in which `octavo` runs with the real server and worker and a fake runner that obeys script(). Small
/// stand-ins for minilm-l6 and movie-sentences lie in its cache. Jobs that quantize, but for dynamic, and evaluate have
/// scripts of their own, which write what docs/results-format.md says.
class ClientSandbox {
 public:
  struct Outcome {
    int exit_code = -1;
    std::string out;
    std::string err;
  };

  ClientSandbox() {
    namespace fs = std::filesystem;
    const fs::path built = Variable("OCTAVO_BIN_DIR", "build/dev/bin");
    octavo_ = (built / "octavo").string();
    fs::create_directories(path("bin"));
    for (const char* name : {"octavo-server", "octavo-worker"}) fs::create_symlink(built / name, path("bin/") + name);
    fs::create_symlink(built / "../tests/fake_runner", path("bin/octavo-runner"));
    const std::string model = "data/cache/models/minilm-l6/";
    Write(model + "config.json", "{}");
    Write(model + "vocab.txt", "[PAD]\n");
    Write(model + "model.safetensors", std::string("\x02\0\0\0\0\0\0\0{}", 10));
    Write("data/cache/datasets/movie-sentences/vaderSentiment-3.3.2.tar.gz", "archive");
    Json result = RecordJson("baseline", 4);
    result["variants"]["fp32"] = VariantJson(0.75, 4, 1000, 2.0);
    script_ = {{"log", "hello from the runner\n"},
               {"result", result},
               {"outputs",
                {{"metrics.json", result.dump()},
                 {"model/config.json", "{}"},
                 {"evaluation_results.csv",
                  "id,label,prediction,logit_0,logit_1\na,0,0,1,0\nb,1,1,0,1\nc,0,1,0,1\nd,1,1,0,1\n"},
                 {"training_curve.csv", kCurve}}}};
    others_["static"] = StageScript("static", {"int8"}, {"quantized_model.pt"});
    others_["qat"] = StageScript("qat", {"qat"}, {"qat_model.pth"});
    others_["qat"]["outputs"]["training_curve.csv"] = kCurve;
    others_["mixed"] =
        StageScript("mixed", {"int8", "fp16", "mixed"}, {"int8_model.pth", "fp16_model.pt", "mixed_model.pth"});
    others_["evaluate"] = EvaluateScript();
  }

  /// What the fake runner does for baseline and dynamic; change it before Start().
  Json& script() { return script_; }
  /// What it does for baseline and dynamic jobs of that --seed instead. REQUIRES: script() is complete.
  Json& ScriptOfSeed(int seed) { return others_.emplace(std::to_string(seed), script_).first.value(); }
  /// What it does for jobs of that kind instead.
  Json& ScriptOfKind(const std::string& kind) { return others_[kind]; }
  std::string path(const std::string& name) const { return folder_.path() + "/" + name; }
  bool Exists(const std::string& name) const { return std::filesystem::exists(path(name)); }

  absl::StatusOr<Subprocess> Start(const std::vector<std::string>& arguments) {
    Json scripts = others_;
    scripts["default"] = script_;
    Write("script.json", scripts.dump());
    ++runs_;
    SubprocessOptions options;
    options.argv = {"/usr/bin/env", "-C", folder_.path(), octavo_};
    options.argv.insert(options.argv.end(), arguments.begin(), arguments.end());
    options.environment =
        InheritEnvironment({"PATH", "HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"});
    options.environment.push_back("OCTAVO_BIN_DIR=" + path("bin"));
    options.environment.push_back("OCTAVO_SHARE_DIR=" + Variable("OCTAVO_SOURCE_DIR", "."));
    options.environment.push_back("OCTAVO_RUNNER_FAKE=" + path("script.json"));
    options.stdout_path = Log("out");
    options.stderr_path = Log("err");
    return Subprocess::Start(options);
  }

  Outcome Finish(Subprocess& process) {
    Outcome outcome;
    const auto exit = process.Wait(absl::Minutes(2));
    if (exit.ok() && exit->signal == 0) outcome.exit_code = exit->exit_code;
    outcome.out = ReadFile(Log("out")).value_or("");
    outcome.err = ReadFile(Log("err")).value_or("");
    return outcome;
  }

  Outcome Run(const std::vector<std::string>& arguments) {
    auto process = Start(arguments);
    if (!process.ok()) return {-1, "", process.status().ToString()};
    return Finish(*process);
  }

  /// Waits until the file exists; false when the process ended first or a minute passed.
  bool WaitForFile(const std::string& name, Subprocess& process) const {
    for (int i = 0; i < 1200 && !Exists(name); ++i) {
      if (process.Wait(absl::Milliseconds(50)).ok()) break;
    }
    return Exists(name);
  }

  void Write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
  }

 private:
  static constexpr char kCurve[] =
      "step,epoch,loss,learning_rate,validation_accuracy,validation_loss\n1,1,0.7,1e-5,0.5,0.7\n";

  /// A stage that makes these variants of the baseline's model, all with the baseline's answers.
  static Json StageScript(const std::string& kind, const std::vector<std::string>& variants,
                          const std::vector<std::string>& models) {
    Json outputs = {{"config.json", "{}"}, {"layers.csv", "layer\n"}};
    for (const std::string& model : models) outputs[model] = "weights";
    Json result = RecordJson(kind, 4);
    result["variants"]["fp32"] = VariantJson(0.75, 4, 1000, 2.0);
    result["own_variants"] = variants;
    for (const std::string& variant : variants) {
      result["variants"][variant] = VariantJson(0.75, 4, 300, 1.0);
      result["comparison"][variant] = {{"reference", "fp32"},
                                       {"speedup", {{"batch1", {{"ratio", 2.0}, {"interval", {1.9, 2.1}}}}}}};
      const std::string file =
          variants.size() == 1 ? "evaluation_results.csv" : absl::StrCat("evaluation_results_", variant, ".csv");
      result["evaluation_files"][variant] = file;
      outputs[file] = "id,label,prediction,reference_prediction\na,0,0,0\nb,1,1,1\nc,0,1,1\nd,1,1,1\n";
    }
    outputs["metrics.json"] = result.dump();
    return {{"log", "hello from the runner\n"}, {"result", result}, {"outputs", outputs}};
  }

  static Json EvaluateScript() {
    Json result = RecordJson("evaluate", 4);
    result["variants"]["model"] = VariantJson(0.75, 4, 300, 1.0);
    result["variants"]["model"]["evaluation"]["per_class"] = {
        {{"label", "negative"}, {"support", 2}, {"precision", 1.0}, {"recall", 0.5}, {"f1", 0.6667}}};
    return {{"result", result},
            {"outputs", {{"metrics.json", result.dump()}, {"evaluation_results.csv", "id,label,prediction\na,0,0\n"}}}};
  }

  static std::string Variable(const char* name, const char* otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : value;
  }
  std::string Log(const std::string& stream) const { return path(absl::StrCat("log.", runs_, ".", stream)); }

  TempDir folder_ = *TempDir::Create("octavo-client-test");
  std::string octavo_;
  Json script_;
  Json others_ = Json::object();  // by kind or seed
  int runs_ = 0;
};

}  // namespace octavo::client

#endif  // OCTAVO_TESTS_PROCESS_CLIENT_SANDBOX_H_
