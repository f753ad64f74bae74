#ifndef OCTAVO_CLIENT_RENDER_HTML_REPORT_H_
#define OCTAVO_CLIENT_RENDER_HTML_REPORT_H_

#include <string>
#include <vector>

#include "client/compare/comparison.h"
#include "client/compare/stage_details.h"

namespace octavo::client {

/// report.html: the whole comparison as one file that loads nothing from anywhere, reads without scripts and prints.
/// `details` has one entry for each of the comparison's stages. Pure: equal input gives equal bytes.
std::string RenderHtmlReport(const Comparison& comparison, const std::vector<StageDetails>& details);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_REPORT_H_
