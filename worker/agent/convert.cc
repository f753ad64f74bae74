#include "worker/agent/convert.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/build_info.h"
#include "common/logging.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr double kLargestExact = 9007199254740992.0;  // 2^53

absl::Duration FromProto(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
}

void Set(absl::Duration duration, google::protobuf::Duration* message) {
  absl::Duration rest;
  message->set_seconds(absl::IDivDuration(duration, absl::Seconds(1), &rest));
  message->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
}

AttemptId FromProto(const v1::AttemptKey& key) { return {key.job_id(), key.attempt(), key.fence()}; }

v1::AttemptOutcome ToProto(AttemptOutcome outcome) {
  switch (outcome) {
    case AttemptOutcome::kSucceeded:
      return v1::ATTEMPT_OUTCOME_SUCCEEDED;
    case AttemptOutcome::kFailed:
      return v1::ATTEMPT_OUTCOME_FAILED;
    case AttemptOutcome::kCrashed:
      return v1::ATTEMPT_OUTCOME_CRASHED;
    case AttemptOutcome::kCancelled:
      return v1::ATTEMPT_OUTCOME_CANCELLED;
    case AttemptOutcome::kTimeLimit:
      return v1::ATTEMPT_OUTCOME_TIME_LIMIT;
    case AttemptOutcome::kMemoryLimit:
      return v1::ATTEMPT_OUTCOME_MEMORY_LIMIT;
    case AttemptOutcome::kRevoked:
      return v1::ATTEMPT_OUTCOME_REVOKED;
  }
  return v1::ATTEMPT_OUTCOME_UNSPECIFIED;
}

StopReason FromProto(v1::StopOrder::Reason reason) {
  switch (reason) {
    case v1::StopOrder::REASON_CANCELLED:
      return StopReason::kCancelled;
    case v1::StopOrder::REASON_TIME_LIMIT:
      return StopReason::kTimeLimit;
    default:
      return StopReason::kStale;
  }
}

absl::StatusOr<Assignment> FromProto(const v1::Grant& grant) {
  Assignment assignment;
  assignment.id = FromProto(grant.key());
  assignment.kind = grant.kind();
  assignment.params = FromStruct(grant.params());
  for (const v1::Grant::Input& input : grant.inputs()) {
    assignment.inputs.push_back(
        {input.name(), input.manifest_digest(), {input.sources().begin(), input.sources().end()}});
  }
  assignment.device = grant.resources().device();
  assignment.threads = grant.resources().threads();
  if (assignment.threads <= 0) {
    return absl::InvalidArgumentError(absl::StrCat("a grant for ", ToString(assignment.id), ": threads is ",
                                                   assignment.threads, ", expected above 0"));
  }
  assignment.memory_bytes = grant.resources().memory_bytes();
  if (grant.resources().has_time_limit()) {
    const absl::Duration limit = FromProto(grant.resources().time_limit());
    if (limit > absl::ZeroDuration()) assignment.time_limit = limit;
  }
  assignment.job_name = grant.job_name();
  return assignment;
}

Json FromValue(const google::protobuf::Value& value) {
  switch (value.kind_case()) {
    case google::protobuf::Value::kNumberValue: {
      const double number = value.number_value();
      const bool whole = std::isfinite(number) && std::trunc(number) == number && std::abs(number) <= kLargestExact;
      return whole ? Json(static_cast<int64_t>(number)) : Json(number);
    }
    case google::protobuf::Value::kStringValue:
      return value.string_value();
    case google::protobuf::Value::kBoolValue:
      return value.bool_value();
    case google::protobuf::Value::kStructValue:
      return FromStruct(value.struct_value());
    case google::protobuf::Value::kListValue: {
      Json list = Json::array();
      for (const google::protobuf::Value& item : value.list_value().values()) list.push_back(FromValue(item));
      return list;
    }
    default:
      return nullptr;
  }
}

void SetValue(const Json& json, google::protobuf::Value* value) {
  if (json.is_object()) {
    *value->mutable_struct_value() = ToStruct(json);
  } else if (json.is_array()) {
    auto* list = value->mutable_list_value();
    for (const Json& item : json) SetValue(item, list->add_values());
  } else if (json.is_boolean()) {
    value->set_bool_value(json.get<bool>());
  } else if (json.is_number()) {
    value->set_number_value(json.get<double>());
  } else if (json.is_string()) {
    value->set_string_value(json.get<std::string>());
  } else {
    value->set_null_value(google::protobuf::NULL_VALUE);
  }
}

}  // namespace

Json FromStruct(const google::protobuf::Struct& message) {
  Json object = Json::object();
  for (const auto& [key, value] : message.fields()) object[key] = FromValue(value);
  return object;
}

google::protobuf::Struct ToStruct(const Json& object) {
  google::protobuf::Struct message;
  for (const auto& [key, value] : object.items()) SetValue(value, &(*message.mutable_fields())[key]);
  return message;
}

v1::AttemptKey ToProto(const AttemptId& id) {
  v1::AttemptKey key;
  key.set_job_id(id.job_id);
  key.set_attempt(id.attempt);
  key.set_fence(id.fence);
  return key;
}

v1::WorkerCapabilities ToProto(const Capabilities& capabilities) {
  v1::WorkerCapabilities message;
  message.set_device_class(capabilities.device_class);
  for (const std::string& device : capabilities.devices) message.add_devices(device);
  for (const std::string& isa : capabilities.isa) message.add_isa(isa);
  message.set_cpus(capabilities.cpus);
  message.set_memory_bytes(capabilities.memory_bytes);
  message.set_cpu_model(capabilities.cpu_model);
  message.set_libtorch_version(capabilities.libtorch_version);
  message.set_runner_build(capabilities.runner_build);
  message.set_agent_version(std::string(Version()));
  message.set_fetches_sources(capabilities.fetches_sources);
  return message;
}

v1::ReportRequest ToProto(const AttemptReport& report) {
  v1::ReportRequest request;
  *request.mutable_key() = ToProto(report.id);
  request.set_log_offset(report.log_offset);
  request.set_log(report.log);
  request.set_started(report.started);
  if (report.progress.has_value()) {
    v1::Progress& progress = *request.mutable_progress();
    progress.set_phase(report.progress->phase);
    progress.set_step(report.progress->step);
    progress.set_total_steps(report.progress->total_steps);
    progress.set_rate(report.progress->rate);
    progress.set_rate_unit(report.progress->rate_unit);
    Set(report.progress->eta, progress.mutable_eta());
    for (const auto& [name, value] : report.progress->metrics) (*progress.mutable_metrics())[name] = value;
    progress.set_memory_bytes(report.progress->memory_bytes);
  }
  return request;
}

v1::CommitRequest ToProto(const AttemptId& id, const AttemptEnd& end) {
  v1::CommitRequest request;
  *request.mutable_key() = ToProto(id);
  request.set_outcome(ToProto(end.outcome));
  request.set_reason(end.reason);
  request.set_message(end.message);
  request.set_exit_code(end.exit_code);
  request.set_signal(end.signal);
  v1::ResourceUsage& usage = *request.mutable_usage();
  Set(end.wall_time, usage.mutable_wall_time());
  Set(end.user_time, usage.mutable_user_time());
  Set(end.system_time, usage.mutable_system_time());
  usage.set_max_rss_bytes(end.max_rss_bytes);
  request.set_output_digest(end.output_digest);
  *request.mutable_result() = ToStruct(end.result);
  return request;
}

absl::StatusOr<SyncReply> FromProto(const v1::SyncResponse& response) {
  SyncReply reply;
  for (const v1::Grant& grant : response.grants()) {
    absl::StatusOr<Assignment> assignment = FromProto(grant);
    // The rest of the answer counts: without it this worker would stop all its jobs.
    if (assignment.ok()) {
      reply.grants.push_back(*std::move(assignment));
    } else {
      LogError(assignment.status().message());
    }
  }
  for (const v1::StopOrder& stop : response.stops()) {
    reply.stops.push_back({FromProto(stop.key()), FromProto(stop.reason())});
  }
  reply.draining = response.draining();
  reply.lease_duration = FromProto(response.lease_duration());
  reply.lease_margin = FromProto(response.lease_margin());
  reply.next_sync = FromProto(response.next_sync());
  reply.server_id = response.server_id();
  if (reply.lease_duration <= absl::ZeroDuration()) {
    return absl::InvalidArgumentError("the coordinator's answer to Sync: lease_duration is not above 0");
  }
  return reply;
}

}  // namespace octavo
