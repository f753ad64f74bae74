#include "worker/runner/quant/activation_qparams.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "tests/unit/quant/observers/observed_tensors.h"

namespace octavo {
namespace {

struct Case {
  float min, max;
  ActivationScheme scheme;
  int32_t quant_max;
};

constexpr Case kCases[] = {
    {-1.0f, 2.0f, ActivationScheme::kAffine, 255},    {-0.17f, 9.7f, ActivationScheme::kAffine, 255},
    {-0.17f, 9.7f, ActivationScheme::kAffine, 127},   {0.5f, 3.0f, ActivationScheme::kAffine, 255},
    {-7.0f, -2.0f, ActivationScheme::kAffine, 255},   {0.0f, 0.0f, ActivationScheme::kAffine, 255},
    {-3.0f, 5.0f, ActivationScheme::kSymmetric, 255}, {-300.0f, 5.0f, ActivationScheme::kSymmetric, 127}};

TEST(ChooseQParamsTest, AffineIsPyTorchsToTheBit) {
  const struct {
    const char *name, *range;
    int32_t quant_max;
  } cases[] = {{"affine", "minmax", 255}, {"affine_reduced", "minmax", 127}, {"affine_histogram", "histogram", 255}};
  for (const ObservedTensor& tensor : ReadObservedTensors()) {
    for (const auto& one : cases) {
      const Range range = tensor.ExpectedRange(one.range);
      const ActivationQParams qparams =
          ChooseQParams(range.min, range.max, ActivationScheme::kAffine, 0, one.quant_max);
      const Json& expected = tensor.expected.at(one.name);
      EXPECT_EQ(qparams.scale, expected.at("scale").get<float>()) << tensor.name << ", " << one.name;
      EXPECT_EQ(qparams.zero_point, expected.at("zero_point").get<int32_t>()) << tensor.name << ", " << one.name;
    }
  }
}

TEST(ChooseQParamsTest, SymmetricCodesLieEvenlyAroundTheMiddle) {
  const ActivationQParams full = ChooseQParams(-2.0f, 12.7f, ActivationScheme::kSymmetric);
  EXPECT_EQ(full.zero_point, 128);
  EXPECT_EQ(full.quant_min, 1);
  EXPECT_EQ(full.quant_max, 255);
  EXPECT_EQ(full.scale, 12.7f / 127.0f);
  EXPECT_EQ(QuantizeActivation(12.7f, full), 255);
  EXPECT_EQ(QuantizeActivation(-12.7f, full), 1);

  const ActivationQParams reduced = ChooseQParams(-6.3f, 2.0f, ActivationScheme::kSymmetric, 0, kReducedQuantMax);
  EXPECT_EQ(reduced.zero_point, 64);
  EXPECT_EQ(reduced.quant_min, 1);
  EXPECT_EQ(reduced.quant_max, 127);
  EXPECT_EQ(reduced.scale, 6.3f / 63.0f);
}

TEST(ChooseQParamsTest, AnEndThatIsNoNumberCountsAsZero) {
  const float nan = std::nanf("");
  for (const ActivationScheme scheme : {ActivationScheme::kAffine, ActivationScheme::kSymmetric}) {
    const std::pair<Range, Range> cases[] = {{{nan, 2}, {0, 2}}, {{-2, nan}, {-2, 0}}, {{nan, nan}, {0, 0}}};
    for (const auto& [range, same] : cases) {
      const ActivationQParams got = ChooseQParams(range.min, range.max, scheme);
      const ActivationQParams want = ChooseQParams(same.min, same.max, scheme);
      EXPECT_EQ(got.scale, want.scale);
      EXPECT_EQ(got.zero_point, want.zero_point);
    }
  }
}

TEST(ChooseQParamsTest, ScaleIsNeverBelowEpsilon) {
  for (const ActivationScheme scheme : {ActivationScheme::kAffine, ActivationScheme::kSymmetric}) {
    EXPECT_EQ(ChooseQParams(0.0f, 0.0f, scheme).scale, std::numeric_limits<float>::epsilon());
    EXPECT_EQ(ChooseQParams(-1e-30f, 1e-30f, scheme).scale, std::numeric_limits<float>::epsilon());
  }
}

TEST(QuantizeActivationTest, ZeroIsExact) {
  for (const Case& one : kCases) {
    const ActivationQParams qparams = ChooseQParams(one.min, one.max, one.scheme, 0, one.quant_max);
    EXPECT_EQ(QuantizeActivation(0.0f, qparams), qparams.zero_point);
    EXPECT_EQ(DequantizeActivation(QuantizeActivation(0.0f, qparams), qparams), 0.0f);
  }
}

TEST(QuantizeActivationTest, IsOffByAtMostHalfAScaleInsideTheRange) {
  for (const Case& one : kCases) {
    const ActivationQParams qparams = ChooseQParams(one.min, one.max, one.scheme, 0, one.quant_max);
    // The zero point is rounded too, so that the outermost values may lie half a scale beyond the last code.
    const float low = DequantizeActivation(static_cast<uint8_t>(qparams.quant_min), qparams);
    const float high = DequantizeActivation(static_cast<uint8_t>(qparams.quant_max), qparams);
    EXPECT_LE(low, std::min(one.min, 0.0f) + 0.501f * qparams.scale);
    EXPECT_GE(high, std::max(one.max, 0.0f) - 0.501f * qparams.scale);
    for (int i = 0; i <= 5000; ++i) {
      const float x = low + (high - low) * static_cast<float>(i) / 5000.0f;
      const float back = DequantizeActivation(QuantizeActivation(x, qparams), qparams);
      EXPECT_LE(std::fabs(back - x), 0.5001f * qparams.scale) << x;
    }
  }
}

TEST(QuantizeActivationTest, SaturatesOutsideTheRange) {
  const float infinity = std::numeric_limits<float>::infinity();
  for (const Case& one : kCases) {
    const ActivationQParams qparams = ChooseQParams(one.min, one.max, one.scheme, 0, one.quant_max);
    for (const float x : {1e4f, 1e30f, infinity}) {
      EXPECT_EQ(QuantizeActivation(x, qparams), qparams.quant_max);
      EXPECT_EQ(QuantizeActivation(-x, qparams), qparams.quant_min);
    }
    EXPECT_EQ(QuantizeActivation(std::nanf(""), qparams), qparams.quant_min);
  }
}

TEST(QuantizeActivationTest, RoundsHalfToEven) {
  const ActivationQParams qparams{.scale = 0.5f, .zero_point = 10};
  EXPECT_EQ(QuantizeActivation(0.25f, qparams), 10);
  EXPECT_EQ(QuantizeActivation(0.75f, qparams), 12);
  EXPECT_EQ(QuantizeActivation(1.25f, qparams), 12);
  EXPECT_EQ(QuantizeActivation(-0.75f, qparams), 8);
}

}  // namespace
}  // namespace octavo
