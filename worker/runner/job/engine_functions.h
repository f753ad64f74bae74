#ifndef OCTAVO_WORKER_RUNNER_JOB_ENGINE_FUNCTIONS_H_
#define OCTAVO_WORKER_RUNNER_JOB_ENGINE_FUNCTIONS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/gemm_rates.h"

namespace octavo {

/// The engine's functions as values, so that the jobs can be tested without LibTorch. main.cc fills them from engine.h.
struct EngineFunctions {
  std::function<absl::Status(const EngineOptions&)> initialize;
  std::function<absl::StatusOr<EngineCapabilities>()> probe;
  std::function<absl::StatusOr<double>(ComputeType)> measure_gemm_peak;
  std::function<absl::StatusOr<GemmRates>(ComputeType)> measure_gemm_rates;
  std::function<absl::StatusOr<std::unique_ptr<Classifier>>(const LoadOptions&)> load_classifier;
  std::function<absl::StatusOr<std::unique_ptr<Trainer>>(const TrainerOptions&)> create_trainer;
  std::function<absl::StatusOr<QuantizeSummary>(const QuantizeDynamicOptions&)> quantize_dynamic;
  std::function<absl::StatusOr<QuantizeSummary>(const ConvertOptions&)> convert_to_float;
  std::function<absl::StatusOr<std::unique_ptr<StaticQuantizer>>(const StaticOptions&)> create_static_quantizer;
  std::function<absl::StatusOr<std::unique_ptr<Trainer>>(const QatOptions&)> create_qat_trainer;
  std::function<absl::StatusOr<std::vector<QuantizedLayer>>(const std::string&)> describe_layers;
  std::function<absl::StatusOr<std::unique_ptr<SwitchableClassifier>>(const SwitchableOptions&)> load_switchable;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_ENGINE_FUNCTIONS_H_
