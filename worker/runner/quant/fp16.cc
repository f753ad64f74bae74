#include "worker/runner/quant/fp16.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace octavo {

uint16_t RoundToFp16(float x) {
  uint32_t bits;
  std::memcpy(&bits, &x, sizeof(bits));
  const auto sign = static_cast<uint16_t>(bits >> 16 & 0x8000);
  const float magnitude = std::fabs(x);
  if (std::isnan(x)) return sign | 0x7e00;
  if (magnitude >= 65520.0f) return sign | 0x7c00;
  // Below the normal numbers (2^-14) neighbours are 2^-24 apart.
  if (magnitude < 0x1p-14f) return sign | static_cast<uint16_t>(std::nearbyint(magnitude * 0x1p24f));
  const uint32_t rebiased = (bits & 0x7fffffff) - (112u << 23);
  return sign | static_cast<uint16_t>((rebiased + 0xfff + (rebiased >> 13 & 1)) >> 13);
}

std::vector<uint16_t> ToFp16(absl::Span<const float> values) {
  std::vector<uint16_t> halves(values.size());
  std::transform(values.begin(), values.end(), halves.begin(), RoundToFp16);
  return halves;
}

}  // namespace octavo
