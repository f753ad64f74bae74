#ifndef OCTAVO_COMMON_SUBPROCESS_H_
#define OCTAVO_COMMON_SUBPROCESS_H_

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace octavo {

/// How a child ended, from wait4().
struct ExitStatus {
  int exit_code = 0;  // meaningful when signal == 0
  int signal = 0;     // 0: it exited by itself
  absl::Duration user_time;
  absl::Duration system_time;
  absl::Duration wall_time;
  int64_t max_rss_bytes =
      0;  // largest resident set of the child itself; at least ours at its start (Linux's accounting)
};

struct SubprocessOptions {
  std::vector<std::string> argv;         // argv[0] is a path, or a name looked up in PATH
  std::vector<std::string> environment;  // NAME=value, complete: nothing is inherited. See InheritEnvironment()
  std::string stdin_path = "/dev/null";
  std::string stdout_path;      // appended to; empty: inherited
  std::string stderr_path;      // appended to; may equal stdout_path; empty: inherited
  bool capture_stdout = false;  // read it with ReadStdout(); excludes stdout_path
  bool lifeline = false;        // the child gets the read end of a pipe as descriptor 3; it sees EOF when we die
  bool own_process_group = true;
};

/// This process's environment, reduced to the named variables.
std::vector<std::string> InheritEnvironment(const std::vector<std::string>& names);
/// All of this process's environment.
std::vector<std::string> InheritEnvironment();

/// One child process, started with posix_spawn (nothing runs between fork and exec). All other descriptors are closed
/// in it. Thread-compatible; Signal() may be called while another thread waits. The destructor kills the process group
/// and reaps.
///
/// A process group does not outlive its leader: what is left of it is killed when the child's end is seen. In a
/// subreaper (PR_SET_CHILD_SUBREAPER) whoever sees it (Poll, Wait, the destructor) also reaps the other members and
/// returns once the group is gone, at most about 2 s later; elsewhere they are init's to reap.
class Subprocess {
 public:
  /// Starts the child. NOT_FOUND if the program is missing, PERMISSION_DENIED if it cannot be run.
  static absl::StatusOr<Subprocess> Start(const SubprocessOptions& options);
  Subprocess(Subprocess&& other) noexcept;
  Subprocess& operator=(Subprocess&& other) noexcept;
  ~Subprocess();

  pid_t pid() const;
  /// A descriptor that polls readable when the child has ended (pidfd), or -1 where the kernel has none.
  int pid_fd() const;
  /// Sends `signal` to the child's process group. OK also when it has already ended.
  absl::Status Signal(int signal);
  /// Nothing while it runs, without blocking.
  absl::StatusOr<std::optional<ExitStatus>> Poll();
  /// Blocks up to `timeout`, and for the group's end. DEADLINE_EXCEEDED leaves the child running.
  absl::StatusOr<ExitStatus> Wait(absl::Duration timeout = absl::InfiniteDuration());
  /// Everything the child wrote to stdout until it closed it. REQUIRES: capture_stdout.
  absl::StatusOr<std::string> ReadStdout(int64_t max_bytes);
  /// Closes our end of the lifeline: the child sees EOF.
  void CutLifeline();

 private:
  struct State;
  explicit Subprocess(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace octavo

#endif  // OCTAVO_COMMON_SUBPROCESS_H_
