#ifndef OCTAVO_CLIENT_RENDER_HTML_PROVENANCE_H_
#define OCTAVO_CLIENT_RENDER_HTML_PROVENANCE_H_

#include "client/render/html_section.h"

namespace octavo::client {

/// What was run: model, data set, stages, machines, versions, digests of the inputs, parameters.
HtmlSection ProvenanceSection(const ReportInput& input);

/// The commands that make these results again.
HtmlSection ReproduceSection(const ReportInput& input);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_PROVENANCE_H_
