#include "client/commands/local_service.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "client/commands/program_files.h"
#include "common/files.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr size_t kMaxSocketPath = 107;  // sun_path less its final zero
constexpr std::chrono::milliseconds kSupervisionPeriod{200};
// The 50 s that a runner has to save its checkpoint (--kill-grace), and some for the worker to give the job back.
constexpr absl::Duration kWorkerGrace = absl::Seconds(60);
constexpr absl::Duration kStartTime = absl::Seconds(20);
constexpr absl::Duration kServerGrace = absl::Seconds(20);
// A worker and a server whose octavo was killed end by themselves: within both times above, and a margin.
constexpr absl::Duration kPredecessorGrace = absl::Seconds(90);

/// A folder that only we can enter, for the socket.
absl::Status MakePrivateFolder(const std::string& folder) {
  if (mkdir(folder.c_str(), 0700) == 0) return absl::OkStatus();
  struct stat info {};
  if (errno == EEXIST && lstat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid() &&
      (info.st_mode & 0077) == 0) {
    return absl::OkStatus();
  }
  return absl::PermissionDeniedError(
      absl::StrCat("the folder ", folder, " for the private server's socket exists and is not ours: remove it"));
}

/// Whether somebody accepts connections there. Asking the socket is quicker than gRPC, which backs off between tries.
bool Listens(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return false;
  path.copy(address.sun_path, path.size());
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  const bool listens = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(fd);
  return listens;
}

}  // namespace

std::string SocketPath(const std::string& state_folder, const std::string& absolute_state_folder) {
  const std::string path = state_folder + "/server.sock";
  if (path.size() <= kMaxSocketPath) return path;
  return absl::StrCat("/tmp/octavo-", geteuid(), "-", Sha256Hex(absolute_state_folder).substr(0, 16), "/server.sock");
}

bool HasLocalState() {
  std::error_code ignored;
  return std::filesystem::exists(absl::StrCat(kStateFolder, "/server"), ignored);
}

std::string RunningLocalAddress() {
  std::error_code error;
  const std::string state(kStateFolder);
  const std::string socket = SocketPath(state, std::filesystem::absolute(state, error).string());
  return Listens(socket) ? absl::StrCat("unix:", socket) : "";
}

absl::StatusOr<std::unique_ptr<LocalService>> LocalService::Start(bool with_worker, OnFailure on_failure) {
  const std::string state(kStateFolder);
  const absl::Status made = MakeDirectories(state + "/worker");
  if (!made.ok()) {
    return absl::FailedPreconditionError(
        absl::StrCat("cannot keep the private server's state in ./.octavo: ", made.message(),
                     ". Change to a folder that you can write to, or give --server."));
  }
  std::error_code error;
  const std::string socket = SocketPath(state, std::filesystem::absolute(state, error).string());
  if (socket.rfind(state, 0) != 0)
    OCTAVO_RETURN_IF_ERROR(MakePrivateFolder(std::filesystem::path(socket).parent_path().string()));
  const std::string address = absl::StrCat("unix:", socket);

  OCTAVO_ASSIGN_OR_RETURN(const std::string server, FindProgram("octavo-server"));
  ManagedProcess::Options server_options{
      "server",
      {server, "--listen", address, "--data-dir", state + "/server", "--lifeline-fd", "3"},
      state + "/server.lock",
      state + "/server.log",
      kPredecessorGrace};
  ManagedProcess::Options worker_options{
      "worker", {}, state + "/worker.lock", state + "/worker.log", kPredecessorGrace};
  if (with_worker) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string worker, FindProgram("octavo-worker"));
    OCTAVO_ASSIGN_OR_RETURN(const std::string runner, FindProgram("octavo-runner"));
    // What its jobs take lies on this machine already: nothing is fetched a second time.
    worker_options.argv = {worker, "--server",     address, "--work-dir",      state + "/worker", "--runner",
                           runner, "--kill-grace", "50s",   "--fetch-sources", "false",           "--lifeline-fd",
                           "3"};
  }
  std::unique_ptr<LocalService> service(
      new LocalService(address, std::move(server_options), std::move(worker_options)));
  service->on_failure_ = std::move(on_failure);
  OCTAVO_RETURN_IF_ERROR(service->EnsureAll());
  service->supervisor_ = std::jthread([raw = service.get()](std::stop_token stop) { raw->Supervise(stop); });
  OCTAVO_RETURN_IF_ERROR(service->WaitUntilListening());
  return service;
}

absl::Status LocalService::WaitUntilListening() const {
  const std::string path(absl::StripPrefix(address_, "unix:"));
  const absl::Time give_up = absl::Now() + kStartTime;
  while (!Listens(path) && absl::Now() < give_up) {
    OCTAVO_RETURN_IF_ERROR(Health());
    absl::SleepFor(absl::Milliseconds(10));
  }
  // A server that is only slow is met by the calls' own retries.
  return Health();
}

LocalService::LocalService(std::string address, ManagedProcess::Options server, ManagedProcess::Options worker)
    : address_(std::move(address)), server_(std::move(server)), worker_(std::move(worker)) {}

LocalService::~LocalService() { Stop(); }

absl::Status LocalService::Health() const {
  MutexLock lock(mutex_);
  return health_;
}

absl::Status LocalService::StartWorker() {
  {
    MutexLock lock(mutex_);
    worker_wanted_ = true;
  }
  return EnsureAll();
}

absl::Status LocalService::EnsureAll() {
  MutexLock lock(mutex_);
  if (stopping_) return absl::OkStatus();
  health_ = server_.Ensure(absl::Now());
  if (health_.ok() && worker_wanted_) health_ = worker_.Ensure(absl::Now());
  return health_;
}

void LocalService::Supervise(std::stop_token stop) {
  while (!stop.stop_requested()) {
    if (const absl::Status status = EnsureAll(); !status.ok()) {
      on_failure_(status);
      return;
    }
    MutexLock lock(mutex_);
    if (stopping_) return;
    wake_.WaitFor(mutex_, kSupervisionPeriod);
  }
}

void LocalService::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    wake_.NotifyAll();
  }
  if (supervisor_.joinable()) {
    supervisor_.request_stop();
    supervisor_.join();
  }
  MutexLock lock(mutex_);
  // The worker first: it tells the server how its attempts ended.
  worker_.Stop(kWorkerGrace);
  server_.Stop(kServerGrace);
}

}  // namespace octavo::client
