#include "client/render/dashboard_plot.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/render/comparison_panels.h"
#include "client/render/figure_text.h"
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

std::string BatchSpeed(const ComparisonRow& row) {
  const std::optional<RatioEstimate>& speed = row.speedup_throughput;
  const bool shown = !row.reference && row.speed_comparable && speed.has_value();
  return shown ? absl::StrCat(Fixed(speed->ratio, 2), "×") : SpeedText(row, speed);
}

struct Column {
  std::string first, second;  // lines of its heading
  std::vector<std::string> cells = {};
};

std::vector<Column> TableColumns(const Comparison& comparison) {
  std::vector<Column> columns = {{"variant", ""},       {"difference, points", "(95 % interval)"},
                                 {"macro", "F1"},       {"calibr.", "error"},
                                 {"batch", "speed-up"}, {"Pareto", "front"}};
  for (const ComparisonRow& row : comparison.rows) {
    const std::string cells[] = {row.label,
                                 DifferenceText(row),
                                 FigureText(row.figures.macro_f1, 4),
                                 FigureText(row.figures.calibration_error, 4),
                                 BatchSpeed(row),
                                 row.on_front ? "yes" : "no"};
    for (size_t i = 0; i < columns.size(); ++i) columns[i].cells.push_back(cells[i]);
  }
  if (comparison.rows.size() == 1) columns.pop_back();  // a front of one says nothing
  return columns;
}

constexpr double kCellSign = 26, kCellGap = 14;
constexpr double kLeastNames = 150;
constexpr TextStyle kTableHead = {14, true, kMutedInk}, kTableCell = {15}, kTableMarked = {15, true};

/// As wide as the widest text of each; the names take what is left, at most what they need.
std::vector<double> ColumnWidths(const std::vector<Column>& columns, double room) {
  std::vector<double> widths;
  for (const Column& column : columns) {
    double width = std::max(TextPixels(column.first, kTableHead), TextPixels(column.second, kTableHead));
    for (const std::string& cell : column.cells) width = std::max(width, TextPixels(cell, kTableMarked));
    widths.push_back(width + kCellGap);
    room -= widths.back();
  }
  widths[0] = std::max(kLeastNames, std::min(widths[0] + kCellSign, room + widths[0]));
  return widths;
}

/// Key figures; the recommended row stands out.
void DrawTable(const Comparison& comparison, const Box& box, PlotScript* script) {
  constexpr double kHead = 52, kMostRow = 44;
  const double row_height =
      std::min(kMostRow, (box.height() - kHead) / static_cast<double>(std::max<size_t>(comparison.rows.size(), 1)));
  const auto middle = [&](size_t row) { return box.top + kHead + (static_cast<double>(row) + 0.5) * row_height; };
  const double recommended = middle(comparison.recommended);
  script->Rectangle({box.left, recommended - row_height / 2, box.right, recommended + row_height / 2}, kRecommendedInk);
  script->Segment(box.left, box.top + kHead, box.right, box.top + kHead, "lw 1.5 lc rgb '#666666'");
  const std::vector<Column> columns = TableColumns(comparison);
  const std::vector<double> widths = ColumnWidths(columns, box.width() - 8);
  double left = box.left + 8;
  for (size_t k = 0; k < columns.size(); ++k) {
    const double sign = k == 0 ? kCellSign : 0, room = widths[k] - kCellGap - sign;
    script->Text(left, box.top + 14, Align::kLeft, columns[k].first, kTableHead);
    if (!columns[k].second.empty()) script->Text(left, box.top + 34, Align::kLeft, columns[k].second, kTableHead);
    const auto cells = FitNames(columns[k].cells, kTableMarked, room, 1);
    for (size_t i = 0; i < cells.size(); ++i) {
      if (k == 0) script->Marker(left + 8, middle(i), i, 1.8);
      script->Text(left + sign, middle(i), Align::kLeft, cells[i][0],
                   i == comparison.recommended ? kTableMarked : kTableCell);
    }
    left += widths[k];
  }
}

/// How to read what is drawn, and of nothing else.
std::string HowToRead(const Comparison& comparison) {
  std::string text;
  if (!ComparableRows(comparison).empty()) absl::StrAppend(&text, "Whiskers of the accuracy: 95 % intervals. ");
  if (AccuracyPanel(comparison, FigureDetail::kShort).guide.has_value())
    absl::StrAppend(&text, "Dashed: the accuracy of ", comparison.rows[0].label, ". ");
  if (IsTimed(comparison)) absl::StrAppend(&text, "Bars of the latency: median, whiskers to the 95th percentile. ");
  if (HasDifferences(comparison)) absl::StrAppend(&text, "Differences are paired, on the same texts. ");
  if (HasSpeedUps(comparison)) {
    absl::StrAppend(&text, "In brackets: the speed-up, measured in turn with the reference.",
                    TimedApartText(comparison), " ");
  }
  if (comparison.rows.size() > 1) {
    absl::StrAppend(&text, "The Pareto front of the table is of accuracy",
                    IsTimed(comparison) ? ", size and latency." : " and size.");
  }
  return text;
}

std::vector<std::string> Notes(const Comparison& comparison) {
  std::vector<std::string> notes;
  if (std::string how = HowToRead(comparison); !how.empty()) notes.push_back(std::move(how));
  for (const ComparisonRow& row : comparison.rows) {
    if (!row.speed_comparable) {
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
  std::vector<std::string> titles;
  for (const ComparisonRow& row : comparison.rows) titles.push_back(absl::StrCat("Ship ", row.label));
  const auto fitted = FitNames(std::move(titles), kTitle, kDashboardWidth - 2 * kPageMargin, 1);
  double top = DrawHeading(fitted[comparison.recommended][0], SubjectText(comparison), &script);
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
