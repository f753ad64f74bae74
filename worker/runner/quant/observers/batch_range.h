#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_BATCH_RANGE_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_BATCH_RANGE_H_

#include "absl/types/span.h"
#include "worker/runner/quant/observers/observer.h"

namespace octavo {

/// The smallest and the largest value, infinities included. If any value is NaN, an end is NaN. REQUIRES: values not
/// empty.
Range FindBatchRange(absl::Span<const float> values);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_BATCH_RANGE_H_
