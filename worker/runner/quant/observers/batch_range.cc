#include "worker/runner/quant/observers/batch_range.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

namespace octavo {
namespace {

/// Integers in the order of the floats that have these bits: IEEE 754's totalOrder, with NaN beyond the infinities. Of
/// a minimum over integers compilers make vectors; floats they must not reorder.
int32_t KeyOf(int32_t bits) { return bits ^ ((bits >> 31) & std::numeric_limits<int32_t>::max()); }

float ValueOf(int32_t key) { return std::bit_cast<float>(KeyOf(key)); }

}  // namespace

Range FindBatchRange(absl::Span<const float> values) {
  int32_t low = std::numeric_limits<int32_t>::max();
  int32_t high = std::numeric_limits<int32_t>::min();
  for (const float x : values) {
    const int32_t key = KeyOf(std::bit_cast<int32_t>(x));
    low = std::min(low, key);
    high = std::max(high, key);
  }
  return {ValueOf(low), ValueOf(high)};
}

}  // namespace octavo
