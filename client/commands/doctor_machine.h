#ifndef OCTAVO_CLIENT_COMMANDS_DOCTOR_MACHINE_H_
#define OCTAVO_CLIENT_COMMANDS_DOCTOR_MACHINE_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/commands/doctor_finding.h"

namespace octavo::client {

/// What the experiments need beside the engine: processors, memory, disk, gnuplot and the catalog. Blocks for a few
/// file reads.
std::vector<Finding> CheckMachine();

/// Bytes that a new process can have: MemAvailable of /proc/meminfo, or what a control group leaves of its memory.max
/// where that is less. Texts of missing files are empty. Pure.
int64_t FreeMemory(absl::string_view meminfo, absl::string_view memory_max, absl::string_view memory_current);

/// Pure.
Finding JudgeMemory(int64_t free_bytes);
Finding JudgeDisk(int64_t free_bytes);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DOCTOR_MACHINE_H_
