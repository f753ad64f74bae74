#ifndef OCTAVO_CLIENT_API_CLIENT_H_
#define OCTAVO_CLIENT_API_CLIENT_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client/api/admin_api.h"
#include "client/api/artifact_api.h"
#include "client/api/experiment_api.h"
#include "client/api/job_api.h"
#include "common/cancellation.h"

namespace octavo::client {

struct ClientOptions {
  std::string address;    // "unix:/path/to.sock" or "host:port"
  bool insecure = false;  // plaintext to an address that is not this machine
  absl::Duration call_deadline = absl::Seconds(30);
  absl::Duration patience = absl::Seconds(5);        // how long an unreachable server is tried for one call
  absl::Duration watch_patience = absl::Minutes(2);  // how long a watch waits for a lost server
  Cancellation* cancellation = nullptr;              // outlives the client; null: nothing interrupts
  std::function<absl::Status()> recover;             // called before each new try: restarts a private server, say
};

class Connection;

/// A server's services. All calls block; each has a deadline; idempotent ones are tried again while the server is
/// UNAVAILABLE. Errors: the server's own, UNAVAILABLE when it could not be reached, CANCELLED when the user
/// interrupted. Thread-safe.
class Client {
 public:
  /// Makes the channel; connects at the first call. INVALID_ARGUMENT for an address that cannot be one, and for
  /// plaintext to another machine without `insecure`.
  static absl::StatusOr<std::unique_ptr<Client>> Create(ClientOptions options);
  ~Client();

  ExperimentApi& experiments() { return *experiments_; }
  JobApi& jobs() { return *jobs_; }
  ArtifactApi& artifacts() { return *artifacts_; }
  AdminApi& admin() { return *admin_; }
  const std::string& address() const;
  /// How long a watch waits for a lost server.
  absl::Duration watch_patience() const;

 private:
  explicit Client(std::unique_ptr<Connection> connection);

  const std::unique_ptr<Connection> connection_;
  const std::unique_ptr<ExperimentApi> experiments_;
  const std::unique_ptr<JobApi> jobs_;
  const std::unique_ptr<ArtifactApi> artifacts_;
  const std::unique_ptr<AdminApi> admin_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_CLIENT_H_
