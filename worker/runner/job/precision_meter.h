#ifndef OCTAVO_WORKER_RUNNER_JOB_PRECISION_METER_H_
#define OCTAVO_WORKER_RUNNER_JOB_PRECISION_METER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/job/evaluation.h"
#include "worker/runner/job/latency.h"
#include "worker/runner/job/precision_assignment.h"
#include "worker/runner/job/precision_record.h"

namespace octavo {

/// An assignment is timed in blocks of so many runs until the ratio to INT8 is known to a percent, or for so long.
inline constexpr int64_t kTimedRuns = 50;
inline constexpr int64_t kMostTimedRuns = 400;
inline constexpr double kTimedSeconds = 3;

/// What assignments are measured against, and on.
struct PrecisionTask {
  EncodedRows rows;               // of the validation part
  std::vector<float> reference;   // the FP32 model's logits on them
  std::vector<TokenBatch> timed;  // one text each; taken in turn
  int classes = 0;
  int batch_size = 0;
  uint64_t seed = 0;  // of the intervals' resampling
};

/// Measures assignments of types on one switchable classifier. What the record knows is not measured again; what is
/// measured is in the record before it is returned. CANCELLED after a stop. Confined to one thread.
class PrecisionMeter {
 public:
  /// All must outlive the meter. REQUIRES: rows and timed texts.
  PrecisionMeter(SwitchableClassifier& classifier, const PrecisionTask& task, const TimingOptions& timing,
                 PrecisionRecord& record);

  /// Answers to the validation rows. `on_progress` as in LogitsOfAll; not called where the record knows.
  absl::StatusOr<PrecisionScores> Scores(const Assignment& types,
                                         const std::function<absl::Status(int64_t)>& on_progress);

  /// Times it in turn with INT8 everywhere and FP32 everywhere, text by text (latency.h); one of these two is 1, of
  /// itself.
  absl::StatusOr<PrecisionLatency> Latency(const Assignment& types);

  /// Bytes of the model's file with these types.
  absl::StatusOr<int64_t> FileBytes(const Assignment& types);

  /// The same type everywhere.
  Assignment Uniform(ComputeType type) const { return Assignment(names_.size(), type); }
  /// By place in LinearSites().
  const std::vector<std::string>& names() const { return names_; }
  const PrecisionTask& task() const { return task_; }

 private:
  absl::StatusOr<RunTimes> TimeBlock(const std::vector<Assignment>& forms);

  SwitchableClassifier& classifier_;
  const PrecisionTask& task_;
  const TimingOptions& timing_;
  PrecisionRecord& record_;
  const std::vector<std::string> names_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_PRECISION_METER_H_
