#ifndef OCTAVO_WORKER_RUNNER_MODELS_MODEL_INFO_H_
#define OCTAVO_WORKER_RUNNER_MODELS_MODEL_INFO_H_

#include <cstdint>

#include "worker/runner/engine/engine.h"
#include "worker/runner/formats/model_config.h"

namespace octavo {

/// What `config` says of a model of `parameters` scalars; compute types FP32, kernels empty.
ModelInfo DescribeModel(const ModelConfig& config, int64_t parameters);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_MODEL_INFO_H_
