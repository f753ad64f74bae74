#include "worker/runner/infer/int8/packing.h"

#include <algorithm>

namespace octavo::int8 {
namespace {

int DivideUp(int n, int by) { return (n + by - 1) / by; }

/// Writes row `column` of the layer into its place and returns its sum.
int32_t PackColumn(const int8_t* values, int inputs, int column, int depths, int8_t* packed) {
  int32_t sum = 0;
  const int64_t panel = column / kPanel, tile = column % kPanel / 16, lane = column % 16;
  for (int k = 0; k < inputs; ++k) {
    const int64_t block = panel * depths + k / kDepth;
    packed[(((block * 4 + tile) * 16 + k % kDepth / 4) * 16 + lane) * 4 + k % 4] = values[k];
    sum += values[k];
  }
  return sum;
}

}  // namespace

size_t PackedLinearBytes(int outputs, int inputs) {
  const auto columns = static_cast<size_t>(DivideUp(outputs, kPanel) * kPanel);
  const auto depth = static_cast<size_t>(DivideUp(inputs, kDepth) * kDepth);
  return AlignedBuffer::Bytes<int8_t>(columns * depth) + 3 * AlignedBuffer::Bytes<float>(columns);
}

PackedLinear PackLinear(absl::Span<const QuantizedRows> parts, int inputs, AlignedBuffer& arena) {
  PackedLinear linear;
  linear.inputs = inputs;
  for (const QuantizedRows& part : parts) linear.outputs += static_cast<int>(part.scales.size());
  linear.panels = DivideUp(linear.outputs, kPanel);
  linear.depths = DivideUp(inputs, kDepth);
  const auto columns = static_cast<size_t>(linear.panels * kPanel);
  auto* packed = arena.Take<int8_t>(columns * static_cast<size_t>(linear.depths * kDepth));
  auto* scales = arena.Take<float>(columns);
  auto* biases = arena.Take<float>(columns);
  auto* compensation = arena.Take<int32_t>(columns);
  int column = 0;
  for (const QuantizedRows& part : parts) {
    std::copy(part.scales.begin(), part.scales.end(), scales + column);
    std::copy(part.bias.begin(), part.bias.end(), biases + column);
    for (size_t row = 0; row < part.scales.size(); ++row, ++column) {
      const int8_t* values = part.values.data() + row * static_cast<size_t>(inputs);
      compensation[column] = 128 * PackColumn(values, inputs, column, linear.depths, packed);
    }
  }
  linear.weights = packed;
  linear.scales = scales;
  linear.biases = biases;
  linear.compensation = compensation;
  return linear;
}

}  // namespace octavo::int8
