#ifndef OCTAVO_CLIENT_RENDER_HTML_ROW_CHART_H_
#define OCTAVO_CLIENT_RENDER_HTML_ROW_CHART_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace octavo::client {

/// What is drawn on a row of a chart, in the axis's unit.
struct RowShape {
  enum class Kind { kBar, kDot, kHollowDot, kRange, kWhisker, kEnds };
  Kind kind = Kind::kDot;
  double from = 0;  // the low end of what is no dot
  double to = 0;    // its high end; where a dot stands
};

/// Shapes that one tooltip describes.
struct RowItem {
  std::string tip;
  std::vector<RowShape> shapes;  // in drawing order
};

struct ChartRow {
  std::string label;
  size_t style = 0;  // of the variant: VariantColour()
  std::vector<RowItem> items = {};
  std::string figure = {};  // beside the row: "85.8 %"
  std::string gap = {};     // stands in place of the items: why there are none
};

struct RowGuide {
  double value = 0;
  std::string label;
};

/// One row for each thing, on a common axis.
struct RowChart {
  std::string id;  // of the figure around it
  std::string axis;
  std::vector<ChartRow> rows;
  std::optional<double> low = {};  // ends of the axis; else by what is drawn
  std::optional<double> high = {};
  std::vector<RowGuide> guides = {};
  bool dense = false;  // many low rows without figures
};

/// " The axis does not begin at zero." where that is so, to be said below a chart whose lengths one would compare.
std::string ZeroNote(const RowChart& chart);

/// As inline SVG. A shape with a value that is not finite is not drawn, nor is what lies beyond the given ends. Pure.
std::string RenderRowChart(const RowChart& chart);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_ROW_CHART_H_
