#ifndef OCTAVO_CLIENT_RENDER_SPEED_SECTION_H_
#define OCTAVO_CLIENT_RENDER_SPEED_SECTION_H_

#include <string>

#include "client/compare/comparison.h"

namespace octavo::client {

/// The report's section on speed by shape of the input: the latency grid of every comparable stage that has one,
/// whether the variant was slower anywhere, and under what conditions it was measured. Empty where there is no grid.
std::string RenderSpeedByShape(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_SPEED_SECTION_H_
