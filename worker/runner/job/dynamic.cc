#include <string>

#include "common/status_macros.h"
#include "worker/runner/job/calibration.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/record.h"
#include "worker/runner/job/trained_model.h"
#include "worker/runner/job/variant_study.h"

namespace octavo {
namespace {

absl::StatusOr<Json> Quantize(JobContext& context, const TrainedModel& model, const std::string& path) {
  context.events.Phase("quantize");
  const auto summary =
      context.engine.quantize_dynamic({model.path, path, context.spec.Param<bool>("quantize_embeddings")});
  if (!summary.ok()) return Blame(summary.status(), kBadModel);
  return DescribeQuantization(*summary);
}

}  // namespace

absl::StatusOr<Json> RunDynamic(JobContext& context) {
  OCTAVO_RETURN_IF_ERROR(VariantStudy::CheckShapes(context));
  OCTAVO_ASSIGN_OR_RETURN(const TrainedModel model, LoadTrainedModel(context, DatasetParts::kTestOnly));
  Json result = StartRecordOf(context, model);
  const std::string path = context.Output("quantized_model.pt");
  OCTAVO_ASSIGN_OR_RETURN(result["quantization"], Quantize(context, model, path));
  VariantStudy study(context, model);
  OCTAVO_RETURN_IF_ERROR(study.Add("int8", path, /*own=*/true));
  OCTAVO_RETURN_IF_ERROR(study.Evaluate(result));
  OCTAVO_RETURN_IF_ERROR(study.Time(result));
  FinishRecord(context, result);
  OCTAVO_RETURN_IF_ERROR(WriteOutput(context, "results.json", result));
  return result;
}

}  // namespace octavo
