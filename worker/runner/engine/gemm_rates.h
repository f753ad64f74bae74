#ifndef OCTAVO_WORKER_RUNNER_ENGINE_GEMM_RATES_H_
#define OCTAVO_WORKER_RUNNER_ENGINE_GEMM_RATES_H_

#include "absl/status/statusor.h"
#include "worker/runner/engine/engine.h"

namespace octavo {

/// How fast this machine multiplied one large square matrix by another, again and again, in GFLOP/s (GOP/s for INT8).
struct GemmRates {
  double best = 0;  // the peak
  double median = 0;
  double worst = 0;
  int runs = 0;
};

/// The runs whose best one is MeasureGemmPeak(): after one to warm up, with the current number of threads. Takes about
/// a second where the type is computed in hardware. UNIMPLEMENTED where it is not.
absl::StatusOr<GemmRates> MeasureGemmRates(ComputeType type);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_ENGINE_GEMM_RATES_H_
