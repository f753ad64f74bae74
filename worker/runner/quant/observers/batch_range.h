#ifndef OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_BATCH_RANGE_H_
#define OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_BATCH_RANGE_H_

#include "absl/types/span.h"
#include "worker/runner/quant/observers/observer.h"

namespace octavo {

struct BatchRange {
  Range range;  // infinities included; of a batch with NaN it says nothing
  bool has_nan = false;
};

/// The smallest and the largest value, in one pass that compilers vectorize. REQUIRES: values not empty.
BatchRange FindBatchRange(absl::Span<const float> values);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_QUANT_OBSERVERS_BATCH_RANGE_H_
