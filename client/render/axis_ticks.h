#ifndef OCTAVO_CLIENT_RENDER_AXIS_TICKS_H_
#define OCTAVO_CLIENT_RENDER_AXIS_TICKS_H_

#include <vector>

namespace octavo::client {

/// Round values from `low` to `high` or inside, about `wanted` of them and at least two. Empty where the span is not
/// above zero, or so small that the values would look the same.
std::vector<double> RoundTicks(double low, double high, int wanted);

/// 1, 2 and 5 times the powers of ten from `low` to `high`; REQUIRES: 0 < low. Empty where the span is not above zero.
std::vector<double> LogTicks(double low, double high);

/// The decimals that such values need.
int TickDecimals(const std::vector<double>& ticks);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_AXIS_TICKS_H_
