#include "server/api/convert.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/error_info.h"
#include "common/result_size.h"
#include "common/sha256.h"
#include "common/status_macros.h"
#include "server/api/struct_json.h"

namespace octavo {
namespace {

constexpr size_t kMaxText = 64 << 10;  // of a message for people
// Of a result's message: those of the 200 jobs that an experiment may have fit into one answer that clients take.
constexpr int kMaxListed = 1024;  // attempts in one Sync
constexpr int kMaxMetrics = 64;

void SetTime(absl::Time time, google::protobuf::Timestamp* message) {
  const int64_t micros = absl::ToUnixMicros(time);
  message->set_seconds(micros / 1'000'000);
  message->set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
}

void SetDuration(absl::Duration duration, google::protobuf::Duration* message) {
  const int64_t micros = absl::ToInt64Microseconds(duration);
  message->set_seconds(micros / 1'000'000);
  message->set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
}

void SetExperiment(const Experiment& experiment, v1::Experiment* message) {
  message->set_id(experiment.id.ToString());
  message->set_name(experiment.name);
  SetTime(experiment.create, message->mutable_create_time());
  if (experiment.end != absl::InfinitePast()) SetTime(experiment.end, message->mutable_end_time());
}

void SetResources(const Resources& resources, v1::ResourceRequest* message) {
  message->set_device(resources.device);
  message->set_threads(resources.threads);
  message->set_memory_bytes(resources.memory_bytes);
  message->set_quiet(resources.quiet);
  if (resources.time_limit > absl::ZeroDuration()) SetDuration(resources.time_limit, message->mutable_time_limit());
}

void SetKey(const AttemptKey& key, v1::AttemptKey* message) {
  message->set_job_id(key.job.ToString());
  message->set_attempt(key.attempt);
  message->set_fence(Number(key.fence));
}

void SetAttempt(const Attempt& attempt, v1::Attempt* message) {
  message->set_number(attempt.number);
  message->set_worker(attempt.worker.value());
  message->set_fence(Number(attempt.fence));
  SetTime(attempt.start, message->mutable_start_time());
  if (attempt.end != absl::InfinitePast()) {
    SetTime(attempt.end, message->mutable_end_time());
    SetDuration(attempt.usage.wall_time, message->mutable_usage()->mutable_wall_time());
    SetDuration(attempt.usage.user_time, message->mutable_usage()->mutable_user_time());
    SetDuration(attempt.usage.system_time, message->mutable_usage()->mutable_system_time());
    message->mutable_usage()->set_max_rss_bytes(attempt.usage.max_rss_bytes);
  }
  message->set_outcome(static_cast<v1::AttemptOutcome>(attempt.outcome));
  message->set_reason(attempt.reason);
  message->set_message(attempt.message);
  message->set_retry_rule(attempt.retry_rule);
  message->set_exit_code(attempt.exit_code);
  message->set_signal(attempt.signal);
}

void SetSpec(const JobSpec& spec, JobDetail detail, v1::JobSpec* message) {
  message->set_name(spec.name);
  message->set_kind(spec.kind);
  if (detail == JobDetail::kAll) JsonToStruct(spec.params, message->mutable_params());
  for (const JobInput& input : spec.inputs) {
    v1::JobInput* added = message->add_inputs();
    added->set_name(input.name);
    if (input.job.empty()) {
      added->set_artifact_digest(input.artifact_digest);
    } else {
      added->mutable_job_output()->set_job(input.job);
      added->mutable_job_output()->set_path(input.path);
    }
    if (detail == JobDetail::kAll) added->mutable_sources()->Add(input.sources.begin(), input.sources.end());
  }
  SetResources(spec.resources, message->mutable_resources());
  message->mutable_retry()->set_max_attempts(spec.max_attempts);
  message->set_priority(spec.priority);
  message->set_no_cache(spec.no_cache);
}

void SetProgress(const Progress& progress, v1::Progress* message) {
  message->set_phase(progress.phase);
  message->set_step(progress.step);
  message->set_total_steps(progress.total_steps);
  message->set_rate(progress.rate);
  message->set_rate_unit(progress.rate_unit);
  SetDuration(progress.eta, message->mutable_eta());
  for (const auto& [name, value] : progress.metrics) (*message->mutable_metrics())[name] = value;
  message->set_memory_bytes(progress.memory_bytes);
}

JobSpec SpecFromProto(const v1::JobSpec& message) {
  JobSpec spec;
  spec.name = message.name();
  spec.kind = message.kind();
  spec.params = StructToJson(message.params());
  for (const v1::JobInput& input : message.inputs()) {
    spec.inputs.push_back({input.name(),
                           input.artifact_digest(),
                           input.job_output().job(),
                           input.job_output().path(),
                           {input.sources().begin(), input.sources().end()}});
  }
  const v1::ResourceRequest& resources = message.resources();
  if (!resources.device().empty()) spec.resources.device = resources.device();
  spec.resources.threads = resources.threads();
  spec.resources.memory_bytes = resources.memory_bytes();
  spec.resources.quiet = resources.quiet();
  spec.resources.time_limit = DurationFromProto(resources.time_limit());
  if (message.retry().max_attempts() != 0) spec.max_attempts = message.retry().max_attempts();
  spec.priority = message.priority();
  spec.no_cache = message.no_cache();
  return spec;
}

absl::Status CheckText(absl::string_view field, const std::string& text, size_t max) {
  if (text.size() <= max) return absl::OkStatus();
  return BadField(field, absl::StrCat("is longer than ", max, " bytes"));
}

bool IsWorkerName(const std::string& name) {
  return !name.empty() && name.size() <= 100 && std::all_of(name.begin(), name.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' || c == '-';
  });
}

}  // namespace

absl::Duration DurationFromProto(const google::protobuf::Duration& message) {
  return absl::Seconds(message.seconds()) + absl::Nanoseconds(message.nanos());
}

absl::StatusOr<Scheduler::NewExperiment> ExperimentFromProto(const v1::CreateExperimentRequest& request) {
  Scheduler::NewExperiment experiment;
  experiment.name = request.name();
  experiment.request_id = request.request_id();
  for (int i = 0; i < request.jobs_size(); ++i) {
    for (int k = 0; k < request.jobs(i).inputs_size(); ++k) {
      const v1::JobInput& input = request.jobs(i).inputs(k);
      if (input.source_case() == v1::JobInput::SOURCE_NOT_SET) {
        return BadField(absl::StrCat("jobs[", i, "].inputs[", k, "]"), "needs either artifact_digest or job_output");
      }
    }
    experiment.jobs.push_back(SpecFromProto(request.jobs(i)));
  }
  return experiment;
}

absl::StatusOr<AttemptKey> KeyFromProto(const v1::AttemptKey& message) {
  const absl::StatusOr<JobId> job = JobId::Parse(message.job_id());
  if (!job.ok()) return BadField("key.job_id", job.status().message());
  if (message.attempt() < 1) return BadField("key.attempt", absl::StrCat(message.attempt(), " is below 1"));
  return AttemptKey{*job, message.attempt(), Fence{message.fence()}};
}

absl::StatusOr<Scheduler::SyncInput> SyncFromProto(const v1::SyncRequest& request) {
  if (!IsWorkerName(request.worker_name())) {
    return BadField("worker_name", "must be 1 to 100 letters, digits, '.', '_' and '-'");
  }
  if (request.instance_id().empty() || request.instance_id().size() > 100) {
    return BadField("instance_id", "must be a UUID made at process start");
  }
  if (request.slots() < 1 || request.slots() > kMaxListed) {
    return BadField("slots", absl::StrCat(request.slots(), " is not within 1 and ", kMaxListed));
  }
  if (request.running_size() > kMaxListed) return BadField("running", absl::StrCat("lists more than ", kMaxListed));
  const v1::WorkerCapabilities& has = request.capabilities();
  if (has.cpus() < 1) return BadField("capabilities.cpus", absl::StrCat(has.cpus(), " is below 1"));
  if (has.devices_size() < 1 || has.devices_size() > 64 || has.isa_size() > 256 || has.ByteSizeLong() > kMaxText) {
    return BadField("capabilities", "needs 1 to 64 devices, at most 256 isa names, and 64 KiB in all");
  }
  Scheduler::SyncInput input;
  input.name = WorkerName(request.worker_name());
  input.instance = InstanceId(request.instance_id());
  input.capabilities = {has.device_class(),
                        {has.devices().begin(), has.devices().end()},
                        {has.isa().begin(), has.isa().end()},
                        has.cpus(),
                        std::max<int64_t>(0, has.memory_bytes()),
                        has.cpu_model(),
                        has.libtorch_version(),
                        has.runner_build(),
                        has.agent_version(),
                        has.fetches_sources()};
  input.slots = request.slots();
  input.draining = request.draining();
  for (const v1::AttemptKey& key : request.running()) {
    OCTAVO_ASSIGN_OR_RETURN(const AttemptKey listed, KeyFromProto(key));
    input.running.push_back(listed);
  }
  return input;
}

absl::StatusOr<Progress> ProgressFromProto(const v1::Progress& message) {
  OCTAVO_RETURN_IF_ERROR(CheckText("progress.phase", message.phase(), 100));
  OCTAVO_RETURN_IF_ERROR(CheckText("progress.rate_unit", message.rate_unit(), 100));
  if (message.metrics_size() > kMaxMetrics)
    return BadField("progress.metrics", absl::StrCat("more than ", kMaxMetrics));
  if (message.memory_bytes() < 0)
    return BadField("progress.memory_bytes", absl::StrCat(message.memory_bytes(), " is below 0"));
  Progress progress{message.phase(),
                    message.step(),
                    message.total_steps(),
                    message.rate(),
                    message.rate_unit(),
                    DurationFromProto(message.eta()),
                    {},
                    message.memory_bytes()};
  for (const auto& [name, value] : message.metrics()) {
    OCTAVO_RETURN_IF_ERROR(CheckText("progress.metrics", name, 100));
    progress.metrics.emplace(name, value);
  }
  return progress;
}

absl::StatusOr<Scheduler::AttemptEnd> EndFromProto(const v1::CommitRequest& request) {
  if (request.outcome() <= v1::ATTEMPT_OUTCOME_UNSPECIFIED || request.outcome() > v1::ATTEMPT_OUTCOME_REVOKED ||
      request.outcome() == v1::ATTEMPT_OUTCOME_LOST) {
    return BadField("outcome",
                    absl::StrCat("a worker cannot commit the outcome ", static_cast<int>(request.outcome())));
  }
  OCTAVO_RETURN_IF_ERROR(CheckText("reason", request.reason(), 100));
  OCTAVO_RETURN_IF_ERROR(CheckText("message", request.message(), kMaxText));
  Scheduler::AttemptEnd end;
  end.outcome = static_cast<AttemptOutcome>(request.outcome());
  end.reason = request.reason();
  end.message = request.message();
  end.exit_code = request.exit_code();
  end.signal = request.signal();
  end.usage = {DurationFromProto(request.usage().wall_time()), DurationFromProto(request.usage().user_time()),
               DurationFromProto(request.usage().system_time()), request.usage().max_rss_bytes()};
  if (end.outcome == AttemptOutcome::kSucceeded) {
    if (!IsSha256Hex(request.output_digest())) {
      return BadField("output_digest", "a success needs the 64 lower-case hex digits of the outputs' manifest");
    }
    end.output_digest = request.output_digest();
    if (request.result().ByteSizeLong() > kMaxResultBytes) {
      return BadField("result", absl::StrCat("is longer than ", kMaxResultBytes, " bytes"));
    }
    end.result = std::make_shared<const std::string>(DumpJson(StructToJson(request.result())));
  }
  return end;
}

void ToProto(const StoredJob& stored, const std::optional<Progress>& progress, JobDetail detail, v1::Job* message) {
  const Job& job = stored.job;
  message->set_id(job.id.ToString());
  message->set_experiment_id(job.experiment.ToString());
  SetSpec(*job.spec, detail, message->mutable_spec());
  message->set_state(static_cast<v1::JobState>(job.state));
  message->set_state_reason(job.state_reason);
  SetTime(job.create, message->mutable_create_time());
  if (job.start != absl::InfinitePast()) SetTime(job.start, message->mutable_start_time());
  if (job.end != absl::InfinitePast()) SetTime(job.end, message->mutable_end_time());
  for (const Attempt& attempt : job.attempts) SetAttempt(attempt, message->add_attempts());
  message->set_action_digest(job.action_digest);
  if (job.cached_from.IsSet()) message->set_cached_from_job_id(job.cached_from.ToString());
  if (job.state == JobState::kSucceeded) message->set_output_digest(job.output_digest);
  if (stored.result != nullptr && detail == JobDetail::kAll)
    JsonToStruct(Json::parse(*stored.result, nullptr, /*allow_exceptions=*/false), message->mutable_result());
  if (progress.has_value() && job.state == JobState::kRunning) SetProgress(*progress, message->mutable_progress());
}

void ToProto(const StoredExperiment& stored, const ProgressBoard& progress, JobDetail detail, v1::Experiment* message) {
  SetExperiment(stored.experiment, message);
  for (const StoredJob& job : stored.jobs) ToProto(job, progress.Get(job.job.id), detail, message->add_jobs());
}

void ToProto(const ExperimentSummary& summary, v1::Experiment* message) {
  SetExperiment(summary.experiment, message);
  for (const JobSummary& job : summary.jobs) {
    v1::Job* added = message->add_jobs();
    added->set_id(job.id.ToString());
    added->set_experiment_id(message->id());
    added->mutable_spec()->set_name(job.name);
    added->mutable_spec()->set_kind(job.kind);
    added->set_state(static_cast<v1::JobState>(job.state));
  }
}

void ToProto(const Coordinator::SyncReply& reply, v1::SyncResponse* message) {
  for (const Scheduler::Grant& grant : reply.news.grants) {
    v1::Grant* added = message->add_grants();
    SetKey(grant.key, added->mutable_key());
    const JobSpec& spec = *grant.job.spec;
    added->set_kind(spec.kind);
    JsonToStruct(spec.params, added->mutable_params());
    for (size_t i = 0; i < spec.inputs.size(); ++i) {
      v1::Grant::Input* input = added->add_inputs();
      input->set_name(spec.inputs[i].name);
      input->set_manifest_digest(grant.job.input_digests.at(i));
      input->mutable_sources()->Add(spec.inputs[i].sources.begin(), spec.inputs[i].sources.end());
    }
    SetResources(spec.resources, added->mutable_resources());
    added->mutable_resources()->set_threads(grant.threads);
    added->mutable_resources()->set_device(grant.device);
    added->set_experiment_id(grant.job.experiment.ToString());
    added->set_job_name(spec.name);
  }
  for (const Scheduler::Stop& stop : reply.news.stops) {
    v1::StopOrder* added = message->add_stops();
    SetKey(stop.key, added->mutable_key());
    added->set_reason(static_cast<v1::StopOrder::Reason>(stop.reason));
  }
  message->set_draining(reply.news.draining);
  SetDuration(reply.lease, message->mutable_lease_duration());
  SetDuration(reply.lease_margin, message->mutable_lease_margin());
  SetDuration(reply.next_sync, message->mutable_next_sync());
  message->set_server_id(reply.server_id);
}

void ToProto(const Coordinator::WorkerInfo& info, v1::Worker* message) {
  message->set_name(info.worker.name.value());
  message->set_state(!info.view.connected        ? v1::WORKER_STATE_LOST
                     : info.view.draining        ? v1::WORKER_STATE_DRAINING
                     : info.view.running.empty() ? v1::WORKER_STATE_IDLE
                                                 : v1::WORKER_STATE_BUSY);
  const Capabilities& has = info.worker.capabilities;
  v1::WorkerCapabilities* capabilities = message->mutable_capabilities();
  capabilities->set_device_class(has.device_class);
  for (const std::string& device : has.devices) capabilities->add_devices(device);
  for (const std::string& isa : has.isa) capabilities->add_isa(isa);
  capabilities->set_cpus(has.cpus);
  capabilities->set_memory_bytes(has.memory_bytes);
  capabilities->set_cpu_model(has.cpu_model);
  capabilities->set_libtorch_version(has.libtorch_version);
  capabilities->set_runner_build(has.runner_build);
  capabilities->set_agent_version(has.agent_version);
  capabilities->set_fetches_sources(has.fetches_sources);
  message->set_slots(info.worker.slots);
  for (const AttemptKey& key : info.view.running) SetKey(key, message->add_running());
  if (info.view.last_seen != absl::InfinitePast()) SetTime(info.view.last_seen, message->mutable_last_seen());
}

}  // namespace octavo
