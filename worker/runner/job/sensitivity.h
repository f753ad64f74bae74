#ifndef OCTAVO_WORKER_RUNNER_JOB_SENSITIVITY_H_
#define OCTAVO_WORKER_RUNNER_JOB_SENSITIVITY_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/job/precision_meter.h"

namespace octavo {

/// Which layers run in the lower precision, the others in FP32.
enum class Kept { kOnlyThis, kAllButThis };

/// What one layer does to the answers. Both directions are measured: alone a layer may be harmless that, with all the
/// others, tips the scale; and the last one in INT8 shows what keeping it out would win.
struct SensitivityRow {
  std::string layer;
  ComputeType precision = ComputeType::kInt8;
  Kept kept = Kept::kOnlyThis;
  PrecisionScores scores;
  double accuracy_difference = 0;  // to the FP32 model
};

/// Two rows a layer, in the order of the layers: first kOnlyThis, then kAllButThis. This is the layer-by-layer profile
/// of HAWQ (Dong et al. 2019; with the effect itself in place of a bound by the Hessian) and of ZeroQ (Cai et al.
/// 2020, KL divergence of the outputs). `on_progress` hears how many of the SensitivityWork()
/// answers are there and may stop the work by an error, which is returned.
absl::StatusOr<std::vector<SensitivityRow>> MeasureSensitivity(PrecisionMeter& meter, double reference_accuracy,
                                                               const std::function<absl::Status(int64_t)>& on_progress);

/// Answers that MeasureSensitivity needs in all.
int64_t SensitivityWork(const PrecisionMeter& meter);

/// By layer: the KL divergence that goes where the layer leaves INT8 and all others stay; not below 0, for less is
/// chance. `int8_kl` is that of INT8 in every layer.
std::vector<double> KlGains(absl::Span<const SensitivityRow> rows, double int8_kl);

/// The text of sensitivity.csv (docs/results-format.md).
std::string FormatSensitivityCsv(absl::Span<const SensitivityRow> rows);

/// "only_this", "all_but_this".
const char* KeptName(Kept kept);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_SENSITIVITY_H_
