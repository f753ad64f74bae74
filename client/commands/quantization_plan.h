#ifndef OCTAVO_CLIENT_COMMANDS_QUANTIZATION_PLAN_H_
#define OCTAVO_CLIENT_COMMANDS_QUANTIZATION_PLAN_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/commands/catalog.h"
#include "client/commands/quantization_stage.h"
#include "client/commands/settings.h"
#include "client/commands/stage_plan.h"

namespace octavo::client {

/// What a quantization stage starts from. A stage of the same experiment goes before a folder; none is owned.
struct QuantizationSources {
  const Stage* baseline = nullptr;      // that trains the model
  std::string model_folder = {};        // of a trained model here
  const Stage* static_stage = nullptr;  // whose INT8 form qat begins with and is compared with
  std::string static_folder = {};       // results of octavo static here; empty: none
};

/// The stage on what `sources` give. On a model folder it takes the data set that the model was trained on unless
/// another one is asked for; a local data set is found by what KeepInputs() wrote. Errors: NOT_FOUND where the model,
/// the data set or the static results are not there; INVALID_ARGUMENT where the data set's bytes are others than those
/// of the training, where the settings ask for another data set or model than those of `sources.baseline`, for another
/// static model than that of `sources.static_folder` (another than the stage's is made by qat itself, with a warning),
/// or for CUDA where the stage has no use for it (in a command of several stages it takes the CPU, with a warning).
absl::StatusOr<Stage> PlanQuantization(const Settings& settings, const Catalog& catalog, const std::string& cache,
                                       const QuantizationStage& kind, const QuantizationSources& sources,
                                       const std::string& output_dir);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_QUANTIZATION_PLAN_H_
