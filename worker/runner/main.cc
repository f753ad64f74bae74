// octavo-runner: runs one job in a folder, or says what this machine can do. See docs/runner-protocol.md.

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/build_info.h"
#include "common/logging.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/gemm_rates.h"
#include "worker/runner/job/lifeline.h"
#include "worker/runner/job/probe.h"
#include "worker/runner/job/run_job.h"

namespace octavo {
namespace {

constexpr const char* kUsage =
    "usage: octavo-runner --job DIR        run the job in DIR (docs/runner-protocol.md)\n"
    "       octavo-runner --validate DIR   check DIR/job.json and the inputs' presence\n"
    "       octavo-runner --probe [--peak] [--lifeline-fd N]\n"
    "                                      print what this machine can do as JSON; --peak measures GEMMs\n"
    "       octavo-runner --open PATH [--threads N] [--lifeline-fd N]\n"
    "                                      open a model, answer one text, print the peak memory\n"
    "       octavo-runner --version\n";

StopFlag stop_flag;

void RequestStop(int) { stop_flag.Request(); }

void HandleSignals() {
  struct sigaction action = {};
  action.sa_handler = RequestStop;
  sigemptyset(&action.sa_mask);
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
  // Writes to a log that nobody reads any more must not end the job.
  std::signal(SIGPIPE, SIG_IGN);
  // A file-size limit is then an error of write(), which is reported as a full disk.
  std::signal(SIGXFSZ, SIG_IGN);
}

EngineFunctions RealEngine() {
  EngineFunctions engine;
  engine.initialize = InitializeEngine;
  engine.probe = ProbeEngine;
  engine.measure_gemm_peak = MeasureGemmPeak;
  engine.measure_gemm_rates = MeasureGemmRates;
  engine.load_classifier = LoadClassifier;
  engine.create_trainer = CreateTrainer;
  engine.create_qat_trainer = CreateQatTrainer;
  engine.quantize_dynamic = QuantizeDynamic;
  engine.convert_to_float = ConvertToFloat;
  engine.create_static_quantizer = CreateStaticQuantizer;
  engine.describe_layers = DescribeLayers;
  engine.load_switchable = LoadSwitchable;
  return engine;
}

int Exit(RunnerExit status) { return static_cast<int>(status); }

int Finish(const absl::Status& status) {
  if (status.ok()) return Exit(RunnerExit::kSucceeded);
  LogError(status.message());
  return Exit(RunnerExit::kBadUsage);
}

int Print(const absl::StatusOr<Json>& json) {
  if (json.ok()) std::puts(DumpJson(*json).c_str());
  return Finish(json.status());
}

int PrintVersion() {
  std::puts(absl::StrCat("octavo-runner ", Version(), " (", SourceRevision(), ", ", BuildDescription(), ")").c_str());
  return Exit(RunnerExit::kSucceeded);
}

int RunJobIn(const std::string& dir) {
  HandleSignals();
  RunJobOptions options{dir, RealEngine(), stop_flag};
  options.measure_open_cost = MeasureOpenCost;
  return Exit(RunJob(options));
}

struct OpenArguments {
  std::string path;
  int threads = 1;
  std::optional<int> lifeline_fd;
};

/// Of "--open PATH [--threads N] [--lifeline-fd N]"; nothing for another command line.
std::optional<OpenArguments> ParseOpen(const std::vector<std::string>& args) {
  if (args.size() < 2 || args.size() % 2 != 0 || args[0] != "--open") return std::nullopt;
  OpenArguments open;
  open.path = args[1];
  for (size_t i = 2; i < args.size(); i += 2) {
    int value = 0;
    if (!absl::SimpleAtoi(args[i + 1], &value)) return std::nullopt;
    if (args[i] == "--threads" && value >= 1) {
      open.threads = value;
    } else if (args[i] == "--lifeline-fd" && value >= 0) {
      open.lifeline_fd = value;
    } else {
      return std::nullopt;
    }
  }
  return open;
}

/// Ends the process with its lifeline; null where it has none.
absl::StatusOr<std::unique_ptr<Lifeline>> WatchLifeline(std::optional<int> fd) {
  if (!fd.has_value()) return nullptr;
  return Lifeline::Watch(*fd, [] { _exit(Exit(RunnerExit::kLifelineEnded)); });
}

int OpenModel(const OpenArguments& open) {
  const auto lifeline = WatchLifeline(open.lifeline_fd);
  if (!lifeline.ok()) return Finish(lifeline.status());
  return Print(OpenOnce(RealEngine(), open.path, open.threads));
}

struct ProbeArguments {
  bool peak = false;
  std::optional<int> lifeline_fd;
};

/// Of "--probe [--peak] [--lifeline-fd N]"; nothing for another command line.
std::optional<ProbeArguments> ParseProbe(const std::vector<std::string>& args) {
  if (args.empty() || args[0] != "--probe") return std::nullopt;
  ProbeArguments probe;
  for (size_t i = 1; i < args.size(); ++i) {
    int fd = -1;
    if (args[i] == "--peak") {
      probe.peak = true;
    } else if (args[i] == "--lifeline-fd" && i + 1 < args.size() && absl::SimpleAtoi(args[i + 1], &fd) && fd >= 0) {
      probe.lifeline_fd = fd;
      ++i;
    } else {
      return std::nullopt;
    }
  }
  return probe;
}

int ProbeMachine(const ProbeArguments& probe) {
  const auto lifeline = WatchLifeline(probe.lifeline_fd);
  if (!lifeline.ok()) return Finish(lifeline.status());
  return Print(Probe(RealEngine(), probe.peak));
}

int Main(const std::vector<std::string>& args) {
  const auto is = [&](const char* command, size_t count) { return args.size() == count && args[0] == command; };
  if (is("--job", 2)) return RunJobIn(args[1]);
  if (is("--validate", 2)) return Finish(ValidateJob(args[1]));
  if (const auto probe = ParseProbe(args)) return ProbeMachine(*probe);
  if (is("--version", 1)) return PrintVersion();
  if (const auto open = ParseOpen(args)) return OpenModel(*open);
  if (is("--help", 1)) {
    std::fputs(kUsage, stdout);
    return Exit(RunnerExit::kSucceeded);
  }
  std::fputs(kUsage, stderr);
  return Exit(RunnerExit::kBadUsage);
}

}  // namespace
}  // namespace octavo

int main(int argc, char** argv) {
  octavo::InitializeLogging("octavo-runner", octavo::LogLevel::kInfo);
  return octavo::Main({argv + 1, argv + argc});
}
