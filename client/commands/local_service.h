#ifndef OCTAVO_CLIENT_COMMANDS_LOCAL_SERVICE_H_
#define OCTAVO_CLIENT_COMMANDS_LOCAL_SERVICE_H_

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/commands/managed_process.h"
#include "common/mutex.h"

namespace octavo::client {

/// The private server and worker of the current folder, used where no server is configured. Their state lies in
/// ./.octavo and outlives them, so that an interrupted run continues. Several octavo processes of one folder share
/// them: the one that holds the lock runs them, and when it goes, another one takes over. Thread-safe.
class LocalService {
 public:
  using OnFailure = std::function<void(const absl::Status& why)>;
  /// Starts the server, supervises it, and returns when it listens. FAILED_PRECONDITION or NOT_FOUND if a program is
  /// missing, with `with_worker` also one of those that StartWorker() starts, or ./.octavo cannot be written.
  /// `on_failure` runs, on another thread, when a program keeps dying.
  static absl::StatusOr<std::unique_ptr<LocalService>> Start(bool with_worker, OnFailure on_failure);
  ~LocalService();

  /// "unix:.octavo/server.sock"
  const std::string& address() const { return address_; }
  /// From now on a worker runs too. Call it when the jobs of the present command are in the queue: a worker takes what
  /// it finds there, which may be what an earlier command left. REQUIRES: started with_worker.
  absl::Status StartWorker();
  /// Why the service cannot run, or OK.
  absl::Status Health() const;
  /// Ends what this process runs: the worker saves its checkpoints, then the server stops. Called by the destructor
  /// too.
  void Stop();

 private:
  LocalService(std::string address, ManagedProcess::Options server, ManagedProcess::Options worker);
  absl::Status EnsureAll();
  absl::Status WaitUntilListening() const;
  void Supervise(std::stop_token stop);

  const std::string address_;
  OnFailure on_failure_;
  mutable Mutex mutex_;
  CondVar wake_;
  ManagedProcess server_ ABSL_GUARDED_BY(mutex_);
  ManagedProcess worker_ ABSL_GUARDED_BY(mutex_);
  bool worker_wanted_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status health_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::jthread supervisor_;
};

/// Where the private service keeps its state, below the current folder.
inline constexpr absl::string_view kStateFolder = ".octavo";

/// The socket of a state folder: inside it, or in a short folder of /tmp named after it where the path would be too
/// long for a socket. Pure.
std::string SocketPath(const std::string& state_folder, const std::string& absolute_state_folder);

/// The address of the private server of this folder where one runs at this moment; empty otherwise. Starts nothing.
std::string RunningLocalAddress();

/// Whether there has ever been a private service here.
bool HasLocalState();

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_LOCAL_SERVICE_H_
