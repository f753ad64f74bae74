#include "client/render/bar_plots.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/render/comparison_panels.h"
#include "client/render/figure_text.h"
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
  const RowPanel panel = AccuracyPanel(comparison, FigureDetail::kFull);
  std::vector<std::string> notes;
  const std::string& reference = comparison.rows[0].label;
  if (HasDifferences(comparison)) {
    notes.push_back(absl::StrCat("In brackets: the difference to ", reference,
                                 ", in percentage points. The whiskers are of each accuracy by itself, and no guide to "
                                 "differences, which are paired, on the same texts: octavo compare gives their own "
                                 "intervals."));
  }
  if (panel.guide.has_value()) notes.push_back(absl::StrCat("The dashed line is the accuracy of ", reference, "."));
  return Draw(comparison, "accuracy_comparison.png", "Accuracy on the test texts", "Whiskers: 95 % interval (Wilson).",
              panel, notes);
}

Plot SizePlot(const Comparison& comparison) {
  return Draw(comparison, "size_comparison.png", "Size of the model's files",
              "Bytes on disk of what is needed to run the variant.", SizePanel(comparison, FigureDetail::kFull), {});
}

Plot SpeedPlot(const Comparison& comparison) {
  std::vector<std::string> notes;
  if (HasSpeedUps(comparison)) {
    notes.push_back(absl::StrCat("In brackets: the 95 % interval of the speed-up, measured in turn with the reference.",
                                 TimedApartText(comparison)));
  } else if (IsTimedApart(comparison)) {
    notes.push_back("Variants were timed in different runs, and nothing in turn: the machine is part of a difference.");
  }
  return Draw(comparison, "speed_comparison.png", "Latency of one text",
              "Bar: median; whisker: up to the 95th percentile. Lower is better.",
              LatencyPanel(comparison, FigureDetail::kFull), notes);
}

}  // namespace octavo::client
