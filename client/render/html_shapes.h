#ifndef OCTAVO_CLIENT_RENDER_HTML_SHAPES_H_
#define OCTAVO_CLIENT_RENDER_HTML_SHAPES_H_

#include "client/render/html_section.h"

namespace octavo::client {

/// Speed by shape of the input, where a variant is slower, and under what conditions it was measured.
HtmlSection ShapesSection(const ReportInput& input);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_SHAPES_H_
