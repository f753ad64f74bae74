#ifndef OCTAVO_CLIENT_RENDER_TRADEOFF_PLOT_H_
#define OCTAVO_CLIENT_RENDER_TRADEOFF_PLOT_H_

#include "client/compare/comparison.h"
#include "client/render/plot.h"
#include "client/render/plot_script.h"

namespace octavo::client {

/// accuracy_vs_size.png: a point for each variant with its accuracy's interval, and the Pareto front of accuracy and
/// size as a stepped line. The axis of the sizes is logarithmic where they span more than a factor of five.
Plot AccuracyVsSizePlot(const Comparison& comparison);

/// The same without heading and notes in a part of a page; `box` holds the panel with its axes. `text` pixels are the
/// size of its texts.
void DrawTradeoff(const Comparison& comparison, const Box& box, double text, PlotScript* script);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_TRADEOFF_PLOT_H_
