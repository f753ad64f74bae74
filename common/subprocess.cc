#include "common/subprocess.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/logging.h"
#include "common/mutex.h"
#include "common/status_macros.h"

extern char** environ;

namespace octavo {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kLifelineFd = 3;
// Pipes and files that the child gets are first moved to numbers that the child's own descriptors do not use, so that
// placing one never closes another.
constexpr int kFirstSpareFd = 10;
constexpr absl::Duration kPollWithoutPidfd = absl::Milliseconds(10);
constexpr absl::Duration kGroupEndTimeout = absl::Seconds(2);
constexpr absl::Duration kGroupEndPoll = absl::Milliseconds(1);

/// Owns one descriptor.
class Fd {
 public:
  explicit Fd(int fd = -1) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd() { Reset(); }
  int get() const { return fd_; }
  void Reset() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

absl::StatusOr<Fd> MoveAway(int raw) {
  Fd fd(raw);
  if (raw >= kFirstSpareFd) return fd;
  const int moved = fcntl(raw, F_DUPFD_CLOEXEC, kFirstSpareFd);
  if (moved < 0) return absl::ErrnoToStatus(errno, "cannot duplicate a descriptor");
  return Fd(moved);
}

absl::StatusOr<Fd> OpenFor(const std::string& path, int flags) {
  const int fd = open(path.c_str(), flags | O_CLOEXEC, 0644);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path, " for a child process"));
  return MoveAway(fd);
}

struct Pipe {
  Fd read_end;
  Fd write_end;
};

absl::StatusOr<Pipe> MakePipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return absl::ErrnoToStatus(errno, "cannot make a pipe");
  Pipe pipe;
  absl::StatusOr<Fd> read_end = MoveAway(ends[0]);
  absl::StatusOr<Fd> write_end = MoveAway(ends[1]);
  OCTAVO_RETURN_IF_ERROR(read_end.status());
  OCTAVO_RETURN_IF_ERROR(write_end.status());
  pipe.read_end = *std::move(read_end);
  pipe.write_end = *std::move(write_end);
  return pipe;
}

/// What stands behind the child's descriptors 0 to 3, kept open until it has been started.
struct ChildFiles {
  Fd in;
  Fd out;          // -1: inherited
  Fd err;          // -1: inherited
  Fd lifeline;     // -1: none
  Fd our_capture;  // our end
  Fd our_lifeline;
};

absl::StatusOr<ChildFiles> OpenChildFiles(const SubprocessOptions& options) {
  constexpr int kAppend = O_WRONLY | O_CREAT | O_APPEND;
  ChildFiles files;
  OCTAVO_ASSIGN_OR_RETURN(files.in, OpenFor(options.stdin_path, O_RDONLY));
  if (options.capture_stdout) {
    OCTAVO_ASSIGN_OR_RETURN(Pipe pipe, MakePipe());
    files.our_capture = std::move(pipe.read_end);
    files.out = std::move(pipe.write_end);
  } else if (!options.stdout_path.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(files.out, OpenFor(options.stdout_path, kAppend));
  }
  if (!options.stderr_path.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(files.err, OpenFor(options.stderr_path, kAppend));
  }
  if (options.lifeline) {
    OCTAVO_ASSIGN_OR_RETURN(Pipe pipe, MakePipe());
    files.lifeline = std::move(pipe.read_end);
    files.our_lifeline = std::move(pipe.write_end);
  }
  return files;
}

absl::Status AddFileActions(const ChildFiles& files, posix_spawn_file_actions_t* actions) {
  int error = posix_spawn_file_actions_adddup2(actions, files.in.get(), STDIN_FILENO);
  if (error == 0 && files.out.get() >= 0) {
    error = posix_spawn_file_actions_adddup2(actions, files.out.get(), STDOUT_FILENO);
  }
  if (error == 0 && files.err.get() >= 0) {
    error = posix_spawn_file_actions_adddup2(actions, files.err.get(), STDERR_FILENO);
  }
  const bool lifeline = files.lifeline.get() >= 0;
  if (error == 0 && lifeline) error = posix_spawn_file_actions_adddup2(actions, files.lifeline.get(), kLifelineFd);
  if (error == 0) {
    error = posix_spawn_file_actions_addclosefrom_np(actions, lifeline ? kLifelineFd + 1 : STDERR_FILENO + 1);
  }
  return error == 0 ? absl::OkStatus() : absl::ErrnoToStatus(error, "cannot prepare a child's descriptors");
}

/// Every signal at its default and none blocked, whatever this process ignores or blocks for itself.
absl::Status SetAttributes(bool own_process_group, posix_spawnattr_t* attributes) {
  sigset_t all;
  sigset_t none;
  sigfillset(&all);
  sigdelset(&all, SIGKILL);
  sigdelset(&all, SIGSTOP);
  sigemptyset(&none);
  short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
  if (own_process_group) flags |= POSIX_SPAWN_SETPGROUP;
  int error = posix_spawnattr_setsigdefault(attributes, &all);
  if (error == 0) error = posix_spawnattr_setsigmask(attributes, &none);
  if (error == 0 && own_process_group) error = posix_spawnattr_setpgroup(attributes, 0);
  if (error == 0) error = posix_spawnattr_setflags(attributes, flags);
  return error == 0 ? absl::OkStatus() : absl::ErrnoToStatus(error, "cannot prepare a child's attributes");
}

std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (const std::string& text : strings) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

absl::StatusOr<pid_t> Spawn(const SubprocessOptions& options, const ChildFiles& files) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  absl::Cleanup destroy = [&] {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  };
  OCTAVO_RETURN_IF_ERROR(AddFileActions(files, &actions));
  OCTAVO_RETURN_IF_ERROR(SetAttributes(options.own_process_group, &attributes));
  const std::vector<char*> argv = Pointers(options.argv);
  const std::vector<char*> environment = Pointers(options.environment);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, options.argv[0].c_str(), &actions, &attributes, argv.data(), environment.data());
  if (error != 0) return absl::ErrnoToStatus(error, absl::StrCat("cannot start ", options.argv[0]));
  return pid;
}

/// Whether a child's orphans become this process's children.
bool AdoptsOrphans() {
  int subreaper = 0;
  return getpid() == 1 || (prctl(PR_GET_CHILD_SUBREAPER, &subreaper) == 0 && subreaper != 0);
}

/// Returns once no process is left in a killed group whose leader was reaped, at the latest after kGroupEndTimeout: a
/// process that hangs in the kernel does not die. Elsewhere the group's zombies are init's to reap, and some take
/// seconds over it: not worth a wait.
void AwaitGroupEnd(pid_t group) {
  if (!AdoptsOrphans()) return;
  const SteadyClock::time_point deadline = SteadyClock::now() + absl::ToChronoNanoseconds(kGroupEndTimeout);
  for (;;) {
    while (waitpid(-group, nullptr, WNOHANG) > 0) {
    }
    if (kill(-group, 0) != 0 && errno == ESRCH) return;
    if (SteadyClock::now() >= deadline) break;
    std::this_thread::sleep_for(absl::ToChronoNanoseconds(kGroupEndPoll));
  }
  LogWarning("process group ", group, " was killed but is not gone after ", absl::FormatDuration(kGroupEndTimeout));
}

}  // namespace

struct Subprocess::State {
  // Constant after Start().
  pid_t pid = 0;
  bool own_process_group = true;
  SteadyClock::time_point start;
  Fd pid_fd;
  // Used by one thread, see the header.
  Fd capture;
  Fd lifeline;
  bool group_awaited = false;

  Mutex mutex;
  std::optional<ExitStatus> ended
      ABSL_GUARDED_BY(mutex);  // set when the child is reaped: its pid is not ours after that

  absl::StatusOr<std::optional<ExitStatus>> Reap();
  absl::StatusOr<std::optional<ExitStatus>> ReapLeader();
  void AwaitEnd(absl::Duration timeout) const;
};

/// Nothing while the child runs. The group's end is awaited without the lock, so that Signal() does not block.
absl::StatusOr<std::optional<ExitStatus>> Subprocess::State::Reap() {
  OCTAVO_ASSIGN_OR_RETURN(const std::optional<ExitStatus> end, ReapLeader());
  if (end.has_value() && own_process_group && !std::exchange(group_awaited, true)) AwaitGroupEnd(pid);
  return end;
}

/// Non-blocking. The zombie keeps the process group's number from being used again, so what is left of the group is
/// killed before the zombie is reaped.
absl::StatusOr<std::optional<ExitStatus>> Subprocess::State::ReapLeader() {
  MutexLock lock(mutex);
  if (ended.has_value()) return ended;
  siginfo_t info = {};
  if (waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot wait for process ", pid));
  }
  if (info.si_pid == 0) return std::nullopt;
  if (own_process_group) kill(-pid, SIGKILL);
  int status = 0;
  rusage usage = {};
  if (wait4(pid, &status, 0, &usage) != pid) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot reap process ", pid));
  }
  ExitStatus result;
  if (WIFSIGNALED(status)) {
    result.signal = WTERMSIG(status);
  } else {
    result.exit_code = WEXITSTATUS(status);
  }
  result.user_time = absl::DurationFromTimeval(usage.ru_utime);
  result.system_time = absl::DurationFromTimeval(usage.ru_stime);
  result.wall_time = absl::FromChrono(SteadyClock::now() - start);
  result.max_rss_bytes = int64_t{usage.ru_maxrss} * 1024;
  ended = result;
  return ended;
}

/// Returns when the child may have ended, at the latest after `timeout`.
void Subprocess::State::AwaitEnd(absl::Duration timeout) const {
  if (pid_fd.get() < 0) {
    std::this_thread::sleep_for(absl::ToChronoNanoseconds(std::min(timeout, kPollWithoutPidfd)));
    return;
  }
  pollfd ready = {pid_fd.get(), POLLIN, 0};
  // Rounded up: a wait of less than a millisecond would spin.
  const absl::Duration capped = std::min(timeout, absl::Hours(1));
  poll(&ready, 1, static_cast<int>(absl::ToInt64Milliseconds(absl::Ceil(capped, absl::Milliseconds(1)))));
}

std::vector<std::string> InheritEnvironment() {
  std::vector<std::string> environment;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) environment.emplace_back(*entry);
  return environment;
}

std::vector<std::string> InheritEnvironment(const std::vector<std::string>& names) {
  std::vector<std::string> environment;
  for (const std::string& name : names) {
    if (const char* value = std::getenv(name.c_str()); value != nullptr) {
      environment.push_back(absl::StrCat(name, "=", value));
    }
  }
  return environment;
}

absl::StatusOr<Subprocess> Subprocess::Start(const SubprocessOptions& options) {
  if (options.argv.empty() || options.argv[0].empty()) {
    return absl::InvalidArgumentError("cannot start a child process: argv is empty");
  }
  if (options.capture_stdout && !options.stdout_path.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot start ", options.argv[0], ": capture_stdout and stdout_path exclude each other"));
  }
  OCTAVO_ASSIGN_OR_RETURN(ChildFiles files, OpenChildFiles(options));
  auto state = std::make_unique<State>();
  state->own_process_group = options.own_process_group;
  state->start = SteadyClock::now();
  OCTAVO_ASSIGN_OR_RETURN(state->pid, Spawn(options, files));
  // No race: the child is not reaped before `state` is.
  state->pid_fd = Fd(static_cast<int>(syscall(SYS_pidfd_open, state->pid, 0)));
  state->capture = std::move(files.our_capture);
  state->lifeline = std::move(files.our_lifeline);
  return Subprocess(std::move(state));
}

Subprocess::Subprocess(std::unique_ptr<State> state) : state_(std::move(state)) {}
Subprocess::Subprocess(Subprocess&& other) noexcept = default;

Subprocess& Subprocess::operator=(Subprocess&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

Subprocess::~Subprocess() {
  if (state_ == nullptr) return;
  Signal(SIGKILL).IgnoreError();
  Wait().status().IgnoreError();
}

pid_t Subprocess::pid() const { return state_->pid; }

int Subprocess::pid_fd() const { return state_->pid_fd.get(); }

absl::Status Subprocess::Signal(int signal) {
  MutexLock lock(state_->mutex);
  if (state_->ended.has_value()) return absl::OkStatus();
  const pid_t target = state_->own_process_group ? -state_->pid : state_->pid;
  if (kill(target, signal) != 0 && errno != ESRCH) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot send signal ", signal, " to process ", state_->pid));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<ExitStatus>> Subprocess::Poll() { return state_->Reap(); }

absl::StatusOr<ExitStatus> Subprocess::Wait(absl::Duration timeout) {
  const SteadyClock::time_point start = SteadyClock::now();
  for (;;) {
    OCTAVO_ASSIGN_OR_RETURN(const std::optional<ExitStatus> ended, state_->Reap());
    if (ended.has_value()) return *ended;
    const absl::Duration left = timeout - absl::FromChrono(SteadyClock::now() - start);
    if (left <= absl::ZeroDuration()) {
      return absl::DeadlineExceededError(
          absl::StrCat("process ", state_->pid, " still runs after ", absl::FormatDuration(timeout)));
    }
    state_->AwaitEnd(left);
  }
}

absl::StatusOr<std::string> Subprocess::ReadStdout(int64_t max_bytes) {
  if (state_->capture.get() < 0) {
    return absl::FailedPreconditionError(absl::StrCat("the output of process ", state_->pid, " is not captured"));
  }
  std::string data;
  char buffer[1 << 14];
  for (;;) {
    const ssize_t count = read(state_->capture.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot read the output of process ", state_->pid));
    if (count == 0) return data;
    data.append(buffer, static_cast<size_t>(count));
    if (static_cast<int64_t>(data.size()) > max_bytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat("process ", state_->pid, " wrote more than the limit of ", max_bytes, " bytes to its output"));
    }
  }
}

void Subprocess::CutLifeline() { state_->lifeline.Reset(); }

}  // namespace octavo
