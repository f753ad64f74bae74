#ifndef OCTAVO_CLIENT_COMMANDS_QUANTIZATION_STAGE_H_
#define OCTAVO_CLIENT_COMMANDS_QUANTIZATION_STAGE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo::client {

/// What a stage does where it is asked to run on CUDA.
enum class CudaUse { kTakes, kRefuses, kDiscourages };

/// A stage that makes other forms of a trained model: the one table of what sets these stages apart.
struct QuantizationStage {
  std::string kind;
  CudaUse cuda = CudaUse::kTakes;
  std::string why_not_cuda;           // of kRefuses and kDiscourages
  bool takes_static_results = false;  // as an optional input, --static-dir
  std::string summary;                // of its command
  std::string example;
};

/// All of them, in the order in which a pipeline runs them.
const std::vector<QuantizationStage>& QuantizationStages();

/// The one of that kind, or null.
const QuantizationStage* FindQuantizationStage(absl::string_view kind);

/// The setting that names the trained model: "baseline_model" of dynamic, "model_path" of the others.
std::string ModelSetting(const QuantizationStage& stage);

/// The settings of `stage` that name what it starts from: the model's, and "static_dir" where it takes that.
std::vector<std::string> SourceSettings(const QuantizationStage& stage);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_QUANTIZATION_STAGE_H_
