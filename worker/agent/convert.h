#ifndef OCTAVO_WORKER_AGENT_CONVERT_H_
#define OCTAVO_WORKER_AGENT_CONVERT_H_

#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/struct.pb.h"
#include "octavo/v1/workers.pb.h"
#include "worker/agent/capabilities.h"
#include "worker/agent/coordinator.h"

namespace octavo {

// Between the agent's own words and octavo.v1. Nothing else in the agent knows the messages.

v1::AttemptKey ToProto(const AttemptId& id);
v1::WorkerCapabilities ToProto(const Capabilities& capabilities);
v1::ReportRequest ToProto(const AttemptReport& report);
v1::CommitRequest ToProto(const AttemptId& id, const AttemptEnd& end);

/// INVALID_ARGUMENT with the field where the coordinator sent what cannot be.
absl::StatusOr<SyncReply> FromProto(const v1::SyncResponse& response);

/// Whole numbers up to 2^53 become integers.
Json FromStruct(const google::protobuf::Struct& message);
google::protobuf::Struct ToStruct(const Json& object);

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_CONVERT_H_
