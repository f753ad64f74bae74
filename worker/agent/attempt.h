#ifndef OCTAVO_WORKER_AGENT_ATTEMPT_H_
#define OCTAVO_WORKER_AGENT_ATTEMPT_H_

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/json.h"

namespace octavo {

// The agent's own words for what travels between it and the coordinator. Plain values, free of gRPC and protobuf.

/// One try at a job, with the fencing number of its grant: what a commit must name.
struct AttemptId {
  std::string job_id;
  int32_t attempt = 0;
  int64_t fence = 0;
  auto operator<=>(const AttemptId&) const = default;
};

/// "job 12, attempt 1" for messages.
std::string ToString(const AttemptId& id);

/// A grant: everything that the agent needs to run one attempt.
struct Assignment {
  struct Input {
    std::string name;
    std::string manifest_digest;
    std::vector<std::string> sources = {};  // whence the files can be had besides the coordinator; see InputSources
  };
  AttemptId id;
  std::string kind;
  Json params = Json::object();
  std::vector<Input> inputs;
  std::string device;                                    // "cpu", "cuda" or "any"; empty means "cpu"
  int threads = 0;                                       // > 0
  int64_t memory_bytes = 0;                              // 0: no limit
  absl::Duration time_limit = absl::InfiniteDuration();  // of the runner, inputs' transfer not counted
  std::string job_name;                                  // for people
};

/// The newest progress of a runner.
struct JobProgress {
  std::string phase;
  int64_t step = 0;
  int64_t total_steps = 0;
  double rate = 0;
  std::string rate_unit;
  absl::Duration eta = absl::ZeroDuration();
  std::map<std::string, double> metrics;
  int64_t memory_bytes = 0;  // resident set of its process group, as the supervisor saw it last; 0: not yet
  bool operator==(const JobProgress&) const = default;
};

/// Why the agent ends an attempt before its runner does. The first reason that is given counts.
enum class StopReason {
  kNone,
  kCancelled,  // by the coordinator, on a user's wish
  kStale,      // the attempt belongs to somebody else now: nothing of it counts
  kTimeLimit,
  kMemoryLimit,
  kLogLimit,
  kLeaseLost,  // the coordinator could not be reached in time
  kShutdown,   // this agent ends
};

enum class AttemptOutcome { kSucceeded, kFailed, kCrashed, kCancelled, kTimeLimit, kMemoryLimit, kRevoked };

/// "succeeded", "memory_limit", …: a metric's label.
absl::string_view ToString(AttemptOutcome outcome);

/// How an attempt ended.
struct AttemptEnd {
  AttemptOutcome outcome = AttemptOutcome::kCrashed;
  std::string reason;   // UPPER_SNAKE class, empty for a success
  std::string message;  // for people
  int exit_code = 0;
  int signal = 0;
  absl::Duration wall_time;
  absl::Duration user_time;
  absl::Duration system_time;
  int64_t max_rss_bytes = 0;
  Json result = Json::object();  // the report's "result"
  std::string output_digest;     // manifest of the outputs, once they are uploaded
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_ATTEMPT_H_
