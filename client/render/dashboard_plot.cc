#include "client/render/dashboard_plot.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/render/comparison_panels.h"
#include "client/render/numbers.h"
#include "client/render/plot_page.h"
#include "client/render/plot_script.h"
#include "client/render/row_panel.h"
#include "client/render/tradeoff_plot.h"

namespace octavo::client {
namespace {

constexpr double kDashboardWidth = 1800, kDashboardHeight = 1400;
constexpr double kMostPanelName = 330, kPanelGap = 34, kColumnGap = 50;
constexpr double kTradeoffShare = 0.45;  // of the width, beside the table
constexpr const char* kRecommendedInk = "#dcebf7";

/// The reasons below the heading, at most four lines; returns where they end.
double DrawReasons(const Comparison& comparison, double top, PlotScript* script) {
  constexpr TextStyle kReason = {18};
  constexpr size_t kMostLines = 4;
  std::vector<std::string> lines;
  for (const std::string& reason : comparison.reasons) {
    for (std::string& line : FitLines(reason, kReason, kDashboardWidth - 2 * kPageMargin, 2))
      lines.push_back(std::move(line));
  }
  if (lines.size() > kMostLines) {
    lines.resize(kMostLines - 1);
    lines.push_back("… and more: see summary_report.md.");
  }
  return script->Lines(kPageMargin, top, Align::kLeft, lines, kReason);
}

/// Accuracy, size and latency on common rows.
void DrawLattice(const Comparison& comparison, const Box& box, PlotScript* script) {
  RowSizes sizes;
  const std::vector<RowName> names = ComparisonNames(comparison, true);
  if (names.size() > 8) sizes = {16, 15, 13, 2};
  const Box rows = {box.left, box.top + kPanelHead, box.right, box.bottom - kPanelFoot};
  const double split = rows.left + NamesWidth(names, sizes, kMostPanelName);
  DrawRowBands(names.size(), rows, script);
  DrawRowNames(names, {rows.left, rows.top, split, rows.bottom}, sizes, script);
  const std::vector<RowPanel> panels = {AccuracyPanel(comparison, FigureDetail::kShort),
                                        SizePanel(comparison, FigureDetail::kShort),
                                        LatencyPanel(comparison, FigureDetail::kShort)};
  constexpr double kShares[] = {0.31, 0.31, 0.38};  // the latency's figures are longer
  const double room = rows.right - split - kPanelGap * static_cast<double>(panels.size() - 1);
  double left = split;
  for (size_t i = 0; i < panels.size(); ++i) {
    const double width = kShares[i] * room;
    DrawRowPanel(panels[i], names, {left, rows.top, left + width - 6, rows.bottom}, sizes, script);
    left += width + kPanelGap;
  }
}

/// "-0.20 (-0.61 to +0.20)"
std::string DifferenceText(const ComparisonRow& row) {
  if (row.reference) return "reference";
  if (!row.paired.has_value()) return "not compared";
  const Interval& interval = row.paired->accuracy_difference_interval;
  return absl::StrCat(Signed(100 * row.paired->accuracy_difference, 2), " (", Signed(100 * interval.low, 2), " to ",
                      Signed(100 * interval.high, 2), ")");
}

std::string SpeedText(const ComparisonRow& row) {
  if (row.reference) return "reference";
  if (!row.speed_comparable) return "not compared";
  if (!row.speedup_throughput.has_value() || !std::isfinite(row.speedup_throughput->ratio)) return "not measured";
  return absl::StrCat(Fixed(row.speedup_throughput->ratio, 2), "×");
}

std::string FigureText(double value, int digits) { return std::isfinite(value) ? Fixed(value, digits) : "–"; }

struct Column {
  std::string first, second;  // lines of its heading
  double share;               // of the width
  std::vector<std::string> cells;
};

std::vector<Column> TableColumns(const Comparison& comparison) {
  std::vector<Column> columns = {{"variant", "", 0.28, {}},       {"difference, points", "(95 % interval)", 0.26, {}},
                                 {"macro", "F1", 0.09, {}},       {"calibr.", "error", 0.10, {}},
                                 {"batch", "speed-up", 0.18, {}}, {"Pareto", "front", 0.09, {}}};
  for (const ComparisonRow& row : comparison.rows) {
    const std::string cells[] = {row.label,
                                 DifferenceText(row),
                                 FigureText(row.figures.macro_f1, 4),
                                 FigureText(row.figures.calibration_error, 4),
                                 SpeedText(row),
                                 row.on_front ? "yes" : "no"};
    for (size_t i = 0; i < columns.size(); ++i) columns[i].cells.push_back(cells[i]);
  }
  return columns;
}

/// Key figures; the recommended row stands out.
void DrawTable(const Comparison& comparison, const Box& box, PlotScript* script) {
  constexpr double kHead = 52, kMostRow = 44, kSign = 26, kCellGap = 10;
  const TextStyle head = {14, true, kMutedInk};
  const double row_height =
      std::min(kMostRow, (box.height() - kHead) / static_cast<double>(std::max<size_t>(comparison.rows.size(), 1)));
  const auto middle = [&](size_t row) { return box.top + kHead + (static_cast<double>(row) + 0.5) * row_height; };
  const double recommended = middle(comparison.recommended);
  script->Rectangle({box.left, recommended - row_height / 2, box.right, recommended + row_height / 2}, kRecommendedInk);
  script->Segment(box.left, box.top + kHead, box.right, box.top + kHead, "lw 1.5 lc rgb '#666666'");
  double left = box.left + 8;
  for (const Column& column : TableColumns(comparison)) {
    const bool is_name = left < box.left + 9;
    const double width = column.share * (box.width() - 8);
    script->Text(left, box.top + 14, Align::kLeft, FitText(column.first, head, width - kCellGap), head);
    if (!column.second.empty())
      script->Text(left, box.top + 34, Align::kLeft, FitText(column.second, head, width - kCellGap), head);
    for (size_t i = 0; i < column.cells.size(); ++i) {
      const TextStyle style = {15, i == comparison.recommended};
      const double sign = is_name ? kSign : 0;
      if (is_name) script->Marker(left + 8, middle(i), i, 1.8);
      script->Text(left + sign, middle(i), Align::kLeft, FitText(column.cells[i], style, width - kCellGap - sign),
                   style);
    }
    left += width;
  }
}

std::vector<std::string> Notes(const Comparison& comparison) {
  std::vector<std::string> notes = {
      "Whiskers: of the accuracy 95 % intervals, of the latency (bar: median) up to the 95th percentile. Differences "
      "are "
      "paired, on the same texts. Stages were timed in different runs: compare them by the speed-ups in brackets, "
      "measured in turn with the reference. The Pareto front of the table is of accuracy, size and latency."};
  for (const ComparisonRow& row : comparison.rows) {
    if (!row.comparable || !row.speed_comparable) {
      notes.push_back(absl::StrCat(row.comparable ? "Not compared in speed: " : "Not compared: ", row.label, " (",
                                   row.why_not_speed, ")."));
    }
  }
  for (std::string& note : MissingStageNotes(comparison)) notes.push_back(std::move(note));
  return notes;
}

}  // namespace

Plot DashboardPlot(const Comparison& comparison) {
  PlotScript script(kDashboardWidth, kDashboardHeight);
  double top = DrawHeading(absl::StrCat("Ship ", comparison.rows[comparison.recommended].label),
                           SubjectText(comparison), &script);
  top = DrawReasons(comparison, top + 8, &script) + 6;
  const double end = DrawNotes(Notes(comparison), &script);
  const double rows = static_cast<double>(comparison.rows.size() + comparison.missing_stages.size());
  const double wanted = kPanelHead + kPanelFoot + rows * 64;
  const double split = top + std::min(wanted, 0.56 * (end - top));
  DrawLattice(comparison, {kPageMargin, top, kDashboardWidth - kPageMargin, split}, &script);
  const double middle = kPageMargin + kTradeoffShare * (kDashboardWidth - 2 * kPageMargin);
  const TextStyle heading = {18, true};
  script.Text(kPageMargin, split + 30, Align::kLeft, "Accuracy against size", heading);
  script.Text(middle + kColumnGap, split + 30, Align::kLeft, "More key figures", heading);
  DrawTable(comparison, {middle + kColumnGap, split + 52, kDashboardWidth - kPageMargin, end}, &script);
  DrawTradeoff(comparison, {kPageMargin, split + 56, middle, end}, 15, &script);
  return {"summary_dashboard.png", kDashboardWidth, kDashboardHeight, script.Take()};
}

}  // namespace octavo::client
