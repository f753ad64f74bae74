#include "client/commands/doctor_machine.h"

#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "client/commands/program_files.h"
#include "client/render/gnuplot.h"
#include "client/render/numbers.h"
#include "common/files.h"

namespace octavo::client {
namespace {

// What stages of BERT-base take at most; smaller models need a fraction.
constexpr int64_t kTrainingMemory = int64_t{8} << 30;
constexpr int64_t kQuantizationMemory = int64_t{4} << 30;
constexpr int64_t kWantedDisk = int64_t{5} << 30;

std::string TextOf(const char* path) { return ReadFile(path).value_or(""); }

Finding CheckDisk() {
  struct statvfs space {};
  if (statvfs(".", &space) != 0) return Warn("disk", "free space of the current folder unknown", "look with df .");
  return JudgeDisk(static_cast<int64_t>(space.f_bavail * space.f_frsize));
}

Finding CheckGnuplot() {
  const absl::StatusOr<std::string> gnuplot = FindGnuplot();
  if (gnuplot.ok()) return Good("gnuplot", *gnuplot);
  return Warn("gnuplot", "not found: summary_report.md comes without pictures", "sudo apt-get install gnuplot-nox");
}

Finding CheckCatalog() {
  const absl::StatusOr<std::string> catalog = FindSharedFile("configs/catalog.yaml");
  if (catalog.ok()) return Good("catalog", *catalog);
  return Bad("catalog", "configs/catalog.yaml not found", std::string(catalog.status().message()));
}

}  // namespace

int64_t FreeMemory(absl::string_view meminfo, absl::string_view memory_max, absl::string_view memory_current) {
  int64_t available = 0;
  for (absl::string_view line : absl::StrSplit(meminfo, '\n')) {
    const std::vector<absl::string_view> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() >= 2 && words[0] == "MemAvailable:" && absl::SimpleAtoi(words[1], &available)) available *= 1024;
  }
  int64_t limit = 0, used = 0;
  // "max", the word for no limit, is no number.
  if (absl::SimpleAtoi(absl::StripAsciiWhitespace(memory_max), &limit) &&
      absl::SimpleAtoi(absl::StripAsciiWhitespace(memory_current), &used)) {
    available = std::min(available, std::max<int64_t>(0, limit - used));
  }
  return available;
}

Finding JudgeMemory(int64_t free_bytes) {
  const std::string free = absl::StrCat(Bytes(free_bytes), " free");
  const Json figures = {{"free_bytes", free_bytes}, {"wanted_bytes", kTrainingMemory}};
  if (free_bytes >= kTrainingMemory) return Good("memory", absl::StrCat(free, ": enough for every stage"), figures);
  const bool quantizes = free_bytes >= kQuantizationMemory;
  return Warn("memory",
              absl::StrCat(
                  free, quantizes ? ": enough to quantize BERT-base" : ": enough for small models", "; ",
                  quantizes ? "" : absl::StrCat("quantizing BERT-base may take ", Bytes(kQuantizationMemory), ", and "),
                  "training it ", Bytes(kTrainingMemory)),
              "for BERT-base close other programs, or take a smaller --batch_size or --max_length", figures);
}

Finding JudgeDisk(int64_t free_bytes) {
  const std::string detail = absl::StrCat(Bytes(free_bytes), " free in the current folder");
  const Json figures = {{"free_bytes", free_bytes}, {"wanted_bytes", kWantedDisk}};
  if (free_bytes >= kWantedDisk) return Good("disk", detail, figures);
  return Warn("disk", detail,
              absl::StrCat("runs with large models need ", Bytes(kWantedDisk), "; remove ./.octavo of old runs"),
              figures);
}

std::vector<Finding> CheckMachine() {
  const int64_t processors = sysconf(_SC_NPROCESSORS_ONLN);
  return {Good("processors", absl::StrCat(processors), {{"cpus", processors}}),
          JudgeMemory(FreeMemory(TextOf("/proc/meminfo"), TextOf("/sys/fs/cgroup/memory.max"),
                                 TextOf("/sys/fs/cgroup/memory.current"))),
          CheckDisk(), CheckGnuplot(), CheckCatalog()};
}

}  // namespace octavo::client
