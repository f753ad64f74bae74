#ifndef OCTAVO_CLIENT_RENDER_HTML_REPEATS_H_
#define OCTAVO_CLIENT_RENDER_HTML_REPEATS_H_

#include <optional>

#include "client/render/html_section.h"

namespace octavo::client {

/// What several seeds say: pictures with every seed's value, the mean and its deviation, tables of the means and of
/// each seed, what part is the luck of training, and what is left out. None where there are no repeats.
std::optional<HtmlSection> RepeatsSection(const ReportInput& input);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_REPEATS_H_
