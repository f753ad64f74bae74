#ifndef OCTAVO_CLIENT_RENDER_HTML_LAYERS_H_
#define OCTAVO_CLIENT_RENDER_HTML_LAYERS_H_

#include "client/render/html_section.h"

namespace octavo::client {

/// Layer by layer: how sensitive each is to a precision, what the search for mixed precision measured, and the ranges
/// of the static forms.
HtmlSection LayersSection(const ReportInput& input);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_LAYERS_H_
