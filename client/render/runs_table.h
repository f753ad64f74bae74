#ifndef OCTAVO_CLIENT_RENDER_RUNS_TABLE_H_
#define OCTAVO_CLIENT_RENDER_RUNS_TABLE_H_

#include <string>

#include "client/compare/run_comparison.h"

namespace octavo::client {

/// Several runs for a terminal: a line per variant of each, why runs are not compared with the first, and each group of
/// repeats as mean ± deviation.
std::string RenderRunsText(const RunComparison& runs);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_RUNS_TABLE_H_
