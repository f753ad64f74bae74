#include "client/render/row_panel.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/render/axis_ticks.h"
#include "client/render/palette.h"

namespace octavo::client {
namespace {

constexpr double kSign = 30;          // from the left edge of a name's column to the name, the marker between
constexpr double kNameGap = 16;       // right of it
constexpr double kFigureGap = 16;     // left of the figures
constexpr double kHalfBar = 0.31;     // of a row's height
constexpr double kTickPixels = 75;    // between two numbers of the axis, at least
constexpr double kLeastPlot = 120;    // of a panel's width
constexpr double kRoomOfLine = 1.35;  // of a text's size

double RowHeight(const Box& box, size_t rows) { return box.height() / static_cast<double>(std::max<size_t>(rows, 1)); }

double RowMiddle(const Box& box, size_t rows, size_t row) {
  return box.top + (static_cast<double>(row) + 0.5) * RowHeight(box, rows);
}

bool Shows(const RowMark& mark) { return mark.gap.empty() && mark.value.has_value() && std::isfinite(*mark.value); }

bool HasWhisker(const RowMark& mark) {
  return mark.interval.has_value() && std::isfinite(mark.interval->low) && std::isfinite(mark.interval->high);
}

/// Bars in the variant's colour with its pattern over it.
void AddBars(const RowPanel& panel, const std::vector<RowName>& names, const std::string& data,
             std::vector<std::string>* elements) {
  for (size_t i = 0; i < panel.marks.size(); ++i) {
    if (!Shows(panel.marks[i])) continue;
    const size_t style = names[i].style.value_or(0);
    const std::string bar =
        absl::StrCat(data, " every ::", i, "::", i, " using 2:1:(", PlotNumber(panel.low), "):2:($1-",
                     PlotNumber(kHalfBar), "):($1+", PlotNumber(kHalfBar), ") with boxxyerror ");
    elements->push_back(absl::StrCat(bar, "fs solid noborder lc rgb '", VariantColour(style), "'"));
    if (const std::string hatch = HatchOf(style); !hatch.empty()) elements->push_back(absl::StrCat(bar, hatch));
    elements->push_back(absl::StrCat(bar, "lw 1 lc rgb '#444444' fs empty border"));
  }
}

void AddWhiskers(const RowPanel& panel, const std::string& data, std::vector<std::string>* elements) {
  if (std::none_of(panel.marks.begin(), panel.marks.end(), HasWhisker)) return;
  const std::string whiskers = absl::StrCat(data, " using 2:1:3:4 with xerrorbars pt 0 ");
  // The wider line below keeps it visible on a bar of any colour.
  if (panel.bars) elements->push_back(absl::StrCat(whiskers, "lw 5 lc rgb '#ffffff'"));
  elements->push_back(absl::StrCat(whiskers, "lw 2 lc rgb '", kInk, "'"));
}

void AddMarkers(const RowPanel& panel, const std::vector<RowName>& names, const std::string& data,
                const RowSizes& sizes, std::vector<std::string>* elements) {
  for (size_t i = 0; i < panel.marks.size(); ++i) {
    if (!Shows(panel.marks[i])) continue;
    for (const std::string& layer : MarkerLayers(names[i].style.value_or(0), sizes.marker))
      elements->push_back(absl::StrCat(data, " every ::", i, "::", i, " using 2:1 with points ", layer));
  }
}

/// Row, value and the ends of the whisker; NaN for what is not there, which gnuplot leaves out.
std::string DataOf(const RowPanel& panel, PlotScript* script) {
  std::vector<std::string> rows;
  for (size_t i = 0; i < panel.marks.size(); ++i) {
    const RowMark& mark = panel.marks[i];
    const double none = std::nan("");
    const double value = Shows(mark) ? *mark.value : none;
    const bool whisker = Shows(mark) && HasWhisker(mark);
    rows.push_back(absl::StrCat(i, " ", PlotNumber(value), " ", PlotNumber(whisker ? mark.interval->low : none), " ",
                                PlotNumber(whisker ? mark.interval->high : none)));
  }
  return script->Data(rows);
}

double FiguresWidth(const RowPanel& panel, const TextStyle& style) {
  double width = 0;
  for (const RowMark& mark : panel.marks) {
    if (Shows(mark)) width = std::max(width, TextPixels(mark.figure, style));
  }
  return width == 0 ? 0 : width + kFigureGap;
}

void DrawFigures(const RowPanel& panel, const Box& box, const Box& plot, const TextStyle& style, PlotScript* script) {
  for (size_t i = 0; i < panel.marks.size(); ++i) {
    const RowMark& mark = panel.marks[i];
    const double y = RowMiddle(box, panel.marks.size(), i);
    if (Shows(mark)) {
      if (mark.figure.empty()) continue;
      const std::string text = FitText(mark.figure, style, box.right - plot.right - kFigureGap);
      script->Text(plot.right + kFigureGap, y, Align::kLeft, text, style);
    } else {
      TextStyle muted = style;
      muted.colour = kMutedInk;
      const std::string why = mark.gap.empty() ? "not measured" : mark.gap;
      const size_t lines = RowHeight(box, panel.marks.size()) > 2.4 * kRoomOfLine * style.size ? 2 : 1;
      const std::vector<std::string> fitted = FitLines(why, muted, box.width() - 2 * kFigureGap, lines);
      script->Lines(box.left + kFigureGap, y - 0.7 * style.size * static_cast<double>(fitted.size() - 1), Align::kLeft,
                    fitted, muted);
    }
  }
}

/// The guide, but for rows that hold a text in place of a mark.
void DrawGuide(const RowPanel& panel, const Box& box, const Box& plot, const PlotAxis& axis, PlotScript* script) {
  if (!panel.guide.has_value()) return;
  const double x = PositionOn(axis, *panel.guide, plot.left, plot.right);
  const double half = RowHeight(box, panel.marks.size()) / 2;
  for (size_t i = 0; i < panel.marks.size(); ++i) {
    const double y = RowMiddle(box, panel.marks.size(), i);
    if (Shows(panel.marks[i])) script->Segment(x, y - half, x, y + half, "back dt (12,8) lw 1.5 lc rgb '#888888'");
  }
}

}  // namespace

void DrawRowBands(size_t rows, const Box& box, PlotScript* script) {
  for (size_t i = 0; i < rows; i += 2) {
    const double half = RowHeight(box, rows) / 2, middle = RowMiddle(box, rows, i);
    script->Rectangle({box.left, middle - half, box.right, middle + half}, kBandInk);
  }
}

double NamesWidth(const std::vector<RowName>& names, const RowSizes& sizes, double most) {
  double width = 0;
  for (const RowName& name : names) width = std::max(width, TextPixels(name.label, {sizes.name, name.marked}));
  return std::min(most, kSign + width + kNameGap);
}

void DrawRowNames(const std::vector<RowName>& names, const Box& box, const RowSizes& sizes, PlotScript* script) {
  const size_t lines = RowHeight(box, names.size()) > 2.2 * kRoomOfLine * sizes.name ? 2 : 1;
  std::vector<std::string> labels;
  for (const RowName& name : names) labels.push_back(name.label);
  const bool bold = std::any_of(names.begin(), names.end(), [](const RowName& name) { return name.marked; });
  const auto fitted = FitNames(std::move(labels), {sizes.name, bold}, box.width() - kSign - kNameGap, lines);
  for (size_t i = 0; i < names.size(); ++i) {
    const RowName& name = names[i];
    const TextStyle style = {sizes.name, name.marked, name.style.has_value() ? kInk : kMutedInk};
    const double y = RowMiddle(box, names.size(), i);
    if (name.style.has_value()) script->Marker(box.left + kSign / 2, y, *name.style, sizes.marker);
    script->Lines(box.left + kSign, y - 0.7 * style.size * static_cast<double>(fitted[i].size() - 1), Align::kLeft,
                  fitted[i], style);
  }
}

void DrawRowPanel(const RowPanel& panel, const std::vector<RowName>& names, const Box& box, const RowSizes& sizes,
                  PlotScript* script) {
  const TextStyle figure = {sizes.figure}, number = {sizes.number, false, kMutedInk};
  Box plot = box;
  plot.right -= std::min(FiguresWidth(panel, figure), std::max(0.0, box.width() - kLeastPlot));
  const TextStyle heading = {sizes.name, true};
  script->Text(box.left, box.top - kPanelHead / 2, Align::kLeft, FitText(panel.heading, heading, box.width()), heading);
  PlotAxis x = {panel.low, panel.high};
  if (std::any_of(panel.marks.begin(), panel.marks.end(), Shows)) {
    x.ticks = RoundTicks(panel.low, panel.high, std::max(2, static_cast<int>(plot.width() / kTickPixels)));
    script->XNumbers(plot, x, number);
    const TextStyle axis = {sizes.figure, false, kMutedInk};
    script->Text(plot.left, box.bottom + kPanelFoot - 16, Align::kLeft, FitText(panel.axis, axis, box.width()), axis);
  }
  DrawGuide(panel, box, plot, x, script);
  DrawFigures(panel, box, plot, figure, script);
  const double rows = static_cast<double>(panel.marks.size());
  script->Panel(plot, x, {rows - 0.5, -0.5}, 1);
  const std::string data = DataOf(panel, script);
  std::vector<std::string> elements;
  if (panel.bars) AddBars(panel, names, data, &elements);
  AddWhiskers(panel, data, &elements);
  if (!panel.bars) AddMarkers(panel, names, data, sizes, &elements);
  if (elements.empty()) elements = {"NaN"};
  script->Plot(elements);
}

}  // namespace octavo::client
