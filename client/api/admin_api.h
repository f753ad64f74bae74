#ifndef OCTAVO_CLIENT_API_ADMIN_API_H_
#define OCTAVO_CLIENT_API_ADMIN_API_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/api/types.h"

namespace octavo::client {

class Connection;

/// Workers and the service itself. See Client for deadlines, retries and errors. Thread-safe.
class AdminApi {
 public:
  explicit AdminApi(const Connection& connection);
  ~AdminApi();

  absl::StatusOr<std::vector<WorkerInfo>> ListWorkers() const;
  absl::StatusOr<WorkerInfo> Drain(const std::string& worker) const;
  absl::StatusOr<WorkerInfo> Resume(const std::string& worker) const;
  absl::StatusOr<ServerDescription> GetServerInfo() const;
  /// Hashes everything stored: takes as long as reading it does.
  absl::StatusOr<BlobCheck> VerifyBlobs() const;

 private:
  struct Stub;
  const Connection& connection_;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_ADMIN_API_H_
