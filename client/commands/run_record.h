#ifndef OCTAVO_CLIENT_COMMANDS_RUN_RECORD_H_
#define OCTAVO_CLIENT_COMMANDS_RUN_RECORD_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "client/api/types.h"

namespace octavo::client {

/// Remembers in ./.octavo/runs the request id of a submission until it has ended, so that the same command given again
/// meets the same experiment instead of starting another one. Thread-compatible.
class RunRecord {
 public:
  /// The record of these jobs at that server: the one on disk, or a new one with a fresh request id, which is on disk
  /// when this returns. A damaged file counts as none.
  static absl::StatusOr<RunRecord> Open(const std::string& address, const std::string& name,
                                        const std::vector<JobSpec>& jobs);

  const std::string& request_id() const { return request_id_; }
  /// Whether an earlier command left it.
  bool found() const { return found_; }
  /// The priority that the jobs were submitted with, part of what must not change between two tries.
  int priority() const { return priority_; }
  absl::Status SetPriority(int priority);
  /// Gives it a fresh request id.
  absl::Status Renew();
  /// The run has ended: the same command starts another one.
  void Forget() const;

 private:
  RunRecord(std::string path, std::string request_id, int priority, bool found)
      : path_(std::move(path)), request_id_(std::move(request_id)), priority_(priority), found_(found) {}
  absl::Status Write() const;

  std::string path_;
  std::string request_id_;
  int priority_;
  bool found_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_RUN_RECORD_H_
