#ifndef OCTAVO_SERVER_API_CONVERT_H_
#define OCTAVO_SERVER_API_CONVERT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/json.h"
#include "octavo/v1/admin.pb.h"
#include "octavo/v1/experiments.pb.h"
#include "octavo/v1/types.pb.h"
#include "octavo/v1/workers.pb.h"
#include "server/coordinator/coordinator.h"

namespace octavo {

// The one place where messages become records and back. From-functions check the form (INVALID_ARGUMENT BAD_REQUEST
// with the field); what the values mean is checked by server/core/validate.

absl::StatusOr<Scheduler::NewExperiment> ExperimentFromProto(const v1::CreateExperimentRequest& request);
absl::StatusOr<Scheduler::SyncInput> SyncFromProto(const v1::SyncRequest& request);
absl::StatusOr<AttemptKey> KeyFromProto(const v1::AttemptKey& message);
absl::StatusOr<Progress> ProgressFromProto(const v1::Progress& message);
absl::StatusOr<Scheduler::AttemptEnd> EndFromProto(const v1::CommitRequest& request);
absl::Duration DurationFromProto(const google::protobuf::Duration& message);

enum class JobDetail { kAll, kBrief };  // brief: without parameters and result
void ToProto(const StoredJob& stored, const std::optional<Progress>& progress, JobDetail detail, v1::Job* message);
void ToProto(const StoredExperiment& stored, const ProgressBoard& progress, JobDetail detail, v1::Experiment* message);
void ToProto(const ExperimentSummary& summary, v1::Experiment* message);
void ToProto(const Coordinator::SyncReply& reply, v1::SyncResponse* message);
void ToProto(const Coordinator::WorkerInfo& info, v1::Worker* message);

}  // namespace octavo

#endif  // OCTAVO_SERVER_API_CONVERT_H_
