#ifndef OCTAVO_WORKER_RUNNER_TEXT_BATCHING_H_
#define OCTAVO_WORKER_RUNNER_TEXT_BATCHING_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace octavo {

/// Indices of the texts of one batch.
using Batch = std::vector<int64_t>;

/// One epoch for training: every text once, in a random order in which neighbours have similar lengths, so that little
/// time goes into padding. The texts are shuffled, cut into chunks of 64 batches, sorted by length within a chunk, cut
/// into batches, and the batches are shuffled. Every batch has `batch_size` texts but one. The same arguments give the
/// same batches on every platform; another epoch gives others. REQUIRES: batch_size >= 1.
std::vector<Batch> TrainingBatches(absl::Span<const int32_t> lengths, int64_t batch_size, uint64_t seed, int64_t epoch);

/// For evaluation: every text once, longest first (the peak of memory comes at the start), ties in order of index.
/// REQUIRES: batch_size >= 1.
std::vector<Batch> EvaluationBatches(absl::Span<const int32_t> lengths, int64_t batch_size);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_BATCHING_H_
