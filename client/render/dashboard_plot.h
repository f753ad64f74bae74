#ifndef OCTAVO_CLIENT_RENDER_DASHBOARD_PLOT_H_
#define OCTAVO_CLIENT_RENDER_DASHBOARD_PLOT_H_

#include "client/compare/comparison.h"
#include "client/render/plot.h"

namespace octavo::client {

/// summary_dashboard.png, 1800×1400: what to ship and why; accuracy, size and latency side by side on common rows; the
/// trade-off of accuracy and size; and the figures that the other parts leave out, as a table.
Plot DashboardPlot(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_DASHBOARD_PLOT_H_
