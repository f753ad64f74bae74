#ifndef OCTAVO_WORKER_RUNNER_JOB_ENVIRONMENT_H_
#define OCTAVO_WORKER_RUNNER_JOB_ENVIRONMENT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "worker/runner/engine/engine.h"

namespace octavo {

/// Facts about this machine. Every reader gives a neutral value (0, "unknown") where the system does not say.
std::string CpuModelName();
int CpuCount();         // that this process may run on: its affinity, and the control group's quota rounded up
int64_t MemoryBytes();  // of the machine, or of the control group where that is less
double LoadAverage();   // over one minute
/// CPU seconds that all processes of the machine have used since it started: "cpu" of proc(5)'s /proc/stat without idle
/// and waiting time, with time that the hypervisor gave to other machines. Nothing where the system does not say.
std::optional<double> MachineCpuSeconds();
/// The same from the first line of /proc/stat; `ticks` a second.
std::optional<double> ParseMachineCpuSeconds(absl::string_view line, double ticks);
double OwnCpuSeconds();  // of this process and the children it has waited for
std::string KernelRelease();
/// `cpus` or the fewer that a control group's cpu.max ("QUOTA PERIOD" or "max PERIOD") allows, at least 1.
int LimitCpus(int cpus, absl::string_view cpu_max);
/// SHA-256 of this program's file, also after an upgrade has replaced it.
absl::StatusOr<std::string> RunnerBuild();
/// Largest resident set of this process so far, in bytes.
int64_t PeakMemoryBytes();

/// "x86_64-amx", "x86_64-avx512_vnni", "x86_64-avx2", "cuda-sm_…": results are compared only within one class.
std::string DeviceClass(const EngineCapabilities& capabilities, absl::string_view device);

/// The "environment" object of every result file (docs/results-format.md).
Json DescribeEnvironment(const EngineCapabilities& capabilities, absl::string_view device, int threads);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_ENVIRONMENT_H_
