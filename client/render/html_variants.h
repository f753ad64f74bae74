#ifndef OCTAVO_CLIENT_RENDER_HTML_VARIANTS_H_
#define OCTAVO_CLIENT_RENDER_HTML_VARIANTS_H_

#include "client/render/html_section.h"

namespace octavo::client {

/// Which variant to ship and why.
HtmlSection RecommendationSection(const ReportInput& input);

/// The table of all variants, sortable, and which stages there are no results of.
HtmlSection VariantsSection(const ReportInput& input);

/// What a reader must know before trusting the figures.
HtmlSection CaveatsSection(const ReportInput& input);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_VARIANTS_H_
