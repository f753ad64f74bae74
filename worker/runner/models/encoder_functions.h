#ifndef OCTAVO_WORKER_RUNNER_MODELS_ENCODER_FUNCTIONS_H_
#define OCTAVO_WORKER_RUNNER_MODELS_ENCODER_FUNCTIONS_H_

// The encoder's differentiable pieces over packed tokens, as custom autograd functions where the stock ones would cost
// padding, extra passes or casts. Residual stream and parameters are FP32; what GEMMs read and write has the compute
// type, FP32 or BF16. All run on the CPU with the intra-op threads and give the same bits for the same inputs and
// thread count.

#include <cstdint>
#include <memory>

#include "ATen/core/Tensor.h"
#include "worker/runner/models/classifier_weights.h"
#include "worker/runner/models/packed_batch.h"
#include "worker/runner/models/row_kernels.h"

namespace octavo {

/// A linear layer's parameters with the copy that GEMMs read, of the compute type (the parameters themselves in FP32).
struct ComputeLinear {
  LinearWeights parameters;
  LinearWeights compute;
};

/// The draw of one dropout site; `probability` 0 draws nothing.
DropoutDraw MakeDraw(double probability, uint64_t key);

/// Sum of the three embeddings: FP32 [tokens, hidden]. Gradients go to the three tables.
at::Tensor EmbedTokens(const at::Tensor& word, const at::Tensor& position, const at::Tensor& type,
                       std::shared_ptr<const PackedBatch> batch);

/// x·Wᵀ + b in the compute type: [rows, inputs] FP32 or compute type → [rows, outputs].
at::Tensor ApplyLinear(const at::Tensor& x, const ComputeLinear& linear);

/// LayerNorm(residual + dropout(branch)): FP32 [rows, hidden]. `residual` may be undefined.
at::Tensor AddNorm(const at::Tensor& branch, const at::Tensor& residual, const NormWeights& norm, double eps,
                   const DropoutDraw& draw);

/// Dropout of an FP32 matrix.
at::Tensor ApplyDropout(const at::Tensor& x, const DropoutDraw& draw);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_ENCODER_FUNCTIONS_H_
