#ifndef OCTAVO_CLIENT_RENDER_NUMBERS_H_
#define OCTAVO_CLIENT_RENDER_NUMBERS_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace octavo::client {

// Numbers for people. All are independent of the locale: the decimal mark is a point.

/// Exactly `digits` decimals.
std::string Fixed(double value, int digits);
/// With a sign.
std::string Signed(double value, int digits);
/// "86.7 MiB".
std::string Bytes(int64_t bytes);
/// Mebibytes with two decimals, without the unit.
std::string Mebibytes(int64_t bytes);
/// "45 s", "3 min 20 s", "1 h 05 min".
std::string Span(absl::Duration duration);
/// "12,345".
std::string Thousands(int64_t value);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_NUMBERS_H_
