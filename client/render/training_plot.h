#ifndef OCTAVO_CLIENT_RENDER_TRAINING_PLOT_H_
#define OCTAVO_CLIENT_RENDER_TRAINING_PLOT_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/render/plot.h"

namespace octavo::client {

/// training_curve.png from training_curve.csv (docs/results-format.md): the losses by step, and below them the
/// validation accuracy, where there was a validation; the epoch that is kept is marked. INVALID_ARGUMENT with the line
/// for a bad file.
absl::StatusOr<Plot> TrainingCurvePlot(absl::string_view csv, absl::string_view title);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_TRAINING_PLOT_H_
