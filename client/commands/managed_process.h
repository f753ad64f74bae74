#ifndef OCTAVO_CLIENT_COMMANDS_MANAGED_PROCESS_H_
#define OCTAVO_CLIENT_COMMANDS_MANAGED_PROCESS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/subprocess.h"

namespace octavo::client {

/// A program that at most one process of this folder runs: whoever holds the lock file. It is started again when it
/// dies. Thread-compatible. The destructor ends it at once; call Stop() for an orderly end.
class ManagedProcess {
 public:
  struct Options {
    std::string name;  // for messages: "server"
    std::vector<std::string> argv;
    std::string lock_path;
    std::string log_path;  // stdout and stderr are appended
    // How long a predecessor may hold the program's folder (kExitFolderInUse): one whose octavo was killed still saves
    // its checkpoints.
    absl::Duration busy_patience = absl::ZeroDuration();
  };
  explicit ManagedProcess(Options options) : options_(std::move(options)) {}
  ~ManagedProcess();
  ManagedProcess(const ManagedProcess&) = delete;
  ManagedProcess& operator=(const ManagedProcess&) = delete;

  /// Takes the lock if it is free, and starts the program if the lock is ours and it does not run. OK also when another
  /// process holds the lock, and while a predecessor still ends. INTERNAL with the end of its log when it keeps dying.
  absl::Status Ensure(absl::Time now);
  bool owned() const { return lock_ >= 0; }

  /// SIGTERM, up to `grace`, SIGKILL; then lets the lock go.
  void Stop(absl::Duration grace);

 private:
  absl::Status TakeLock();
  absl::Status Died(absl::Time now, const ExitStatus& exit);
  absl::Status FoundBusy(absl::Time now);

  const Options options_;
  int lock_ = -1;
  std::optional<Subprocess> process_;
  absl::Time started_ = absl::InfinitePast();
  absl::Time start_after_ = absl::InfinitePast();
  std::optional<absl::Time> busy_since_;
  int quick_deaths_ = 0;
};

/// `environment` without the settings of servers and workers that the user started by hand or as services:
/// OCTAVO_LISTEN and the like would make a private one listen elsewhere, or write into another one's folder. Pure.
std::vector<std::string> PrivateEnvironment(std::vector<std::string> environment);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_MANAGED_PROCESS_H_
