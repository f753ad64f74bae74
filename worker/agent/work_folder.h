#ifndef OCTAVO_WORKER_AGENT_WORK_FOLDER_H_
#define OCTAVO_WORKER_AGENT_WORK_FOLDER_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace octavo {

/// An agent's folder: jobs/ (one folder per attempt), cache/ (inputs), tokens/ (of data sets), heartbeat (touched at
/// each answer of the coordinator) and lock. Held by one agent at a time, as long as this object lives.
class WorkFolder {
 public:
  /// Makes the folder if need be and locks it. FAILED_PRECONDITION with reason FOLDER_IN_USE if another agent has it.
  static absl::StatusOr<WorkFolder> Open(const std::string& path);
  WorkFolder(WorkFolder&& other) noexcept;
  WorkFolder& operator=(WorkFolder&& other) noexcept;
  ~WorkFolder();

  const std::string& path() const { return path_; }
  std::string jobs() const { return path_ + "/jobs"; }
  std::string cache() const { return path_ + "/cache"; }
  std::string tokens() const { return path_ + "/tokens"; }

  /// Notes that the coordinator answered just now.
  void Beat() const;
  /// How long ago the agent of this folder had an answer. NOT_FOUND if never.
  static absl::StatusOr<absl::Duration> SinceBeat(const std::string& path);

 private:
  WorkFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
  std::string path_;
  int lock_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_WORK_FOLDER_H_
