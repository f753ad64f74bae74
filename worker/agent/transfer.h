#ifndef OCTAVO_WORKER_AGENT_TRANSFER_H_
#define OCTAVO_WORKER_AGENT_TRANSFER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/agent/agent_stats.h"
#include "worker/agent/attempt.h"
#include "worker/agent/backoff.h"
#include "worker/agent/blob_cache.h"
#include "worker/agent/coordinator.h"
#include "worker/agent/input_sources.h"
#include "worker/agent/job_directory.h"
#include "worker/agent/stop_signal.h"

namespace octavo {

/// Whence inputs come, in this order. All outlive the transfer.
struct InputPlaces {
  BlobCache& cache;
  InputSources* sources;  // null: none are asked
  Coordinator& coordinator;
  AgentStats& stats;  // what became of asking sources
};

/// Lays the assignment's inputs out in the job directory: from the cache where it has them, else from the sources that
/// the assignment names, as far as they can be asked and have the right bytes, else from the coordinator, which always
/// has them. Blocks, through outages too, until done, `stop` (CANCELLED) or an error that trying again does not cure:
/// with the reason INPUT_UNAVAILABLE where the coordinator lacks an input or has it damaged.
absl::Status FetchInputs(const Assignment& assignment, const JobDirectory& dir, const InputPlaces& places,
                         Backoff backoff, const StopSignal& stop);

/// Hashes the job's outputs, uploads what the coordinator does not have, the manifest last, and returns the manifest's
/// digest. Blocks like FetchInputs, also while the coordinator's disk is full.
absl::StatusOr<std::string> UploadOutputs(const JobDirectory& dir, Coordinator& coordinator, Backoff backoff,
                                          const StopSignal& stop);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_TRANSFER_H_
