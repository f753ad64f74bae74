// The training row kernels of every instruction set against the baseline's, and dropout's statistics.
#include "worker/runner/models/row_kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

namespace octavo {
namespace {

constexpr int64_t kWidth = 48;  // no multiple of any vector's length of 32
constexpr int64_t kRows = 7;
constexpr float kEpsilon = 1e-5f;

template <typename T>
T FromFloat(float value) {
  if constexpr (std::is_same_v<T, float>) return value;
  uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  if constexpr (std::is_same_v<T, Bf16>) return Bf16{static_cast<uint16_t>(bits >> 16)};
  if constexpr (std::is_same_v<T, Fp16>) {
    const _Float16 half = static_cast<_Float16>(value);
    Fp16 out;
    std::memcpy(&out, &half, sizeof out);
    return out;
  }
}

float ToFloat(float value) { return value; }
float ToFloat(Bf16 value) {
  const uint32_t bits = static_cast<uint32_t>(value.bits) << 16;
  float out = 0;
  std::memcpy(&out, &bits, sizeof out);
  return out;
}
float ToFloat(Fp16 value) {
  _Float16 half;
  std::memcpy(&half, &value, sizeof half);
  return static_cast<float>(half);
}

/// Relative to the larger of the value and one: results are sums of terms about one.
template <typename T>
constexpr float kTolerance = std::is_same_v<T, float>  ? 2e-5f
                             : std::is_same_v<T, Fp16> ? 2e-3f
                                                       : 2e-2f;

template <typename T>
std::vector<T> RandomRows(int64_t count, uint32_t seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  std::vector<T> out;
  for (int64_t i = 0; i < count; ++i) out.push_back(FromFloat<T>(normal(random)));
  return out;
}

template <typename T, typename U>
void ExpectClose(const std::vector<U>& actual, const std::vector<U>& expected, const char* what) {
  ASSERT_EQ(actual.size(), expected.size());
  for (size_t i = 0; i < actual.size(); ++i) {
    const float wanted = ToFloat(expected[i]);
    ASSERT_NEAR(ToFloat(actual[i]), wanted, kTolerance<T> * std::max(1.0f, std::abs(wanted))) << what << " at " << i;
  }
}

/// Everything that the kernels of one table give for the same random inputs.
template <typename T>
struct Outputs {
  std::vector<float> normed = std::vector<float>(kRows * kWidth), normalized = normed, d_residual = normed,
                     stream = normed;
  std::vector<float> deviation = std::vector<float>(kRows), d_gamma = std::vector<float>(kWidth), d_beta = d_gamma,
                     sums = d_gamma;
  std::vector<T> d_branch = std::vector<T>(kRows * kWidth), narrow = d_branch, dropped = d_branch;
  std::vector<T> probabilities = std::vector<T>(4 * 16 * 16), dropped_probabilities = probabilities,
                 d_scores = probabilities;
};

template <typename T>
Outputs<T> RunAll(const RowKernels<T>& rows) {
  Outputs<T> out;
  const auto branch = RandomRows<T>(kRows * kWidth, 1), d_dropped = RandomRows<T>(4 * 16 * 16, 2);
  const auto residual = RandomRows<float>(kRows * kWidth, 3), gamma = RandomRows<float>(kWidth, 4),
             beta = RandomRows<float>(kWidth, 5), d_out = RandomRows<float>(kRows * kWidth, 6);
  const auto scores = RandomRows<T>(4 * 16 * 16, 7);
  const DropoutDraw draw = {99, 1u << 30, 4.0f / 3};
  rows.add_norm_forward(branch.data(), residual.data(), gamma.data(), beta.data(), kEpsilon, draw, kWidth, 0, kRows,
                        out.normed.data(), out.normalized.data(), out.deviation.data());
  rows.add_norm_backward(d_out.data(), out.normalized.data(), out.deviation.data(), gamma.data(), draw, kWidth, 0,
                         kRows, out.d_residual.data(), out.d_branch.data(), out.d_gamma.data(), out.d_beta.data());
  rows.add_norm(branch.data(), residual.data(), gamma.data(), beta.data(), kEpsilon, kWidth, 0, kRows,
                out.stream.data(), out.narrow.data());
  rows.dropout(branch.data(), draw, kWidth, 0, kRows, out.dropped.data());
  const int32_t lengths[] = {16, 5};
  const ScoreShape shape = {lengths, 2, 16};
  rows.softmax_forward(scores.data(), shape, 0.3f, draw, 0, 4, out.probabilities.data(),
                       out.dropped_probabilities.data());
  rows.softmax_backward(out.probabilities.data(), d_dropped.data(), shape, 0.3f, draw, 0, 4, out.d_scores.data());
  rows.add_columns(branch.data(), kWidth, 0, kRows, out.sums.data());
  return out;
}

template <typename T>
class RowKernelsTest : public ::testing::Test {};
using Types = ::testing::Types<float, Bf16, Fp16>;
TYPED_TEST_SUITE(RowKernelsTest, Types);

TYPED_TEST(RowKernelsTest, EveryInstructionSetAgreesWithTheBaseline) {
  using T = TypeParam;
  const Outputs<T> expected = RunAll(*RowsOf<T>(RowIsa::kBaseline));
  int compared = 0;
  for (const RowIsa isa : {RowIsa::kAvx2, RowIsa::kAvx512}) {
    const RowKernels<T>* rows = RowsOf<T>(isa);
    if (rows == nullptr) continue;
    ++compared;
    const Outputs<T> actual = RunAll(*rows);
    ExpectClose<T>(actual.normed, expected.normed, "normed");
    ExpectClose<T>(actual.normalized, expected.normalized, "normalized");
    ExpectClose<T>(actual.deviation, expected.deviation, "deviation");
    ExpectClose<T>(actual.d_residual, expected.d_residual, "d_residual");
    ExpectClose<T>(actual.d_branch, expected.d_branch, "d_branch");
    ExpectClose<T>(actual.d_gamma, expected.d_gamma, "d_gamma");
    ExpectClose<T>(actual.d_beta, expected.d_beta, "d_beta");
    ExpectClose<T>(actual.stream, expected.stream, "stream");
    ExpectClose<T>(actual.narrow, expected.narrow, "narrow");
    ExpectClose<T>(actual.dropped, expected.dropped, "dropped");
    ExpectClose<T>(actual.probabilities, expected.probabilities, "probabilities");
    ExpectClose<T>(actual.dropped_probabilities, expected.dropped_probabilities, "dropped probabilities");
    ExpectClose<T>(actual.d_scores, expected.d_scores, "d_scores");
    ExpectClose<T>(actual.sums, expected.sums, "sums");
  }
  if (compared == 0) GTEST_SKIP() << "this CPU has no AVX2";
}

TEST(DropoutTest, KeepsTheShareItShouldAndTheExpectedSum) {
  constexpr int64_t width = 512, rows = 512;
  const std::vector<float> ones(width * rows, 1.0f);
  std::vector<float> out(ones.size());
  const double probability = 0.1;
  const DropoutDraw draw = {1234, static_cast<uint32_t>(std::ldexp(probability, 32)),
                            static_cast<float>(1 / (1 - probability))};
  Rows<float>().dropout(ones.data(), draw, width, 0, rows, out.data());
  int64_t kept = 0, neighbours = 0;
  for (size_t i = 0; i < out.size(); ++i) {
    ASSERT_TRUE(out[i] == 0 || out[i] == draw.scale) << out[i];
    kept += out[i] != 0 ? 1 : 0;
    neighbours += i > 0 && out[i] == 0 && out[i - 1] == 0 ? 1 : 0;
  }
  // Five standard deviations of the binomial; pairs of neighbours are dropped as independent draws would be.
  const auto n = static_cast<double>(out.size());
  EXPECT_NEAR(static_cast<double>(kept) / n, 0.9, 5 * std::sqrt(0.09 / n));
  EXPECT_NEAR(static_cast<double>(neighbours) / n, 0.01, 5 * std::sqrt(0.01 / n));
}

TEST(DropoutTest, ARowsMaskDependsNeitherOnTheSplitNorOnOtherRows) {
  constexpr int64_t width = 40, rows = 9;
  const std::vector<float> ones(width * rows, 1.0f);
  std::vector<float> whole(ones.size()), split(ones.size());
  const DropoutDraw draw = {7, 1u << 31, 2.0f};
  Rows<float>().dropout(ones.data(), draw, width, 0, rows, whole.data());
  for (int64_t row = 0; row < rows; ++row) Rows<float>().dropout(ones.data(), draw, width, row, row + 1, split.data());
  EXPECT_EQ(whole, split);
}

}  // namespace
}  // namespace octavo
