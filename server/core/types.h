#ifndef OCTAVO_SERVER_CORE_TYPES_H_
#define OCTAVO_SERVER_CORE_TYPES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/ids.h"
#include "common/json.h"
#include "server/core/job_state.h"

namespace octavo {

// The records that the server keeps. Plain values; unset times are absl::InfinitePast().

/// What a job needs from a worker.
struct Resources {
  std::string device = "cpu";                        // "cpu", "cuda" or "any"
  int threads = 0;                                   // 0: all of the worker's
  int64_t memory_bytes = 0;                          // 0: no reservation and no limit
  bool quiet = false;                                // takes the worker alone
  absl::Duration time_limit = absl::ZeroDuration();  // of one attempt; zero: none
  bool operator==(const Resources&) const = default;
};

/// One input: either an artefact, or files below `path` of another job's outputs.
struct JobInput {
  std::string name;
  std::string artifact_digest;            // of a manifest; empty where `job` is set
  std::string job;                        // name of another job of the experiment
  std::string path;                       // below that job's outputs; empty: all of them
  std::vector<std::string> sources = {};  // whence workers may have the artefact's files too; part of no digest
  bool operator==(const JobInput&) const = default;
};

/// A job as it was asked for, with every default filled in. Never changes.
struct JobSpec {
  std::string name;
  std::string kind;
  Json params = Json::object();
  std::vector<JobInput> inputs;
  Resources resources;
  int max_attempts = 3;
  int priority = 0;
  bool no_cache = false;
  bool operator==(const JobSpec&) const = default;
};

/// From wait4() of the runner.
struct ResourceUsage {
  absl::Duration wall_time;
  absl::Duration user_time;
  absl::Duration system_time;
  int64_t max_rss_bytes = 0;
  bool operator==(const ResourceUsage&) const = default;
};

/// One try at a job.
struct Attempt {
  int number = 0;  // from 1
  WorkerName worker;
  Fence fence{};
  absl::Time start = absl::InfinitePast();
  absl::Time end = absl::InfinitePast();
  AttemptOutcome outcome = AttemptOutcome::kNone;
  std::string reason;
  std::string message;
  std::string retry_rule;
  int exit_code = 0;
  int signal = 0;
  ResourceUsage usage;
  bool operator==(const Attempt&) const = default;
};

struct Job {
  JobId id;
  ExperimentId experiment;
  int position = 0;                     // in the request
  std::shared_ptr<const JobSpec> spec;  // shared by every copy of the job: it never changes
  JobState state = JobState::kBlocked;
  std::string state_reason;
  std::string cancel_reason;  // set once a running job is to be cancelled
  absl::Time create = absl::InfinitePast();
  absl::Time queued = absl::InfinitePast();  // when it last became QUEUED
  absl::Time start = absl::InfinitePast();
  absl::Time end = absl::InfinitePast();
  std::vector<Attempt> attempts;
  int attempts_forgiven = 0;               // attempts before the last retry by hand: they count no more
  std::vector<std::string> input_digests;  // manifests by spec->inputs; filled when the job becomes QUEUED
  std::string action_digest;
  JobId cached_from;
  std::string output_digest;
};

struct Experiment {
  ExperimentId id;
  std::string name;
  std::string request_id;
  std::string request_digest;  // of the content, to tell a repeated request from a reused id
  absl::Time create = absl::InfinitePast();
  absl::Time end = absl::InfinitePast();
  std::vector<JobId> jobs;  // in the order of the request
};

/// What a worker says it has.
struct Capabilities {
  std::string device_class;
  std::vector<std::string> devices;
  std::vector<std::string> isa;
  int cpus = 0;
  int64_t memory_bytes = 0;
  std::string cpu_model;
  std::string libtorch_version;
  std::string runner_build;
  std::string agent_version;
  bool fetches_sources = false;  // of inputs, besides this server
  bool operator==(const Capabilities&) const = default;
};

struct Worker {
  WorkerName name;
  InstanceId instance;
  std::vector<InstanceId> past_instances;  // superseded ones, newest last
  Capabilities capabilities;
  int slots = 1;
  bool draining = false;  // by an administrator
  absl::Time registered = absl::InfinitePast();
};

/// Numbers that were given out; the next one of each kind is larger.
struct Counters {
  int64_t experiment = 0;
  int64_t job = 0;
  int64_t fence = 0;  // at least the time of the server's start in microseconds
  bool operator==(const Counters&) const = default;
};

/// What a job succeeded with.
struct StoredResult {
  JobId job;
  std::shared_ptr<const std::string> json;  // the runner's report.json "result", as text
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_TYPES_H_
