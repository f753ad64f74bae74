#ifndef OCTAVO_CLIENT_RENDER_REPORT_H_
#define OCTAVO_CLIENT_RENDER_REPORT_H_

#include <string>
#include <vector>

#include "client/compare/comparison.h"

namespace octavo::client {

/// summary_report.md: the recommendation first, then the table, several seeds, the speed by shape, the Pareto front,
/// the caveats and how to reproduce it. `pictures` are the files beside it that belong to this comparison, to be
/// embedded.
std::string RenderReport(const Comparison& comparison, const std::vector<std::string>& pictures);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_REPORT_H_
