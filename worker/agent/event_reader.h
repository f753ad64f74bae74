#ifndef OCTAVO_WORKER_AGENT_EVENT_READER_H_
#define OCTAVO_WORKER_AGENT_EVENT_READER_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "worker/agent/attempt.h"

namespace octavo {

/// Understands a runner's events.jsonl as it grows (docs/runner-protocol.md). Lines that are no event are counted and
/// passed over; lines longer than kMaxLine are passed over without being kept. Thread-compatible.
class EventReader {
 public:
  static constexpr size_t kMaxLine = 64 << 10;
  static constexpr size_t kMaxMetrics = 64;

  /// More bytes of the file, in order.
  void Feed(absl::string_view bytes);
  /// The newest progress; nothing before the first.
  const std::optional<JobProgress>& progress() const { return progress_; }
  /// Training samples per second while the runner trains, else 0.
  double training_rate() const;
  int64_t bad_lines() const { return bad_lines_; }

 private:
  void Line(absl::string_view line);
  bool Apply(const Json& event);

  std::string partial_;    // a line whose end has not come yet
  bool overlong_ = false;  // within a line that is passed over
  std::optional<JobProgress> progress_;
  int64_t bad_lines_ = 0;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_AGENT_EVENT_READER_H_
