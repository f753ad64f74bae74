#ifndef OCTAVO_CLIENT_RENDER_PLOTS_H_
#define OCTAVO_CLIENT_RENDER_PLOTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/compare/comparison.h"

namespace octavo::client {

/// A picture as a gnuplot script, without the lines that name terminal and output.
struct Plot {
  std::string file_name;  // "accuracy_comparison.png"
  std::string script;
};

/// The files that ComparisonPlots() may give.
const std::vector<std::string>& ComparisonPictures();

/// accuracy_comparison, size_comparison and, where anything was timed, speed_comparison. Bars in Okabe and Ito's
/// colours, which colour-blind readers tell apart; error bars where there are intervals. Rows that are not comparable
/// are left out and named below the picture.
std::vector<Plot> ComparisonPlots(const Comparison& comparison);

/// training_curve.png from training_curve.csv (docs/results-format.md). INVALID_ARGUMENT with the line for a bad file.
absl::StatusOr<Plot> TrainingCurvePlot(absl::string_view csv, absl::string_view title);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_PLOTS_H_
