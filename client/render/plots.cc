#include "client/render/plots.h"

#include "client/render/bar_plots.h"
#include "client/render/dashboard_plot.h"
#include "client/render/radar_plot.h"
#include "client/render/tradeoff_plot.h"

namespace octavo::client {

const std::vector<std::string>& ComparisonPictures() {
  static const auto& names =
      *new std::vector<std::string>{"accuracy_comparison.png", "size_comparison.png",  "speed_comparison.png",
                                    "radar_chart.png",         "accuracy_vs_size.png", "summary_dashboard.png"};
  return names;
}

std::vector<Plot> ComparisonPlots(const Comparison& comparison) {
  std::vector<Plot> plots = StagePlots(comparison);
  plots.push_back(RadarPlot(comparison));
  plots.push_back(AccuracyVsSizePlot(comparison));
  plots.push_back(DashboardPlot(comparison));
  return plots;
}

std::vector<Plot> StagePlots(const Comparison& comparison) {
  std::vector<Plot> plots = {AccuracyPlot(comparison), SizePlot(comparison)};
  if (IsTimed(comparison)) plots.push_back(SpeedPlot(comparison));
  return plots;
}

}  // namespace octavo::client
