#include <string>
#include <vector>

#include "common/files.h"
#include "common/status_macros.h"
#include "worker/runner/job/evaluation.h"
#include "worker/runner/job/jobs.h"
#include "worker/runner/job/measurement.h"
#include "worker/runner/job/progress.h"
#include "worker/runner/job/record.h"
#include "worker/runner/job/trained_model.h"

namespace octavo {
namespace {

constexpr char kEvaluatedVariant[] = "model";

absl::Status EvaluateOnTest(JobContext& context, const TrainedModel& model, Json& result) {
  context.events.Phase("evaluate");
  const EncodedRows& test = model.data.test;
  OCTAVO_ASSIGN_OR_RETURN(
      const std::vector<float> logits,
      LogitsOfAll([&](const TokenBatch& batch) { return model.classifier->Logits(batch); }, test.tokens,
                  context.spec.Param<int>("eval_batch_size"), TextProgress(context, test.size())));
  OCTAVO_ASSIGN_OR_RETURN(result["variants"][kEvaluatedVariant]["evaluation"],
                          DescribeEvaluation(test.labels, logits, model.labels));
  return WriteFileAtomically(context.Output("evaluation_results.csv"),
                             FormatEvaluationCsv(test, logits, {}, static_cast<int>(model.labels.size())));
}

}  // namespace

absl::StatusOr<Json> RunEvaluate(JobContext& context) {
  OCTAVO_ASSIGN_OR_RETURN(const TrainedModel model,
                          LoadTrainedModel(context, DatasetParts::kTestOnly, ModelForms::kFolderOrFile));
  Json result = StartRecordOf(context, model);
  OCTAVO_RETURN_IF_ERROR(EvaluateOnTest(context, model, result));
  OCTAVO_RETURN_IF_ERROR(DescribeFiles(context, {{kEvaluatedVariant, model.classifier.get(), model.path}}, result));
  FinishRecord(context, result);
  OCTAVO_RETURN_IF_ERROR(WriteOutput(context, "metrics.json", result));
  return result;
}

}  // namespace octavo
