#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/files.h"
#include "common/job_params.h"
#include "common/stats.h"
#include "common/status_macros.h"
#include "worker/runner/job/calibration.h"
#include "worker/runner/job/comparison_csv.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/progress.h"
#include "worker/runner/job/record.h"
#include "worker/runner/job/trained_model.h"
#include "worker/runner/job/variant_study.h"

namespace octavo {
namespace {

constexpr char kAll[] = "all";

/// Differences of accuracy that chance brings about more often than this are none.
constexpr double kNoise = 0.05;

/// What an observer's ranges did on the validation part.
struct Candidate {
  std::string observer;
  double accuracy = 0;
  double loss = 0;
  double mean_kl = 0;  // from the FP32 model
  std::vector<int32_t> predictions;
  double mcnemar_p = 1;  // of its answers against those of the one with the most right ones
};

/// More right answers first, of equals the one nearest to the FP32 model.
bool MoreRight(const Candidate& a, const Candidate& b) {
  return a.accuracy != b.accuracy ? a.accuracy > b.accuracy : a.mean_kl < b.mean_kl;
}

/// Those that are not surely worse than the best one first, of these the one nearest to the FP32 model: right answers
/// are counts, whose best is mostly luck, where the divergence is told of every row.
bool Better(const Candidate& a, const Candidate& b) {
  const bool a_is_worse = a.mcnemar_p < kNoise, b_is_worse = b.mcnemar_p < kNoise;
  return a_is_worse != b_is_worse ? b_is_worse : a.mean_kl < b.mean_kl;
}

/// One static quantization; its steps share what they have loaded.
class Static {
 public:
  Static(JobContext& context, TrainedModel model)
      : context_(context), model_(std::move(model)), path_(context.Output("quantized_model.pt")) {}

  absl::StatusOr<Json> Run() {
    result_ = StartRecordOf(context_, model_);
    std::string observer = context_.spec.Param<std::string>("observer");
    const auto names = observer == kAll ? ObserverNames() : absl::MakeConstSpan(&observer, 1);
    OCTAVO_ASSIGN_OR_RETURN(
        const auto quantizer,
        Calibrate(context_, model_, StaticOptionsOf(context_, model_, {names.begin(), names.end()})));
    if (observer == kAll) {
      OCTAVO_ASSIGN_OR_RETURN(observer, Choose(*quantizer));
    }
    OCTAVO_RETURN_IF_ERROR(Convert(*quantizer, observer));
    VariantStudy study(context_, model_);
    OCTAVO_RETURN_IF_ERROR(study.Add("int8", path_, /*own=*/true));
    OCTAVO_RETURN_IF_ERROR(study.Evaluate(result_));
    OCTAVO_RETURN_IF_ERROR(study.Time(result_));
    return Finish();
  }

 private:
  /// The observer to keep, by the validation part: the test part is there for the one that is shipped.
  absl::StatusOr<std::string> Choose(const StaticQuantizer& quantizer) {
    context_.events.Phase("select");
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> reference, ValidationLogits(*model_.classifier));
    std::vector<Candidate> candidates;
    for (const std::string& observer : ObserverNames()) {
      OCTAVO_ASSIGN_OR_RETURN(Candidate candidate, Try(quantizer, observer, reference));
      candidates.push_back(std::move(candidate));
    }
    const Candidate& best = *std::min_element(candidates.begin(), candidates.end(), MoreRight);
    for (Candidate& candidate : candidates) {
      OCTAVO_ASSIGN_OR_RETURN(
          const PairedComparison paired,
          ComparePaired(model_.data.validation.labels, best.predictions, candidate.predictions, context_.seed()));
      candidate.mcnemar_p = paired.mcnemar_p;
    }
    const std::string chosen = std::min_element(candidates.begin(), candidates.end(), Better)->observer;
    OCTAVO_RETURN_IF_ERROR(WriteTable(candidates, chosen));
    return chosen;
  }

  /// Also into the result.
  absl::Status WriteTable(const std::vector<Candidate>& candidates, const std::string& chosen) {
    std::string csv = "observer,validation_accuracy,validation_loss,mean_kl,mcnemar_p,chosen\n";
    for (const Candidate& c : candidates) {
      const bool is_chosen = c.observer == chosen;
      result_["observers"].push_back({{"observer", c.observer},
                                      {"validation_accuracy", c.accuracy},
                                      {"validation_loss", c.loss},
                                      {"mean_kl", c.mean_kl},
                                      {"mcnemar_p", c.mcnemar_p},
                                      {"chosen", is_chosen}});
      absl::StrAppendFormat(&csv, "%s,%.9g,%.9g,%.9g,%.9g,%s\n", c.observer, c.accuracy, c.loss, c.mean_kl, c.mcnemar_p,
                            is_chosen ? "true" : "false");
    }
    return WriteFileAtomically(context_.Output("observers.csv"), csv);
  }

  absl::StatusOr<Candidate> Try(const StaticQuantizer& quantizer, const std::string& observer,
                                const std::vector<float>& reference) {
    const std::string path = context_.Work(absl::StrCat("static-", observer, ".pt"));
    OCTAVO_RETURN_IF_ERROR(WriteCalibrated(quantizer, observer, path).status());
    OCTAVO_ASSIGN_OR_RETURN(const auto classifier, context_.engine.load_classifier({.path = path}));
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> logits, ValidationLogits(*classifier));
    std::filesystem::remove(path);
    const std::vector<int32_t>& labels = model_.data.validation.labels;
    const int classes = static_cast<int>(model_.labels.size());
    std::vector<int32_t> predictions = ArgMax(logits, classes);
    OCTAVO_ASSIGN_OR_RETURN(const ClassificationScores scores, ScoreClassification(labels, predictions, classes));
    return Candidate{observer, scores.accuracy, MeanCrossEntropy(logits, labels, classes),
                     MeanKlDivergence(reference, logits, classes), std::move(predictions)};
  }

  absl::StatusOr<std::vector<float>> ValidationLogits(Classifier& classifier) {
    const EncodedRows& rows = model_.data.validation;
    return LogitsOfAll([&](const TokenBatch& batch) { return classifier.Logits(batch); }, rows.tokens,
                       context_.spec.Param<int>("eval_batch_size"), TextProgress(context_, rows.size()));
  }

  absl::Status Convert(const StaticQuantizer& quantizer, const std::string& observer) {
    context_.events.Phase("quantize");
    OCTAVO_ASSIGN_OR_RETURN(const StaticSummary summary, WriteCalibrated(quantizer, observer, path_));
    result_["quantization"] = DescribeQuantization(summary.file);
    result_["quantization"]["observer"] = observer;
    result_["quantization"]["calibration_texts"] = CalibrationTexts(context_, model_);
    return WriteFileAtomically(context_.Output("layers.csv"), FormatLayersCsv(summary.layers));
  }

  absl::StatusOr<Json> Finish() {
    FinishRecord(context_, result_);
    OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(context_.Output("comparison.csv"), FormatComparisonCsv(result_)));
    OCTAVO_RETURN_IF_ERROR(WriteOutput(context_, "config.json", ConfigOf(result_)));
    OCTAVO_RETURN_IF_ERROR(WriteOutput(context_, "metrics.json", result_));
    return result_;
  }

  JobContext& context_;
  const TrainedModel model_;
  const std::string path_;
  Json result_;
};

}  // namespace

absl::StatusOr<Json> RunStatic(JobContext& context) {
  if (context.spec.device != "cpu") {
    return Blame(absl::InvalidArgumentError(absl::StrCat("device is \"", context.spec.device,
                                                         "\": static INT8 runs on the CPU only; give device cpu")),
                 kBadSpec);
  }
  OCTAVO_RETURN_IF_ERROR(VariantStudy::CheckShapes(context));
  OCTAVO_ASSIGN_OR_RETURN(TrainedModel model, LoadTrainedModel(context, DatasetParts::kAll));
  return Static(context, std::move(model)).Run();
}

}  // namespace octavo
