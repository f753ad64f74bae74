#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_PACKING_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_PACKING_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/infer/int8/float_gemm.h"

namespace octavo::int8 {

/// A linear layer of floats [bias.size() × inputs].
struct FloatRows {
  absl::Span<const float> values;
  absl::Span<const float> bias;
};

/// Arena bytes that PackFloatLinear takes for a layer of this size.
size_t PackedFloatLinearBytes(int outputs, int inputs, FloatFormat format);

/// Stacks `parts`, which have the same number of inputs, into one layer in the kernels' layout; BF16 weights are
/// rounded half to even. The result points into `arena`. REQUIRES: inputs is a multiple of 16; each part has
/// bias.size() × inputs values; the arena has room and has been Reset since it last held something else.
PackedFloatLinear PackFloatLinear(absl::Span<const FloatRows> parts, int inputs, FloatFormat format,
                                  AlignedBuffer& arena);

/// The nearest bfloat16, of two equally near the even one; what is below 2⁻¹²⁶ becomes a zero of its sign, as the
/// instructions do it. A NaN stays one.
uint16_t RoundToBf16(float x);

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_PACKING_H_
