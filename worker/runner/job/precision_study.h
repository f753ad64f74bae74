#ifndef OCTAVO_WORKER_RUNNER_JOB_PRECISION_STUDY_H_
#define OCTAVO_WORKER_RUNNER_JOB_PRECISION_STUDY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/latency.h"
#include "worker/runner/job/precision_search.h"
#include "worker/runner/job/sensitivity.h"
#include "worker/runner/job/trained_model.h"

namespace octavo {

/// What was found out about the types of a model's linear layers.
struct PrecisionStudy {
  int64_t rows = 0;               // of the validation part
  double reference_accuracy = 0;  // of the FP32 model on them
  std::vector<std::string> layers;
  std::vector<ComputeType> types;  // available, fastest first
  SearchLimits limits;
  std::vector<SensitivityRow> sensitivity;
  SearchOutcome search;

  const PrecisionCandidate& chosen() const { return search.candidates[search.chosen]; }
};

/// The phases "sensitivity" and "search" on `switchable`, a form of `model` that is left with the chosen types. Decides
/// on rows of the validation part, drawn by the seed; the test part is for the figures of what is shipped. Keeps all
/// that it measures in work/, under the job's digest, and resumes from it: CANCELLED after a stop. Warns where nothing
/// but FP32 holds the budget. REQUIRES: the parameters of the kind "mixed"; all parts of the data set.
absl::StatusOr<PrecisionStudy> StudyPrecisions(JobContext& context, const TrainedModel& model,
                                               SwitchableClassifier& switchable, const TimingOptions& timing);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_PRECISION_STUDY_H_
