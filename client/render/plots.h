#ifndef OCTAVO_CLIENT_RENDER_PLOTS_H_
#define OCTAVO_CLIENT_RENDER_PLOTS_H_

#include <string>
#include <vector>

#include "client/compare/comparison.h"
#include "client/render/plot.h"

namespace octavo::client {

// The pictures of a comparison. Each variant has one colour (Okabe and Ito's, which colour-blind readers tell apart),
// one marker and one pattern in all of them; error bars stand where there are intervals. What is missing or not
// comparable leaves a gap that says why.

/// The files that ComparisonPlots() may give.
const std::vector<std::string>& ComparisonPictures();

/// accuracy_comparison, size_comparison, where anything was timed speed_comparison, radar_chart, accuracy_vs_size and
/// summary_dashboard.
std::vector<Plot> ComparisonPlots(const Comparison& comparison);

/// Those of the first three that there are: what a stage shows of the variants that it made.
std::vector<Plot> StagePlots(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_PLOTS_H_
