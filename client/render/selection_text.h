#ifndef OCTAVO_CLIENT_RENDER_SELECTION_TEXT_H_
#define OCTAVO_CLIENT_RENDER_SELECTION_TEXT_H_

#include <string>

#include "absl/types/span.h"
#include "client/compare/selection.h"

namespace octavo::client {

/// The answer to a query for a terminal: the winner and why, then what each limit excluded and what is not compared.
std::string RenderSelectionText(absl::Span<const Contender> contenders, const Selection& selection);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_SELECTION_TEXT_H_
