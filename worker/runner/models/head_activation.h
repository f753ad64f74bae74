#ifndef OCTAVO_WORKER_RUNNER_MODELS_HEAD_ACTIVATION_H_
#define OCTAVO_WORKER_RUNNER_MODELS_HEAD_ACTIVATION_H_

#include "ATen/core/Tensor.h"
#include "ATen/ops/relu.h"
#include "ATen/ops/tanh.h"
#include "worker/runner/formats/model_config.h"

namespace octavo {

/// What the classification head does to its hidden layer. Differentiable.
inline at::Tensor ActivateHead(const at::Tensor& x, HeadActivation activation) {
  return activation == HeadActivation::kRelu ? at::relu(x) : at::tanh(x);
}

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_HEAD_ACTIVATION_H_
