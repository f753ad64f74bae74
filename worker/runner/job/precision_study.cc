#include "worker/runner/job/precision_study.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"
#include "common/stats.h"
#include "common/status_macros.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/progress.h"
#include "worker/runner/job/training_run.h"

namespace octavo {
namespace {

constexpr double kPoints = 100;  // percentage points of a share

SearchLimits LimitsOf(const JobContext& context) {
  return {context.spec.Param<double>("max_accuracy_drop") / kPoints, context.spec.Param<int64_t>("search_rounds")};
}

/// What assignments are measured on. The FP32 model that is the job's reference answers it once.
absl::StatusOr<PrecisionTask> MakeTask(JobContext& context, const TrainedModel& model) {
  const EncodedRows& validation = model.data.validation;
  PrecisionTask task;
  task.classes = static_cast<int>(model.labels.size());
  task.batch_size = context.spec.Param<int>("eval_batch_size");
  task.seed = context.seed();
  task.rows = DrawRows(validation, context.spec.Param<int64_t>("sensitivity_samples"), task.seed, "sensitivity texts");
  for (const std::vector<int32_t>& text : DrawRows(validation, kTimedRuns, task.seed, "search texts").tokens) {
    task.timed.emplace_back().Append(text);
  }
  OCTAVO_ASSIGN_OR_RETURN(task.reference,
                          LogitsOfAll([&](const TokenBatch& batch) { return model.classifier->Logits(batch); },
                                      task.rows.tokens, task.batch_size, TextProgress(context, task.rows.size())));
  return task;
}

absl::StatusOr<double> ReferenceAccuracy(const PrecisionTask& task) {
  OCTAVO_ASSIGN_OR_RETURN(const ClassificationScores scores,
                          ScoreClassification(task.rows.labels, ArgMax(task.reference, task.classes), task.classes));
  return scores.accuracy;
}

/// The two phases, which share the meter.
class Study {
 public:
  Study(JobContext& context, PrecisionMeter& meter, PrecisionStudy study)
      : context_(context), meter_(meter), study_(std::move(study)) {}

  absl::StatusOr<PrecisionStudy> Run() {
    OCTAVO_ASSIGN_OR_RETURN(study_.sensitivity, MeasureSensitivity(meter_, study_.reference_accuracy,
                                                                   TextProgress(context_, SensitivityWork(meter_))));
    context_.events.Phase("search");
    OCTAVO_ASSIGN_OR_RETURN(const SearchSpace space, Space());
    OCTAVO_ASSIGN_OR_RETURN(study_.search, SearchPrecisions(space, study_.limits, [this](const Assignment& types) {
                              return Measure(types);
                            }));
    WarnOfBudget();
    WarnOfChance();
    return std::move(study_);
  }

 private:
  absl::StatusOr<PrecisionScores> Scores(const Assignment& types) {
    return meter_.Scores(types, [this](int64_t) { return context_.stop.Check(); });
  }

  absl::StatusOr<SearchSpace> Space() {
    OCTAVO_ASSIGN_OR_RETURN(const PrecisionScores int8, Scores(meter_.Uniform(ComputeType::kInt8)));
    SearchSpace space = {study_.types, KlGains(study_.sensitivity, int8.mean_kl), {}};
    OCTAVO_ASSIGN_OR_RETURN(space.weight_shares, WeightShares());
    return space;
  }

  /// By layer, what FP32 adds to the file: a layer's time at batch 1 goes with the bytes that it reads.
  absl::StatusOr<std::vector<double>> WeightShares() {
    const Assignment int8 = meter_.Uniform(ComputeType::kInt8);
    OCTAVO_ASSIGN_OR_RETURN(const int64_t base, meter_.FileBytes(int8));
    std::vector<double> shares;
    double sum = 0;
    for (size_t layer = 0; layer < int8.size(); ++layer) {
      Assignment types = int8;
      types[layer] = ComputeType::kFp32;
      OCTAVO_ASSIGN_OR_RETURN(const int64_t bytes, meter_.FileBytes(types));
      shares.push_back(static_cast<double>(std::max<int64_t>(bytes - base, 1)));
      sum += shares.back();
    }
    for (double& share : shares) share /= sum;
    return shares;
  }

  absl::StatusOr<PrecisionCandidate> Measure(const Assignment& types) {
    PrecisionCandidate candidate;
    candidate.types = types;
    OCTAVO_ASSIGN_OR_RETURN(candidate.scores, Scores(types));
    candidate.accuracy_drop = study_.reference_accuracy - candidate.scores.accuracy;
    OCTAVO_ASSIGN_OR_RETURN(candidate.latency, meter_.Latency(types));
    OCTAVO_ASSIGN_OR_RETURN(candidate.size_bytes, meter_.FileBytes(types));
    ReportMeasured(candidate);
    OCTAVO_RETURN_IF_ERROR(context_.stop.Check());
    return candidate;
  }

  void ReportMeasured(const PrecisionCandidate& candidate) {
    ProgressLine line;
    line.step = ++measured_;
    line.total = static_cast<int64_t>(study_.types.size()) + study_.limits.rounds;
    line.metrics = {{"accuracy_drop", candidate.accuracy_drop}, {"time_over_int8", candidate.latency.to_int8.ratio}};
    context_.events.Progress(line);
  }

  void WarnOfBudget() {
    const SearchOutcome& search = study_.search;
    const double budget = study_.limits.accuracy_budget * kPoints;
    if (!search.holds_budget) {
      context_.events.Warning(absl::StrFormat(
          "no assignment keeps the accuracy within max_accuracy_drop %g: even FP32 in every linear layer loses %.2f "
          "points on the validation part, by what is not a linear layer; it is taken all the same: allow more, or give "
          "quantize_embeddings false",
          budget, study_.chosen().accuracy_drop * kPoints));
    } else if (study_.chosen().types == meter_.Uniform(ComputeType::kFp32)) {
      context_.events.Warning(
          absl::StrFormat("FP32 in every linear layer is taken: no other assignment that keeps the accuracy within "
                          "max_accuracy_drop %g on the validation part was found to be faster; allow more, or more "
                          "search_rounds",
                          budget));
    }
  }

  /// Whether the budget holds is judged by so many rows that chance may have a say.
  void WarnOfChance() {
    const double high = study_.chosen().scores.drop.high;
    if (!study_.search.holds_budget || high <= study_.limits.accuracy_budget) return;
    context_.events.Warning(absl::StrFormat(
        "the assignment that is taken loses %.2f points on %d validation texts, but its 95 %% interval reaches up to "
        "%.2f: these texts cannot exclude that it loses more than max_accuracy_drop %g; give more "
        "sensitivity_samples, or look at its figures on the test part",
        study_.chosen().accuracy_drop * kPoints, study_.rows, high * kPoints, study_.limits.accuracy_budget * kPoints));
  }

  JobContext& context_;
  PrecisionMeter& meter_;
  PrecisionStudy study_;
  int64_t measured_ = 0;
};

}  // namespace

absl::StatusOr<PrecisionStudy> StudyPrecisions(JobContext& context, const TrainedModel& model,
                                               SwitchableClassifier& switchable, const TimingOptions& timing) {
  context.events.Phase("sensitivity");
  OCTAVO_ASSIGN_OR_RETURN(std::string digest, TrainingDigest(context, model.capabilities, model.inputs));
  PrecisionRecord record = PrecisionRecord::Load(context, std::move(digest));
  OCTAVO_ASSIGN_OR_RETURN(const PrecisionTask task, MakeTask(context, model));
  PrecisionMeter meter(switchable, task, timing, record);
  PrecisionStudy study;
  study.rows = task.rows.size();
  OCTAVO_ASSIGN_OR_RETURN(study.reference_accuracy, ReferenceAccuracy(task));
  study.layers = meter.names();
  study.types = switchable.AvailableTypes();
  study.limits = LimitsOf(context);
  OCTAVO_ASSIGN_OR_RETURN(study, Study(context, meter, std::move(study)).Run());
  OCTAVO_RETURN_IF_ERROR(switchable.SetTypes(study.chosen().types));
  return study;
}

}  // namespace octavo
