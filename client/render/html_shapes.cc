#include "client/render/html_shapes.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/figure_text.h"
#include "client/render/html_table.h"
#include "client/render/html_text.h"
#include "client/render/html_xy_chart.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

/// A variant that was timed by shape, its stage and what it was timed against.
struct TimedRow {
  size_t row = 0;
  const StageResult* stage = nullptr;
  std::string variant, reference;
};

std::vector<TimedRow> TimedRows(const Comparison& comparison) {
  std::vector<TimedRow> timed;
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    const StageResult& stage = comparison.stages[row.stage_index];
    const auto measured = stage.comparisons.find(row.variant);
    if (row.comparable && !stage.grid.empty() && measured != stage.comparisons.end())
      timed.push_back({i, &stage, row.variant, measured->second.reference});
  }
  return timed;
}

/// All shapes, in the order in which they are met.
std::vector<std::string> ShapeNames(const std::vector<TimedRow>& timed) {
  std::vector<std::string> names;
  for (const TimedRow& row : timed) {
    for (const GridShape& shape : row.stage->grid) {
      if (std::find(names.begin(), names.end(), shape.shape) == names.end()) names.push_back(shape.shape);
    }
  }
  return names;
}

XyPoint ShapePoint(const Comparison& comparison, const TimedRow& row, const std::string& shape, double x,
                   const RatioEstimate& speed) {
  return {x,
          speed.ratio,
          row.row,
          false,
          false,
          speed.interval,
          absl::StrCat(comparison.rows[row.row].label, " at ", shape, " texts x tokens: ", RatioText(speed),
                       " as fast as ", absl::AsciiStrToUpper(row.reference))};
}

std::string ShapeChart(const Comparison& comparison, const std::vector<TimedRow>& timed) {
  XyChart chart{"shapes-speedup", "texts x tokens", "times as fast as the reference", {}};
  chart.x_names = ShapeNames(timed);
  // Side by side, so that no interval hides another.
  const double step = std::min(0.1, 0.7 / static_cast<double>(timed.size()));
  for (size_t k = 0; k < timed.size(); ++k) {
    XyLine line{XyLine::Kind::kDashed, timed[k].row, {}};
    for (const GridShape& shape : timed[k].stage->grid) {
      const auto speed = shape.speedups.find(timed[k].variant);
      if (speed == shape.speedups.end() || !std::isfinite(speed->second.ratio)) continue;
      const auto at = std::find(chart.x_names.begin(), chart.x_names.end(), shape.shape) - chart.x_names.begin();
      const double x =
          static_cast<double>(at) + step * (static_cast<double>(k) - static_cast<double>(timed.size() - 1) / 2);
      chart.points.push_back(ShapePoint(comparison, timed[k], shape.shape, x, speed->second));
      line.points.push_back({x, speed->second.ratio});
    }
    chart.lines.push_back(std::move(line));
  }
  chart.guides = {{1, "as fast as the reference"}};
  chart.x_low = -0.6;
  chart.x_high = static_cast<double>(chart.x_names.size()) - 0.4;
  chart.y_low = 0;
  return RenderXyChart(chart);
}

std::vector<HtmlCell> ShapeCells(const TimedRow& row, const GridShape& shape, const std::string& label) {
  std::vector<HtmlCell> cells = {TextCell(label), TextCell(shape.shape)};
  std::vector<HtmlCell> rates;
  for (const std::string& name : {row.reference, row.variant}) {
    const auto times = shape.times.find(name);
    const bool timed = times != shape.times.end();
    cells.push_back(timed ? NumberCell(times->second.p50_ms, 2, " ms") : AbsentCell("not measured"));
    rates.push_back(timed ? NumberCell(times->second.gflops, 1) : AbsentCell("not measured"));
  }
  const auto speed = shape.speedups.find(row.variant);
  cells.push_back(speed == shape.speedups.end() ? AbsentCell("not measured") : RatioCell(speed->second));
  cells.insert(cells.end(), rates.begin(), rates.end());
  const auto own = shape.times.find(row.variant);
  cells.push_back(own == shape.times.end() ? AbsentCell("not measured") : CountCell(own->second.runs));
  return cells;
}

std::string ShapeTable(const Comparison& comparison, const std::vector<TimedRow>& timed) {
  HtmlTable table{"Speed by shape",
                  {{"variant"},
                   {"texts x tokens"},
                   {"median of the reference", true},
                   {"median", true},
                   {"speed-up", true},
                   {"GFLOP/s of the reference", true},
                   {"GFLOP/s", true},
                   {"runs", true}}};
  table.sortable = true;
  for (const TimedRow& row : timed) {
    for (const GridShape& shape : row.stage->grid)
      table.rows.push_back(ShapeCells(row, shape, comparison.rows[row.row].label));
  }
  return RenderHtmlTable(table);
}

std::vector<std::string> ShapeVerdicts(const Comparison& comparison, const std::vector<TimedRow>& timed) {
  std::vector<std::string> verdicts;
  std::vector<std::string> never;
  for (const TimedRow& row : timed) {
    std::vector<std::string> slower;
    for (const GridShape* shape : SlowerShapes(row.stage->grid, row.variant))
      slower.push_back(absl::StrCat(shape->shape, " ", RatioText(shape->speedups.at(row.variant))));
    const std::string& label = comparison.rows[row.row].label;
    if (slower.empty()) {
      never.push_back(label);
    } else {
      verdicts.push_back(absl::StrCat(label, " is slower than ", absl::AsciiStrToUpper(row.reference), " at ",
                                      slower.size(), " of ", row.stage->grid.size(),
                                      " shapes: ", absl::StrJoin(slower, ", "), "."));
    }
  }
  if (!never.empty())
    verdicts.push_back(
        absl::StrCat("Slower than the reference at none of these shapes: ", absl::StrJoin(never, ", "), "."));
  return verdicts;
}

/// "FP32 226, INT8 895".
std::string PeaksText(const Conditions& conditions) {
  std::vector<std::string> peaks;
  for (const auto& [name, gflops] : conditions.gemm_peak_gflops)
    peaks.push_back(absl::StrCat(absl::AsciiStrToUpper(name), " ", FigureText(gflops, 0)));
  return absl::StrJoin(peaks, ", ");
}

std::vector<HtmlCell> ConditionCells(const StageResult& stage) {
  const Conditions& conditions = stage.conditions;
  const std::string load =
      absl::StrCat(FigureText(conditions.load_before, 2), " / ", FigureText(conditions.load_after, 2));
  std::string share = "not measured";
  if (conditions.reference_share.has_value()) {
    share = absl::StrCat(Fixed(100 * *conditions.reference_share, 0), " % at ", conditions.reference_shape,
                         conditions.credible.value_or(true) ? "" : ": speed-ups over a slow reference");
  }
  return {TextCell(stage.stage),
          TextCell(absl::StrCat(stage.device_class, " (", stage.cpu_model, ")")),
          CountCell(stage.threads),
          TextCell(PeaksText(conditions)),
          TextCell(share),
          TextCell(load),
          NumberCell(conditions.neighbour_cpu, 2)};
}

std::string ConditionsTable(const std::vector<TimedRow>& timed) {
  HtmlTable table{"Under what conditions the times were measured",
                  {{"stage"},
                   {"machine"},
                   {"threads", true},
                   {"measured peak, GFLOP/s"},
                   {"the reference reaches of its peak"},
                   {"load average before / after"},
                   {"CPUs used by others", true}}};
  const StageResult* last = nullptr;
  for (const TimedRow& row : timed) {
    if (row.stage != last) table.rows.push_back(ConditionCells(*row.stage));
    last = row.stage;
  }
  return RenderHtmlTable(table);
}

}  // namespace

HtmlSection ShapesSection(const ReportInput& input) {
  const Comparison& comparison = input.comparison;
  const std::vector<TimedRow> timed = TimedRows(comparison);
  if (timed.empty()) {
    return {
        "shapes", "Speed by shape",
        Paragraph("No stage was timed by shape of the input (latency_shapes was empty, or nothing is comparable).")};
  }
  std::vector<size_t> rows;
  for (const TimedRow& row : timed) rows.push_back(row.row);
  const HtmlFigure figure{"shapes-speedup", "Speed-up by shape of the input",
                          "Each variant against its reference, timed in turn in one process at each shape, with 95 % "
                          "intervals. 8x128 is a batch of 8 texts of 128 tokens each.",
                          absl::StrCat(HtmlLegend(comparison, rows), ShapeChart(comparison, timed)),
                          ShapeTable(comparison, timed)};
  return {"shapes", "Speed by shape",
          absl::StrCat(RenderHtmlFigure(figure), HtmlList(ShapeVerdicts(comparison, timed)), ConditionsTable(timed))};
}

}  // namespace octavo::client
