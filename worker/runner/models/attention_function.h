#ifndef OCTAVO_WORKER_RUNNER_MODELS_ATTENTION_FUNCTION_H_
#define OCTAVO_WORKER_RUNNER_MODELS_ATTENTION_FUNCTION_H_

#include <cstdint>
#include <memory>

#include "ATen/core/Tensor.h"
#include "worker/runner/models/packed_batch.h"

namespace octavo {

/// Multi-head attention of packed texts, each attending to itself: [tokens, 3·hidden] (query, key, value side by side)
/// → [tokens, hidden], both in the compute type. Texts of similar length are padded together for batched GEMMs. Dropout
/// on the probabilities; `key` is the site's key. Differentiable.
at::Tensor SelfAttention(const at::Tensor& qkv, int64_t heads, double dropout, uint64_t key,
                         std::shared_ptr<const PackedBatch> batch);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_ATTENTION_FUNCTION_H_
