#include "client/render/comparison_panels.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "absl/strings/str_cat.h"
#include "client/compare/stage_folders.h"
#include "client/render/figure_text.h"
#include "client/render/numbers.h"
#include "client/render/plot_page.h"

namespace octavo::client {
namespace {

constexpr double kHeadroom = 1.06;  // beyond the highest value of an axis from zero

/// Marks of the variants, which `mark` gives, and of the missing stages.
std::vector<RowMark> MarksOf(const Comparison& comparison, const std::function<RowMark(const ComparisonRow&)>& mark) {
  std::vector<RowMark> marks;
  for (const ComparisonRow& row : comparison.rows) {
    RowMark gap;
    gap.gap = WhyNotDrawn(row);
    marks.push_back(gap.gap.empty() ? mark(row) : gap);
  }
  for (const std::string& stage : comparison.missing_stages) {
    RowMark gap;
    gap.gap = absl::StrCat("no results: octavo ", stage, " adds them");
    marks.push_back(std::move(gap));
  }
  return marks;
}

/// The end of an axis from zero that has room for all marks.
double HighEnd(const std::vector<RowMark>& marks) {
  double high = 0;
  for (const RowMark& mark : marks) {
    if (mark.value.has_value() && std::isfinite(*mark.value)) high = std::max(high, *mark.value);
    if (mark.interval.has_value() && std::isfinite(mark.interval->high)) high = std::max(high, mark.interval->high);
  }
  return high > 0 ? kHeadroom * high : 1;
}

RowMark AccuracyMark(const ComparisonRow& row, FigureDetail detail) {
  RowMark mark;
  mark.value = 100 * row.figures.accuracy;
  mark.interval = Interval{100 * row.accuracy_interval.low, 100 * row.accuracy_interval.high};
  mark.figure = absl::StrCat(Fixed(*mark.value, 2), " %");
  if (detail == FigureDetail::kFull && row.paired.has_value())
    absl::StrAppend(&mark.figure, " (", Signed(100 * row.paired->accuracy_difference, 2), ")");
  return mark;
}

RowMark SizeMark(const ComparisonRow& row, FigureDetail detail) {
  RowMark mark;
  mark.value = static_cast<double>(row.figures.size_bytes) / (1 << 20);
  mark.figure = absl::StrCat(Mebibytes(row.figures.size_bytes), " MiB");
  if (detail == FigureDetail::kFull && row.compression.has_value())
    absl::StrAppend(&mark.figure, " (", CompressionText(*row.compression), ")");
  return mark;
}

RowMark LatencyMark(const ComparisonRow& row, FigureDetail detail) {
  RowMark mark;
  if (!row.speed_comparable) mark.gap = absl::StrCat("not compared: ", row.why_not_speed);
  if (!IsTimed(row)) return mark;
  const Latency& latency = *row.figures.latency;
  mark.value = latency.p50_ms;
  mark.interval = Interval{latency.p50_ms, latency.p95_ms};
  mark.figure = absl::StrCat(Fixed(latency.p50_ms, 2), " ms");
  if (!row.speedup_batch1.has_value()) return mark;
  const RatioEstimate& speed = *row.speedup_batch1;
  absl::StrAppend(&mark.figure, detail == FigureDetail::kFull ? ", " : " (", Fixed(speed.ratio, 2), "×",
                  detail == FigureDetail::kFull ? absl::StrCat(" as fast (", Fixed(speed.interval.low, 2), " to ",
                                                               Fixed(speed.interval.high, 2), ")")
                                                : ")");
  return mark;
}

}  // namespace

std::vector<RowName> ComparisonNames(const Comparison& comparison, bool mark_recommended) {
  std::vector<RowName> names;
  for (size_t i = 0; i < comparison.rows.size(); ++i)
    names.push_back({comparison.rows[i].label, i, mark_recommended && i == comparison.recommended});
  for (const std::string& stage : comparison.missing_stages) names.push_back({StageTitle(stage)});
  return names;
}

RowPanel AccuracyPanel(const Comparison& comparison, FigureDetail detail) {
  RowPanel panel{"Accuracy", "accuracy, %", false, {}};
  panel.marks = MarksOf(comparison, [&](const ComparisonRow& row) { return AccuracyMark(row, detail); });
  double lowest = 100, highest = 0;
  for (const RowMark& mark : panel.marks) {
    if (!mark.interval.has_value()) continue;
    lowest = std::min(lowest, mark.interval->low);
    highest = std::max(highest, mark.interval->high);
  }
  if (lowest > highest) lowest = 0, highest = 100;
  // Accuracies lie close together; an axis from zero would hide every difference.
  const double margin = std::max(0.25, 0.06 * (highest - lowest));
  panel.low = std::max(0.0, lowest - margin);
  panel.high = std::min(100.0, highest + margin);
  panel.axis = AxisTitle(panel.axis, {panel.low, panel.high});
  if (comparison.rows.size() > 1 && WhyNotDrawn(comparison.rows[0]).empty())
    panel.guide = 100 * comparison.rows[0].figures.accuracy;
  return panel;
}

RowPanel SizePanel(const Comparison& comparison, FigureDetail detail) {
  RowPanel panel{"Size", "size of the model's files, MiB", true, {}};
  panel.marks = MarksOf(comparison, [&](const ComparisonRow& row) { return SizeMark(row, detail); });
  panel.high = HighEnd(panel.marks);
  return panel;
}

RowPanel LatencyPanel(const Comparison& comparison, FigureDetail detail) {
  RowPanel panel{"Latency", "latency of one text, ms", true, {}};
  panel.marks = MarksOf(comparison, [&](const ComparisonRow& row) { return LatencyMark(row, detail); });
  panel.high = HighEnd(panel.marks);
  return panel;
}

bool HasDifferences(const Comparison& comparison) {
  return std::any_of(comparison.rows.begin(), comparison.rows.end(),
                     [](const ComparisonRow& row) { return row.paired.has_value(); });
}

bool HasSpeedUps(const Comparison& comparison) {
  return std::any_of(comparison.rows.begin(), comparison.rows.end(),
                     [](const ComparisonRow& row) { return IsTimed(row) && row.speedup_batch1.has_value(); });
}

}  // namespace octavo::client
