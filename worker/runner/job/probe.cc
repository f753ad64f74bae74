#include "worker/runner/job/probe.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/sha256.h"
#include "common/status_macros.h"
#include "common/subprocess.h"
#include "worker/runner/job/environment.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr const char* kSelf = "/proc/self/exe";
constexpr int kTokensOfOneText = 16;
constexpr int64_t kMaxOutputBytes = 4096;

/// Clean pages of the file leave the page cache; dirty and mapped ones stay, so write and sync it before.
absl::Status DropFromPageCache(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path, " to measure a cold start"));
  const absl::Cleanup close_fd = [fd] { close(fd); };
  const int error = posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  return error == 0 ? absl::OkStatus() : absl::ErrnoToStatus(error, absl::StrCat("cannot drop cached pages of ", path));
}

struct FreshOpen {
  double seconds = 0;
  int64_t peak_memory_bytes = 0;
};

absl::StatusOr<FreshOpen> OpenInFreshProcess(const std::string& path, int threads) {
  SubprocessOptions options;
  // By this name also after an upgrade has replaced the program's file.
  options.argv = {kSelf, "--open", path, "--threads", absl::StrCat(threads)};
  options.environment = InheritEnvironment();
  options.capture_stdout = true;
  options.own_process_group = false;  // a stop or a kill of the job must reach it
  OCTAVO_ASSIGN_OR_RETURN(Subprocess child, Subprocess::Start(options));
  OCTAVO_ASSIGN_OR_RETURN(const std::string output, child.ReadStdout(kMaxOutputBytes));
  OCTAVO_ASSIGN_OR_RETURN(const ExitStatus exit, child.Wait());
  if (exit.signal != 0 || exit.exit_code != 0) {
    return absl::InternalError(absl::StrCat("opening ", path, " in a process of its own ended with status ",
                                            exit.exit_code, ", signal ", exit.signal, "; its log is above"));
  }
  OCTAVO_ASSIGN_OR_RETURN(const Json printed, ParseJson(output, "what octavo-runner --open printed"));
  return FreshOpen{absl::ToDoubleSeconds(exit.wall_time), printed.at("peak_memory_bytes").get<int64_t>()};
}

}  // namespace

absl::StatusOr<Json> Probe(const EngineFunctions& engine, bool peak) {
  OCTAVO_RETURN_IF_ERROR(engine.initialize({CpuCount(), "cpu"}));
  OCTAVO_ASSIGN_OR_RETURN(const EngineCapabilities capabilities, engine.probe());
  OCTAVO_ASSIGN_OR_RETURN(const std::string build, Sha256File(kSelf));
  std::vector<std::string> devices = {"cpu"};
  if (!capabilities.cuda_devices.empty()) devices.push_back("cuda");
  Json probe = {{"device_class", DeviceClass(capabilities, "cpu")},
                {"devices", devices},
                {"cuda_devices", capabilities.cuda_devices},
                {"cuda_memory_bytes", capabilities.cuda_memory_bytes},
                {"isa", capabilities.isa},
                {"cpus", CpuCount()},
                {"memory_bytes", MemoryBytes()},
                {"cpu_model", CpuModelName()},
                {"libtorch_version", capabilities.torch_version},
                {"runner_build", build},
                {"bf16", capabilities.bf16},
                {"fp16", capabilities.fp16},
                {"int8_kernels", capabilities.int8_kernels},
                {"missing_operators", capabilities.missing_operators}};
  if (!peak) return probe;
  std::vector<ComputeType> types = {ComputeType::kFp32, ComputeType::kInt8};
  if (capabilities.bf16) types.push_back(ComputeType::kBf16);
  if (capabilities.fp16) types.push_back(ComputeType::kFp16);
  for (const ComputeType type : types) {
    OCTAVO_ASSIGN_OR_RETURN(probe["gemm_peak"][ComputeTypeName(type)], engine.measure_gemm_peak(type));
  }
  return probe;
}

absl::StatusOr<Json> OpenOnce(const EngineFunctions& engine, const std::string& path, int threads) {
  OCTAVO_RETURN_IF_ERROR(engine.initialize({threads, "cpu"}));
  OCTAVO_ASSIGN_OR_RETURN(const auto classifier, engine.load_classifier({path, ComputeType::kFp32, "cpu"}));
  TokenBatch batch;
  const int64_t tokens = std::min<int64_t>(kTokensOfOneText, classifier->info().max_positions);
  batch.Append(std::vector<int32_t>(static_cast<size_t>(tokens), 0));
  OCTAVO_RETURN_IF_ERROR(classifier->Logits(batch).status());
  // Not wait4's figure: a child that was spawned from a large process inherits that one's high-water mark.
  return Json{{"peak_memory_bytes", PeakMemoryBytes()}};
}

absl::StatusOr<OpenCost> MeasureOpenCost(const std::string& path, int threads) {
  std::vector<std::string> files = {path};
  if (fs::is_directory(path)) {
    OCTAVO_ASSIGN_OR_RETURN(files, ListFiles(path));
    for (std::string& file : files) file = absl::StrCat(path, "/", file);
  }
  for (const std::string& file : files) OCTAVO_RETURN_IF_ERROR(DropFromPageCache(file));
  OCTAVO_ASSIGN_OR_RETURN(const FreshOpen cold, OpenInFreshProcess(path, threads));
  OCTAVO_ASSIGN_OR_RETURN(const FreshOpen warm, OpenInFreshProcess(path, threads));
  return OpenCost{cold.seconds, warm.seconds, std::max(cold.peak_memory_bytes, warm.peak_memory_bytes)};
}

}  // namespace octavo
