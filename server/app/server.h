#ifndef OCTAVO_SERVER_APP_SERVER_H_
#define OCTAVO_SERVER_APP_SERVER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/app/options.h"

namespace octavo {

/// A whole coordinator in this process: data folder, store, blobs, coordinator, gRPC, metrics. Thread-compatible.
class Server {
 public:
  /// Starts everything; calls are answered when it returns. REQUIRES: CheckServerOptions(options) is OK.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options);
  /// Stops, if need be.
  ~Server();

  /// Where it listens, with real ports, in the order of the options.
  const std::vector<std::string>& addresses() const { return addresses_; }
  /// "HOST:PORT" of /metrics with the real port; empty where there is none.
  const std::string& metrics_address() const { return metrics_address_; }

  /// Says NOT_SERVING, ends long polls and watches, gives calls under way their grace, and closes the store. Safe to
  /// repeat.
  void Stop();

 private:
  struct Parts;
  explicit Server(ServerOptions options);
  absl::Status StartParts();
  absl::Status StartGrpc();

  const ServerOptions options_;
  std::unique_ptr<Parts> parts_;
  std::vector<std::string> addresses_;
  std::string metrics_address_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_APP_SERVER_H_
