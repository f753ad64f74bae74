#include "worker/runner/quant/fp16.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/base/casts.h"
#include "common/files.h"
#include "worker/runner/quant/bf16.h"

namespace octavo {
namespace {

/// What the bits of a finite half-precision number stand for (IEEE 754).
double ValueOf(uint16_t half) {
  const int exponent = half >> 10 & 31, fraction = half & 1023;
  const double size = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
  return half & 0x8000 ? -size : size;
}

TEST(Fp16Test, EveryNumberIsItselfAndWhatLiesBetweenGoesToTheNearest) {
  for (uint16_t half = 0; half < 0x7c00; ++half) {
    const double value = ValueOf(half);
    ASSERT_EQ(RoundToFp16(static_cast<float>(value)), half);
    ASSERT_EQ(RoundToFp16(static_cast<float>(-value)), half | 0x8000) << "of the sign of " << value;
    if (half == 0x7bff) break;
    const auto next = static_cast<uint16_t>(half + 1);
    const double middle = (value + ValueOf(next)) / 2;  // exact in float
    ASSERT_EQ(RoundToFp16(static_cast<float>(middle)), half % 2 == 0 ? half : next) << middle;
    ASSERT_EQ(RoundToFp16(std::nextafter(static_cast<float>(middle), 0.0f)), half) << middle;
    ASSERT_EQ(RoundToFp16(std::nextafter(static_cast<float>(middle), 1e9f)), next) << middle;
  }
}

TEST(Fp16Test, WhatIsTooLargeIsInfinite) {
  EXPECT_EQ(RoundToFp16(65519.996f), 0x7bff);
  EXPECT_EQ(RoundToFp16(65520.0f), 0x7c00);
  EXPECT_EQ(RoundToFp16(-1e30f), 0xfc00);
  EXPECT_EQ(RoundToFp16(std::numeric_limits<float>::infinity()), 0x7c00);
  EXPECT_EQ(RoundToFp16(std::numeric_limits<float>::quiet_NaN()) & 0x7c00, 0x7c00);
  EXPECT_NE(RoundToFp16(std::numeric_limits<float>::quiet_NaN()) & 0x03ff, 0);
}

TEST(HalfValuesTest, AreThoseOfPyTorchBitForBit) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  if (source == nullptr) GTEST_SKIP() << "OCTAVO_SOURCE_DIR is not set: run under ctest";
  const auto text = ReadFile(std::string(source) + "/tests/fixtures/quant/half_values.json");
  ASSERT_TRUE(text.ok()) << text.status();
  const auto fixture = nlohmann::json::parse(*text);
  std::vector<float> floats;
  for (const auto& bits : fixture["floats"]) floats.push_back(absl::bit_cast<float>(bits.get<uint32_t>()));
  ASSERT_GT(floats.size(), 400u);
  EXPECT_EQ(ToFp16(floats), fixture["fp16"].get<std::vector<uint16_t>>());
  EXPECT_EQ(ToBf16(floats), fixture["bf16"].get<std::vector<uint16_t>>());
}

TEST(Bf16Test, TakesTheUpperHalfRoundedHalfToEven) {
  const auto bits_of = [](uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof(value));
    return ToBf16({value})[0];
  };
  EXPECT_EQ(bits_of(0x3f800000), 0x3f80);
  EXPECT_EQ(bits_of(0x3f808000), 0x3f80);  // half way, even below
  EXPECT_EQ(bits_of(0x3f818000), 0x3f82);  // half way, even above
  EXPECT_EQ(bits_of(0x3f808001), 0x3f81);
  EXPECT_EQ(bits_of(0xbf807fff), 0xbf80);
}

}  // namespace
}  // namespace octavo
