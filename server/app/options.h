#ifndef OCTAVO_SERVER_APP_OPTIONS_H_
#define OCTAVO_SERVER_APP_OPTIONS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/logging.h"
#include "server/blobs/blob_store.h"
#include "server/core/scheduler.h"

namespace octavo {

/// Everything that can be set. The defaults stand here; configs/server.yaml says the same to people.
struct ServerOptions {
  std::vector<std::string> listen;  // "unix:PATH" or "HOST:PORT"; port 0: any free one
  bool insecure = false;            // allows plaintext on addresses other than loopback
  std::string data_dir;
  std::string metrics;  // "HOST:PORT"; empty: none
  std::string log_level = "info";
  int io_threads = 4;
  SchedulerOptions scheduler;
  absl::Duration lease_margin = absl::Seconds(5);
  absl::Duration next_sync = absl::Seconds(10);
  absl::Duration stop_grace = absl::Seconds(10);  // for calls under way at a stop
  BlobStore::Options blobs;
  int64_t max_log_bytes = int64_t{64} << 20;  // of one attempt
};

/// Reads a server.yaml over what `options` holds. INVALID_ARGUMENT with file, line and column.
absl::Status ReadServerConfig(const std::string& path, ServerOptions* options);

/// Whether the options make sense together; INVALID_ARGUMENT says which does not and why.
absl::Status CheckServerOptions(const ServerOptions& options);

}  // namespace octavo

#endif  // OCTAVO_SERVER_APP_OPTIONS_H_
