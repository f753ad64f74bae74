#include "client/commands/managed_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/program_exit.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr int kMaxQuickDeaths = 3;
constexpr absl::Duration kQuick = absl::Seconds(10);
constexpr absl::Duration kBusyPause = absl::Milliseconds(500);
constexpr off_t kMaxLogBytes = 16 << 20;
constexpr size_t kLogTailBytes = 1500;

std::string LogTail(const std::string& path) {
  const absl::StatusOr<std::string> log = ReadFile(path);
  if (!log.ok()) return "";
  return log->size() <= kLogTailBytes ? *log : log->substr(log->size() - kLogTailBytes);
}

}  // namespace

std::vector<std::string> PrivateEnvironment(std::vector<std::string> environment) {
  std::erase_if(environment, [](absl::string_view entry) {
    for (absl::string_view variable :
         {"OCTAVO_LISTEN=", "OCTAVO_DATA_DIR=", "OCTAVO_METRICS=", "OCTAVO_SERVER_CONFIG=", "OCTAVO_LOG_LEVEL=",
          // Of octavo-worker, whose options stand in a file today.
          "OCTAVO_WORKER_"}) {
      if (absl::StartsWith(entry, variable)) return true;
    }
    return false;
  });
  return environment;
}

ManagedProcess::~ManagedProcess() {
  process_.reset();
  if (lock_ >= 0) close(lock_);
}

absl::Status ManagedProcess::TakeLock() {
  const int fd = open(options_.lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", options_.lock_path));
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
    lock_ = fd;
    struct stat log {};
    if (stat(options_.log_path.c_str(), &log) == 0 && log.st_size > kMaxLogBytes) unlink(options_.log_path.c_str());
    return absl::OkStatus();
  }
  const int error = errno;
  close(fd);
  if (error == EWOULDBLOCK) return absl::OkStatus();
  return absl::ErrnoToStatus(error, absl::StrCat("cannot lock ", options_.lock_path));
}

absl::Status ManagedProcess::Died(absl::Time now, const ExitStatus& exit) {
  process_.reset();
  if (exit.signal == 0 && exit.exit_code == kExitFolderInUse) return FoundBusy(now);
  busy_since_.reset();
  quick_deaths_ = now - started_ < kQuick ? quick_deaths_ + 1 : 1;
  if (quick_deaths_ < kMaxQuickDeaths) return absl::OkStatus();
  return absl::InternalError(
      absl::StrCat("the private ", options_.name, " (", options_.argv[0], ") ended with ",
                   exit.signal != 0 ? absl::StrCat("signal ", exit.signal) : absl::StrCat("status ", exit.exit_code),
                   " each time it was started. The end of ", options_.log_path, ":\n", LogTail(options_.log_path)));
}

absl::Status ManagedProcess::FoundBusy(absl::Time now) {
  if (!busy_since_.has_value()) busy_since_ = now;
  start_after_ = now + kBusyPause;
  if (now - *busy_since_ < options_.busy_patience) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("the private ", options_.name, " (", options_.argv[0], ") cannot start: for ",
                                          absl::FormatDuration(now - *busy_since_),
                                          " another one has held its folder. End that process. The end of ",
                                          options_.log_path, ":\n", LogTail(options_.log_path)));
}

absl::Status ManagedProcess::Ensure(absl::Time now) {
  if (lock_ < 0) OCTAVO_RETURN_IF_ERROR(TakeLock());
  if (lock_ < 0) return absl::OkStatus();
  if (process_.has_value()) {
    OCTAVO_ASSIGN_OR_RETURN(const std::optional<ExitStatus> exit, process_->Poll());
    if (!exit.has_value()) return absl::OkStatus();
    OCTAVO_RETURN_IF_ERROR(Died(now, *exit));
  }
  if (quick_deaths_ >= kMaxQuickDeaths)
    return absl::InternalError(absl::StrCat("the private ", options_.name, " keeps dying; see ", options_.log_path));
  if (now < start_after_) return absl::OkStatus();
  SubprocessOptions options;
  options.argv = options_.argv;
  options.environment = PrivateEnvironment(InheritEnvironment());
  options.stdout_path = options_.log_path;
  options.stderr_path = options_.log_path;
  options.lifeline = true;
  OCTAVO_ASSIGN_OR_RETURN(Subprocess process, Subprocess::Start(options));
  process_.emplace(std::move(process));
  started_ = now;
  return absl::OkStatus();
}

void ManagedProcess::Stop(absl::Duration grace) {
  if (process_.has_value() && process_->Signal(SIGTERM).ok()) {
    const absl::StatusOr<ExitStatus> exit = process_->Wait(grace);
    if (!exit.ok()) process_->Signal(SIGKILL).IgnoreError();
  }
  process_.reset();
  if (lock_ >= 0) close(lock_);
  lock_ = -1;
}

}  // namespace octavo::client
