#include "client/api/convert.h"

#include <cmath>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "google/protobuf/util/time_util.h"

namespace octavo::client {
namespace {

absl::Time FromProto(bool set, const google::protobuf::Timestamp& time) {
  if (!set) return absl::InfinitePast();
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

absl::Duration FromProto(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
}

/// "ATTEMPT_OUTCOME_TIME_LIMIT" without the prefix and in lower case; empty for the unspecified value.
std::string Word(absl::string_view name, absl::string_view prefix) {
  absl::string_view word = absl::StripPrefix(name, prefix);
  return word == "UNSPECIFIED" ? "" : absl::AsciiStrToLower(word);
}

Json StructFromProto(const google::protobuf::Struct& object);

Json ValueFromProto(const google::protobuf::Value& value) {
  switch (value.kind_case()) {
    case google::protobuf::Value::kNumberValue: {
      const double number = value.number_value();
      if (number == std::floor(number) && std::abs(number) < 9e15) return static_cast<int64_t>(number);
      return number;
    }
    case google::protobuf::Value::kStringValue:
      return value.string_value();
    case google::protobuf::Value::kBoolValue:
      return value.bool_value();
    case google::protobuf::Value::kStructValue:
      return StructFromProto(value.struct_value());
    case google::protobuf::Value::kListValue: {
      Json list = Json::array();
      for (const auto& item : value.list_value().values()) list.push_back(ValueFromProto(item));
      return list;
    }
    default:
      return nullptr;
  }
}

Json StructFromProto(const google::protobuf::Struct& object) {
  Json result = Json::object();
  for (const auto& [key, value] : object.fields()) result[key] = ValueFromProto(value);
  return result;
}

void ValueToProto(const Json& json, google::protobuf::Value* value) {
  if (json.is_number()) {
    value->set_number_value(json.get<double>());
  } else if (json.is_string()) {
    value->set_string_value(json.get<std::string>());
  } else if (json.is_boolean()) {
    value->set_bool_value(json.get<bool>());
  } else if (json.is_object()) {
    *value->mutable_struct_value() = client::ToProto(json);
  } else if (json.is_array()) {
    auto* list = value->mutable_list_value();
    for (const Json& item : json) ValueToProto(item, list->add_values());
  } else {
    value->set_null_value(google::protobuf::NULL_VALUE);
  }
}

JobState FromProto(v1::JobState state) { return JobStateFromName(Word(v1::JobState_Name(state), "JOB_STATE_")); }

Attempt FromProto(const v1::Attempt& from) {
  Attempt attempt;
  attempt.number = from.number();
  attempt.worker = from.worker();
  attempt.fence = from.fence();
  attempt.start = FromProto(from.has_start_time(), from.start_time());
  attempt.end = FromProto(from.has_end_time(), from.end_time());
  attempt.outcome = Word(v1::AttemptOutcome_Name(from.outcome()), "ATTEMPT_OUTCOME_");
  attempt.reason = from.reason();
  attempt.message = from.message();
  attempt.retry_rule = from.retry_rule();
  attempt.exit_code = from.exit_code();
  attempt.signal = from.signal();
  attempt.wall_time = FromProto(from.usage().wall_time());
  attempt.max_rss_bytes = from.usage().max_rss_bytes();
  return attempt;
}

Progress FromProto(const v1::Progress& from) {
  Progress progress;
  progress.phase = from.phase();
  progress.step = from.step();
  progress.total = from.total_steps();
  progress.rate = from.rate();
  progress.rate_unit = from.rate_unit();
  progress.eta = FromProto(from.eta());
  for (const auto& [name, value] : from.metrics()) progress.metrics[name] = value;
  progress.memory_bytes = from.memory_bytes();
  return progress;
}

}  // namespace

google::protobuf::Struct ToProto(const Json& object) {
  google::protobuf::Struct result;
  for (const auto& [key, value] : object.items()) ValueToProto(value, &(*result.mutable_fields())[key]);
  return result;
}

Json FromProto(const google::protobuf::Struct& object) { return StructFromProto(object); }

v1::JobSpec ToProto(const JobSpec& spec) {
  v1::JobSpec result;
  result.set_name(spec.name);
  result.set_kind(spec.kind);
  *result.mutable_params() = ToProto(spec.params);
  for (const JobInput& input : spec.inputs) {
    v1::JobInput* to = result.add_inputs();
    to->set_name(input.name);
    if (input.from_job.empty()) {
      to->set_artifact_digest(input.artifact_digest);
      to->mutable_sources()->Add(input.sources.begin(), input.sources.end());
    } else {
      to->mutable_job_output()->set_job(input.from_job);
      to->mutable_job_output()->set_path(input.from_path);
    }
  }
  v1::ResourceRequest* resources = result.mutable_resources();
  resources->set_device(spec.device);
  resources->set_threads(spec.threads);
  resources->set_memory_bytes(spec.memory_bytes);
  resources->set_quiet(spec.quiet);
  if (spec.time_limit > absl::ZeroDuration()) {
    resources->mutable_time_limit()->set_seconds(absl::ToInt64Seconds(spec.time_limit));
  }
  if (spec.max_attempts > 0) result.mutable_retry()->set_max_attempts(spec.max_attempts);
  result.set_priority(spec.priority);
  result.set_no_cache(spec.no_cache);
  return result;
}

JobSpec FromProto(const v1::JobSpec& from) {
  JobSpec spec;
  spec.name = from.name();
  spec.kind = from.kind();
  spec.params = FromProto(from.params());
  for (const v1::JobInput& input : from.inputs()) {
    spec.inputs.push_back({input.name(),
                           input.artifact_digest(),
                           input.job_output().job(),
                           input.job_output().path(),
                           {input.sources().begin(), input.sources().end()}});
  }
  spec.device = from.resources().device();
  spec.threads = from.resources().threads();
  spec.memory_bytes = from.resources().memory_bytes();
  spec.quiet = from.resources().quiet();
  spec.time_limit = FromProto(from.resources().time_limit());
  spec.max_attempts = from.retry().max_attempts();
  spec.priority = from.priority();
  spec.no_cache = from.no_cache();
  return spec;
}

Job FromProto(const v1::Job& from) {
  Job job;
  job.id = from.id();
  job.experiment_id = from.experiment_id();
  job.spec = FromProto(from.spec());
  job.state = FromProto(from.state());
  job.state_reason = from.state_reason();
  job.created = FromProto(from.has_create_time(), from.create_time());
  job.started = FromProto(from.has_start_time(), from.start_time());
  job.ended = FromProto(from.has_end_time(), from.end_time());
  for (const v1::Attempt& attempt : from.attempts()) job.attempts.push_back(FromProto(attempt));
  job.action_digest = from.action_digest();
  job.cached_from = from.cached_from_job_id();
  job.output_digest = from.output_digest();
  job.result = FromProto(from.result());
  job.has_progress = from.has_progress();
  if (job.has_progress) job.progress = FromProto(from.progress());
  return job;
}

Experiment FromProto(const v1::Experiment& from) {
  Experiment experiment;
  experiment.id = from.id();
  experiment.name = from.name();
  experiment.created = FromProto(from.has_create_time(), from.create_time());
  experiment.ended = FromProto(from.has_end_time(), from.end_time());
  for (const v1::Job& job : from.jobs()) experiment.jobs.push_back(FromProto(job));
  return experiment;
}

ExperimentSummary SummaryFromProto(const v1::Experiment& from) {
  ExperimentSummary summary;
  summary.id = from.id();
  summary.name = from.name();
  summary.created = FromProto(from.has_create_time(), from.create_time());
  for (const v1::Job& job : from.jobs()) summary.jobs.push_back({job.id(), job.spec().name(), FromProto(job.state())});
  return summary;
}

Explanation FromProto(const v1::ExplainJobResponse& from) {
  return {FromProto(from.state()),
          from.summary(),
          {from.reasons().begin(), from.reasons().end()},
          from.jobs_ahead(),
          from.can_never_run()};
}

WorkerInfo FromProto(const v1::Worker& from) {
  WorkerInfo worker;
  worker.name = from.name();
  worker.state = Word(v1::WorkerState_Name(from.state()), "WORKER_STATE_");
  const v1::WorkerCapabilities& has = from.capabilities();
  worker.device_class = has.device_class();
  worker.devices.assign(has.devices().begin(), has.devices().end());
  worker.isa.assign(has.isa().begin(), has.isa().end());
  worker.cpus = has.cpus();
  worker.memory_bytes = has.memory_bytes();
  worker.cpu_model = has.cpu_model();
  worker.libtorch_version = has.libtorch_version();
  worker.agent_version = has.agent_version();
  worker.fetches_sources = has.fetches_sources();
  worker.slots = from.slots();
  for (const v1::AttemptKey& key : from.running()) worker.running_jobs.push_back(key.job_id());
  worker.last_seen = FromProto(from.has_last_seen(), from.last_seen());
  return worker;
}

ServerDescription FromProto(const v1::ServerInfo& from) {
  ServerDescription info;
  info.version = from.version();
  info.build = from.build();
  info.server_id = from.server_id();
  info.started = FromProto(from.has_start_time(), from.start_time());
  info.schema_version = from.schema_version();
  info.sqlite_version = from.sqlite_version();
  for (const auto& [state, count] : from.jobs_by_state()) info.jobs_by_state[state] = count;
  info.blob_bytes = from.blob_bytes();
  return info;
}

BlobCheck FromProto(const v1::VerifyBlobsResponse& from) {
  return {from.checked(),
          from.bytes(),
          {from.corrupt().begin(), from.corrupt().end()},
          {from.missing().begin(), from.missing().end()}};
}

}  // namespace octavo::client
