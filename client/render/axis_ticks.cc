#include "client/render/axis_ticks.h"

#include <algorithm>
#include <cmath>

namespace octavo::client {
namespace {

constexpr double kLeastSpan = 1e-9;  // of the values' own size: numbers that close would look the same

/// Multiples, within `low` to `high`, of the least of 1, 2 and 5 times a power of ten that is not below `raw`.
std::vector<double> Multiples(double low, double high, double raw) {
  std::vector<double> ticks;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  const double mantissa = raw / power;
  const double step = power * (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10);
  for (double i = std::ceil(low / step - 1e-9); i * step <= high + step * 1e-9; ++i)
    ticks.push_back(i * step + 0.0);  // -0 becomes 0
  return ticks;
}

}  // namespace

std::vector<double> RoundTicks(double low, double high, int wanted) {
  const double span = high - low;
  if (!(span > kLeastSpan * std::max(std::abs(low), std::abs(high))) || !std::isfinite(span)) return {};
  // A single number tells no scale. The last step of the loop is less than half of the span, which two ticks fit into.
  std::vector<double> ticks;
  for (int closer = 1; closer <= 8 && ticks.size() < 2; closer *= 2)
    ticks = Multiples(low, high, span / wanted / closer);
  return ticks;
}

std::vector<double> LogTicks(double low, double high) {
  std::vector<double> ticks;
  if (!(high > low) || !std::isfinite(high)) return ticks;
  for (double power = std::pow(10.0, std::floor(std::log10(low))); power <= high; power *= 10) {
    for (double digit : {1, 2, 5}) {
      if (digit * power >= low && digit * power <= high) ticks.push_back(digit * power);
    }
  }
  return ticks;
}

int TickDecimals(const std::vector<double>& ticks) {
  if (ticks.size() < 2) return 2;
  return std::max(0, static_cast<int>(-std::floor(std::log10(ticks[1] - ticks[0]) + 1e-9)));
}

}  // namespace octavo::client
