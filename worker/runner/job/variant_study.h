#ifndef OCTAVO_WORKER_RUNNER_JOB_VARIANT_STUDY_H_
#define OCTAVO_WORKER_RUNNER_JOB_VARIANT_STUDY_H_

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/json.h"
#include "worker/runner/job/job_context.h"
#include "worker/runner/job/measurement.h"
#include "worker/runner/job/trained_model.h"

namespace octavo {

/// Forms of one trained model beside the model itself, which is the reference "fp32": opened, evaluated on the same
/// test texts, compared by paired answers, and timed in turn. Use: Add each, Evaluate, Time. Confined to one thread.
class VariantStudy {
 public:
  /// Both must outlive the study.
  VariantStudy(JobContext& context, const TrainedModel& model) : context_(context), model_(model) {}

  /// Refuses a malformed `latency_shapes` before hours are spent: BAD_SPEC.
  static absl::Status CheckShapes(const JobContext& context);

  /// Opens the model file at `path`. `own`: this job made it, and its answers are written to a file.
  absl::Status Add(const std::string& name, const std::string& path, bool own);

  /// The form added under `name`. REQUIRES: there is one.
  Classifier& classifier(const std::string& name);

  /// The "evaluate" phase. Fills ["variants"][name]["evaluation"], ["comparison"], ["own_variants"] and
  /// ["evaluation_files"] of `result`, and writes those files.
  absl::Status Evaluate(Json& result);

  /// The "time" phase: sizes, opening costs, latencies (measurement.h).
  absl::Status Time(Json& result);

  /// Logits on the test part, by the order of its rows. REQUIRES: Evaluate was called, and there is such a form.
  const std::vector<float>& test_logits(const std::string& name) const;

 private:
  struct Form {
    std::string name;
    std::string path;
    bool own = false;
    std::unique_ptr<Classifier> classifier;
    std::optional<OpenCost> open_cost;
    std::vector<float> logits;
  };
  absl::StatusOr<std::vector<float>> TestLogits(Classifier& classifier) const;
  absl::Status EvaluateForm(const std::vector<float>& reference, Form& form, Json& result);
  absl::Status WriteAnswers(const std::vector<float>& reference, const Form& form, Json& result) const;
  const Form& Find(const std::string& name) const;

  JobContext& context_;
  const TrainedModel& model_;
  std::deque<Form> forms_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_VARIANT_STUDY_H_
