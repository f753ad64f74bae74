#ifndef OCTAVO_CLIENT_API_TYPES_H_
#define OCTAVO_CLIENT_API_TYPES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/json.h"

namespace octavo::client {

// What the client sees of the service, free of protobuf and gRPC: the plain twins of proto/octavo/v1, where the meaning
// of each field is written. Times that are not set are absl::InfinitePast().

enum class JobState { kUnknown, kBlocked, kQueued, kLeased, kRunning, kSucceeded, kFailed, kCancelled, kSkipped };

/// "queued", "running" …
absl::string_view JobStateName(JobState state);
/// The state of that name, or kUnknown.
JobState JobStateFromName(absl::string_view name);
/// SUCCEEDED, FAILED, CANCELLED or SKIPPED.
bool IsFinal(JobState state);

struct JobInput {
  std::string name;
  std::string artifact_digest;            // either this …
  std::string from_job;                   // … or the outputs of this job
  std::string from_path;                  // below its outputs; empty: all of them
  std::vector<std::string> sources = {};  // whence a worker can have the artefact's files too
};

struct JobSpec {
  std::string name;
  std::string kind;
  Json params = Json::object();
  std::vector<JobInput> inputs;
  std::string device;  // "cpu", "cuda" or "any"
  int threads = 0;     // 0: all of the worker's
  int64_t memory_bytes = 0;
  bool quiet = false;
  absl::Duration time_limit = absl::ZeroDuration();  // zero: none
  int max_attempts = 0;
  int priority = 0;
  bool no_cache = false;
};

struct Attempt {
  int number = 0;
  std::string worker;
  int64_t fence = 0;
  absl::Time start = absl::InfinitePast();
  absl::Time end = absl::InfinitePast();
  std::string outcome;  // "succeeded", "crashed" …; empty: has not ended
  std::string reason;
  std::string message;
  std::string retry_rule;
  int exit_code = 0;
  int signal = 0;
  absl::Duration wall_time;
  int64_t max_rss_bytes = 0;
};

struct Progress {
  std::string phase;
  int64_t step = 0;
  int64_t total = 0;
  double rate = 0;
  std::string rate_unit;
  absl::Duration eta;  // zero: unknown
  std::map<std::string, double> metrics;
  int64_t memory_bytes = 0;  // resident set of the runner; 0: not known
};

struct Job {
  std::string id;
  std::string experiment_id;
  JobSpec spec;
  JobState state = JobState::kUnknown;
  std::string state_reason;
  absl::Time created = absl::InfinitePast();
  absl::Time started = absl::InfinitePast();
  absl::Time ended = absl::InfinitePast();
  std::vector<Attempt> attempts;
  std::string action_digest;
  std::string cached_from;
  std::string output_digest;
  Json result = Json::object();
  bool has_progress = false;
  Progress progress;
};

struct Experiment {
  std::string id;
  std::string name;
  absl::Time created = absl::InfinitePast();
  absl::Time ended = absl::InfinitePast();
  std::vector<Job> jobs;

  /// The job of that name, or null.
  const Job* Find(absl::string_view job_name) const;
  /// Whether every job has ended.
  bool Ended() const;
};

/// What a list shows of an experiment.
struct JobSummary {
  std::string id;
  std::string name;
  JobState state = JobState::kUnknown;
};
struct ExperimentSummary {
  std::string id;
  std::string name;
  absl::Time created = absl::InfinitePast();
  std::vector<JobSummary> jobs;

  /// Whether every job has ended.
  bool Ended() const;
};

struct Explanation {
  JobState state = JobState::kUnknown;
  std::string summary;
  std::vector<std::string> reasons;
  int jobs_ahead = 0;
  bool can_never_run = false;  // queued, and every connected worker lacks what it needs
};

struct WorkerInfo {
  std::string name;
  std::string state;  // "idle", "busy", "draining", "lost"
  std::string device_class;
  std::vector<std::string> devices;
  std::vector<std::string> isa;
  int cpus = 0;
  int64_t memory_bytes = 0;
  std::string cpu_model;
  std::string libtorch_version;
  std::string agent_version;
  bool fetches_sources = false;  // of inputs, by itself
  int slots = 0;
  std::vector<std::string> running_jobs;
  absl::Time last_seen = absl::InfinitePast();
};

struct ServerDescription {
  std::string version;
  std::string build;
  std::string server_id;
  absl::Time started = absl::InfinitePast();
  int schema_version = 0;
  std::string sqlite_version;
  std::map<std::string, int64_t> jobs_by_state;
  int64_t blob_bytes = 0;
};

struct BlobCheck {
  int64_t checked = 0;
  int64_t bytes = 0;
  std::vector<std::string> corrupt;
  std::vector<std::string> missing;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_API_TYPES_H_
