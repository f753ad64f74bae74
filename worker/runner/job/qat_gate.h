#ifndef OCTAVO_WORKER_RUNNER_JOB_QAT_GATE_H_
#define OCTAVO_WORKER_RUNNER_JOB_QAT_GATE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/json.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/trained_model.h"

namespace octavo {

// The gate of quantization-aware training: does the deployed model answer as the model in training did?

/// Largest difference of a logit between training's view and the deployed model's that passes. Both run the same
/// kernels in the same order, so that nothing but a fault in conversion, file or encoder can make one.
inline constexpr double kGateLogitTolerance = 1e-4;

/// Writes what the model in training says of the validation part, its `logits` there and the sizes of its layers'
/// inputs, into the folder `dir` of its weights. Call while it is the one whose file is written there: it knows its
/// codes and weights from training, not from the file.
absl::Status SaveWitness(Trainer& trainer, const EncodedRows& validation, absl::Span<const float> logits,
                         const std::string& dir);

/// Holds the deployed model against the witness in `dir`, and its test logits against those of `simulated`, a trainer
/// made from its file. On success the "gate" object of the result; otherwise FAILED_PRECONDITION that names the layer
/// at which the two part; NOT_FOUND or INVALID_ARGUMENT for a witness that SaveWitness did not write.
absl::StatusOr<Json> PassGate(JobContext& context, const TrainedModel& model, const std::string& dir,
                              Trainer& simulated, Classifier& deployed, const std::vector<float>& deployed_logits);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_QAT_GATE_H_
