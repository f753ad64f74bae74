#ifndef OCTAVO_CLIENT_RENDER_REPEATS_TEXT_H_
#define OCTAVO_CLIENT_RENDER_REPEATS_TEXT_H_

#include <string>
#include <vector>

#include "client/compare/repeat_study.h"

namespace octavo::client {

// What several seeds tell, in sentences of plain text: the same in summary_report.md and report.html.

/// How to read the means and their intervals.
std::string RepeatsExplained(const RepeatStudy& study);

/// How much of the accuracy is the luck of training, and what each variant does to it.
std::vector<std::string> RepeatsFindings(const RepeatStudy& study);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_REPEATS_TEXT_H_
