#ifndef OCTAVO_WORKER_AGENT_PROCESS_USAGE_H_
#define OCTAVO_WORKER_AGENT_PROCESS_USAGE_H_

#include <sys/types.h>

#include <cstdint>
#include <optional>

#include "absl/time/time.h"

namespace octavo {

/// What processes use now, from /proc.
struct ProcessUsage {
  int64_t rss_bytes = 0;
  absl::Duration cpu_time;
};

/// Of one process. Nothing when it is gone.
std::optional<ProcessUsage> UsageOfProcess(pid_t pid);

/// The sum over all processes of a process group; pages that they share count for each. Reads all of /proc: a few
/// milliseconds on a busy machine.
ProcessUsage UsageOfGroup(pid_t group);

/// When the process started, in clock ticks since boot: with the pid it names a process for good. Nothing when it is
/// gone.
std::optional<int64_t> ProcessStartTicks(pid_t pid);

/// Makes the kernel's out-of-memory killer prefer this process to the agent. Best effort.
void PreferForOomKill(pid_t pid);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_PROCESS_USAGE_H_
