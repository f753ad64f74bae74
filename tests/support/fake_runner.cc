// A stand-in for octavo-runner that speaks docs/runner-protocol.md and does what a test's script says.
//
// The script is a JSON object: job.json's params.fake, else the entry of the file named by $OCTAVO_RUNNER_FAKE whose
// key is the job's kind, else the one whose key is params.seed, else that file's "default". All keys are optional and
// are obeyed in this order:
//
//   ignore_sigterm  true: SIGTERM does nothing; else it saves work/checkpoint and exits with 3
//   save_ms         how long saving that checkpoint takes
//   log             text written to stdout
//   log_bytes       so many bytes of text lines to stdout
//   events          list of raw lines appended to events.jsonl
//   started         path of a file to create, holding the process's number
//   children        number of children that sleep on in the process group
//   memory_bytes    memory to allocate and touch
//   wait_for        path of a file to wait for, with a progress event ten times a second
//   silent          true: without these events
//   count_in_log    true: with a line "line N" of the log ten times a second
//   outputs         object: path below outputs/ → text
//   end             "succeed" (default), "fail", "hang", "signal", "exit", "no_report", "garbage_report",
//                   "huge_report", "other_attempt", "contradiction"
//   reason, message, result, signal, exit_code   details of the end; "{dir}" in the message is the job's folder
//
// Asked to --probe, it describes a small CPU; with --peak also rates of its products. $OCTAVO_RUNNER_FAKE_PROBE_ERROR
// is printed instead, and $OCTAVO_RUNNER_FAKE_PROBE_HANG names a file that is created with the process's number before
// it waits for a stop or for the end of its lifeline.
//
// A report's result also holds "inputs" (path → size), "resumed" (whether work/checkpoint was there) and "job"
// (job.json).
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "nlohmann/json.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kExitStopped = 3;
constexpr int kExitLifeline = 4;

std::atomic<bool> terminated = false;

void OnTerminate(int) { terminated = true; }

Json ReadJson(const fs::path& path) {
  std::ifstream file(path);
  return Json::parse(file, nullptr, /*allow_exceptions=*/false);
}

class FakeRunner {
 public:
  explicit FakeRunner(fs::path dir) : dir_(std::move(dir)) {}

  int Run() {
    job_ = ReadJson(dir_ / "job.json");
    if (!job_.is_object() || job_.value("schema", "") != "octavo.job/1") {
      std::fprintf(stderr, "job.json cannot be read\n");
      return 2;
    }
    script_ = FindScript();
    WatchLifeline();
    if (script_.value("ignore_sigterm", false)) signal(SIGTERM, SIG_IGN);
    result_ = script_.value("result", Json::object());
    result_["inputs"] = ListInputs();
    result_["resumed"] = fs::exists(dir_ / "work" / "checkpoint");
    result_["job"] = job_;
    Talk();
    Strain();
    if (const int stopped = WaitForFile(); stopped != 0) return stopped;
    const Json outputs = script_.value("outputs", Json::object());
    for (const auto& [path, text] : outputs.items()) {
      fs::create_directories((dir_ / "outputs" / path).parent_path());
      std::ofstream(dir_ / "outputs" / path) << text.get<std::string>();
    }
    return End();
  }

 private:
  Json FindScript() const {
    const Json& params = job_.at("params");
    if (params.contains("fake")) return params.at("fake");
    const char* path = std::getenv("OCTAVO_RUNNER_FAKE");
    const Json scripts = path == nullptr ? Json::object() : ReadJson(path);
    const std::string kind = job_.value("kind", "");
    if (scripts.contains(kind)) return scripts.at(kind);
    const std::string seed = params.contains("seed") ? params.at("seed").dump() : "default";
    if (scripts.contains(seed)) return scripts.at(seed);
    return scripts.value("default", Json::object());
  }

  std::string Message() const {
    std::string message = script_.value("message", "");
    constexpr char kFolder[] = "{dir}";
    for (size_t at = message.find(kFolder); at != std::string::npos; at = message.find(kFolder))
      message.replace(at, sizeof(kFolder) - 1, dir_.string());
    return message;
  }

  Json ListInputs() const {
    Json inputs = Json::object();
    for (const auto& entry : fs::recursive_directory_iterator(dir_ / "inputs")) {
      if (entry.is_regular_file()) {
        inputs[entry.path().lexically_relative(dir_ / "inputs").string()] = entry.file_size();
      }
    }
    return inputs;
  }

  void WatchLifeline() const {
    if (!job_.contains("lifeline_fd")) return;
    std::thread([fd = job_.at("lifeline_fd").get<int>()] {
      char byte;
      while (read(fd, &byte, 1) > 0) {
      }
      _exit(kExitLifeline);
    }).detach();
  }

  void Talk() const {
    std::printf("%s", script_.value("log", "").c_str());
    const std::string line = std::string(99, 'x') + "\n";
    for (int64_t left = script_.value("log_bytes", int64_t{0}); left > 0 && !terminated; left -= 100) {
      std::fwrite(line.data(), 1, line.size(), stdout);
    }
    std::fflush(stdout);
    for (const Json& event : script_.value("events", Json::array())) AppendEvent(event.get<std::string>());
    if (script_.contains("started")) {
      // Renamed, so that whoever sees it sees it whole.
      const std::string path = script_.at("started").get<std::string>();
      std::ofstream(path + ".new") << getpid();
      fs::rename(path + ".new", path);
    }
  }

  void AppendEvent(const std::string& line) const {
    std::ofstream(dir_ / "events.jsonl", std::ios::app) << line << "\n" << std::flush;
  }

  /// Takes memory and makes children as the script wants.
  void Strain() {
    for (int i = 0; i < script_.value("children", 0); ++i) {
      if (fork() == 0) {
        signal(SIGTERM, SIG_IGN);
        for (;;) pause();
      }
    }
    memory_.resize(static_cast<size_t>(script_.value("memory_bytes", int64_t{0})), '\1');
  }

  int WaitForFile() const {
    const std::string path = script_.value("wait_for", "");
    for (int step = 1; !path.empty() && !fs::exists(path); ++step) {
      if (terminated) return SaveCheckpoint();
      const Json progress = {{"type", "progress"}, {"phase", "train"}, {"step", step},
                             {"total", 1000000},   {"rate", 123.5},    {"unit", "samples/s"}};
      if (!script_.value("silent", false)) AppendEvent(progress.dump());
      if (script_.value("count_in_log", false)) {
        std::printf("line %d\n", step);
        std::fflush(stdout);
      }
      poll(nullptr, 0, 100);
    }
    return 0;
  }

  int SaveCheckpoint() const {
    poll(nullptr, 0, script_.value("save_ms", 0));
    std::ofstream(dir_ / "work" / "checkpoint") << "saved by attempt " << job_.at("attempt");
    return kExitStopped;
  }

  Json Report(bool succeeded) const {
    return {{"schema", "octavo.report/1"},
            {"job_id", job_.at("job_id")},
            {"attempt", job_.at("attempt")},
            {"outcome", succeeded ? "succeeded" : "failed"},
            {"reason", script_.value("reason", "")},
            {"message", Message()},
            {"result", result_}};
  }

  void WriteReport(const std::string& text) const {
    std::ofstream(dir_ / "report.json.new") << text;
    fs::rename(dir_ / "report.json.new", dir_ / "report.json");
  }

  /// A sanitizer's handler would turn the signal into an exit.
  static void Die(int number) {
    std::signal(number, SIG_DFL);
    std::raise(number);
  }

  int End() const {
    const std::string end = script_.value("end", "succeed");
    if (end == "hang") return Hang();
    if (end == "signal") Die(script_.value("signal", SIGSEGV));
    if (end == "exit") return script_.value("exit_code", 0);
    if (end == "no_report") return 0;
    Json report = Report(end != "fail");
    if (end == "other_attempt") report["attempt"] = report["attempt"].get<int>() + 1;
    if (end == "huge_report") report["result"]["text"] = std::string(2 << 20, 'x');
    WriteReport(end == "garbage_report" ? "{\"schema\": " : report.dump());
    if (end == "contradiction") return 1;
    return end == "fail" ? 1 : 0;
  }

  int Hang() const {
    // Not pause(): a signal between the look and the pause would be slept through.
    while (!terminated) poll(nullptr, 0, 20);
    return SaveCheckpoint();
  }

  const fs::path dir_;
  Json job_;
  Json script_;
  Json result_;
  std::string memory_;
};

/// Until a stop, or the end of the lifeline, which lies on descriptor 3.
int HangInProbe(const char* started) {
  std::ofstream(started) << getpid();
  pollfd lifeline{3, POLLIN, 0};
  while (!terminated) {
    if (poll(&lifeline, 1, 20) > 0) return kExitLifeline;
  }
  return kExitStopped;
}

int Probe(bool peak) {
  if (const char* started = std::getenv("OCTAVO_RUNNER_FAKE_PROBE_HANG"); started != nullptr)
    return HangInProbe(started);
  if (const char* error = std::getenv("OCTAVO_RUNNER_FAKE_PROBE_ERROR"); error != nullptr) {
    std::fprintf(stderr, "%s\n", error);
    return 1;
  }
  Json probe = {{"device_class", "cpu:fake"},
                {"devices", {"cpu"}},
                {"isa", {"avx2"}},
                {"cpus", 2},
                {"memory_bytes", int64_t{8} << 30},
                {"cpu_model", "Fake CPU"},
                {"libtorch_version", "0.0.0"},
                {"runner_build", std::string(64, 'f')},
                {"bf16", false},
                {"fp16", false},
                {"int8_kernels", "avx2"},
                {"missing_operators", Json::array()}};
  if (peak) {
    probe["threads"] = 2;
    probe["gemm_peak"] = {{"fp32", {{"best", 100.5}, {"median", 99.5}, {"worst", 90.0}, {"runs", 8}}},
                          {"bf16", nullptr},
                          {"fp16", nullptr},
                          {"int8", nullptr}};
  }
  std::printf("%s\n", probe.dump().c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  // First of all: a stop may come at once, and without the handler it would be a death.
  signal(SIGTERM, OnTerminate);
  if (argc >= 2 && std::strcmp(argv[1], "--probe") == 0) return Probe(argc >= 3 && std::strcmp(argv[2], "--peak") == 0);
  if (argc == 2 && std::strcmp(argv[1], "--version") == 0) return std::puts("octavo-runner 0.0.0 (fake)") < 0 ? 1 : 0;
  if (argc == 3 && std::strcmp(argv[1], "--job") == 0) return FakeRunner(argv[2]).Run();
  std::fprintf(stderr, "usage: fake_runner --job DIR | --probe [--peak] | --version\n");
  return 2;
}
