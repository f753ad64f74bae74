#ifndef OCTAVO_CLIENT_RENDER_HTML_SEARCH_H_
#define OCTAVO_CLIENT_RENDER_HTML_SEARCH_H_

#include <cstddef>
#include <string>

#include "client/compare/comparison.h"
#include "client/compare/mixed_search.h"

namespace octavo::client {

/// What the search for mixed precision measured, its front and what it chose. Empty where it did not search. `stage` is
/// the index of the stage that searched.
std::string SearchFigure(const Comparison& comparison, size_t stage, const Search& search);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_SEARCH_H_
