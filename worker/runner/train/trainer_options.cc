#include "worker/runner/train/trainer_options.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

absl::Status Check(const char* name, double value, bool good, const char* wanted) {
  if (good) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("training option ", name, " is ", value, "; give ", wanted));
}

}  // namespace

absl::Status CheckTrainerOptions(const TrainerOptions& o) {
  const auto finite = [](double value) { return std::isfinite(value); };
  OCTAVO_RETURN_IF_ERROR(Check("learning_rate", o.learning_rate, finite(o.learning_rate) && o.learning_rate > 0,
                               "a number above 0, such as 2e-5"));
  OCTAVO_RETURN_IF_ERROR(
      Check("weight_decay", o.weight_decay, finite(o.weight_decay) && o.weight_decay >= 0, "0 or more, such as 0.01"));
  OCTAVO_RETURN_IF_ERROR(
      Check("adam_beta1", o.adam_beta1, o.adam_beta1 >= 0 && o.adam_beta1 < 1, "a number in [0, 1)"));
  OCTAVO_RETURN_IF_ERROR(
      Check("adam_beta2", o.adam_beta2, o.adam_beta2 >= 0 && o.adam_beta2 < 1, "a number in [0, 1)"));
  OCTAVO_RETURN_IF_ERROR(
      Check("adam_epsilon", o.adam_epsilon, finite(o.adam_epsilon) && o.adam_epsilon > 0, "a number above 0"));
  OCTAVO_RETURN_IF_ERROR(
      Check("max_grad_norm", o.max_grad_norm, finite(o.max_grad_norm) && o.max_grad_norm > 0, "a number above 0"));
  OCTAVO_RETURN_IF_ERROR(
      Check("warmup_ratio", o.warmup_ratio, o.warmup_ratio >= 0 && o.warmup_ratio <= 1, "a number from 0 to 1"));
  OCTAVO_RETURN_IF_ERROR(
      Check("total_steps", static_cast<double>(o.total_steps), o.total_steps >= 1, "the number of steps, 1 or more"));
  if (o.labels.size() < 2 || std::set<std::string>(o.labels.begin(), o.labels.end()).size() != o.labels.size()) {
    return absl::InvalidArgumentError("training option labels: give two or more different class names");
  }
  if (o.device != "cpu") {
    return absl::UnimplementedError(
        absl::StrCat("training option device is \"", o.device, "\"; this build trains on \"cpu\""));
  }
  return RequestedPrecision(o).status();
}

absl::Status CheckQatOptions(const QatOptions& o) {
  const auto share = [](double value) { return value >= 0 && value <= 1; };
  OCTAVO_RETURN_IF_ERROR(
      Check("observer_momentum", o.observer_momentum, share(o.observer_momentum), "a number from 0 to 1"));
  OCTAVO_RETURN_IF_ERROR(
      Check("freeze_step", static_cast<double>(o.freeze_step), o.freeze_step >= 0, "a number of steps, 0 or more"));
  OCTAVO_RETURN_IF_ERROR(Check("distill_weight", o.distill_weight, share(o.distill_weight), "a number from 0 to 1"));
  return Check("distill_temperature", o.distill_temperature,
               std::isfinite(o.distill_temperature) && o.distill_temperature > 0, "a number above 0, such as 2");
}

absl::StatusOr<ComputeType> RequestedPrecision(const TrainerOptions& options) {
  if (options.precision == "fp32") return ComputeType::kFp32;
  if (options.precision == "bf16" || options.precision == "auto") return ComputeType::kBf16;
  return absl::InvalidArgumentError(
      absl::StrCat("training option precision is \"", options.precision, "\"; give \"auto\", \"fp32\" or \"bf16\""));
}

double LearningRateAt(const TrainerOptions& options, int64_t done) {
  const auto total = static_cast<double>(options.total_steps);
  const double warmup = std::ceil(options.warmup_ratio * total);
  const auto at = static_cast<double>(done);
  const double factor =
      at < warmup ? at / std::max(1.0, warmup) : std::max(0.0, (total - at) / std::max(1.0, total - warmup));
  return options.learning_rate * factor;
}

}  // namespace octavo
