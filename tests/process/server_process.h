#ifndef OCTAVO_TESTS_PROCESS_SERVER_PROCESS_H_
#define OCTAVO_TESTS_PROCESS_SERVER_PROCESS_H_

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

extern char** environ;

namespace octavo {

/// A real octavo-server child on a Unix socket below `folder`, ready when the constructor returns. Killed by the
/// destructor.
class ServerProcess {
 public:
  explicit ServerProcess(const std::string& folder) : address_(absl::StrCat("unix:", folder, "/socket")) {
    const char* bin = std::getenv("OCTAVO_BIN_DIR");
    const std::string program = absl::StrCat(bin == nullptr ? "." : bin, "/octavo-server");
    std::vector<std::string> words = {program,       "--listen", address_,     "--data-dir", folder + "/data",
                                      "--log-level", "warning",  "--ready-fd", "5"};
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    int ready[2];
    if (pipe2(ready, O_CLOEXEC) != 0) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ready[1], 5);
    if (posix_spawn(&pid_, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) pid_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    close(ready[1]);
    char line[256];
    is_ready_ = pid_ > 0 && read(ready[0], line, sizeof(line)) > 0;
    close(ready[0]);
  }
  ~ServerProcess() { Kill(); }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  bool is_ready() const { return is_ready_; }
  const std::string& address() const { return address_; }

  /// No chance to write anything more; what was written stays in the page cache, which a power cut would take too.
  void Kill() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
  /// Asks it to stop and gives its exit status, or -1 after a signal.
  int Terminate() {
    kill(pid_, SIGTERM);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  const std::string address_;
  pid_t pid_ = -1;
  bool is_ready_ = false;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_PROCESS_SERVER_PROCESS_H_
