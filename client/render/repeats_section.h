#ifndef OCTAVO_CLIENT_RENDER_REPEATS_SECTION_H_
#define OCTAVO_CLIENT_RENDER_REPEATS_SECTION_H_

#include <string>

#include "client/compare/repeat_study.h"

namespace octavo::client {

/// The report's section on several seeds: a table of means, what part is the training's luck and what the
/// quantization's doing, and what is left out.
std::string RenderRepeats(const RepeatStudy& study);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_REPEATS_SECTION_H_
