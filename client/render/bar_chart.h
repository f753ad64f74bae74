#ifndef OCTAVO_CLIENT_RENDER_BAR_CHART_H_
#define OCTAVO_CLIENT_RENDER_BAR_CHART_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo::client {

/// What bars are drawn with: eighths of a block, or '#' where a terminal may not have those.
enum class BarStyle { kBlocks, kAscii };

/// Blocks where the environment's locale is UTF-8 (LC_ALL before LC_CTYPE before LANG, the first that is set) and TERM
/// is not "dumb". `environment` gives a variable's value, or nothing.
BarStyle ChooseBarStyle(const std::function<std::optional<std::string>(const std::string& name)>& environment);

/// Lines "LABEL  COUNT  ███▌": labels and counts to the right, the longest bar `columns` wide. A count above zero is
/// never without a bar. Labels are ASCII.
std::string RenderBars(const std::vector<std::pair<std::string, int64_t>>& bars, int columns, BarStyle style);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_BAR_CHART_H_
