#ifndef OCTAVO_TESTS_UNIT_RENDER_PLOT_READING_H_
#define OCTAVO_TESTS_UNIT_RENDER_PLOT_READING_H_

#include <regex>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "client/render/plot.h"
#include "client/render/plot_script.h"
#include "gtest/gtest.h"

namespace octavo::client {

// What a picture's script puts where, for tests.

struct PlacedText {
  std::string text;
  Box box;
};

struct PlacedPanel {
  Box box;
  PlotAxis x, y;
};

inline double Number(const std::string& text) {
  double value = 0;
  EXPECT_TRUE(absl::SimpleAtod(text, &value)) << text;
  return value;
}

inline std::vector<std::string> LinesOf(const Plot& plot) { return absl::StrSplit(plot.script, '\n'); }

/// The texts of a script and about where they stand.
inline std::vector<PlacedText> TextsOf(const Plot& plot) {
  static const std::regex label(
      "set label '([^']*)' at screen ([-0-9.]+),screen ([-0-9.]+) (left|center|right) front font "
      "'Sans(:Bold)?,([0-9.]+)'.*");
  std::vector<PlacedText> texts;
  for (const std::string& line : LinesOf(plot)) {
    std::smatch match;
    if (!std::regex_match(line, match, label)) {
      EXPECT_TRUE(line.rfind("set label", 0) != 0 || line.find(" point ") != std::string::npos) << line;
      continue;
    }
    const std::string text = match[1].str();
    const TextStyle style = {Number(match[6]) / 0.75, match[5].matched};
    const double width = TextPixels(text, style), x = Number(match[2]) * plot.width;
    const double y = (1 - Number(match[3])) * plot.height;
    const double left = match[4] == "left" ? x : match[4] == "right" ? x - width : x - width / 2;
    texts.push_back({text, {left, y - 0.5 * style.size, left + width, y + 0.5 * style.size}});
  }
  return texts;
}

/// Where a script draws data, and over which axes, in its order.
inline std::vector<PlacedPanel> PanelsOf(const Plot& plot) {
  static const std::regex margin("set ([lrtb])margin at screen ([-0-9.]+)");
  static const std::regex range("set ([xy])range \\[([-0-9.]+):([-0-9.]+)\\]");
  static const std::regex scale("(set|unset) logscale ([xy])");
  std::vector<PlacedPanel> panels;
  PlacedPanel panel;
  for (const std::string& line : LinesOf(plot)) {
    std::smatch match;
    if (std::regex_match(line, match, margin)) {
      const char side = match[1].str()[0];
      const bool across = side == 'l' || side == 'r';
      double& end = side == 'l'   ? panel.box.left
                    : side == 'r' ? panel.box.right
                    : side == 't' ? panel.box.top
                                  : panel.box.bottom;
      end = across ? Number(match[2]) * plot.width : (1 - Number(match[2])) * plot.height;
    } else if (std::regex_match(line, match, range)) {
      PlotAxis& axis = match[1] == "x" ? panel.x : panel.y;
      axis.low = Number(match[2]), axis.high = Number(match[3]);
    } else if (std::regex_match(line, match, scale)) {
      (match[2] == "x" ? panel.x : panel.y).log = match[1] == "set";
    } else if (line.rfind("plot ", 0) == 0) {
      panels.push_back(panel);
    }
  }
  return panels;
}

}  // namespace octavo::client

#endif  // OCTAVO_TESTS_UNIT_RENDER_PLOT_READING_H_
