#ifndef OCTAVO_SERVER_CORE_CHANGES_H_
#define OCTAVO_SERVER_CORE_CHANGES_H_

#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "server/core/types.h"

namespace octavo {

// Things that happened, for metrics and for whoever waits. Nobody hears of one before it is on disk.

struct JobSubmitted {
  std::string kind;
};
struct JobStateChanged {
  JobId job;
  ExperimentId experiment;
  std::string kind;
  JobState from;
  JobState to;
};
struct JobGranted {
  AttemptKey key;
  absl::Duration queue_wait;  // since the job became QUEUED
};
struct AttemptEnded {
  AttemptKey key;
  WorkerName worker;
  std::string kind;
  AttemptOutcome outcome;
  std::string retry_rule;  // empty where it succeeded or was cancelled
  bool retried = false;
  absl::Duration run_time;
};
struct LeaseExpired {
  AttemptKey key;
};
struct CacheLookup {
  bool hit = false;
};

using Event = std::variant<JobSubmitted, JobStateChanged, JobGranted, AttemptEnded, LeaseExpired, CacheLookup>;

/// What one command changed: to be written in one transaction.
struct Changes {
  template <typename T>
  struct Row {
    T value;
    bool is_new = false;
  };
  struct JobRow {
    Job value;
    bool is_new = false;
    std::vector<size_t> attempts;  // indices into value.attempts that were added or changed
  };
  std::vector<Row<Experiment>> experiments;
  std::vector<JobRow> jobs;
  std::vector<Row<Worker>> workers;
  std::vector<WorkerName> forgotten_workers;
  std::vector<StoredResult> results;
  bool counters_changed = false;
  Counters counters;
  std::vector<Event> events;

  /// Whether there is nothing to write. There may still be events.
  bool IsEmpty() const {
    return experiments.empty() && jobs.empty() && workers.empty() && forgotten_workers.empty() && results.empty() &&
           !counters_changed;
  }
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_CORE_CHANGES_H_
