#include "worker/runner/job/environment.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/build_info.h"
#include "common/sha256.h"

namespace octavo {
namespace {

/// The value of the first line "`key`… : value" of a file of such lines, or empty.
std::string ValueOf(const char* path, absl::string_view key) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!absl::StartsWith(line, key)) continue;
    const std::vector<std::string> parts = absl::StrSplit(line, absl::MaxSplits(':', 1));
    if (parts.size() == 2) return std::string(absl::StripAsciiWhitespace(parts[1]));
  }
  return "";
}

/// "1234 kB" in bytes; 0 for anything else.
int64_t Kilobytes(absl::string_view text) {
  int64_t value = 0;
  absl::ConsumeSuffix(&text, "kB");
  return absl::SimpleAtoi(absl::StripAsciiWhitespace(text), &value) ? value * 1024 : 0;
}

bool Has(const EngineCapabilities& capabilities, const char* feature) {
  return std::find(capabilities.isa.begin(), capabilities.isa.end(), feature) != capabilities.isa.end();
}

}  // namespace

std::string CpuModelName() {
  std::string name = ValueOf("/proc/cpuinfo", "model name");
  return name.empty() ? "unknown" : name;
}

int LimitCpus(int cpus, absl::string_view cpu_max) {
  const std::vector<absl::string_view> fields =
      absl::StrSplit(absl::StripAsciiWhitespace(cpu_max), ' ', absl::SkipEmpty());
  int64_t quota = 0, period = 0;
  if (fields.size() != 2 || !absl::SimpleAtoi(fields[0], &quota) || !absl::SimpleAtoi(fields[1], &period)) return cpus;
  if (quota <= 0 || period <= 0) return cpus;
  return static_cast<int>(std::min<int64_t>(cpus, (quota + period - 1) / period));
}

int CpuCount() {
  cpu_set_t set;
  const int cpus = sched_getaffinity(0, sizeof set, &set) == 0
                       ? CPU_COUNT(&set)
                       : static_cast<int>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
  std::ifstream file("/sys/fs/cgroup/cpu.max");
  std::string cpu_max;
  std::getline(file, cpu_max);
  return LimitCpus(cpus, cpu_max);
}

int64_t MemoryBytes() {
  const int64_t machine = Kilobytes(ValueOf("/proc/meminfo", "MemTotal"));
  int64_t limit = 0;
  std::ifstream file("/sys/fs/cgroup/memory.max");
  if (file >> limit && limit > 0) return std::min(machine, limit);
  return machine;
}

double LoadAverage() {
  double average = 0;
  return getloadavg(&average, 1) == 1 ? average : 0;
}

std::optional<double> ParseMachineCpuSeconds(absl::string_view line, double ticks) {
  // cpu user nice system idle iowait irq softirq steal guest guest_nice; guests are counted in user already.
  const std::vector<absl::string_view> fields = absl::StrSplit(line, ' ', absl::SkipEmpty());
  constexpr size_t kBusy[] = {1, 2, 3, 6, 7, 8};
  if (fields.size() < 9 || fields[0] != "cpu") return std::nullopt;
  double sum = 0;
  for (const size_t field : kBusy) {
    double value = 0;
    if (!absl::SimpleAtod(fields[field], &value)) return std::nullopt;
    sum += value;
  }
  return sum / ticks;
}

std::optional<double> MachineCpuSeconds() {
  std::ifstream file("/proc/stat");
  std::string line;
  if (!std::getline(file, line)) return std::nullopt;
  return ParseMachineCpuSeconds(line, static_cast<double>(sysconf(_SC_CLK_TCK)));
}

double OwnCpuSeconds() {
  double seconds = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage = {};
    if (getrusage(who, &usage) != 0) continue;
    for (const timeval& time : {usage.ru_utime, usage.ru_stime}) {
      seconds += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    }
  }
  return seconds;
}

std::string KernelRelease() {
  utsname name;
  return uname(&name) == 0 ? absl::StrCat(name.sysname, " ", name.release) : "unknown";
}

absl::StatusOr<std::string> RunnerBuild() { return Sha256File("/proc/self/exe"); }

int64_t PeakMemoryBytes() { return Kilobytes(ValueOf("/proc/self/status", "VmHWM")); }

std::string DeviceClass(const EngineCapabilities& capabilities, absl::string_view device) {
  if (device == "cuda" && !capabilities.cuda_devices.empty()) {
    std::string name = absl::StrCat("cuda-", capabilities.cuda_devices.front());
    for (char& c : name)
      c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? static_cast<char>(std::tolower(c)) : '-';
    return name;
  }
  for (const char* feature : {"amx_int8", "avx512_vnni", "avx512f", "avx2"}) {
    if (Has(capabilities, feature)) return absl::StrCat("x86_64-", feature);
  }
  return "x86_64";
}

Json DescribeEnvironment(const EngineCapabilities& capabilities, absl::string_view device, int threads) {
  return Json{{"device", std::string(device)},
              {"device_class", DeviceClass(capabilities, device)},
              {"cpu_model", CpuModelName()},
              {"cpus", CpuCount()},
              {"threads", threads},
              {"isa", capabilities.isa},
              {"gpus", capabilities.cuda_devices},
              {"memory_bytes", MemoryBytes()},
              {"kernel", KernelRelease()},
              {"libtorch_version", capabilities.torch_version},
              {"int8_kernels", capabilities.int8_kernels},
              {"octavo_version", std::string(Version())},
              {"octavo_revision", std::string(SourceRevision())},
              {"octavo_build", std::string(BuildDescription())}};
}

}  // namespace octavo
