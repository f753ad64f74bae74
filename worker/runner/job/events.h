#ifndef OCTAVO_WORKER_RUNNER_JOB_EVENTS_H_
#define OCTAVO_WORKER_RUNNER_JOB_EVENTS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/clock.h"
#include "common/json.h"
#include "common/mutex.h"

namespace octavo {

/// Progress of the present phase, as a line of events.jsonl shows it.
struct ProgressLine {
  int64_t step = 0;
  int64_t total = 0;
  double rate = 0;          // units a second; 0: not known yet
  std::string unit;         // "samples/s"
  double eta_seconds = -1;  // negative: not known yet
  std::map<std::string, double> metrics;
};

/// What it took to tokenize a data set.
struct TokenizationLine {
  int64_t texts = 0;
  int64_t from_cache = 0;  // texts of these whose tokens an earlier job had left
  double seconds = 0;
  int threads = 1;
};

/// Appends to events.jsonl, a line at a time (docs/runner-protocol.md). Progress is thinned to under 4 lines a second;
/// Beat() repeats the last one after a second. Writing is best effort: a full disk fails the job at its outputs, not
/// here. Thread-safe.
class EventWriter {
 public:
  /// Opens `path` for appending. A status with the system's words where that fails.
  static absl::StatusOr<std::unique_ptr<EventWriter>> Open(const std::string& path, const Clock& clock);
  ~EventWriter();
  EventWriter(const EventWriter&) = delete;
  EventWriter& operator=(const EventWriter&) = delete;

  /// Starts a phase: "load", "train", "evaluate", "quantize", "time".
  void Phase(absl::string_view phase);
  void Progress(const ProgressLine& line);
  /// Also goes to stderr, for the log.
  void Warning(absl::string_view message);
  /// How a data set's texts became tokens. Also goes to stderr.
  void Tokens(const TokenizationLine& line);
  /// Call about twice a second: repeats the last progress if nothing was written for 1 s.
  void Beat();

  /// Seconds spent in each phase so far, by name.
  std::map<std::string, double> PhaseSeconds() const;
  std::vector<std::string> warnings() const;

 private:
  EventWriter(int fd, const Clock& clock);
  void Write(Json event) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ClosePhase(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const int fd_;
  const Clock& clock_;
  mutable Mutex mutex_;
  std::string phase_ ABSL_GUARDED_BY(mutex_);
  absl::Time phase_start_ ABSL_GUARDED_BY(mutex_);
  absl::Time last_write_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Time last_progress_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  Json last_event_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, double> phase_seconds_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> warnings_ ABSL_GUARDED_BY(mutex_);
};

/// Calls EventWriter::Beat() twice a second on a thread of its own for as long as it lives.
class EventBeat {
 public:
  explicit EventBeat(EventWriter& events);
  ~EventBeat();
  EventBeat(const EventBeat&) = delete;
  EventBeat& operator=(const EventBeat&) = delete;

 private:
  EventWriter& events_;
  Mutex mutex_;
  CondVar ended_;
  bool end_ ABSL_GUARDED_BY(mutex_) = false;
  std::jthread thread_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_EVENTS_H_
