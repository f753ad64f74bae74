#include "worker/agent/job_directory.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/files.h"
#include "common/logging.h"
#include "common/status_macros.h"
#include "worker/agent/process_usage.h"

namespace octavo {
namespace fs = std::filesystem;
namespace {

constexpr size_t kMaxJobIdLength = 100;

bool CanNameFolder(const std::string& job_id) {
  const auto allowed = [](unsigned char c) { return absl::ascii_isalnum(c) || c == '_' || c == '-'; };
  return !job_id.empty() && job_id.size() <= kMaxJobIdLength && std::all_of(job_id.begin(), job_id.end(), allowed);
}

void RemoveTree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) LogWarning("cannot remove ", path.string(), ": ", error.message());
}

/// The folders of this job's attempts, by number.
std::map<int, fs::path> AttemptsOf(const std::string& jobs_root, const std::string& job_id) {
  std::map<int, fs::path> attempts;
  std::error_code error;
  for (fs::directory_iterator it(jobs_root, error); !error && it != fs::directory_iterator(); it.increment(error)) {
    const std::string name = it->path().filename().string();
    const size_t dash = name.rfind('-');
    int number = 0;
    if (dash == std::string::npos || name.substr(0, dash) != job_id) continue;
    if (absl::SimpleAtoi(name.substr(dash + 1), &number)) attempts[number] = it->path();
  }
  return attempts;
}

/// Moves the newest earlier work/ to `destination`, and removes the folders that it does not need.
absl::Status CarryWorkOver(const std::map<int, fs::path>& attempts, const fs::path& destination) {
  std::error_code error;
  for (auto it = attempts.rbegin(); it != attempts.rend(); ++it) {
    const fs::path work = it->second / "work";
    if (work == destination || fs::exists(destination, error) || !fs::is_directory(work, error)) continue;
    fs::rename(work, destination, error);
    if (error) return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot carry over ", work.string()));
  }
  for (const auto& [number, path] : attempts) {
    if (path != destination.parent_path()) RemoveTree(path);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<JobDirectory> JobDirectory::Prepare(const std::string& jobs_root, const AttemptId& id) {
  if (!CanNameFolder(id.job_id)) {
    return absl::InvalidArgumentError(
        absl::StrCat("job id \"", id.job_id.substr(0, kMaxJobIdLength), "\": expected letters, digits, '_' and '-'"));
  }
  const std::map<int, fs::path> attempts = AttemptsOf(jobs_root, id.job_id);
  JobDirectory dir(absl::StrCat(jobs_root, "/", id.job_id, "-", id.attempt));
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(dir.root()));
  OCTAVO_RETURN_IF_ERROR(CarryWorkOver(attempts, dir.work()));
  // The same attempt may have been here before, under another fence.
  std::vector<fs::path> leftovers;
  std::error_code error;
  for (fs::directory_iterator it(dir.root(), error); !error && it != fs::directory_iterator(); it.increment(error)) {
    if (it->path().filename() != "work") leftovers.push_back(it->path());
  }
  for (const fs::path& leftover : leftovers) RemoveTree(leftover);
  for (const std::string& folder : {dir.inputs(), dir.outputs(), dir.work()}) {
    OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder));
  }
  return dir;
}

absl::Status JobDirectory::WriteJob(const Assignment& assignment, const std::string& device, int lifeline_fd,
                                    const TokenFolder& tokens) const {
  Json job = {{"schema", "octavo.job/1"},         {"kind", assignment.kind},   {"params", assignment.params},
              {"threads", assignment.threads},    {"device", device},          {"job_id", assignment.id.job_id},
              {"attempt", assignment.id.attempt}, {"lifeline_fd", lifeline_fd}};
  if (!tokens.path.empty()) job["token_cache"] = {{"folder", tokens.path}, {"max_bytes", tokens.max_bytes}};
  return WriteJsonFile(root_ + "/job.json", job);
}

absl::Status JobDirectory::RecordRunner(pid_t pid) const {
  return WriteFileAtomically(root_ + "/runner.pid", absl::StrCat(pid, " ", ProcessStartTicks(pid).value_or(0), "\n"));
}

void JobDirectory::RunnerEnded() const { unlink((root_ + "/runner.pid").c_str()); }

void JobDirectory::KeepWork() const {
  RemoveTree(inputs());
  RemoveTree(outputs());
}

void JobDirectory::Remove() const { RemoveTree(root_); }

int KillOrphans(const std::string& jobs_root) {
  int killed = 0;
  std::error_code error;
  for (fs::directory_iterator it(jobs_root, error); !error && it != fs::directory_iterator(); it.increment(error)) {
    const std::string note = (it->path() / "runner.pid").string();
    absl::StatusOr<std::string> text = ReadFile(note, 100);
    if (!text.ok()) continue;
    const std::vector<std::string> words = absl::StrSplit(absl::StripAsciiWhitespace(*text), ' ');
    pid_t pid = 0;
    int64_t start = 0;
    if (words.size() == 2 && absl::SimpleAtoi(words[0], &pid) && absl::SimpleAtoi(words[1], &start) && pid > 1 &&
        ProcessStartTicks(pid) == start && kill(-pid, SIGKILL) == 0) {
      LogWarning("killed the runner of ", it->path().filename().string(), " that an earlier agent left, process ", pid);
      ++killed;
    }
    unlink(note.c_str());
  }
  return killed;
}

void TrimJobDirectories(const std::string& jobs_root, size_t keep, const std::set<std::string>& held) {
  std::vector<std::pair<fs::file_time_type, fs::path>> ended;
  std::error_code error;
  for (fs::directory_iterator it(jobs_root, error); !error && it != fs::directory_iterator(); it.increment(error)) {
    std::error_code gone;
    if (!held.contains(it->path().filename().string())) ended.emplace_back(it->last_write_time(gone), it->path());
  }
  if (ended.size() <= keep) return;
  std::sort(ended.begin(), ended.end());
  for (size_t i = 0; i < ended.size() - keep; ++i) RemoveTree(ended[i].second);
}

}  // namespace octavo
