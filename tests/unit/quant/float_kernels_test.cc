#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/float_packing.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/select_kernels.h"

namespace octavo::int8 {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

float FromBf16(uint16_t bf16) {
  const uint32_t bits = static_cast<uint32_t>(bf16) << 16;
  float x;
  std::memcpy(&x, &bits, sizeof(x));
  return x;
}

float FromBits(uint32_t bits) {
  float x;
  std::memcpy(&x, &bits, sizeof(x));
  return x;
}

/// What a format keeps of a value.
float Kept(float x, FloatFormat format) { return format == FloatFormat::kFp32 ? x : FromBf16(RoundToBf16(x)); }

std::vector<float> RandomFloats(size_t count, std::mt19937& random) {
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& value : values) value = normal(random);
  return values;
}

/// A random layer as it was and in the kernels' layout.
struct Layer {
  Layer(int outputs, int inputs, FloatFormat format, std::mt19937& random)
      : outputs(outputs),
        inputs(inputs),
        values(RandomFloats(static_cast<size_t>(outputs * inputs), random)),
        bias(RandomFloats(static_cast<size_t>(outputs), random)) {
    EXPECT_TRUE(arena.Reset(PackedFloatLinearBytes(outputs, inputs, format)));
    packed = PackFloatLinear({{values, bias}}, inputs, format, arena);
  }

  float weight(int output, int input) const { return values[static_cast<size_t>(output * inputs + input)]; }

  int outputs, inputs;
  std::vector<float> values, bias;
  AlignedBuffer arena;
  PackedFloatLinear packed;
};

/// Random rows as a format's kernels take them. The gap that the stride leaves and the rows beyond are NaN.
struct Rows {
  Rows(int count, const Layer& layer, const Kernels& kernels, std::mt19937& random)
      : inputs(layer.inputs), x(RandomFloats(static_cast<size_t>(count * inputs), random)) {
    const FloatFormat format = layer.packed.format;
    const int padded = layer.packed.depths * (format == FloatFormat::kFp32 ? kFp32Depth : kBf16Depth);
    stride = padded + 2;
    const auto size = static_cast<size_t>((count + kRowTile) * stride);
    fp32.assign(size, kNan);
    bf16.assign(size, RoundToBf16(kNan));
    for (int row = 0; row < count; ++row) {
      const float* from = x.data() + row * inputs;
      if (format == FloatFormat::kFp32) {
        std::copy(from, from + inputs, fp32.data() + row * stride);
      } else {
        kernels.to_bf16_row(from, inputs, padded, bf16.data() + row * stride);
      }
    }
  }

  const void* data(FloatFormat format) const {
    return format == FloatFormat::kFp32 ? static_cast<const void*>(fp32.data()) : bf16.data();
  }
  float at(int row, int input) const { return x[static_cast<size_t>(row * inputs + input)]; }

  int inputs, stride = 0;
  std::vector<float> x, fp32;
  std::vector<uint16_t> bf16;
};

/// An element in double precision, and how far from it a sum may lie.
struct Exact {
  Exact(const Layer& layer, const Rows& rows, int row, int output)
      : value(double{layer.bias[static_cast<size_t>(output)]}), bound(std::abs(value)) {
    const FloatFormat format = layer.packed.format;
    for (int k = 0; k < layer.inputs; ++k) {
      const double product = double{Kept(rows.at(row, k), format)} * Kept(layer.weight(output, k), format);
      value += product;
      bound += std::abs(product);
    }
    bound *= std::ldexp(layer.inputs, -24);
  }

  double value, bound;
};

double Activated(Epilogue epilogue, double x) {
  switch (epilogue) {
    case Epilogue::kGelu:
      return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
    case Epilogue::kGeluTanh:
      return 0.5 * x * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
    case Epilogue::kRelu:
      return x > 0 ? x : 0;
    case Epilogue::kNone:
      break;
  }
  return x;
}

using Variant = std::tuple<const Kernels*, FloatFormat>;

std::vector<Variant> Variants() {
  std::vector<Variant> variants;
  for (const Kernels* kernels : AvailableKernels()) {
    for (const FloatFormat format : {FloatFormat::kFp32, FloatFormat::kBf16}) {
      variants.emplace_back(kernels, format);
    }
  }
  return variants;
}

std::string NameOf(const Variant& variant) {
  return std::string(std::get<0>(variant)->isa) + (std::get<1>(variant) == FloatFormat::kFp32 ? "_fp32" : "_bf16");
}

class FloatKernelsTest : public ::testing::TestWithParam<Variant> {
 protected:
  void SetUp() override { kernels().thread_begin(); }
  void TearDown() override { kernels().thread_end(); }
  const Kernels& kernels() const { return *std::get<0>(GetParam()); }
  FloatFormat format() const { return std::get<1>(GetParam()); }

  Layer MakeLayer(int outputs, int inputs) { return Layer(outputs, inputs, format(), random_); }
  Rows MakeRows(int count, const Layer& layer) { return Rows(count, layer, kernels(), random_); }

  FloatGemmCall Call(const Layer& layer, const Rows& rows, int count, std::vector<float>& out) const {
    FloatGemmCall call;
    call.a = rows.data(format());
    call.a_stride = rows.stride;
    call.linear = &layer.packed;
    call.out = out.data();
    call.out_stride = layer.packed.panels * kPanel;
    call.row_end = count;
    call.panel_end = layer.packed.panels;
    return call;
  }

  std::vector<float> Gemm(const Kernels& kernels, const Layer& layer, const Rows& rows, int count,
                          Epilogue epilogue = Epilogue::kNone) const {
    std::vector<float> out(static_cast<size_t>(count * layer.packed.panels * kPanel));
    FloatGemmCall call = Call(layer, rows, count, out);
    call.epilogue = epilogue;
    FloatGemmOf(kernels, format())(call);
    return out;
  }

  std::mt19937 random_{13};
};

TEST_P(FloatKernelsTest, SumsAreWithinTheirBoundOfTheExactOnes) {
  for (const auto& [outputs, inputs] : {std::pair(64, 16), {100, 48}, {3, 208}, {192, 128}, {70, 800}}) {
    const Layer layer = MakeLayer(outputs, inputs);
    for (const int count : {1, 2, 3, 4, 5, 6, 7, 16, 17, 33, 70}) {
      const Rows rows = MakeRows(count, layer);
      const std::vector<float> out = Gemm(kernels(), layer, rows, count);
      for (int r = 0; r < count; ++r) {
        for (int c = 0; c < outputs; ++c) {
          const Exact exact(layer, rows, r, c);
          ASSERT_NEAR(out[static_cast<size_t>(r * layer.packed.panels * kPanel + c)], exact.value, exact.bound)
              << r << ", " << c << " of " << count << " rows, " << inputs << " inputs";
        }
      }
    }
  }
}

TEST_P(FloatKernelsTest, EpiloguesAreCloseToTheExactOnes) {
  const Layer layer = MakeLayer(70, 48);
  const Rows rows = MakeRows(19, layer);
  for (const Epilogue epilogue : {Epilogue::kNone, Epilogue::kGelu, Epilogue::kGeluTanh, Epilogue::kRelu}) {
    const std::vector<float> out = Gemm(kernels(), layer, rows, 19, epilogue);
    for (int r = 0; r < 19; ++r) {
      for (int c = 0; c < 70; ++c) {
        const Exact exact(layer, rows, r, c);
        ASSERT_NEAR(out[static_cast<size_t>(r * layer.packed.panels * kPanel + c)], Activated(epilogue, exact.value),
                    2 * exact.bound + 1e-5)
            << "epilogue " << static_cast<int>(epilogue) << " of " << exact.value;
      }
    }
  }
}

TEST_P(FloatKernelsTest, ARowsBitsDoNotDependOnHowTheWorkIsCut) {
  constexpr int kCount = 70;
  const Layer layer = MakeLayer(150, 144);
  const Rows rows = MakeRows(kCount, layer);
  const std::vector<float> whole = Gemm(kernels(), layer, rows, kCount, Epilogue::kGelu);
  for (const int block : {1, 2, 5, 6, 9, 16, 23, 32}) {
    std::vector<float> parts(whole.size());
    FloatGemmCall call = Call(layer, rows, kCount, parts);
    call.epilogue = Epilogue::kGelu;
    for (int row = 0; row < kCount; row += block) {
      for (int panel = 0; panel < layer.packed.panels; ++panel) {
        call.row_begin = row;
        call.row_end = std::min(row + block, kCount);
        call.panel_begin = panel;
        call.panel_end = panel + 1;
        FloatGemmOf(kernels(), format())(call);
      }
    }
    EXPECT_EQ(std::memcmp(parts.data(), whole.data(), whole.size() * sizeof(float)), 0) << "blocks of " << block;
  }
}

TEST_P(FloatKernelsTest, NothingIsWrittenBesideTheRowsAndPanelsAskedFor) {
  const Layer layer = MakeLayer(192, 32);
  for (const auto& [begin, end] : {std::pair(0, 1), {3, 10}, {16, 33}, {1, 39}}) {
    const Rows rows = MakeRows(40, layer);
    std::vector<float> out(40 * 192, -77.0f);
    FloatGemmCall call = Call(layer, rows, 40, out);
    call.epilogue = Epilogue::kRelu;  // never negative
    call.row_begin = begin;
    call.row_end = end;
    call.panel_begin = 1;
    call.panel_end = 2;
    FloatGemmOf(kernels(), format())(call);
    for (int r = 0; r < 40; ++r) {
      for (int c = 0; c < 192; ++c) {
        const bool asked = r >= begin && r < end && c >= 64 && c < 128;
        ASSERT_EQ(out[static_cast<size_t>(r * 192 + c)] != -77.0f, asked) << r << ", " << c;
      }
    }
  }
}

TEST_P(FloatKernelsTest, ColumnsBeyondTheLayerAreTheEpilogueOfZero) {
  const Layer layer = MakeLayer(65, 16);
  const Rows rows = MakeRows(7, layer);
  const std::vector<float> out = Gemm(kernels(), layer, rows, 7, Epilogue::kGeluTanh);
  for (int r = 0; r < 7; ++r) {
    for (int c = 65; c < 128; ++c) ASSERT_EQ(out[static_cast<size_t>(r * 128 + c)], 0.0f);
  }
}

TEST_P(FloatKernelsTest, SumsAreThoseOfTheScalarKernels) {
  const Layer layer = MakeLayer(130, 784);
  const Rows rows = MakeRows(23, layer);
  const auto got = Gemm(kernels(), layer, rows, 23), want = Gemm(*ScalarKernels(), layer, rows, 23);
  if (format() == FloatFormat::kFp32) {
    EXPECT_EQ(std::memcmp(got.data(), want.data(), want.size() * sizeof(float)), 0);
    return;
  }
  for (int r = 0; r < 23; ++r) {
    for (int c = 0; c < 130; ++c) {
      const auto at = static_cast<size_t>(r * layer.packed.panels * kPanel + c);
      ASSERT_NEAR(got[at], want[at], 2 * Exact(layer, rows, r, c).bound);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Isa, FloatKernelsTest, ::testing::ValuesIn(Variants()),
                         [](const auto& parameter) { return NameOf(parameter.param); });

TEST(ToBf16RowTest, RowsBecomeTheNearestBf16AndZeros) {
  std::mt19937 random(17);
  std::vector<float> x = {1.0f,
                          FromBits(0x3f808000),  // halfway: to the even one below
                          FromBits(0x3f818000),  // halfway: to the even one above
                          FromBits(0x3f808001),  // just above halfway
                          FromBits(0xbf80ffff),  // carries
                          FromBits(0x7f7fffff),  // rounds to infinity
                          -INFINITY,
                          -0.0f,
                          FromBits(0x007fffff),  // below the smallest that counts
                          FromBits(0x80000001),
                          FromBits(0x00800000)};  // the smallest that counts
  const std::vector<uint16_t> known = {0x3f80, 0x3f80, 0x3f82, 0x3f81, 0xbf81, 0x7f80,
                                       0xff80, 0x8000, 0x0000, 0x8000, 0x0080};
  while (x.size() < 800) x.push_back(FromBits(static_cast<uint32_t>(random())));
  std::vector<uint16_t> want(832);
  for (size_t i = 0; i < x.size(); ++i) want[i] = i < known.size() ? known[i] : RoundToBf16(x[i]);
  for (const Kernels* kernels : AvailableKernels()) {
    std::vector<uint16_t> got(832, 0x1234);
    kernels->to_bf16_row(x.data(), 800, 832, got.data());
    EXPECT_EQ(got, want) << kernels->isa;
  }
}

TEST(FloatGemmOfTest, TakesTheFormatsProduct) {
  const Kernels& kernels = *ScalarKernels();
  EXPECT_EQ(FloatGemmOf(kernels, FloatFormat::kFp32), kernels.gemm_fp32);
  EXPECT_EQ(FloatGemmOf(kernels, FloatFormat::kBf16), kernels.gemm_bf16);
}

TEST(FloatPackingTest, NanStaysNanInBf16) {
  EXPECT_TRUE(std::isnan(FromBf16(RoundToBf16(FromBits(0x7f800001)))));
  EXPECT_TRUE(std::isnan(FromBf16(RoundToBf16(FromBits(0xffffffff)))));
}

TEST(FloatPackingTest, EachWeightIsWhereTheLayoutSays) {
  std::mt19937 random(5);
  constexpr int kOutputs = 90, kInputs = 48;
  for (const FloatFormat format : {FloatFormat::kFp32, FloatFormat::kBf16}) {
    const Layer layer(kOutputs, kInputs, format, random);
    const bool wide = format == FloatFormat::kFp32;
    const int depth = wide ? 16 : 32, pair = wide ? 1 : 2;
    EXPECT_EQ(layer.packed.outputs, kOutputs);
    EXPECT_EQ(layer.packed.panels, 2);
    EXPECT_EQ(layer.packed.depths, wide ? 3 : 2);
    for (int c = 0; c < 128; ++c) {
      EXPECT_EQ(layer.packed.biases[c], c < kOutputs ? layer.bias[static_cast<size_t>(c)] : 0.0f);
      for (int k = 0; k < layer.packed.depths * depth; ++k) {
        const int block = c / 64 * layer.packed.depths + k / depth;
        const int at = (((block * 4 + c % 64 / 16) * 16 + k % depth / pair) * 16 + c % 16) * pair + k % pair;
        const float got = wide ? static_cast<const float*>(layer.packed.weights)[at]
                               : FromBf16(static_cast<const uint16_t*>(layer.packed.weights)[at]);
        ASSERT_EQ(got, c < kOutputs && k < kInputs ? Kept(layer.weight(c, k), format) : 0.0f) << c << ", " << k;
      }
    }
  }
}

TEST(FloatPackingTest, PartsAreStackedAndFillTheirBytes) {
  std::mt19937 random(6);
  const std::vector<float> values = RandomFloats(144 * 80, random), bias = RandomFloats(144, random);
  const absl::Span<const float> all(values), biases(bias);
  for (const FloatFormat format : {FloatFormat::kFp32, FloatFormat::kBf16}) {
    AlignedBuffer whole, stacked;
    const size_t bytes = PackedFloatLinearBytes(144, 80, format);
    ASSERT_TRUE(whole.Reset(bytes) && stacked.Reset(bytes));
    const auto one = PackFloatLinear({{values, bias}}, 80, format, whole);
    const auto three = PackFloatLinear({{all.subspan(0, 48 * 80), biases.subspan(0, 48)},
                                        {all.subspan(48 * 80, 32 * 80), biases.subspan(48, 32)},
                                        {all.subspan(80 * 80), biases.subspan(80)}},
                                       80, format, stacked);
    EXPECT_EQ(three.outputs, 144);
    const auto* end = reinterpret_cast<const char*>(one.biases + one.panels * kPanel);
    EXPECT_EQ(static_cast<size_t>(end - static_cast<const char*>(one.weights)), bytes);
    EXPECT_EQ(std::memcmp(one.weights, three.weights, bytes), 0);
  }
}

}  // namespace
}  // namespace octavo::int8
