#include "client/render/html_tradeoff.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/compare/pareto.h"
#include "client/render/html_section.h"
#include "client/render/html_table.h"
#include "client/render/html_xy_chart.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

/// What accuracy is set against.
struct Cost {
  std::string id, title, axis, unit;
  bool less_is_better = true;
  std::optional<double> (*of)(const ComparisonRow&);
};

std::optional<double> SizeOf(const ComparisonRow& row) {
  if (!row.comparable) return std::nullopt;
  return static_cast<double>(row.figures.size_bytes) / (1 << 20);
}

std::optional<double> SpeedOf(const ComparisonRow& row) {
  if (row.reference) return 1;
  if (!row.speed_comparable || !row.speedup_batch1.has_value()) return std::nullopt;
  return row.speedup_batch1->ratio;
}

std::string TradeoffTable(const Comparison& comparison, const Cost& cost,
                          const std::vector<std::pair<double, double>>& stairs) {
  HtmlTable table{cost.title, {{"variant"}, {cost.axis, true}, {"accuracy", true}, {"on this front"}}};
  for (const ComparisonRow& row : comparison.rows) {
    const std::optional<double> x = cost.of(row);
    const double y = 100 * row.figures.accuracy;
    const bool front = x.has_value() && std::count(stairs.begin(), stairs.end(), std::pair(*x, y)) > 0;
    table.rows.push_back({TextCell(row.label), x.has_value() ? NumberCell(x, 2, cost.unit) : AbsentCell("not compared"),
                          NumberCell(y, 2, " %"), TextCell(front ? "yes" : "no")});
  }
  return RenderHtmlTable(table);
}

std::string TradeoffFigure(const Comparison& comparison, const Cost& cost, const std::string& caption) {
  XyChart chart{cost.id, cost.axis, "accuracy, %", {}};
  std::vector<std::pair<double, double>> drawn;
  std::vector<std::string> left_out;
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    const std::optional<double> x = cost.of(row);
    const double y = 100 * row.figures.accuracy;
    if (!x.has_value() || !std::isfinite(*x) || !std::isfinite(y)) {
      left_out.push_back(row.label);
      continue;
    }
    drawn.push_back({*x, y});
    chart.points.push_back({*x,
                            y,
                            i,
                            false,
                            false,
                            {},
                            absl::StrCat(row.label, ": ", Fixed(*x, 2), cost.unit, ", accuracy ", Fixed(y, 2),
                                         " % (95 % interval ", IntervalText(row.accuracy_interval, 100, 2), ")"),
                            row.label});
  }
  const std::vector<std::pair<double, double>> stairs = FrontStairs(drawn, cost.less_is_better);
  chart.lines = {{XyLine::Kind::kFront, 0, stairs, cost.less_is_better}};
  chart.x_low = 0;
  std::string note = caption;
  if (!left_out.empty())
    absl::StrAppend(&note, " Not shown, for want of a comparable figure: ", absl::StrJoin(left_out, ", "), ".");
  return RenderHtmlFigure({cost.id, cost.title, note, RenderXyChart(chart), TradeoffTable(comparison, cost, stairs)});
}

}  // namespace

std::string SizeTradeoffFigure(const Comparison& comparison) {
  return TradeoffFigure(
      comparison, {"accuracy-size", "Accuracy against size", "size of the model's files, MiB", " MiB", true, SizeOf},
      "Better is up and to the left; the axis of the accuracy does not begin at zero. The stepped line is the Pareto "
      "front of accuracy and size: no "
      "variant off it is both as accurate and as small as one on it. For the intervals of the "
      "accuracy see the first picture.");
}

std::string SpeedTradeoffFigure(const Comparison& comparison) {
  return TradeoffFigure(
      comparison,
      {"accuracy-speed", "Accuracy against speed", "times as fast as the reference, one text", "×", false, SpeedOf},
      "Better is up and to the right; the axis of the accuracy does not begin at zero. The stepped line is the Pareto "
      "front of accuracy and speed-up.");
}

}  // namespace octavo::client
