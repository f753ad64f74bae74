#include "server/core/placement.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace octavo {
namespace {

bool HasDevice(const Capabilities& capabilities, const std::string& device) {
  return std::find(capabilities.devices.begin(), capabilities.devices.end(), device) != capabilities.devices.end();
}

Fit Never(std::string why) { return {Fit::Verdict::kNever, std::move(why)}; }
Fit Later(std::string why) { return {Fit::Verdict::kLater, std::move(why)}; }

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
  const int cpus = std::max(1, has.cpus);
  if (wanted.device != "any" && !HasDevice(has, wanted.device)) {
    return Never(absl::StrCat("needs ", wanted.device, " and the worker has none"));
  }
  if (threads > cpus) return Never(absl::StrCat("needs ", threads, " threads and the worker has ", cpus));
  if (wanted.memory_bytes > has.memory_bytes) {
    return Never(absl::StrCat("needs ", FormatBytes(wanted.memory_bytes), " and the worker has ",
                              FormatBytes(has.memory_bytes)));
  }
  if (load.quiet) return Later("a quiet job has the worker alone");
  if (wanted.quiet && load.attempts > 0) {
    return Later(absl::StrCat("wants the worker alone and ", load.attempts, " attempts run there"));
  }
  if (load.attempts >= worker.slots) return Later(absl::StrCat("all ", worker.slots, " slots are taken"));
  if (load.threads + threads > cpus) {
    return Later(
        absl::StrCat("needs ", threads, " threads and ", std::max(0, cpus - load.threads), " of ", cpus, " are free"));
  }
  const int64_t free = std::max<int64_t>(0, has.memory_bytes - load.memory_bytes);
  if (wanted.memory_bytes > free) {
    return Later(absl::StrCat("needs ", FormatBytes(wanted.memory_bytes), " and ", FormatBytes(free), " of ",
                              FormatBytes(has.memory_bytes), " are free"));
  }
  return {};
}

}  // namespace octavo
