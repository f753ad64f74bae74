#ifndef OCTAVO_CLIENT_RENDER_REPORT_H_
#define OCTAVO_CLIENT_RENDER_REPORT_H_

#include <string>

#include "client/compare/comparison.h"

namespace octavo::client {

/// summary_report.md: the recommendation first, then the table, the Pareto front, the caveats and how to reproduce it.
/// `with_plots` embeds the pictures that lie beside it.
std::string RenderReport(const Comparison& comparison, bool with_plots);

/// The commands that make these results again, one per line.
std::string ReproduceCommands(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_REPORT_H_
