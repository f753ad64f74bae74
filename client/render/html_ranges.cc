#include "client/render/html_ranges.h"

#include "absl/strings/str_cat.h"
#include "client/render/figure_text.h"
#include "client/render/html_row_chart.h"
#include "client/render/html_section.h"
#include "client/render/html_table.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

ChartRow RangeRow(const LayerRange& layer, size_t style) {
  ChartRow row{layer.layer, style};
  if (!layer.observed.has_value() || !layer.codes.has_value()) {
    row.gap = absl::StrCat(layer.precision, ": no fixed codes");
    return row;
  }
  row.items = {{absl::StrCat(layer.layer, ": input ", IntervalText(*layer.observed, 1, 2), ", codes reach ",
                             IntervalText(*layer.codes, 1, 2), ", step ", FigureText(layer.scale, 4)),
                {{RowShape::Kind::kRange, layer.codes->low, layer.codes->high},
                 {RowShape::Kind::kEnds, layer.observed->low, layer.observed->high}}}};
  return row;
}

std::string RangesTable(const std::string& title, const std::vector<LayerRange>& layers) {
  HtmlTable table{title, {{"layer"}, {"precision"}, {"input met"}, {"codes reach"}, {"step", true}, {"smoothed"}}};
  table.sortable = true;
  for (const LayerRange& layer : layers) {
    auto interval = [](const std::optional<Interval>& range) {
      return range.has_value() ? TextCell(IntervalText(*range, 1, 3)) : AbsentCell("none");
    };
    table.rows.push_back({TextCell(layer.layer), TextCell(layer.precision), interval(layer.observed),
                          interval(layer.codes),
                          layer.scale.has_value() ? NumberCell(layer.scale, 6) : AbsentCell("none"),
                          TextCell(layer.smooth ? "yes" : "no")});
  }
  return RenderHtmlTable(table);
}

}  // namespace

std::string RangesFigure(const Comparison& comparison, size_t stage, const std::vector<LayerRange>& layers) {
  if (layers.empty()) return "";
  const size_t style = RowOfStage(comparison, stage);
  RowChart chart{absl::StrCat("ranges-", stage), "input of the layer", {}};
  chart.dense = true;
  for (const LayerRange& layer : layers) chart.rows.push_back(RangeRow(layer, style));
  const std::string title = absl::StrCat("Input ranges of ", comparison.rows[style].label);
  return RenderHtmlFigure(
      {chart.id, title,
       "The band is what the layer's 8-bit codes reach, the two strokes are the ends of what was met in calibration "
       "(of QAT, whose ranges moved in training, those of the band). What lies beyond the band is cut off; a wide band "
       "has coarse steps.",
       RenderRowChart(chart), RangesTable(title, layers)});
}

}  // namespace octavo::client
