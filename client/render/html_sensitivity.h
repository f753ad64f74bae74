#ifndef OCTAVO_CLIENT_RENDER_HTML_SENSITIVITY_H_
#define OCTAVO_CLIENT_RENDER_HTML_SENSITIVITY_H_

#include <cstddef>
#include <string>

#include "client/compare/comparison.h"
#include "client/compare/mixed_search.h"

namespace octavo::client {

/// A figure for each precision that was tried: what it does to the model's answers, layer by layer. Empty where nothing
/// was measured. `stage` is the index of the stage that measured it.
std::string SensitivityFigures(const Comparison& comparison, size_t stage, const Sensitivity& sensitivity);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_SENSITIVITY_H_
