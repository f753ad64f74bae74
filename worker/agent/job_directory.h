#ifndef OCTAVO_WORKER_AGENT_JOB_DIRECTORY_H_
#define OCTAVO_WORKER_AGENT_JOB_DIRECTORY_H_

#include <sys/types.h>

#include <cstdint>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/agent/attempt.h"

namespace octavo {

/// Where runners keep tokens for each other, and how many bytes of them; an empty path: nowhere.
struct TokenFolder {
  std::string path;
  int64_t max_bytes = 0;
};

/// The folder in which one attempt runs (layout: docs/runner-protocol.md), JOBS/JOB-ATTEMPT. Removed only when asked
/// to. A value: copies name the same folder.
class JobDirectory {
 public:
  /// Makes the folder with empty inputs/ and outputs/. work/ is the one that an earlier attempt of the job left on this
  /// machine, else empty; what else is left of earlier attempts is removed. INVALID_ARGUMENT for an id that cannot name
  /// a folder.
  static absl::StatusOr<JobDirectory> Prepare(const std::string& jobs_root, const AttemptId& id);

  const std::string& root() const { return root_; }
  std::string inputs() const { return root_ + "/inputs"; }
  std::string outputs() const { return root_ + "/outputs"; }
  std::string work() const { return root_ + "/work"; }
  std::string log() const { return root_ + "/log.txt"; }
  std::string events() const { return root_ + "/events.jsonl"; }
  std::string report() const { return root_ + "/report.json"; }

  /// Writes job.json; `device` is resolved ("cpu" or "cuda"), `lifeline_fd` the runner's descriptor.
  absl::Status WriteJob(const Assignment& assignment, const std::string& device, int lifeline_fd,
                        const TokenFolder& tokens) const;
  /// Notes which process runs here, for KillOrphans.
  absl::Status RecordRunner(pid_t pid) const;
  /// Forgets that process.
  void RunnerEnded() const;

  /// Removes inputs/ and outputs/; the rest stays for the next attempt and for people.
  void KeepWork() const;
  /// Removes everything.
  void Remove() const;

 private:
  explicit JobDirectory(std::string root) : root_(std::move(root)) {}
  std::string root_;
};

/// Kills runners that an agent of the same work folder left behind. Their lifeline ends them too: this covers one that
/// hangs in its own end. A process is recognised by its number and start time. Returns how many were killed. REQUIRES:
/// no other agent uses the folder.
int KillOrphans(const std::string& jobs_root);

/// Removes the oldest job folders beyond `keep`, never those named in `held` ("JOB-ATTEMPT").
void TrimJobDirectories(const std::string& jobs_root, size_t keep, const std::set<std::string>& held);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_JOB_DIRECTORY_H_
