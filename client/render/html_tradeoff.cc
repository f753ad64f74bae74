#include "client/render/html_tradeoff.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/compare/pareto.h"
#include "client/render/figure_text.h"
#include "client/render/html_section.h"
#include "client/render/html_table.h"
#include "client/render/html_xy_chart.h"
#include "client/render/numbers.h"

namespace octavo::client {
namespace {

/// What accuracy is set against.
struct Cost {
  std::string id, title, axis, unit;
  std::string name, good;  // in a sentence: "size", "small"
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

/// What the picture shows of what is drawn; `front` is whether a front is.
std::string Caption(const XyChart& chart, const Cost& cost, bool front, const std::vector<std::string>& left_out) {
  std::string caption = absl::StrCat("Better is up and to the ", cost.less_is_better ? "left" : "right", ".",
                                     ZeroNote(chart, "accuracy"));
  if (front) {
    absl::StrAppend(&caption, " The stepped line is the Pareto front of accuracy and ", cost.name,
                    ": a variant that is at none of its outer corners is beaten by one there, which is at least as ",
                    "accurate and as ", cost.good, ", and better in one of the two.");
  }
  if (!left_out.empty())
    absl::StrAppend(&caption, " Not shown, for want of a comparable figure: ", absl::StrJoin(left_out, ", "), ".");
  return caption;
}

std::string TradeoffFigure(const Comparison& comparison, const Cost& cost) {
  XyChart chart{cost.id, cost.axis, "accuracy, %", {}};
  chart.x_low = 0;
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
  const bool front = drawn.size() > 1;
  if (front) chart.lines = {{XyLine::Kind::kFront, 0, stairs, cost.less_is_better}};
  return RenderHtmlFigure({cost.id, cost.title, Caption(chart, cost, front, left_out), RenderXyChart(chart),
                           TradeoffTable(comparison, cost, stairs)});
}

}  // namespace

std::string SizeTradeoffFigure(const Comparison& comparison) {
  return TradeoffFigure(comparison, {"accuracy-size", "Accuracy against size", "size of the model's files, MiB", " MiB",
                                     "size", "small", true, SizeOf});
}

std::string SpeedTradeoffFigure(const Comparison& comparison) {
  return TradeoffFigure(comparison,
                        {"accuracy-speed", "Accuracy against speed", "times as fast as the reference, one text", "×",
                         "speed-up", "fast", false, SpeedOf});
}

}  // namespace octavo::client
