#ifndef OCTAVO_CLIENT_COMPARE_TRAINING_CURVE_H_
#define OCTAVO_CLIENT_COMPARE_TRAINING_CURVE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo::client {

/// A row of training_curve.csv.
struct TrainingPoint {
  int64_t step = 0;
  int64_t epoch = 0;
  std::optional<double> loss;  // of the texts trained on since the row before; none before the first step
  std::optional<double> validation_accuracy;
  std::optional<double> validation_loss;
};

/// Reads training_curve.csv (docs/results-format.md). INVALID_ARGUMENT with the line.
absl::StatusOr<std::vector<TrainingPoint>> ParseTrainingCurve(absl::string_view csv);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_TRAINING_CURVE_H_
