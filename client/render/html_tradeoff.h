#ifndef OCTAVO_CLIENT_RENDER_HTML_TRADEOFF_H_
#define OCTAVO_CLIENT_RENDER_HTML_TRADEOFF_H_

#include <string>

#include "client/compare/comparison.h"

namespace octavo::client {

/// Accuracy against size, with the Pareto front of the two drawn.
std::string SizeTradeoffFigure(const Comparison& comparison);

/// Accuracy against speed-up, likewise.
std::string SpeedTradeoffFigure(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_TRADEOFF_H_
