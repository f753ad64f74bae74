#ifndef OCTAVO_CLIENT_RENDER_HTML_OVERVIEW_H_
#define OCTAVO_CLIENT_RENDER_HTML_OVERVIEW_H_

#include "client/render/html_section.h"

namespace octavo::client {

/// The variants in pictures: accuracy, its difference, size, speed-up, latency, and one against another. A variant that
/// has no figure, or one that is not comparable, has a row that says why.
HtmlSection OverviewSection(const ReportInput& input);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_OVERVIEW_H_
