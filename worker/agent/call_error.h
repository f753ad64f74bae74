#ifndef OCTAVO_WORKER_AGENT_CALL_ERROR_H_
#define OCTAVO_WORKER_AGENT_CALL_ERROR_H_

#include "absl/status/status.h"

namespace octavo {

/// Whether the coordinator's disk is full, for which its administrator can make room. Not of a blob above its limit.
bool IsOutOfRoom(const absl::Status& status);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_CALL_ERROR_H_
