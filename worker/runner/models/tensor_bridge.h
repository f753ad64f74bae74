#ifndef OCTAVO_WORKER_RUNNER_MODELS_TENSOR_BRIDGE_H_
#define OCTAVO_WORKER_RUNNER_MODELS_TENSOR_BRIDGE_H_

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "worker/runner/formats/tensor.h"

namespace octavo {

/// Copies a floating-point view into `target`, an FP32 tensor of the same shape, converting F16, BF16 and F64.
/// INVALID_ARGUMENT for another dtype.
absl::Status CopyIntoFloat(const TensorView& view, at::Tensor target);

/// A view of a contiguous CPU tensor's bytes; lives as long as the tensor. INVALID_ARGUMENT for a dtype without a file
/// form.
absl::StatusOr<TensorView> ViewOf(const at::Tensor& tensor);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_TENSOR_BRIDGE_H_
