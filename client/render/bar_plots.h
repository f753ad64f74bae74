#ifndef OCTAVO_CLIENT_RENDER_BAR_PLOTS_H_
#define OCTAVO_CLIENT_RENDER_BAR_PLOTS_H_

#include "client/compare/comparison.h"
#include "client/render/plot.h"

namespace octavo::client {

// One quantity of all variants, a row for each: accuracy_comparison.png, size_comparison.png, speed_comparison.png.

Plot AccuracyPlot(const Comparison& comparison);
Plot SizePlot(const Comparison& comparison);
/// REQUIRES: IsTimed().
Plot SpeedPlot(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_BAR_PLOTS_H_
