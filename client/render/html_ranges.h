#ifndef OCTAVO_CLIENT_RENDER_HTML_RANGES_H_
#define OCTAVO_CLIENT_RENDER_HTML_RANGES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "client/compare/comparison.h"
#include "client/compare/layer_ranges.h"

namespace octavo::client {

/// The range of every layer's input and what of it the codes reach. Empty where there are no layers. `stage` is the
/// index of the stage that they are of.
std::string RangesFigure(const Comparison& comparison, size_t stage, const std::vector<LayerRange>& layers);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_RANGES_H_
