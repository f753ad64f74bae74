#ifndef OCTAVO_WORKER_RUNNER_TRAIN_DEPLOYED_LINEAR_FUNCTION_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_DEPLOYED_LINEAR_FUNCTION_H_

#include <memory>

#include "ATen/core/Tensor.h"
#include "worker/runner/train/deployed_linear.h"

namespace octavo {

/// The deployed layer's output, FP32 [rows, outputs], in autograd's graph. Gradients: of the input as if it had not
/// been rounded, and zero where it was clipped; of the parameters as if the weight had not been rounded. `linear` must
/// not change until the backward pass is done.
at::Tensor ApplyDeployed(const at::Tensor& x, std::shared_ptr<const DeployedLinear> linear);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_DEPLOYED_LINEAR_FUNCTION_H_
