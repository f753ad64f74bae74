#ifndef OCTAVO_WORKER_RUNNER_JOB_QAT_GATE_H_
#define OCTAVO_WORKER_RUNNER_JOB_QAT_GATE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "common/json.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/trained_model.h"

namespace octavo {

/// Largest difference of a logit between training's view and the deployed model's that passes. Both run the same
/// kernels in the same order, so that nothing but a fault in conversion, file or encoder can make one.
inline constexpr double kGateLogitTolerance = 1e-4;

/// The gate of quantization-aware training: does the deployed model answer as the model in training did? Compares the
/// test logits of `trainer` (which simulates) with `deployed_logits`. On success the "gate" object of the result;
/// otherwise FAILED_PRECONDITION that names the first layer whose inputs differ.
absl::StatusOr<Json> PassGate(JobContext& context, const TrainedModel& model, Trainer& trainer, Classifier& deployed,
                              const std::vector<float>& deployed_logits);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_QAT_GATE_H_
