// Kernels on activations with fixed codes, against the definition in integers.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/packing.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/quant/activation_qparams.h"

namespace octavo::int8 {
namespace {

/// The unsigned code of x by the definition.
int CodeOf(float x, const StaticInput& input, size_t column) {
  const float code = std::nearbyint(x * input.multipliers[column]) + static_cast<float>(input.zero_point);
  return static_cast<int>(std::clamp(code, static_cast<float>(input.lowest), static_cast<float>(input.highest)));
}

/// A layer whose input has fixed codes, and rows of floats for it.
class StaticLayer {
 public:
  StaticLayer(int outputs, int inputs, int rows, StaticInput input, std::mt19937& random)
      : outputs_(outputs), inputs_(inputs), rows_(rows), input_(input) {
    std::uniform_real_distribution<float> uniform(-4, 4);
    for (int i = 0; i < outputs * inputs; ++i)
      values_.push_back(static_cast<int8_t>(static_cast<int>(random() % 255) - 127));
    for (int i = 0; i < outputs; ++i) {
      scales_.push_back(0.001f * static_cast<float>(1 + random() % 100));
      biases_.push_back(uniform(random));
    }
    for (int i = 0; i < inputs; ++i) multipliers_.push_back(0.5f * (1 + static_cast<float>(i % 3)) / input.scale);
    for (int i = 0; i < rows * inputs; ++i) x_.push_back(uniform(random));
    input_.multipliers = multipliers_;
    EXPECT_TRUE(arena_.Reset(PackedLinearBytes(outputs, inputs) + FixedInputBytes(outputs) + PackedCodesBytes(inputs)));
    const QuantizedRows part{values_, scales_, biases_};
    packed_ = WithFixedInput(PackLinear({part}, inputs, arena_), input_, arena_);
    codes_ = PackCodes(input_, arena_);
  }

  std::vector<int8_t> Encode(const Kernels& kernels) const {
    const int depth = packed_.depths * kDepth;
    std::vector<int8_t> q(static_cast<size_t>((rows_ + 32) * depth), 77);
    for (int row = 0; row < rows_; ++row) {
      kernels.encode_row(x_.data() + row * inputs_, inputs_, depth, codes_, q.data() + row * depth);
    }
    return q;
  }

  std::vector<float> Gemm(const Kernels& kernels, Epilogue epilogue) const {
    const std::vector<int8_t> q = Encode(kernels);
    const int64_t stride = packed_.panels * kPanel;
    std::vector<float> out(static_cast<size_t>((rows_ + 32) * stride));
    kernels.gemm({q.data(), nullptr, &packed_, out.data(), stride, epilogue, 0, rows_, 0, packed_.panels});
    return out;
  }

  /// sum over k of (code - zero point) * weight, scaled once, plus bias.
  float Want(int row, int column) const {
    int32_t sum = 0;
    for (int k = 0; k < inputs_; ++k) {
      const int code = CodeOf(x_[static_cast<size_t>(row * inputs_ + k)], input_, static_cast<size_t>(k));
      sum += (code - input_.zero_point) * values_[static_cast<size_t>(column * inputs_ + k)];
    }
    const auto c = static_cast<size_t>(column);
    return std::fma(static_cast<float>(sum), scales_[c] * input_.scale, biases_[c]);
  }

  int outputs_, inputs_, rows_;
  StaticInput input_;
  std::vector<int8_t> values_;
  std::vector<float> scales_, biases_, multipliers_, x_;
  AlignedBuffer arena_;
  PackedLinear packed_;
  StaticCodes codes_;
};

constexpr StaticInput kInputs[] = {
    {{}, 0.03f, 128, 1, 255}, {{}, 0.02f, 100, 0, 255}, {{}, 0.05f, 3, 0, 127}, {{}, 0.01f, 255, 0, 255}};

class StaticKernelsTest : public ::testing::TestWithParam<const Kernels*> {
 protected:
  void SetUp() override { kernels().thread_begin(); }
  void TearDown() override { kernels().thread_end(); }
  const Kernels& kernels() const { return *GetParam(); }
  std::mt19937 random_{5};
};

TEST_P(StaticKernelsTest, EncodesAsTheDefinitionSaysAndClearsThePadding) {
  for (const StaticInput& input : kInputs) {
    const StaticLayer layer(64, 80, 5, input, random_);
    const std::vector<int8_t> q = layer.Encode(kernels());
    for (size_t row = 0; row < 5; ++row) {
      for (size_t k = 0; k < 128; ++k) {
        const int want = k < 80 ? CodeOf(layer.x_[row * 80 + k], layer.input_, k) - 128 : 0;
        ASSERT_EQ(q[row * 128 + k], want) << row << ", " << k << " zero point " << input.zero_point;
      }
    }
  }
}

TEST_P(StaticKernelsTest, NanHasTheLowestCodeAsInTheDefinition) {
  for (const StaticInput& input : kInputs) {
    StaticLayer layer(64, 80, 1, input, random_);
    for (const size_t k : {0, 17, 79}) layer.x_[k] = std::nanf("");
    const std::vector<int8_t> q = layer.Encode(kernels());
    const ActivationQParams qparams = {input.scale, input.zero_point, input.lowest, input.highest};
    for (const size_t k : {0, 17, 79}) {
      EXPECT_EQ(q[k] + 128, input.lowest) << k;
      EXPECT_EQ(QuantizeActivation(layer.x_[k], qparams), input.lowest);
    }
    EXPECT_EQ(q[1] + 128, CodeOf(layer.x_[1], layer.input_, 1));
  }
}

TEST_P(StaticKernelsTest, GemmMakesUpForTheZeroPointExactly) {
  for (const StaticInput& input : kInputs) {
    for (const auto& [rows, outputs, inputs] : {std::tuple(1, 64, 64), {7, 100, 48}, {35, 128, 320}}) {
      const StaticLayer layer(outputs, inputs, rows, input, random_);
      const std::vector<float> out = layer.Gemm(kernels(), Epilogue::kNone);
      for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < outputs; ++c) {
          ASSERT_EQ(out[static_cast<size_t>(r * layer.packed_.panels * kPanel + c)], layer.Want(r, c))
              << r << ", " << c;
        }
      }
    }
  }
}

TEST_P(StaticKernelsTest, CodesWrittenByGemmAreThoseOfItsFloats) {
  const StaticLayer layer(128, 64, 37, kInputs[1], random_);
  const StaticLayer reader(64, 128, 1, kInputs[2], random_);
  const std::vector<int8_t> q = layer.Encode(kernels());
  for (const Epilogue epilogue : {Epilogue::kNone, Epilogue::kGelu, Epilogue::kGeluTanh, Epilogue::kRelu}) {
    const std::vector<float> floats = layer.Gemm(kernels(), epilogue);
    std::vector<int8_t> want(37 * 128), got(64 * 128);
    for (size_t row = 0; row < 37; ++row) {
      kernels().encode_row(floats.data() + row * 128, 128, 128, reader.codes_, want.data() + row * 128);
    }
    GemmCall call{q.data(), nullptr, &layer.packed_, nullptr, 0, epilogue, 0, 37, 0, layer.packed_.panels};
    call.next = &reader.codes_;
    call.codes = got.data();
    call.codes_stride = 128;
    kernels().gemm(call);
    got.resize(want.size());
    EXPECT_EQ(got, want);
  }
}

INSTANTIATE_TEST_SUITE_P(Isa, StaticKernelsTest, ::testing::ValuesIn(AvailableKernels()),
                         [](const auto& parameter) { return std::string(parameter.param->isa); });

}  // namespace
}  // namespace octavo::int8
