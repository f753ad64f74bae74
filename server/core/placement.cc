#include "server/core/placement.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace octavo {
namespace {

bool HasDevice(const Capabilities& capabilities, const std::string& device) {
  return std::find(capabilities.devices.begin(), capabilities.devices.end(), device) != capabilities.devices.end();
}

using Obstacle = Fit::Obstacle;

Fit Never(Obstacle obstacle) { return {Fit::Verdict::kNever, obstacle}; }
Fit Later(Obstacle obstacle) { return {Fit::Verdict::kLater, obstacle}; }

int CpusOf(const Worker& worker) { return std::max(1, worker.capabilities.cpus); }

int64_t FreeMemory(const Worker& worker, const WorkerLoad& load) {
  return std::max<int64_t>(0, worker.capabilities.memory_bytes - load.memory_bytes);
}

}  // namespace

std::string FormatBytes(int64_t bytes) {
  if (bytes < int64_t{1} << 20) return absl::StrCat(bytes, " bytes");
  if (bytes < int64_t{1} << 30) return absl::StrFormat("%.1f MiB", static_cast<double>(bytes) / (1 << 20));
  return absl::StrFormat("%.1f GiB", static_cast<double>(bytes) / (1 << 30));
}

int ResolvedThreads(const Resources& wanted, const Capabilities& capabilities) {
  return wanted.threads > 0 ? wanted.threads : std::max(1, capabilities.cpus);
}

std::string ResolvedDevice(const Resources& wanted, const Capabilities& capabilities) {
  if (wanted.device != "any") return wanted.device;
  return HasDevice(capabilities, "cuda") ? "cuda" : "cpu";
}

Fit FitOn(const Resources& wanted, const Worker& worker, const WorkerLoad& load) {
  const Capabilities& has = worker.capabilities;
  const int threads = ResolvedThreads(wanted, has);
  if (wanted.device != "any" && !HasDevice(has, wanted.device)) return Never(Obstacle::kDevice);
  if (threads > CpusOf(worker)) return Never(Obstacle::kThreads);
  if (wanted.memory_bytes > has.memory_bytes) return Never(Obstacle::kMemory);
  if (load.quiet) return Later(Obstacle::kQuietJob);
  if (wanted.quiet && load.attempts > 0) return Later(Obstacle::kNotAlone);
  if (load.attempts >= worker.slots) return Later(Obstacle::kSlots);
  if (load.threads + threads > CpusOf(worker)) return Later(Obstacle::kFreeThreads);
  if (wanted.memory_bytes > FreeMemory(worker, load)) return Later(Obstacle::kFreeMemory);
  return {};
}

std::string WhyNot(Fit::Obstacle obstacle, const Resources& wanted, const Worker& worker, const WorkerLoad& load) {
  const int cpus = CpusOf(worker);
  const int threads = ResolvedThreads(wanted, worker.capabilities);
  const std::string memory = FormatBytes(worker.capabilities.memory_bytes);
  switch (obstacle) {
    case Obstacle::kNone:
      return "";
    case Obstacle::kDevice:
      return absl::StrCat("needs ", wanted.device, " and the worker has none");
    case Obstacle::kThreads:
      return absl::StrCat("needs ", threads, " threads and the worker has ", cpus);
    case Obstacle::kMemory:
      return absl::StrCat("needs ", FormatBytes(wanted.memory_bytes), " and the worker has ", memory);
    case Obstacle::kQuietJob:
      return "a quiet job has the worker alone";
    case Obstacle::kNotAlone:
      return absl::StrCat("wants the worker alone and ", load.attempts, " attempts run there");
    case Obstacle::kSlots:
      return absl::StrCat("all ", worker.slots, " slots are taken");
    case Obstacle::kFreeThreads:
      return absl::StrCat("needs ", threads, " threads and ", std::max(0, cpus - load.threads), " of ", cpus,
                          " are free");
    case Obstacle::kFreeMemory:
      return absl::StrCat("needs ", FormatBytes(wanted.memory_bytes), " and ", FormatBytes(FreeMemory(worker, load)),
                          " of ", memory, " are free");
  }
  return "";
}

}  // namespace octavo
