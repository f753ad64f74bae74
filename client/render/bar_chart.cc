#include "client/render/bar_chart.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

std::string Bar(double share, int columns, BarStyle style) {
  if (style == BarStyle::kAscii)
    return std::string(static_cast<size_t>(std::max(1.0, std::round(share * columns))), '#');
  const int eighths = std::max(1, static_cast<int>(std::lround(share * columns * 8)));
  std::string bar;
  for (int i = 0; i < eighths / 8; ++i) bar += "█";
  return bar + kEighths[eighths % 8];
}

std::string PadLeft(const std::string& text, size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

}  // namespace

BarStyle ChooseBarStyle(const std::function<std::optional<std::string>(const std::string& name)>& environment) {
  if (environment("TERM") == "dumb") return BarStyle::kAscii;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string locale = absl::AsciiStrToLower(environment(name).value_or(""));
    if (locale.empty()) continue;
    const bool utf8 = absl::StrContains(locale, "utf-8") || absl::StrContains(locale, "utf8");
    return utf8 ? BarStyle::kBlocks : BarStyle::kAscii;
  }
  return BarStyle::kAscii;
}

std::string RenderBars(const std::vector<std::pair<std::string, int64_t>>& bars, int columns, BarStyle style) {
  size_t label_width = 0, count_width = 0;
  int64_t most = 1;
  for (const auto& [label, count] : bars) {
    label_width = std::max(label_width, label.size());
    count_width = std::max(count_width, Thousands(count).size());
    most = std::max(most, count);
  }
  std::string text;
  for (const auto& [label, count] : bars) {
    absl::StrAppend(&text, PadLeft(label, label_width), "  ", PadLeft(Thousands(count), count_width));
    if (count > 0)
      absl::StrAppend(&text, "  ", Bar(static_cast<double>(count) / static_cast<double>(most), columns, style));
    text += "\n";
  }
  return text;
}

}  // namespace octavo::client
