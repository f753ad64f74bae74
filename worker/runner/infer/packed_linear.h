#ifndef OCTAVO_WORKER_RUNNER_INFER_PACKED_LINEAR_H_
#define OCTAVO_WORKER_RUNNER_INFER_PACKED_LINEAR_H_

#include "ATen/core/Tensor.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/models/classifier_weights.h"

namespace octavo {

/// A linear layer whose weight oneDNN has laid out for its kernels. Immutable; thread-compatible.
class PackedLinear {
 public:
  /// Converts `weights` (FP32) to `compute` (FP32, BF16 or FP16) and packs them.
  PackedLinear(const LinearWeights& weights, at::ScalarType compute);

  /// x·Wᵀ + b: [rows, inputs] → [rows, outputs], both of the compute type.
  at::Tensor Apply(const at::Tensor& x) const;
  /// The same with an activation fused in.
  at::Tensor ApplyWith(Activation activation, const at::Tensor& x) const;

 private:
  at::Tensor weight_;  // opaque
  at::Tensor bias_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_INFER_PACKED_LINEAR_H_
