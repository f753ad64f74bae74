#ifndef OCTAVO_CLIENT_RENDER_REPEATS_TABLE_H_
#define OCTAVO_CLIENT_RENDER_REPEATS_TABLE_H_

#include <string>

#include "client/compare/repeat_study.h"

namespace octavo::client {

/// repeats.csv: one line per variant and quantity that any seed has, with its mean, deviation, interval, range, and
/// each seed's value.
std::string RenderRepeatsCsv(const RepeatStudy& study);

/// For a terminal: the seeds, a line per variant as mean ± deviation, and what is left out.
std::string RenderRepeatsText(const RepeatStudy& study);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_REPEATS_TABLE_H_
