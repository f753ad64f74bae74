#include "worker/agent/process_usage.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace octavo {
namespace {

struct Stat {
  pid_t group = 0;
  int64_t cpu_ticks = 0;
  int64_t start_ticks = 0;
  int64_t rss_pages = 0;
};

/// /proc/PID/stat: the program's name stands in parentheses and may contain anything, so fields count from the last
/// one.
std::optional<Stat> ReadStat(pid_t pid) {
  const int fd = open(absl::StrCat("/proc/", pid, "/stat").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  char buffer[1024];
  const ssize_t count = read(fd, buffer, sizeof buffer);
  close(fd);
  if (count <= 0) return std::nullopt;
  const absl::string_view text(buffer, static_cast<size_t>(count));
  const size_t end_of_name = text.rfind(')');
  if (end_of_name == absl::string_view::npos || end_of_name + 2 >= text.size()) return std::nullopt;
  // Field 3 of proc(5), the state, is fields[0].
  const std::vector<absl::string_view> fields = absl::StrSplit(text.substr(end_of_name + 2), ' ');
  if (fields.size() < 22) return std::nullopt;
  Stat stat;
  int64_t user = 0;
  int64_t system = 0;
  const bool parsed = absl::SimpleAtoi(fields[2], &stat.group) && absl::SimpleAtoi(fields[11], &user) &&
                      absl::SimpleAtoi(fields[12], &system) && absl::SimpleAtoi(fields[19], &stat.start_ticks) &&
                      absl::SimpleAtoi(fields[21], &stat.rss_pages);
  if (!parsed) return std::nullopt;
  stat.cpu_ticks = user + system;
  return stat;
}

ProcessUsage ToUsage(const Stat& stat) {
  static const int64_t page = sysconf(_SC_PAGESIZE);
  static const int64_t ticks = sysconf(_SC_CLK_TCK);
  return {stat.rss_pages * page, absl::Seconds(stat.cpu_ticks) / ticks};
}

}  // namespace

std::optional<ProcessUsage> UsageOfProcess(pid_t pid) {
  const std::optional<Stat> stat = ReadStat(pid);
  if (!stat.has_value()) return std::nullopt;
  return ToUsage(*stat);
}

ProcessUsage UsageOfGroup(pid_t group) {
  ProcessUsage sum;
  DIR* proc = opendir("/proc");
  if (proc == nullptr) return sum;
  while (const dirent* entry = readdir(proc)) {
    pid_t pid = 0;
    if (!absl::SimpleAtoi(entry->d_name, &pid)) continue;
    const std::optional<Stat> stat = ReadStat(pid);
    if (!stat.has_value() || stat->group != group) continue;
    const ProcessUsage usage = ToUsage(*stat);
    sum.rss_bytes += usage.rss_bytes;
    sum.cpu_time += usage.cpu_time;
  }
  closedir(proc);
  return sum;
}

std::optional<int64_t> ProcessStartTicks(pid_t pid) {
  const std::optional<Stat> stat = ReadStat(pid);
  if (!stat.has_value()) return std::nullopt;
  return stat->start_ticks;
}

void PreferForOomKill(pid_t pid) {
  const int fd = open(absl::StrCat("/proc/", pid, "/oom_score_adj").c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  [[maybe_unused]] const ssize_t written = write(fd, "500", 3);
  close(fd);
}

}  // namespace octavo
