#include "worker/runner/job/probe.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "common/subprocess.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/job/environment.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr const char* kSelf = "/proc/self/exe";
constexpr const char* kLifelineOfChild = "3";  // where Subprocess puts it
constexpr int kTokensOfOneText = 16;
constexpr int64_t kMaxOutputBytes = 4096;

/// The largest share of a file that may have stayed in memory in a cold start: the kernel keeps single pages at will.
constexpr double kResidentShare = 0.01;

/// Whether the file's pages are out of memory; true of an empty file.
absl::StatusOr<bool> IsOutOfMemory(int fd, const std::string& path) {
  struct stat info = {};
  if (fstat(fd, &info) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot read the size of ", path));
  const auto size = static_cast<size_t>(info.st_size);
  if (size == 0) return true;
  void* const mapped = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED) return absl::ErrnoToStatus(errno, absl::StrCat("cannot map ", path));
  const absl::Cleanup unmap = [=] { munmap(mapped, size); };
  const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  std::vector<unsigned char> resident((size + page - 1) / page);
  if (mincore(mapped, size, resident.data()) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot ask which pages of ", path, " are in memory"));
  }
  const auto count =
      std::count_if(resident.begin(), resident.end(), [](unsigned char byte) { return (byte & 1) != 0; });
  return static_cast<double>(count) <= kResidentShare * static_cast<double>(resident.size());
}

/// Asks the kernel to drop the file's pages from the page cache; says whether they went. Those that a process has
/// mapped, and those of a file system in memory, stay.
absl::StatusOr<bool> DropFromPageCache(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path, " to measure a cold start"));
  const absl::Cleanup close_fd = [fd] { close(fd); };
  // Only clean pages can be dropped.
  if (fdatasync(fd) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot sync ", path));
  const int error = posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  if (error != 0) return absl::ErrnoToStatus(error, absl::StrCat("cannot drop cached pages of ", path));
  return IsOutOfMemory(fd, path);
}

struct FreshOpen {
  double seconds = 0;
  int64_t peak_memory_bytes = 0;
};

absl::StatusOr<FreshOpen> OpenInFreshProcess(const std::string& path, int threads) {
  SubprocessOptions options;
  // By this name also after an upgrade has replaced the program's file.
  options.argv = {kSelf, "--open", path, "--threads", absl::StrCat(threads), "--lifeline-fd", kLifelineOfChild};
  options.environment = InheritEnvironment();
  options.capture_stdout = true;
  options.own_process_group = false;  // a stop or a kill of the job must reach it
  options.lifeline = true;            // and so must the end of this process alone
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

absl::StatusOr<Json> Open(const EngineFunctions& engine, const std::string& path, int threads) {
  OCTAVO_RETURN_IF_ERROR(engine.initialize({threads, "cpu"}));
  OCTAVO_ASSIGN_OR_RETURN(const auto classifier, engine.load_classifier({path, ComputeType::kFp32, "cpu"}));
  TokenBatch batch;
  const int64_t tokens = std::min<int64_t>(kTokensOfOneText, classifier->info().max_positions);
  batch.Append(std::vector<int32_t>(static_cast<size_t>(tokens), 0));
  OCTAVO_RETURN_IF_ERROR(classifier->Logits(batch).status());
  // Not wait4's figure: a child that was spawned from a large process inherits that one's high-water mark.
  return Json{{"peak_memory_bytes", PeakMemoryBytes()}};
}

Json DescribeRates(const GemmRates& rates) {
  return {{"best", rates.best}, {"median", rates.median}, {"worst", rates.worst}, {"runs", rates.runs}};
}

}  // namespace

absl::StatusOr<Json> Probe(const EngineFunctions& engine, bool peak) {
  OCTAVO_RETURN_IF_ERROR(engine.initialize({CpuCount(), "cpu"}));
  OCTAVO_ASSIGN_OR_RETURN(const EngineCapabilities capabilities, engine.probe());
  OCTAVO_ASSIGN_OR_RETURN(const std::string build, RunnerBuild());
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
  probe["threads"] = CpuCount();
  for (const ComputeType type : {ComputeType::kFp32, ComputeType::kBf16, ComputeType::kFp16, ComputeType::kInt8}) {
    const auto rates = engine.measure_gemm_rates(type);
    if (!rates.ok() && !absl::IsUnimplemented(rates.status())) return rates.status();
    probe["gemm_peak"][ComputeTypeName(type)] = rates.ok() ? DescribeRates(*rates) : Json(nullptr);
  }
  return probe;
}

absl::StatusOr<Json> OpenOnce(const EngineFunctions& engine, const std::string& path, int threads) {
  return WithStdBoundary("open the model", [&] { return Open(engine, path, threads); });
}

absl::StatusOr<OpenCost> MeasureOpenCost(const std::string& path, int threads) {
  std::vector<std::string> files = {path};
  if (fs::is_directory(path)) {
    OCTAVO_ASSIGN_OR_RETURN(files, ListFiles(path));
    for (std::string& file : files) file = absl::StrCat(path, "/", file);
  }
  bool is_cold = true;
  for (const std::string& file : files) {
    OCTAVO_ASSIGN_OR_RETURN(const bool dropped, DropFromPageCache(file));
    is_cold = is_cold && dropped;
  }
  OCTAVO_ASSIGN_OR_RETURN(const FreshOpen cold, OpenInFreshProcess(path, threads));
  OCTAVO_ASSIGN_OR_RETURN(const FreshOpen warm, OpenInFreshProcess(path, threads));
  return OpenCost{is_cold ? std::optional<double>(cold.seconds) : std::nullopt, warm.seconds,
                  std::max(cold.peak_memory_bytes, warm.peak_memory_bytes)};
}

}  // namespace octavo
