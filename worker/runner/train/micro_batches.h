#ifndef OCTAVO_WORKER_RUNNER_TRAIN_MICRO_BATCHES_H_
#define OCTAVO_WORKER_RUNNER_TRAIN_MICRO_BATCHES_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "worker/runner/engine/engine.h"

namespace octavo {

/// Neighbouring texts of a batch, with what belongs to them.
struct MicroBatch {
  TokenBatch tokens;
  absl::Span<const int32_t> labels;
  absl::Span<const float> teacher_logits;
};

/// Cuts a batch into pieces of at most `max_tokens` each, a text that is longer alone: gradients of the pieces add up
/// to that of the batch, while activations are kept for one piece at a time. `labels` has one entry a text,
/// `teacher_logits` equally many each, or none. The spans are views of what is given.
std::vector<MicroBatch> CutBatch(const TokenBatch& batch, absl::Span<const int32_t> labels,
                                 absl::Span<const float> teacher_logits, int64_t max_tokens);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TRAIN_MICRO_BATCHES_H_
