#include "client/commands/quantization_stage.h"

#include <algorithm>

#include "absl/strings/str_replace.h"
#include "client/compare/stage_folders.h"

namespace octavo::client {

const std::vector<QuantizationStage>& QuantizationStages() {
  static const auto& stages = *new std::vector<QuantizationStage>{
      {"dynamic", CudaUse::kTakes, "", false,
       "Quantize a trained model to INT8 without calibration and measure both in turn",
       "octavo dynamic --baseline-model results/baseline/model --output_dir results/dynamic_quant"},
      {"static", CudaUse::kRefuses, "static INT8 runs on the CPU only", false,
       "Quantize a trained model to INT8 with ranges learnt from calibration texts",
       "octavo static --model_path results/baseline/model --calibration_samples 1000 --observer histogram"},
      {"qat", CudaUse::kDiscourages,
       "the CPU is recommended for quantization-aware training, whose model is deployed there", true,
       "Train a model with fake quantization, so that it loses less as INT8",
       "octavo qat --model_path results/baseline/model --epochs 2 --learning_rate 1e-5"},
      {"mixed", CudaUse::kDiscourages,
       "the CPU is recommended for mixed precision, whose forms are chosen by their speed there", false,
       "Make INT8, FP16 and mixed forms of a trained model, and search which layers need precision",
       "octavo mixed --model_path results/baseline/model --precisions int8 fp16 mixed"},
  };
  return stages;
}

const QuantizationStage* FindQuantizationStage(absl::string_view kind) {
  const auto& stages = QuantizationStages();
  const auto found = std::find_if(stages.begin(), stages.end(), [&](const auto& stage) { return stage.kind == kind; });
  return found == stages.end() ? nullptr : &*found;
}

std::string ModelSetting(const QuantizationStage& stage) {
  return absl::StrReplaceAll(FindStageFolder(stage.kind)->model_flag, {{"-", "_"}});
}

std::vector<std::string> SourceSettings(const QuantizationStage& stage) {
  std::vector<std::string> names = {ModelSetting(stage)};
  if (stage.takes_static_results) names.push_back("static_dir");
  return names;
}

}  // namespace octavo::client
