#include "worker/runner/quant/observers/observer.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "worker/runner/quant/observers/batch_range.h"

namespace octavo {

void Observer::Observe(absl::Span<const float> values) {
  if (values.empty() || spoilt_) return;
  const Range range = FindBatchRange(values);
  spoilt_ = !(range.min >= -kLargestValue && range.max <= kLargestValue);
  if (spoilt_) return;
  values_ += static_cast<int64_t>(values.size());
  Add(values, range);
}

absl::StatusOr<Range> Observer::Result() const {
  if (spoilt_) {
    return absl::InvalidArgumentError(
        absl::StrCat("calibration: an activation was NaN, infinite or beyond ±", kLargestValue, " after ", values_,
                     " sound values; evaluate the FP32 model, its weights are broken or overflow"));
  }
  if (values_ == 0) {
    return absl::FailedPreconditionError(
        "calibration: no values were observed, so there is no range; run at least one calibration batch through this "
        "layer");
  }
  return ChooseRange();
}

}  // namespace octavo
