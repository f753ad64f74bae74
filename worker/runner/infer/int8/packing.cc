#include "worker/runner/infer/int8/packing.h"

#include <algorithm>

namespace octavo::int8 {
namespace {

constexpr int32_t kSigned = 128;  // between unsigned codes and the int8 that holds them

int PanelsOf(int outputs) { return (outputs + kPanel - 1) / kPanel; }
int DepthsOf(int inputs) { return (inputs + kDepth - 1) / kDepth; }

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
  const auto columns = static_cast<size_t>(PanelsOf(outputs) * kPanel);
  const auto depth = static_cast<size_t>(DepthsOf(inputs) * kDepth);
  return AlignedBuffer::Bytes<int8_t>(columns * depth) + 4 * AlignedBuffer::Bytes<float>(columns);
}

PackedLinear PackLinear(absl::Span<const QuantizedRows> parts, int inputs, AlignedBuffer& arena) {
  PackedLinear linear;
  linear.inputs = inputs;
  for (const QuantizedRows& part : parts) linear.outputs += static_cast<int>(part.scales.size());
  linear.panels = PanelsOf(linear.outputs);
  linear.depths = DepthsOf(inputs);
  const auto columns = static_cast<size_t>(linear.panels * kPanel);
  auto* packed = arena.Take<int8_t>(columns * static_cast<size_t>(linear.depths * kDepth));
  auto* scales = arena.Take<float>(columns);
  auto* biases = arena.Take<float>(columns);
  auto* signed_starts = arena.Take<int32_t>(columns);
  auto* unsigned_starts = arena.Take<int32_t>(columns);
  int column = 0;
  for (const QuantizedRows& part : parts) {
    std::copy(part.scales.begin(), part.scales.end(), scales + column);
    std::copy(part.bias.begin(), part.bias.end(), biases + column);
    for (size_t row = 0; row < part.scales.size(); ++row, ++column) {
      const int8_t* values = part.values.data() + row * static_cast<size_t>(inputs);
      signed_starts[column] = 0;
      unsigned_starts[column] = -kSigned * PackColumn(values, inputs, column, linear.depths, packed);
    }
  }
  linear.weights = packed;
  linear.scales = scales;
  linear.biases = biases;
  linear.signed_starts = signed_starts;
  linear.unsigned_starts = unsigned_starts;
  return linear;
}

size_t FixedInputBytes(int outputs) {
  return 3 * AlignedBuffer::Bytes<float>(static_cast<size_t>(PanelsOf(outputs)) * kPanel);
}

PackedLinear WithFixedInput(const PackedLinear& linear, const StaticInput& input, AlignedBuffer& arena) {
  const int columns = linear.panels * kPanel;
  auto* scales = arena.Take<float>(static_cast<size_t>(columns));
  auto* signed_starts = arena.Take<int32_t>(static_cast<size_t>(columns));
  auto* unsigned_starts = arena.Take<int32_t>(static_cast<size_t>(columns));
  // What is stored is the code less kSigned: the sums lack (kSigned - zero point) times the column's sum.
  const int32_t missing = kSigned - input.zero_point;
  for (int column = 0; column < columns; ++column) {
    const int32_t sum = -linear.unsigned_starts[column] / kSigned;
    scales[column] = linear.scales[column] * input.scale;
    signed_starts[column] = missing * sum;
    unsigned_starts[column] = (missing - kSigned) * sum;
  }
  PackedLinear fixed = linear;
  fixed.scales = scales;
  fixed.signed_starts = signed_starts;
  fixed.unsigned_starts = unsigned_starts;
  return fixed;
}

size_t PackedCodesBytes(int inputs) {
  return AlignedBuffer::Bytes<float>(static_cast<size_t>(PanelsOf(inputs)) * kPanel);
}

StaticCodes PackCodes(const StaticInput& input, AlignedBuffer& arena) {
  const auto inputs = static_cast<int>(input.multipliers.size());
  auto* multipliers = arena.Take<float>(static_cast<size_t>(PanelsOf(inputs)) * kPanel);
  std::copy(input.multipliers.begin(), input.multipliers.end(), multipliers);
  const auto less = [](int code) { return static_cast<float>(code - kSigned); };
  return {multipliers, less(input.zero_point), less(input.lowest), less(input.highest)};
}

}  // namespace octavo::int8
