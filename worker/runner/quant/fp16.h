#ifndef OCTAVO_WORKER_RUNNER_QUANT_FP16_H_
#define OCTAVO_WORKER_RUNNER_QUANT_FP16_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace octavo {

/// The nearest IEEE half-precision number, of two equally near the even one; infinity from 65,520 on.
uint16_t RoundToFp16(float x);

/// The same of each float, in order.
std::vector<uint16_t> ToFp16(absl::Span<const float> values);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_FP16_H_
