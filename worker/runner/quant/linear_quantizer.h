#ifndef OCTAVO_WORKER_RUNNER_QUANT_LINEAR_QUANTIZER_H_
#define OCTAVO_WORKER_RUNNER_QUANT_LINEAR_QUANTIZER_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace octavo {

/// Rows of int8 with a scale each.
struct QuantizedMatrix {
  std::vector<int8_t> values;  // [rows × columns]
  std::vector<float> scales;   // [rows]
};

/// One scale a row (int8_numerics.h), or with `per_tensor` the largest of them for all.
QuantizedMatrix QuantizeRows(absl::Span<const float> values, int64_t rows, int64_t columns, bool per_tensor);

/// Multiplies each column by its factor.
void ScaleColumns(absl::Span<const float> factors, std::vector<float>& values);

/// What quantizing the weight adds to each output on average: sum over columns of (dequantized − weight) · mean of the
/// column's input. Subtracted from the bias it leaves the output's mean as it was (Nagel et al., Data-Free Quantization
/// Through Weight Equalization and Bias Correction, 2019, section 4.2). All of one shape, [rows × columns].
std::vector<float> MeanOutputError(absl::Span<const float> weights, const QuantizedMatrix& quantized,
                                   absl::Span<const float> input_mean);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_LINEAR_QUANTIZER_H_
