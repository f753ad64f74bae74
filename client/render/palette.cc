#include "client/render/palette.h"

#include <cstdint>

#include "absl/strings/numbers.h"

namespace octavo::client {

int VariantLuma(size_t row) {
  uint32_t rgb = 0;
  if (!absl::SimpleHexAtoi(VariantColour(row) + 1, &rgb)) return 0;
  return static_cast<int>((299 * (rgb >> 16) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF)) / 1000);
}

bool IsDarkColour(size_t row) { return VariantLuma(row) < 100; }

}  // namespace octavo::client
