#include "worker/runner/infer/int8/float_packing.h"

#include <algorithm>
#include <cstring>

namespace octavo::int8 {
namespace {

/// Sizes of a layer's layout.
struct FloatLayout {
  FloatLayout(int outputs, int inputs, FloatFormat format)
      : depth(format == FloatFormat::kFp32 ? kFp32Depth : kBf16Depth),
        panels((outputs + kPanel - 1) / kPanel),
        depths((inputs + depth - 1) / depth) {}

  size_t columns() const { return static_cast<size_t>(panels) * kPanel; }
  size_t weights() const { return columns() * static_cast<size_t>(depths) * static_cast<size_t>(depth); }

  /// The place of a weight.
  int64_t At(int column, int k) const {
    const int pair = depth / 16;  // inputs per group
    const int64_t block = static_cast<int64_t>(column / kPanel) * depths + k / depth;
    const int64_t group = (block * 4 + column % kPanel / 16) * 16 + k % depth / pair;
    return (group * 16 + column % 16) * pair + k % pair;
  }

  int depth, panels, depths;
};

template <typename T, typename Convert>
const T* PackWeights(absl::Span<const FloatRows> parts, int inputs, const FloatLayout& layout, AlignedBuffer& arena,
                     Convert convert) {
  T* packed = arena.Take<T>(layout.weights());
  int column = 0;
  for (const FloatRows& part : parts) {
    const float* value = part.values.data();
    for (size_t row = 0; row < part.bias.size(); ++row, ++column) {
      for (int k = 0; k < inputs; ++k, ++value) packed[layout.At(column, k)] = convert(*value);
    }
  }
  return packed;
}

}  // namespace

uint16_t RoundToBf16(float x) {
  uint32_t bits;
  std::memcpy(&bits, &x, sizeof(bits));
  const uint32_t magnitude = bits & 0x7fffffffu;
  if (magnitude > 0x7f800000u) return static_cast<uint16_t>(bits >> 16 | 0x40u);
  if (magnitude < 0x00800000u) return static_cast<uint16_t>(bits >> 16 & 0x8000u);
  return static_cast<uint16_t>((bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}

size_t PackedFloatLinearBytes(int outputs, int inputs, FloatFormat format) {
  const FloatLayout layout(outputs, inputs, format);
  const size_t weights = format == FloatFormat::kFp32 ? AlignedBuffer::Bytes<float>(layout.weights())
                                                      : AlignedBuffer::Bytes<uint16_t>(layout.weights());
  return weights + AlignedBuffer::Bytes<float>(layout.columns());
}

PackedFloatLinear PackFloatLinear(absl::Span<const FloatRows> parts, int inputs, FloatFormat format,
                                  AlignedBuffer& arena) {
  PackedFloatLinear linear;
  linear.inputs = inputs;
  linear.format = format;
  for (const FloatRows& part : parts) linear.outputs += static_cast<int>(part.bias.size());
  const FloatLayout layout(linear.outputs, inputs, format);
  linear.panels = layout.panels;
  linear.depths = layout.depths;
  if (format == FloatFormat::kFp32) {
    linear.weights = PackWeights<float>(parts, inputs, layout, arena, [](float x) { return x; });
  } else {
    linear.weights = PackWeights<uint16_t>(parts, inputs, layout, arena, RoundToBf16);
  }
  float* biases = arena.Take<float>(layout.columns());
  linear.biases = biases;
  for (const FloatRows& part : parts) biases = std::copy(part.bias.begin(), part.bias.end(), biases);
  return linear;
}

}  // namespace octavo::int8
