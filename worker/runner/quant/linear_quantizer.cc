#include "worker/runner/quant/linear_quantizer.h"

#include <algorithm>
#include <cstddef>

#include "worker/runner/quant/int8_numerics.h"

namespace octavo {

QuantizedMatrix QuantizeRows(absl::Span<const float> values, int64_t rows, int64_t columns, bool per_tensor) {
  QuantizedMatrix result = {std::vector<int8_t>(values.size()), std::vector<float>(static_cast<size_t>(rows))};
  for (int64_t row = 0; row < rows; ++row) {
    const int64_t at = row * columns;
    result.scales[static_cast<size_t>(row)] =
        QuantizeRowSymmetric(values.data() + at, columns, result.values.data() + at);
  }
  if (!per_tensor || rows == 0) return result;
  const float scale = *std::max_element(result.scales.begin(), result.scales.end());
  std::fill(result.scales.begin(), result.scales.end(), scale);
  for (size_t i = 0; i < values.size(); ++i) result.values[i] = QuantizeSymmetric(values[i], scale);
  return result;
}

void ScaleColumns(absl::Span<const float> factors, std::vector<float>& values) {
  for (size_t i = 0; i < values.size(); ++i) values[i] *= factors[i % factors.size()];
}

std::vector<float> MeanOutputError(absl::Span<const float> weights, const QuantizedMatrix& quantized,
                                   absl::Span<const float> input_mean) {
  const size_t columns = input_mean.size();
  std::vector<float> errors;
  for (size_t row = 0; row < quantized.scales.size(); ++row) {
    double error = 0;
    for (size_t c = 0; c < columns; ++c) {
      const size_t i = row * columns + c;
      error += (static_cast<double>(quantized.values[i]) * quantized.scales[row] - weights[i]) * input_mean[c];
    }
    errors.push_back(static_cast<float>(error));
  }
  return errors;
}

}  // namespace octavo
