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

/// Memory for the gradients of the three embedding tables, kept from step to step: the word table's is larger than all
/// activations, and clearing only the rows of the last batch saves a pass over it. At most one backward pass may be
/// using it, and the gradients it gave out are valid until the next one.
class EmbeddingGradients {
 public:
  EmbeddingGradients(const at::Tensor& word, const at::Tensor& position, const at::Tensor& type);
  /// The gradients of the three tables from that of their sum [rows, hidden]; undefined for a table without rows.
  std::vector<at::Tensor> Compute(const at::Tensor& d_sum, const PackedBatch& batch);
  /// Whether `gradient` lies in this memory.
  bool Owns(const at::Tensor& gradient) const;

 private:
  at::Tensor tables_[3];  // zero but for the rows of the last batch
  std::vector<int32_t> used_rows_[3];
};

struct EmbeddingTables {
  at::Tensor word, position, type;
};

/// Sum of the three embeddings as they stand in `values`: FP32 [rows, hidden]. Gradients go to the tables of
/// `parameters`, through `gradients`; both have the same shapes, and without fake quantization are the same. A type
/// table without rows counts as zero.
at::Tensor EmbedTokens(const EmbeddingTables& parameters, const EmbeddingTables& values,
                       std::shared_ptr<const PackedBatch> batch, std::shared_ptr<EmbeddingGradients> gradients);

/// x·Wᵀ + b in the compute type: [rows, inputs] FP32 or compute type → [rows, outputs].
at::Tensor ApplyLinear(const at::Tensor& x, const ComputeLinear& linear);

/// LayerNorm(residual + dropout(branch)): FP32 [rows, hidden]. `residual` may be undefined.
at::Tensor AddNorm(const at::Tensor& branch, const at::Tensor& residual, const NormWeights& norm, double eps,
                   const DropoutDraw& draw);

/// Dropout of an FP32 matrix.
at::Tensor ApplyDropout(const at::Tensor& x, const DropoutDraw& draw);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_ENCODER_FUNCTIONS_H_
