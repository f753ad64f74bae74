#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/job/calibration.h"
#include "worker/runner/job/comparison_csv.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/measurement.h"
#include "worker/runner/job/precision_report.h"
#include "worker/runner/job/precision_study.h"
#include "worker/runner/job/record.h"
#include "worker/runner/job/trained_model.h"
#include "worker/runner/job/variant_study.h"

namespace octavo {
namespace {

constexpr char kMixed[] = "mixed";
constexpr char kReferencePrecision[] = "fp32";

using Precisions = std::vector<std::string>;

bool Asks(const Precisions& precisions, const std::string& name) {
  return std::find(precisions.begin(), precisions.end(), name) != precisions.end();
}

absl::Status CheckPrecisions(const Precisions& precisions) {
  for (const std::string& name : precisions) {
    if (std::count(precisions.begin(), precisions.end(), name) == 1) continue;
    return Blame(absl::InvalidArgumentError(
                     absl::StrCat("parameter precisions: \"", name, "\" is given twice; give each form once")),
                 kBadSpec);
  }
  return absl::OkStatus();
}

/// One job; its steps share what they have loaded.
class MixedPrecision {
 public:
  MixedPrecision(JobContext& context, TrainedModel model, Precisions precisions)
      : context_(context), model_(std::move(model)), precisions_(std::move(precisions)) {}

  absl::StatusOr<Json> Run() {
    result_ = StartRecordOf(context_, model_);
    std::vector<std::pair<std::string, std::string>> made;  // name and path
    for (const std::string& name : precisions_) {
      if (name == kReferencePrecision) continue;  // the model itself, which every table begins with
      OCTAVO_ASSIGN_OR_RETURN(std::string path, Make(name));
      made.emplace_back(name, std::move(path));
    }
    VariantStudy study(context_, model_);
    for (const auto& [name, path] : made) OCTAVO_RETURN_IF_ERROR(study.Add(name, path, /*own=*/true));
    OCTAVO_RETURN_IF_ERROR(study.Evaluate(result_));
    OCTAVO_RETURN_IF_ERROR(study.Time(result_));
    return Finish();
  }

 private:
  /// Writes the form; its path.
  absl::StatusOr<std::string> Make(const std::string& name) {
    if (name == kMixed) return Mix();
    context_.events.Phase("quantize");
    const bool int8 = name == ComputeTypeName(ComputeType::kInt8);
    const std::string path = context_.Output(absl::StrCat(name, int8 ? "_model.pth" : "_model.pt"));
    const auto summary = int8 ? context_.engine.quantize_dynamic({model_.path, path, QuantizesEmbeddings()})
                              : context_.engine.convert_to_float({model_.path, path, FloatType(name)});
    if (!summary.ok()) return Blame(summary.status(), kBadModel);
    result_["quantization"][name] = DescribeQuantization(*summary);
    return path;
  }

  static ComputeType FloatType(const std::string& name) {
    return name == ComputeTypeName(ComputeType::kFp16) ? ComputeType::kFp16 : ComputeType::kBf16;
  }
  bool QuantizesEmbeddings() const { return context_.spec.Param<bool>("quantize_embeddings"); }

  absl::StatusOr<std::string> Mix() {
    const std::string path = context_.Output("mixed_model.pth");
    const std::string scratch = context_.Work("switchable.pt");
    auto switchable = context_.engine.load_switchable({model_.path, QuantizesEmbeddings(), scratch});
    if (!switchable.ok()) return Blame(switchable.status(), kBadModel);
    OCTAVO_ASSIGN_OR_RETURN(const PrecisionStudy study,
                            StudyPrecisions(context_, model_, **switchable, SystemTiming(context_)));
    OCTAVO_ASSIGN_OR_RETURN(const QuantizeSummary summary, (*switchable)->Write(path));
    switchable->reset();
    std::filesystem::remove(scratch);
    result_["quantization"][kMixed] = DescribeQuantization(summary);
    result_["sensitivity"] = DescribeSensitivity(study);
    result_["search"] = DescribeSearch(study);
    OCTAVO_RETURN_IF_ERROR(
        WriteFileAtomically(context_.Output("sensitivity.csv"), FormatSensitivityCsv(study.sensitivity)));
    OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(context_.Output("pareto.csv"), FormatParetoCsv(study)));
    return path;
  }

  absl::StatusOr<Json> Finish() {
    FinishRecord(context_, result_);
    OCTAVO_RETURN_IF_ERROR(
        WriteFileAtomically(context_.Output("precision_comparison.csv"), FormatComparisonCsv(result_)));
    OCTAVO_RETURN_IF_ERROR(WriteOutput(context_, "config.json", ConfigOf(result_)));
    OCTAVO_RETURN_IF_ERROR(WriteOutput(context_, "metrics.json", result_));
    return result_;
  }

  JobContext& context_;
  const TrainedModel model_;
  const Precisions precisions_;
  Json result_;
};

}  // namespace

absl::StatusOr<Json> RunMixed(JobContext& context) {
  if (context.spec.device != "cpu") {
    return Blame(absl::InvalidArgumentError(absl::StrCat("device is \"", context.spec.device,
                                                         "\": mixed precision runs on the CPU only; give device cpu")),
                 kBadSpec);
  }
  const auto precisions = context.spec.Param<Precisions>("precisions");
  OCTAVO_RETURN_IF_ERROR(CheckPrecisions(precisions));
  OCTAVO_RETURN_IF_ERROR(VariantStudy::CheckShapes(context));
  const DatasetParts parts = Asks(precisions, kMixed) ? DatasetParts::kAll : DatasetParts::kTestOnly;
  OCTAVO_ASSIGN_OR_RETURN(TrainedModel model, LoadTrainedModel(context, parts));
  return MixedPrecision(context, std::move(model), precisions).Run();
}

}  // namespace octavo
