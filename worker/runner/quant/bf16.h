#ifndef OCTAVO_WORKER_RUNNER_QUANT_BF16_H_
#define OCTAVO_WORKER_RUNNER_QUANT_BF16_H_

#include <cstdint>
#include <cstring>
#include <vector>

#include "absl/types/span.h"

namespace octavo {

/// The upper half of each float, rounded half to even. REQUIRES: no NaN.
inline std::vector<uint16_t> ToBf16(absl::Span<const float> values) {
  std::vector<uint16_t> halves;
  halves.reserve(values.size());
  for (const float value : values) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof(bits));
    halves.push_back(static_cast<uint16_t>((bits + 0x7fff + (bits >> 16 & 1)) >> 16));
  }
  return halves;
}

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_BF16_H_
