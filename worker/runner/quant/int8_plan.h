#ifndef OCTAVO_WORKER_RUNNER_QUANT_INT8_PLAN_H_
#define OCTAVO_WORKER_RUNNER_QUANT_INT8_PLAN_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/torch_value.h"
#include "worker/runner/quant/activation_qparams.h"

namespace octavo {

/// How one linear layer is stored and run.
struct LinearPlan {
  ComputeType type = ComputeType::kInt8;   // or kBf16, kFp32
  bool per_tensor = false;                 // one weight scale for all output channels instead of one each
  std::optional<ActivationQParams> input;  // fixed codes of the input; without them its scale is found token by token
  /// SmoothQuant's factors by input column: the weight's column is multiplied by its factor, the input divided by it.
  /// Empty: none.
  std::vector<float> smooth;
  /// Mean of each input column (before smoothing), for the correction of the bias. Empty: no correction.
  std::vector<float> input_mean;
};

struct Int8Plan {
  std::string quantization;  // "dynamic", "static", "qat", "mixed": for the reader of the file
  bool quantize_embeddings = true;
  std::string companions;           // folder of the tokenizer and of the training's note; empty: the model's
  std::vector<LinearPlan> linears;  // by place in LinearSites(); empty: all are as LinearPlan()
};

/// Writes the classifier in `model_dir` (Hugging Face layout) to one file, as `plan` says. The file format is that of
/// formats/int8_file.h. INVALID_ARGUMENT for a model or plan that does not fit; the writer's errors.
absl::StatusOr<QuantizeSummary> WriteInt8Model(const std::string& model_dir, const std::string& output_path,
                                               const Int8Plan& plan);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_INT8_PLAN_H_
