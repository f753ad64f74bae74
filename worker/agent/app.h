#ifndef OCTAVO_WORKER_AGENT_APP_H_
#define OCTAVO_WORKER_AGENT_APP_H_

#include "absl/status/status.h"
#include "worker/agent/worker_options.h"

namespace octavo {

/// Descriptors that whoever starts the agent may pass on; -1: none.
struct WorkerDescriptors {
  int ready_fd = -1;     // gets "ready\n" after the coordinator's first answer, and is closed
  int lifeline_fd = -1;  // its end of file counts as SIGTERM
};

/// Runs the agent until it is told to end. `options` are complete. Blocks; call once, before any other thread exists.
absl::Status RunWorker(const WorkerOptions& options, const WorkerDescriptors& descriptors);

/// OK if the agent of options.work_dir has had an answer of its coordinator within the last minute.
absl::Status CheckWorkerHealth(const WorkerOptions& options);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_APP_H_
