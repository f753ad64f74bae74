#ifndef OCTAVO_WORKER_AGENT_CALL_ERROR_H_
#define OCTAVO_WORKER_AGENT_CALL_ERROR_H_

#include "absl/status/status.h"

namespace octavo {

/// Marks an error of this machine's own files that was met on the way of a call, apart from those of the coordinator
/// and the network: their codes mean other things, and another try does not cure it. OK stays OK.
absl::Status LocalError(absl::Status status);
bool IsLocalError(const absl::Status& status);

/// Whether the coordinator's disk is full, for which its administrator can make room. Not of a blob above its limit.
bool IsOutOfRoom(const absl::Status& status);

/// Says how often one call of the Coordinator is worth another try. An outage has no limit; what may be a mistake of
/// the coordinator, or damage on the way, has one, so that a job does not hold its lease for ever. Thread-compatible.
class Patience {
 public:
  /// Whether to try again after `status`, an error of the call.
  bool Allows(const absl::Status& status);

 private:
  int failures_ = 0;  // of the kinds that have a limit
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_CALL_ERROR_H_
