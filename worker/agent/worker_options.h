#ifndef OCTAVO_WORKER_AGENT_WORKER_OPTIONS_H_
#define OCTAVO_WORKER_AGENT_WORKER_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/logging.h"
#include "hub/hub_settings.h"
#include "worker/agent/source_policy.h"

namespace octavo {

/// How octavo-worker runs: defaults, then the configuration file (configs/worker.yaml), then the command line.
struct WorkerOptions {
  std::string server = "127.0.0.1:50051";  // HOST:PORT or unix:PATH
  bool insecure = false;                   // allows plaintext to a server on another machine
  std::string work_dir = "octavo-worker";
  std::string runner;  // empty: octavo-runner beside this program
  std::string name;    // empty: the host's name
  int slots = 1;
  int threads = 0;              // for all jobs together; 0: one for each CPU
  std::string memory = "auto";  // for all jobs together: bytes with a unit, or what the machine has
  std::string metrics;          // HOST:PORT; empty: no metrics
  std::string log_level = "info";
  bool fetch_sources = true;  // inputs from the hub and archives' hosts, where jobs name them
  /// Those that may be asked for archives, as SourcePolicy takes them: the hosts of configs/catalog.yaml.
  std::vector<std::string> source_hosts = {"ai.stanford.edu", "dl.fbaipublicfiles.com", "s3.amazonaws.com/fast-ai-nlp"};
  int64_t cache_bytes = int64_t{20} << 30;  // inputs, begun ones too, and in a tenth of it tokens
  int64_t log_limit = int64_t{256} << 20;
  absl::Duration kill_grace = absl::Seconds(10);
  absl::Duration drain_timeout = absl::ZeroDuration();
};

/// Takes over what the YAML file says. INVALID_ARGUMENT with file, line and column.
absl::Status ReadWorkerOptions(const std::string& path, WorkerOptions* options);

/// What these options and the hub's variables (hub_settings.h) let the worker ask. INVALID_ARGUMENT names the variable.
absl::StatusOr<SourcePolicy> ReadSourcePolicy(const WorkerOptions& options, const hub::HubEnvironment& environment);

/// "auto" (0), or a size above 0 as common/byte_size.h reads it. INVALID_ARGUMENT with the value.
absl::StatusOr<int64_t> ParseMemory(absl::string_view text);

/// Checks what no default can cure and fills in runner and name. INVALID_ARGUMENT with the option's name and value.
absl::Status CompleteWorkerOptions(WorkerOptions* options);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_WORKER_OPTIONS_H_
