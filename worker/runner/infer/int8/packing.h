#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_PACKING_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_PACKING_H_

#include <cstdint>

#include "absl/types/span.h"
#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/infer/int8/kernels.h"

namespace octavo::int8 {

/// Rows of int8 with one scale each, or a linear layer of such rows [outputs × inputs] with its bias.
struct QuantizedRows {
  absl::Span<const int8_t> values;
  absl::Span<const float> scales;
  absl::Span<const float> bias;
};

/// Arena bytes that PackLinear takes for a layer of this size.
size_t PackedLinearBytes(int outputs, int inputs);

/// Stacks `parts`, which have the same number of inputs, into one layer in the kernels' layout. The result points into
/// `arena`. REQUIRES: each part has scales.size() × inputs values and as many biases as scales; the arena has room.
PackedLinear PackLinear(absl::Span<const QuantizedRows> parts, int inputs, AlignedBuffer& arena);

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_PACKING_H_
