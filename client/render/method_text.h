#ifndef OCTAVO_CLIENT_RENDER_METHOD_TEXT_H_
#define OCTAVO_CLIENT_RENDER_METHOD_TEXT_H_

#include <string>

namespace octavo::client {

// How a comparison is made, in sentences of plain text: the same in summary_report.md and report.html.

/// By which rule a variant is recommended.
std::string RuleText();

/// Where differences, speed-ups and their intervals come from.
std::string MethodText();

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_METHOD_TEXT_H_
