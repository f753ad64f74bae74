#ifndef OCTAVO_CLIENT_RENDER_REPEATS_CELLS_H_
#define OCTAVO_CLIENT_RENDER_REPEATS_CELLS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "client/compare/repeat_study.h"

namespace octavo::client {

// What the tables over several seeds say in a cell, for a terminal and for Markdown. A mean of one run has no "±".

/// "3 seeds (42, 43, 44), mean ± sample standard deviation:"; of a single one, that there is nothing to average.
std::string SeedsText(const RepeatStudy& study);
/// "84.00 ± 0.25 %"
std::string AccuracyCell(const RepeatedRow& row);
/// "-0.10 ± 0.05 points (-0.22 to +0.02)"; "reference" of the baseline.
std::string DifferenceCell(const RepeatedRow& row);
/// "22.0 MiB", or "22.0 MiB (21.9 MiB to 22.1 MiB)".
std::string SizeCell(const RepeatedRow& row);
/// "2.75 ± 0.10x", with " (2 timed)" where not all of the row's runs were; `times` is the sign behind the number.
std::string SpeedupCell(const RepeatedRow& row, const RepeatedFigure& speedup, absl::string_view times);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_REPEATS_CELLS_H_
