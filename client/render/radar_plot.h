#ifndef OCTAVO_CLIENT_RENDER_RADAR_PLOT_H_
#define OCTAVO_CLIENT_RENDER_RADAR_PLOT_H_

#include "client/compare/comparison.h"
#include "client/render/plot.h"

namespace octavo::client {

/// radar_chart.png: every variant as a shape over RadarAxes(). Up to four lie in one chart; more would hide one another
/// and have a small chart each, with the reference's outline for comparison. A figure that is missing breaks the
/// outline there and is named in a note.
Plot RadarPlot(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_RADAR_PLOT_H_
