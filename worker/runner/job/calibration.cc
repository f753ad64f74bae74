#include "worker/runner/job/calibration.h"

#include <algorithm>
#include <utility>

#include "common/random.h"
#include "common/status_macros.h"
#include "worker/runner/job/failure.h"
#include "worker/runner/job/progress.h"

namespace octavo {
namespace {

/// Texts of a batch that the observers see. Some of them go batch by batch (moving_average, and where the first batch
/// sets the bins): a parameter here, such as eval_batch_size, would change the model that is shipped.
constexpr size_t kCalibrationBatch = 32;

/// Rows of the training part in the order in which they are read: a batch must look like any other, for some observers
/// go batch by batch.
std::vector<int64_t> CalibrationRows(const JobContext& context, const TrainedModel& model) {
  Random random(context.seed(), "calibration texts");
  std::vector<int64_t> rows = random.Permutation(model.data.train.size());
  rows.resize(static_cast<size_t>(CalibrationTexts(context, model)));
  return rows;
}

absl::Status ReadOnce(JobContext& context, const TrainedModel& model, const std::vector<int64_t>& rows,
                      StaticQuantizer& quantizer) {
  const TextProgress progress(context, static_cast<int64_t>(rows.size()));
  for (size_t begin = 0; begin < rows.size(); begin += kCalibrationBatch) {
    TokenBatch batch;
    for (size_t i = begin; i < std::min(begin + kCalibrationBatch, rows.size()); ++i) {
      batch.Append(model.data.train.tokens[static_cast<size_t>(rows[i])]);
    }
    OCTAVO_RETURN_IF_ERROR(Blame(model.classifier->LogitsWithTap(batch, quantizer).status(), kBadModel));
    OCTAVO_RETURN_IF_ERROR(progress(static_cast<int64_t>(begin) + batch.size()));
  }
  return Blame(quantizer.EndPass(), kBadModel);
}

}  // namespace

StaticOptions StaticOptionsOf(const JobContext& context, const TrainedModel& model,
                              std::vector<std::string> observers) {
  const JobSpec& spec = context.spec;
  StaticOptions options;
  options.model_dir = model.path;
  options.observers = std::move(observers);
  options.symmetric_activations = spec.Param<std::string>("activations") == "symmetric";
  options.quantize_embeddings = spec.Param<bool>("quantize_embeddings");
  options.keep_layers = spec.Param<std::vector<std::string>>("keep_layers");
  options.role_observers =
      spec.OptionalParam<std::vector<std::string>>("role_observers").value_or(options.role_observers);
  options.percentile = spec.OptionalParam<double>("percentile").value_or(options.percentile);
  options.reduced_range = spec.OptionalParam<bool>("reduced_range").value_or(options.reduced_range);
  options.smooth_alpha = spec.OptionalParam<double>("smooth_alpha").value_or(options.smooth_alpha);
  options.bias_correction = spec.OptionalParam<bool>("bias_correction").value_or(options.bias_correction);
  options.per_tensor_weights = spec.OptionalParam<std::string>("weights").value_or("per_channel") == "per_tensor";
  return options;
}

int64_t CalibrationTexts(const JobContext& context, const TrainedModel& model) {
  return std::min(context.spec.Param<int64_t>("calibration_samples"), model.data.train.size());
}

absl::StatusOr<std::unique_ptr<StaticQuantizer>> Calibrate(JobContext& context, const TrainedModel& model,
                                                           const StaticOptions& options) {
  context.events.Phase("calibrate");
  auto quantizer = context.engine.create_static_quantizer(options);
  if (!quantizer.ok()) return Blame(quantizer.status(), kBadSpec);
  const std::vector<int64_t> rows = CalibrationRows(context, model);
  for (int pass = 0; pass < (*quantizer)->passes(); ++pass) {
    OCTAVO_RETURN_IF_ERROR(ReadOnce(context, model, rows, **quantizer));
  }
  return quantizer;
}

absl::StatusOr<StaticSummary> WriteCalibrated(const StaticQuantizer& quantizer, const std::string& observer,
                                              const std::string& path) {
  auto summary = quantizer.Write(observer, path);
  if (!summary.ok()) return Blame(summary.status(), kBadModel);
  return summary;
}

Json DescribeQuantization(const QuantizeSummary& summary) {
  return Json{{"quantized_layers", summary.quantized_layers},
              {"kept_layers", summary.kept_layers},
              {"quantized_parameters", summary.quantized_parameters},
              {"float_parameters", summary.float_parameters}};
}

}  // namespace octavo
