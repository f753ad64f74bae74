#ifndef OCTAVO_CLIENT_RENDER_HTML_XY_CHART_H_
#define OCTAVO_CLIENT_RENDER_HTML_XY_CHART_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/stats.h"

namespace octavo::client {

struct XyPoint {
  double x = 0, y = 0;
  size_t style = 0;  // of the variant: VariantColour()
  bool hollow = false;
  bool ringed = false;
  std::optional<Interval> interval = {};  // of y
  std::string tip;
  std::string label = {};  // in the column beside the plot, where a line leads to it
};

struct XyLine {
  enum class Kind { kDashed, kSolid, kFaint, kFront };
  Kind kind = Kind::kDashed;
  size_t style = 0;
  std::vector<std::pair<double, double>> points;
  bool less_x = true;  // of a front: which x is better
};

/// A horizontal line with a name.
struct XyGuide {
  double y = 0;
  std::string label;
};

/// Points and lines over two axes.
struct XyChart {
  std::string id;  // of the figure around it
  std::string x_axis, y_axis;
  std::vector<XyPoint> points;
  std::vector<XyLine> lines = {};
  std::vector<XyGuide> guides = {};
  std::optional<double> x_low = {}, x_high = {}, y_low = {}, y_high = {};  // ends of the axes; else by what is drawn
  std::vector<std::string> x_names = {};                                   // ticks at 0, 1, 2 …; else numbers
};

/// " The axis of the accuracy does not begin at zero." of a y axis of which that is so; `what` is what it shows.
std::string ZeroNote(const XyChart& chart, absl::string_view what);

/// As inline SVG. A point with a coordinate that is not finite is not drawn, nor is what lies beyond the given ends.
/// Pure.
std::string RenderXyChart(const XyChart& chart);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_XY_CHART_H_
