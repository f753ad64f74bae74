#ifndef OCTAVO_WORKER_RUNNER_JOB_CALIBRATION_H_
#define OCTAVO_WORKER_RUNNER_JOB_CALIBRATION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/json.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/trained_model.h"

namespace octavo {

/// What the static options of a job say; `observers` are those to run. REQUIRES: a kind whose table has them.
StaticOptions StaticOptionsOf(const JobContext& context, const TrainedModel& model, std::vector<std::string> observers);

/// How many texts of the training part Calibrate reads: `calibration_samples`, or all where there are fewer.
int64_t CalibrationTexts(const JobContext& context, const TrainedModel& model);

/// The "calibrate" phase: the FP32 model reads CalibrationTexts of the training part, drawn by the seed, and the
/// quantizer that is returned has watched, in batches of 32 whatever the job's parameters say. BAD_SPEC for options
/// that do not fit; CANCELLED after a stop.
absl::StatusOr<std::unique_ptr<StaticQuantizer>> Calibrate(JobContext& context, const TrainedModel& model,
                                                           const StaticOptions& options);

/// Writes the file of a quantizer that Calibrate gave. BAD_MODEL where the model's activations are no numbers.
absl::StatusOr<StaticSummary> WriteCalibrated(const StaticQuantizer& quantizer, const std::string& observer,
                                              const std::string& path);

/// The "quantization" object of the result.
Json DescribeQuantization(const QuantizeSummary& summary);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_CALIBRATION_H_
