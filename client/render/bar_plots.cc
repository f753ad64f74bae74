#include "client/render/bar_plots.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/render/comparison_panels.h"
#include "client/render/plot_page.h"
#include "client/render/plot_script.h"
#include "client/render/row_panel.h"

namespace octavo::client {
namespace {

constexpr double kMostName = 430, kMostRow = 110;

Plot Draw(const Comparison& comparison, const std::string& file_name, const std::string& title,
          const std::string& explained, RowPanel panel, const std::vector<std::string>& notes) {
  PlotScript script(kPictureWidth, kPictureHeight);
  panel.heading.clear();  // the title says it
  const double top = DrawHeading(title, absl::StrCat(SubjectText(comparison), ". ", explained), &script);
  const double end = DrawNotes(notes, &script);
  const std::vector<RowName> names = ComparisonNames(comparison, false);
  const RowSizes sizes;
  const double room = end - kPanelFoot - top - 10;
  const double height = std::min(room, kMostRow * static_cast<double>(names.size()));
  const Box rows = {kPageMargin, top + 10, kPictureWidth - kPageMargin, top + 10 + height};
  const double split = rows.left + NamesWidth(names, sizes, kMostName);
  DrawRowBands(names.size(), rows, &script);
  DrawRowNames(names, {rows.left, rows.top, split, rows.bottom}, sizes, &script);
  DrawRowPanel(panel, names, {split, rows.top, rows.right - 8, rows.bottom}, sizes, &script);
  return {file_name, kPictureWidth, kPictureHeight, script.Take()};
}

}  // namespace

Plot AccuracyPlot(const Comparison& comparison) {
  std::vector<std::string> notes;
  if (comparison.rows.size() > 1) {
    notes.push_back(absl::StrCat("In brackets: the difference to ", comparison.rows[0].label,
                                 ", in percentage points. The dashed line is its accuracy. The intervals are those of "
                                 "the accuracy itself; those of the differences, which are paired, are narrower: "
                                 "summary_report.md has them."));
  }
  return Draw(comparison, "accuracy_comparison.png", "Accuracy on the test texts", "Whiskers: 95 % interval (Wilson).",
              AccuracyPanel(comparison, FigureDetail::kFull), notes);
}

Plot SizePlot(const Comparison& comparison) {
  return Draw(comparison, "size_comparison.png", "Size of the model's files",
              "Bytes on disk of what is needed to run the variant.", SizePanel(comparison, FigureDetail::kFull), {});
}

Plot SpeedPlot(const Comparison& comparison) {
  std::vector<std::string> notes;
  if (comparison.rows.size() > 1) {
    notes.push_back(
        "In brackets: the 95 % interval of the speed-up, measured in turn with the reference. Stages were timed in "
        "different runs: compare variants of different stages by their speed-ups.");
  }
  return Draw(comparison, "speed_comparison.png", "Latency of one text",
              "Bar: median; whisker: up to the 95th percentile. Lower is better.",
              LatencyPanel(comparison, FigureDetail::kFull), notes);
}

}  // namespace octavo::client
