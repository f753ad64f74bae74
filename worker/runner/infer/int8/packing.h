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

/// Fixed codes of a layer's input: q = clamp(round(x · multiplier) + zero_point, lowest, highest) for unsigned bytes,
/// and x ≈ (q − zero_point) · scale, for a smoothed column times its factor.
struct StaticInput {
  absl::Span<const float> multipliers;  // [inputs]
  float scale = 0;
  int zero_point = 0, lowest = 0, highest = 255;
  absl::Span<const float> factors = {};  // [inputs] of SmoothQuant, from which the multipliers come; empty: none
};

/// Arena bytes that PackLinear takes for a layer of this size.
size_t PackedLinearBytes(int outputs, int inputs);

/// Stacks `parts`, which have the same number of inputs, into one layer in the kernels' layout. The result points into
/// `arena`. REQUIRES: each part has scales.size() × inputs values and as many biases as scales; the arena has room.
/// The input's scale comes with each row.
PackedLinear PackLinear(absl::Span<const QuantizedRows> parts, int inputs, AlignedBuffer& arena);

/// Arena bytes that WithFixedInput takes for a layer of so many outputs.
size_t FixedInputBytes(int outputs);

/// The same layer for an input with fixed codes: the sums make up for its zero point and the scales hold its scale.
/// Shares the weights and biases of `linear`; the rest points into `arena`.
PackedLinear WithFixedInput(const PackedLinear& linear, const StaticInput& input, AlignedBuffer& arena);

/// Arena bytes that PackCodes takes.
size_t PackedCodesBytes(int inputs);

/// The codes as the kernels want them, the multipliers padded with zeros to whole panels. Points into `arena`.
StaticCodes PackCodes(const StaticInput& input, AlignedBuffer& arena);

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_PACKING_H_
