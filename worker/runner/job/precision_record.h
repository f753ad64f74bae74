#ifndef OCTAVO_WORKER_RUNNER_JOB_PRECISION_RECORD_H_
#define OCTAVO_WORKER_RUNNER_JOB_PRECISION_RECORD_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/json.h"
#include "common/stats.h"
#include "worker/runner/job/job_context.h"

namespace octavo {

/// How an assignment of types answers the validation rows.
struct PrecisionScores {
  double accuracy = 0;
  double mean_kl = 0;  // from the FP32 model
  Interval drop = {};  // of the accuracy that it loses of the FP32 model's, paired (ComparePaired)
};

/// How fast it is. Each ratio is the median over texts, with its interval.
struct PrecisionLatency {
  RatioEstimate to_int8;  // its time over that of INT8 in every layer: below 1 is faster
  RatioEstimate to_fp32;  // its time over that of FP32 in every layer
  double int8_ms = 0;     // median time of INT8 in every layer, in the same turns
  int64_t runs = 0;
};

/// Everything that was measured of assignments, kept in a file of the work folder, so that a later attempt measures
/// nothing twice. Thread-compatible.
class PrecisionRecord {
 public:
  /// What an earlier attempt left in work/mixed-state.json under `digest` (TrainingDigest); empty where there is
  /// nothing, and with a warning where that is of another job or cannot be read.
  static PrecisionRecord Load(JobContext& context, std::string digest);

  /// By the assignment's text (FormatAssignment); nothing where it was not measured yet.
  std::optional<PrecisionScores> scores(const std::string& assignment) const;
  std::optional<PrecisionLatency> latency(const std::string& assignment) const;

  /// Both write the file before they return.
  absl::Status Add(const std::string& assignment, const PrecisionScores& scores);
  absl::Status Add(const std::string& assignment, const PrecisionLatency& latency);

 private:
  PrecisionRecord(std::string path, std::string digest) : path_(std::move(path)), digest_(std::move(digest)) {}
  absl::Status Parse(const Json& json);
  absl::Status Save() const;

  std::string path_;
  std::string digest_;
  std::map<std::string, PrecisionScores> scores_;
  std::map<std::string, PrecisionLatency> latencies_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_PRECISION_RECORD_H_
