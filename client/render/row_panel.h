#ifndef OCTAVO_CLIENT_RENDER_ROW_PANEL_H_
#define OCTAVO_CLIENT_RENDER_ROW_PANEL_H_

#include <optional>
#include <string>
#include <vector>

#include "client/render/plot_script.h"
#include "common/stats.h"

namespace octavo::client {

// A chart with one row for each variant: names on the left, and beside them one panel or several that share the rows.
// Names and figures have columns of their own, so that nothing overlaps however long they are.

/// The name of a row.
struct RowName {
  std::string label;
  std::optional<size_t> style = {};  // StyleOf(); none: a stage without results
  bool marked = false;               // stands out
};

/// What a panel shows on a row.
struct RowMark {
  std::optional<double> value = {};
  std::optional<Interval> interval = {};  // a whisker
  std::string figure = {};                // in the column beside the plot
  std::string gap = {};                   // in place of all that: why there is nothing
};

struct RowPanel {
  std::string heading;
  std::string axis;
  bool bars = true;            // from the low end of the axis; else markers
  std::vector<RowMark> marks;  // of the rows in their order
  double low = 0, high = 1;    // of the axis
  std::optional<double> guide = {};
};

/// Sizes of texts and marks.
struct RowSizes {
  double name = 18, figure = 16, number = 14;  // pixels
  double marker = 2.4;                         // as PlotScript::Marker() takes it
};

/// What a panel needs above its rows (heading) and below (numbers and axis), in pixels.
inline constexpr double kPanelHead = 34, kPanelFoot = 58;

/// Bands behind every other row, from the names to the right edge. `box` holds the rows of all panels.
void DrawRowBands(size_t rows, const Box& box, PlotScript* script);

/// The names with their markers in the column `box`.
void DrawRowNames(const std::vector<RowName>& names, const Box& box, const RowSizes& sizes, PlotScript* script);

/// How wide the column of the names has to be, up to `most`.
double NamesWidth(const std::vector<RowName>& names, const RowSizes& sizes, double most);

/// Draws the panel: `box` holds its rows; head and foot lie above and below it. A value that is not finite is a gap.
void DrawRowPanel(const RowPanel& panel, const std::vector<RowName>& names, const Box& box, const RowSizes& sizes,
                  PlotScript* script);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_ROW_PANEL_H_
