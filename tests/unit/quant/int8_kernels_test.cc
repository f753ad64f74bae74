#include "worker/runner/infer/int8/kernels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "common/files.h"
#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/infer/int8/packing.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/quant/int8_numerics.h"

namespace octavo::int8 {
namespace {

float FromBits(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

TEST(Int8NumericsTest, AgreesWithPyTorchBitForBit) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  if (source == nullptr) GTEST_SKIP() << "OCTAVO_SOURCE_DIR is not set: run under ctest";
  const auto text = ReadFile(std::string(source) + "/tests/fixtures/quant/quantized_rows.json");
  ASSERT_TRUE(text.ok()) << text.status();
  const auto fixture = nlohmann::json::parse(*text);
  ASSERT_EQ(fixture["rows"].size(), 9u);
  for (size_t row = 0; row < fixture["rows"].size(); ++row) {
    std::vector<float> x;
    for (const auto& bits : fixture["rows"][row]) x.push_back(FromBits(bits.get<uint32_t>()));
    std::vector<int8_t> q(x.size());
    EXPECT_EQ(QuantizeRowSymmetric(x.data(), static_cast<int64_t>(x.size()), q.data()),
              FromBits(fixture["scales"][row].get<uint32_t>()));
    EXPECT_EQ(q, fixture["quantized"][row].get<std::vector<int8_t>>()) << "row " << row;
  }
}

/// A random layer in the kernels' layout and as it was.
struct Layer {
  Layer(int outputs, int inputs, std::mt19937& random, bool extreme) : outputs(outputs), inputs(inputs) {
    for (int i = 0; i < outputs * inputs; ++i) {
      values.push_back(
          static_cast<int8_t>(extreme ? (random() % 2 ? 127 : -127) : static_cast<int>(random() % 255) - 127));
    }
    for (int i = 0; i < outputs; ++i) {
      scales.push_back(0.001f * static_cast<float>(1 + random() % 100));
      biases.push_back(0.01f * static_cast<float>(static_cast<int>(random() % 200) - 100));
    }
    EXPECT_TRUE(arena.Reset(PackedLinearBytes(outputs, inputs)));
    const QuantizedRows rows{values, scales, biases};
    packed = PackLinear({rows}, inputs, arena);
  }

  int outputs, inputs;
  std::vector<int8_t> values;
  std::vector<float> scales, biases;
  AlignedBuffer arena;
  PackedLinear packed;
};

struct Rows {
  Rows(int count, int inputs, int stride, std::mt19937& random, bool extreme) {
    EXPECT_TRUE(arena.Reset(static_cast<size_t>((count + 32) * (stride + 64))));
    q = arena.Take<int8_t>(static_cast<size_t>((count + 31) / 32 * 32 * stride));
    for (int row = 0; row < count; ++row) {
      for (int k = 0; k < inputs; ++k) {
        q[row * stride + k] =
            static_cast<int8_t>(extreme ? (random() % 2 ? 127 : -127) : static_cast<int>(random() % 255) - 127);
      }
      scales.push_back(0.01f * static_cast<float>(1 + random() % 9));
    }
    scales.resize(static_cast<size_t>(count + 32));
  }

  AlignedBuffer arena;
  int8_t* q;
  std::vector<float> scales;
};

class KernelsTest : public ::testing::TestWithParam<const Kernels*> {
 protected:
  void SetUp() override { kernels().thread_begin(); }
  void TearDown() override { kernels().thread_end(); }
  const Kernels& kernels() const { return *GetParam(); }

  std::vector<float> Gemm(const Kernels& kernels, const Layer& layer, const Rows& rows, int count,
                          Epilogue epilogue) const {
    const int64_t stride = layer.packed.panels * kPanel;
    std::vector<float> out(static_cast<size_t>((count + 31) / 32 * 32 * stride));
    kernels.gemm(
        {rows.q, rows.scales.data(), &layer.packed, out.data(), stride, epilogue, 0, count, 0, layer.packed.panels});
    return out;
  }

  std::mt19937 random_{11};
};

TEST_P(KernelsTest, GemmIsExactForEveryShapeAndExtremeValue) {
  for (const bool extreme : {false, true}) {
    for (const auto& [rows, outputs, inputs] :
         {std::tuple(1, 64, 64), {3, 100, 48}, {16, 192, 128}, {17, 64, 320}, {45, 70, 1536}}) {
      const Layer layer(outputs, inputs, random_, extreme);
      const int stride = layer.packed.depths * kDepth;
      const Rows input(rows, inputs, stride, random_, extreme);
      const std::vector<float> out = Gemm(kernels(), layer, input, rows, Epilogue::kNone);
      for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < outputs; ++c) {
          int32_t sum = 0;
          for (int k = 0; k < inputs; ++k)
            sum += input.q[r * stride + k] * layer.values[static_cast<size_t>(c * inputs + k)];
          const float scale = layer.scales[static_cast<size_t>(c)] * input.scales[static_cast<size_t>(r)];
          const float want = std::fma(static_cast<float>(sum), scale, layer.biases[static_cast<size_t>(c)]);
          ASSERT_EQ(out[static_cast<size_t>(r * layer.packed.panels * kPanel + c)], want)
              << r << ", " << c << " of " << inputs;
        }
      }
    }
  }
}

TEST_P(KernelsTest, EpiloguesHaveTheScalarKernelsBits) {
  const Layer layer(128, 64, random_, false);
  const Rows input(20, 64, 64, random_, false);
  for (const Epilogue epilogue : {Epilogue::kNone, Epilogue::kGelu, Epilogue::kGeluTanh, Epilogue::kRelu}) {
    const auto got = Gemm(kernels(), layer, input, 20, epilogue),
               want = Gemm(*ScalarKernels(), layer, input, 20, epilogue);
    EXPECT_EQ(std::memcmp(got.data(), want.data(), 20 * 128 * sizeof(float)), 0);
  }
}

TEST_P(KernelsTest, GeluIsCloseToTheExactOne) {
  const Layer layer(64, 64, random_, false);
  // One input of 1 and weights 1 … 64 make x = scale * weight: a sweep by the row's scale.
  std::vector<int8_t> q(32 * 64);
  std::vector<float> scales(32);
  for (int row = 0; row < 20; ++row) {
    q[static_cast<size_t>(row * 64)] = row % 2 ? 1 : -1;
    scales[static_cast<size_t>(row)] = 0.02f * static_cast<float>(row + 1);
  }
  const auto linear = layer.packed;
  std::vector<float> x(32 * 64), gelu(32 * 64), tanh_gelu(32 * 64);
  kernels().gemm({q.data(), scales.data(), &linear, x.data(), 64, Epilogue::kNone, 0, 20, 0, 1});
  kernels().gemm({q.data(), scales.data(), &linear, gelu.data(), 64, Epilogue::kGelu, 0, 20, 0, 1});
  kernels().gemm({q.data(), scales.data(), &linear, tanh_gelu.data(), 64, Epilogue::kGeluTanh, 0, 20, 0, 1});
  for (size_t i = 0; i < 20 * 64; ++i) {
    const double exact = 0.5 * x[i] * (1 + std::erf(x[i] / std::sqrt(2.0)));
    const double u = std::sqrt(2 / M_PI) * (x[i] + 0.044715 * x[i] * x[i] * x[i]);
    EXPECT_NEAR(gelu[i], exact, 1e-5);
    EXPECT_NEAR(tanh_gelu[i], 0.5 * x[i] * (1 + std::tanh(u)), 1e-5);
  }
}

TEST_P(KernelsTest, QuantizesRowsAsTheDefinitionSays) {
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<float> x(96);
    const float size = std::ldexp(1.0f, static_cast<int>(random_() % 60) - 30);
    for (float& value : x) value = size * (static_cast<float>(random_() % 20001) - 10000.0f) / 1024.0f;
    if (trial == 0) std::fill(x.begin(), x.end(), 0.0f);
    if (trial == 1) std::fill(x.begin(), x.end(), 1e-38f);
    std::vector<int8_t> want(128), got(128, 5);
    const float want_scale = QuantizeRowSymmetric(x.data(), 96, want.data());
    float scale = -1;
    kernels().quantize_row(x.data(), 96, 128, got.data(), &scale);
    ASSERT_EQ(scale, want_scale);
    ASSERT_EQ(got, want) << "trial " << trial;
  }
}

TEST_P(KernelsTest, NanHasADefinedCodeAndARowOfItAScaleThatShowsIt) {
  std::vector<float> x(96, 2.0f);
  x[5] = -std::nanf("");
  std::vector<int8_t> got(96), want(96);
  EXPECT_EQ(QuantizeRowSymmetric(x.data(), 96, want.data()), 2.0f / 127);
  EXPECT_EQ(want[5], -127);
  float scale = 0;
  kernels().quantize_row(x.data(), 96, 96, got.data(), &scale);
  EXPECT_EQ(got, want);
  std::fill(x.begin(), x.end(), std::nanf(""));
  kernels().quantize_row(x.data(), 96, 96, got.data(), &scale);
  EXPECT_TRUE(std::isnan(scale));
}

TEST_P(KernelsTest, RowStepsHaveTheScalarKernelsBits) {
  std::uniform_real_distribution<float> uniform(-3, 3);
  std::vector<float> x(384), residual(384), weight(384), bias(384);
  for (auto* row : {&x, &residual, &weight, &bias}) {
    for (float& value : *row) value = uniform(random_);
  }
  const NormParams norm{weight.data(), bias.data(), 1e-12f, 384};
  std::vector<float> want = x, got = x;
  ScalarKernels()->norm_row(want.data(), residual.data(), norm);
  kernels().norm_row(got.data(), residual.data(), norm);
  EXPECT_EQ(want, got);
  ScalarKernels()->tanh_row(want.data(), 384);
  kernels().tanh_row(got.data(), 384);
  EXPECT_EQ(want, got);
  EXPECT_EQ(ScalarKernels()->dot(x.data(), weight.data(), 384), kernels().dot(x.data(), weight.data(), 384));
  std::vector<int8_t> bytes(384);
  for (int8_t& value : bytes) value = static_cast<int8_t>(random_() % 255);
  const EmbeddingRow row{{bytes.data(), bytes.data(), nullptr}, {0.1f, 0.3f, 0}};
  ScalarKernels()->embed_row(row, 384, want.data());
  kernels().embed_row(row, 384, got.data());
  EXPECT_EQ(want, got);
}

/// Attention of one head in double precision.
std::vector<double> ExactAttention(const std::vector<float>& qkv, int tokens, int head, int stride) {
  std::vector<double> out(static_cast<size_t>(tokens * head));
  for (int i = 0; i < tokens; ++i) {
    std::vector<double> weight(static_cast<size_t>(tokens));
    double sum = 0;
    for (int j = 0; j < tokens; ++j) {
      double score = 0;
      for (int d = 0; d < head; ++d)
        score += double{qkv[static_cast<size_t>(i * stride + d)]} * qkv[static_cast<size_t>(j * stride + head + d)];
      weight[static_cast<size_t>(j)] = std::exp(score / std::sqrt(head));
      sum += weight[static_cast<size_t>(j)];
    }
    for (int d = 0; d < head; ++d) {
      for (int j = 0; j < tokens; ++j) {
        out[static_cast<size_t>(i * head + d)] +=
            weight[static_cast<size_t>(j)] / sum * qkv[static_cast<size_t>(j * stride + 2 * head + d)];
      }
    }
  }
  return out;
}

TEST_P(KernelsTest, AttentionIsCloseToTheExactOneAndKeepsToItsHead) {
  const bool bf16 = std::string(kernels().isa) == "amx";
  std::uniform_real_distribution<float> uniform(-1, 1);
  for (const auto& [tokens, head] : {std::pair(1, 32), {5, 16}, {16, 32}, {33, 64}, {70, 24}, {130, 32}}) {
    const int stride = 3 * head + 7;
    std::vector<float> qkv(static_cast<size_t>(tokens * stride));
    for (float& value : qkv) value = uniform(random_);
    const auto want = ExactAttention(qkv, tokens, head, stride);
    AlignedBuffer scratch;
    ASSERT_TRUE(scratch.Reset(kernels().attention_scratch(tokens, head) * sizeof(float)));
    std::vector<float> out(static_cast<size_t>(tokens * (head + 2)), 99.0f), first(static_cast<size_t>(head));
    AttentionCall call{qkv.data(),
                       qkv.data() + head,
                       qkv.data() + 2 * head,
                       stride,
                       out.data(),
                       head + 2,
                       tokens,
                       tokens,
                       head,
                       1.0f / std::sqrt(static_cast<float>(head)),
                       scratch.Take<float>(1)};
    kernels().attention(call);
    for (int i = 0; i < tokens; ++i) {
      for (int d = 0; d < head; ++d) {
        ASSERT_NEAR(out[static_cast<size_t>(i * (head + 2) + d)], want[static_cast<size_t>(i * head + d)],
                    bf16 ? 8e-3 : 2e-6);
      }
      ASSERT_EQ(out[static_cast<size_t>(i * (head + 2) + head)], 99.0f);
    }
    call.queries = 1;
    call.out = first.data();
    kernels().attention(call);
    EXPECT_EQ(std::memcmp(first.data(), out.data(), first.size() * sizeof(float)), 0);
  }
}

TEST_P(KernelsTest, FloatAttentionHasTheScalarKernelsBits) {
  if (std::string(kernels().isa) == "amx") GTEST_SKIP() << "AMX attention takes BF16 inputs";
  std::uniform_real_distribution<float> uniform(-2, 2);
  std::vector<float> qkv(50 * 96);
  for (float& value : qkv) value = uniform(random_);
  const auto attend = [&](const Kernels& which) {
    AlignedBuffer scratch;
    EXPECT_TRUE(scratch.Reset(which.attention_scratch(50, 32) * sizeof(float)));
    std::vector<float> out(50 * 32);
    which.attention(
        {qkv.data(), qkv.data() + 32, qkv.data() + 64, 96, out.data(), 32, 50, 50, 32, 0.17f, scratch.Take<float>(1)});
    return out;
  };
  EXPECT_EQ(attend(kernels()), attend(*ScalarKernels()));
}

INSTANTIATE_TEST_SUITE_P(Isa, KernelsTest, ::testing::ValuesIn(AvailableKernels()),
                         [](const auto& parameter) { return std::string(parameter.param->isa); });

TEST(SelectKernelsTest, TakesTheFastestOrTheOneAskedFor) {
  unsetenv("OCTAVO_ISA");
  EXPECT_EQ(*SelectKernels(), AvailableKernels().front());
  setenv("OCTAVO_ISA", "scalar", 1);
  EXPECT_EQ(*SelectKernels(), ScalarKernels());
  setenv("OCTAVO_ISA", "sse9", 1);
  EXPECT_EQ(SelectKernels().status().code(), absl::StatusCode::kInvalidArgument);
  unsetenv("OCTAVO_ISA");
}

}  // namespace
}  // namespace octavo::int8
