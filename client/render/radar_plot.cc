#include "client/render/radar_plot.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/palette.h"
#include "client/render/plot_page.h"
#include "client/render/plot_script.h"
#include "client/render/radar_axes.h"

namespace octavo::client {
namespace {

constexpr double kRadarWidth = 1400, kRadarHeight = 1000;
constexpr double kCellWidth = 442, kCellHeight = 364, kAroundCells = 330;  // of small charts
constexpr size_t kMostOverlaid = 4;
constexpr double kRings[] = {0.25, 0.5, 0.75, 1};
constexpr const char* kSharesExplained =
    "Every axis is a share of the best value in this picture: the outer ring is the best, the centre is zero.";

/// A chart's place: its centre and the radius of the outer ring, in pixels.
struct Wheel {
  double x, y, radius;
};

/// The direction of an axis, clockwise from the top; y grows downwards.
std::pair<double, double> Direction(size_t axis, size_t axes) {
  const double angle = 2 * std::numbers::pi * static_cast<double>(axis) / static_cast<double>(axes);
  return {std::sin(angle), -std::cos(angle)};
}

std::string PointText(size_t axis, size_t axes, double share) {
  const auto [x, y] = Direction(axis, axes);
  return absl::StrCat(PlotNumber(share * x), " ", PlotNumber(-share * y));
}

/// The outline of a row; where a figure is missing there is an empty line, at which gnuplot lifts its pen. An outline
/// begins behind a gap, so that none is drawn across it.
std::vector<std::string> Outline(const std::vector<RadarAxis>& axes, size_t row) {
  size_t begin = 0;
  for (size_t i = 0; i < axes.size(); ++i) {
    if (!axes[i].shares[row].has_value()) begin = i;
  }
  std::vector<std::string> lines;
  for (size_t i = 0; i <= axes.size(); ++i) {
    const size_t axis = (begin + i) % axes.size();
    const std::optional<double>& share = axes[axis].shares[row];
    lines.push_back(share.has_value() ? PointText(axis, axes.size(), *share) : "");
  }
  return lines;
}

bool IsWhole(const std::vector<RadarAxis>& axes, size_t row) {
  return std::all_of(axes.begin(), axes.end(), [&](const RadarAxis& axis) { return axis.shares[row].has_value(); });
}

/// Rings and spokes, as segments of the page.
void DrawWheel(const Wheel& wheel, size_t axes, PlotScript* script) {
  const auto place = [&](size_t axis, double share) {
    const auto [x, y] = Direction(axis, axes);
    return std::pair(wheel.x + share * wheel.radius * x, wheel.y + share * wheel.radius * y);
  };
  for (size_t i = 0; i < axes; ++i) {
    const auto [x, y] = place(i, 1);
    script->Segment(wheel.x, wheel.y, x, y, "back lw 1 lc rgb '#cccccc'");
    for (double ring : kRings) {
      const auto [x1, y1] = place(i, ring);
      const auto [x2, y2] = place(i + 1, ring);
      script->Segment(x1, y1, x2, y2, ring == 1 ? "back lw 1.5 lc rgb '#999999'" : "back lw 1 lc rgb '#dddddd'");
    }
  }
}

/// The outlines of `rows` in one panel around the wheel. `faint`: a row behind them, without markers.
void DrawOutlines(const std::vector<RadarAxis>& axes, const std::vector<size_t>& rows, const Wheel& wheel, bool filled,
                  std::optional<size_t> faint, double marker, PlotScript* script) {
  std::vector<std::string> elements;
  if (faint.has_value()) {
    elements.push_back(
        absl::StrCat(script->Data(Outline(axes, *faint)), " using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666'"));
  }
  std::vector<std::string> lines;
  for (size_t row : rows) {
    const std::string data = script->Data(Outline(axes, row)), colour = VariantColour(row);
    if (filled && IsWhole(axes, row)) {
      elements.push_back(absl::StrCat(
          data, " using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '", colour, "'"));
    }
    lines.push_back(absl::StrCat(data, " using 1:2 with lines lw 3 dt ", DashOf(row), " lc rgb '", colour, "'"));
    for (const std::string& layer : MarkerLayers(row, marker))
      lines.push_back(absl::StrCat(data, " using 1:2 with points ", layer));
  }
  elements.insert(elements.end(), lines.begin(), lines.end());
  const double edge = 1.1;  // so that a marker on the outer ring is whole
  const double half = edge * wheel.radius;
  script->Panel({wheel.x - half, wheel.y - half, wheel.x + half, wheel.y + half}, {-edge, edge}, {-edge, edge}, 0);
  script->Plot(elements.empty() ? std::vector<std::string>{"NaN"} : elements);
}

/// Lines of text at the end of each axis, on the outside.
void DrawAxisTexts(const Wheel& wheel, const std::vector<std::vector<std::string>>& texts, const TextStyle& first,
                   const TextStyle& rest, double gap, PlotScript* script) {
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto [x, y] = Direction(i, texts.size());
    const Align align = std::abs(x) < 0.3 ? Align::kCentre : x > 0 ? Align::kLeft : Align::kRight;
    const double height = 1.4 * (first.size + rest.size * static_cast<double>(texts[i].size() - 1));
    const double at_x = wheel.x + (wheel.radius + gap) * x;
    // Above the wheel the lines end at the axis, below it they begin there, beside it they are centred.
    const double at_y = wheel.y + (wheel.radius + gap) * y + height * (y - 1) / 2 + 0.7 * first.size;
    script->Text(at_x, at_y, align, texts[i][0], first);
    script->Lines(at_x, at_y + 0.7 * (first.size + rest.size), align, {texts[i].begin() + 1, texts[i].end()}, rest);
  }
}

/// Where the outline of a row is open, and why.
std::string OpenText(const ComparisonRow& row, const std::vector<RadarAxis>& axes, size_t index) {
  std::map<std::string, std::vector<std::string>> missing;  // by reason
  for (const RadarAxis& axis : axes) {
    if (!axis.shares[index].has_value()) missing[axis.gaps[index]].push_back(axis.name);
  }
  std::vector<std::string> places;
  for (const auto& [why, names] : missing)
    places.push_back(absl::StrCat(absl::StrJoin(names, " and "), " (", why, ")"));
  return places.empty() ? ""
                        : absl::StrCat("The outline of ", row.label, " is open at ", absl::StrJoin(places, ", "), ".");
}

std::vector<std::string> Notes(const Comparison& comparison, const RadarFigures& figures) {
  std::vector<std::string> notes;
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    const std::string why = WhyNotDrawn(row);
    std::string note =
        why.empty() ? OpenText(row, figures.axes, i) : absl::StrCat("Not shown: ", row.label, " (", why, ").");
    if (!note.empty()) notes.push_back(std::move(note));
  }
  notes.insert(notes.end(), figures.left_out.begin(), figures.left_out.end());
  for (std::string& note : MissingStageNotes(comparison)) notes.push_back(std::move(note));
  return notes;
}

/// What the axes mean, in columns at the bottom of `page`; returns where they begin.
double DrawMeanings(const std::vector<RadarAxis>& axes, const Box& page, PlotScript* script) {
  constexpr size_t kColumns = 2;
  constexpr double kLine = 24;
  const TextStyle name = {16, true}, text = {15, false, kMutedInk};
  const double width = page.width() / kColumns;
  const size_t rows = (axes.size() + kColumns - 1) / kColumns;
  const double top = page.bottom - kLine * static_cast<double>(rows);
  for (size_t i = 0; i < axes.size(); ++i) {
    const double x = page.left + width * static_cast<double>(i / rows);
    const double y = top + kLine * (static_cast<double>(i % rows) + 0.5);
    script->Text(x, y, Align::kLeft, axes[i].name, name);
    const std::string what = absl::StrCat(axes[i].meaning, "; best: ", axes[i].best);
    script->Text(x + 118, y, Align::kLeft, FitText(what, text, width - 128), text);
  }
  return top - 10;
}

std::vector<std::string> LabelsOf(const Comparison& comparison, const std::vector<size_t>& rows) {
  std::vector<std::string> labels;
  for (size_t row : rows) labels.push_back(comparison.rows[row].label);
  return labels;
}

void DrawLegend(const Comparison& comparison, const std::vector<size_t>& rows, const Box& box, PlotScript* script) {
  constexpr double kHeightOfOne = 62, kSample = 70;
  const TextStyle style = {18};
  double y = box.middle_y() - kHeightOfOne * static_cast<double>(rows.size() - 1) / 2;
  const auto names = FitNames(LabelsOf(comparison, rows), style, box.width() - kSample - 14, 2);
  for (size_t i = 0; i < rows.size(); ++i) {
    const size_t row = rows[i];
    const std::vector<std::string>& lines = names[i];
    script->Segment(box.left, y, box.left + kSample, y,
                    absl::StrCat("lw 3 dt ", DashOf(row), " lc rgb '", VariantColour(row), "'"));
    script->Marker(box.left + kSample / 2, y, row, 2.4);
    script->Lines(box.left + kSample + 14, y - 0.7 * style.size * static_cast<double>(lines.size() - 1), Align::kLeft,
                  lines, style);
    y += kHeightOfOne;
  }
}

void DrawOverlaid(const Comparison& comparison, const std::vector<RadarAxis>& axes, const std::vector<size_t>& rows,
                  const Box& box, PlotScript* script) {
  constexpr double kSide = 190, kEnds = 76, kLegend = 350;
  const double room = std::min(box.height() / 2 - kEnds, (box.width() - kLegend) / 2 - kSide);
  const Wheel wheel = {box.left + kSide + room, box.middle_y(), room};
  std::vector<std::vector<std::string>> texts;
  for (const RadarAxis& axis : axes) texts.push_back({axis.name, absl::StrCat("best: ", axis.best)});
  DrawWheel(wheel, axes.size(), script);
  DrawAxisTexts(wheel, texts, {19, true}, {16, false, kMutedInk}, 16, script);
  DrawLegend(comparison, rows, {box.right - kLegend, box.top, box.right, box.bottom}, script);
  DrawOutlines(axes, rows, wheel, false, std::nullopt, 2.2, script);
}

size_t ColumnsFor(size_t charts) { return charts <= 9 ? 3 : 4; }

void DrawSmall(const Comparison& comparison, const std::vector<RadarAxis>& axes, const std::vector<size_t>& rows,
               const Box& box, PlotScript* script) {
  const size_t columns = ColumnsFor(rows.size()), lines = (rows.size() + columns - 1) / columns;
  const double width = box.width() / static_cast<double>(columns);
  const double height = box.height() / static_cast<double>(lines);
  constexpr double kName = 34, kEnds = 24, kSign = 26,
                   kSlant = 0.87;  // how far to the side the names beside a wheel stand
  std::vector<std::vector<std::string>> texts;
  for (const RadarAxis& axis : axes) texts.push_back({axis.name});
  const TextStyle name = {16, true}, small = {13, false, kMutedInk};
  const auto labels = FitNames(LabelsOf(comparison, rows), name, width - 60, 1);
  for (size_t i = 0; i < rows.size(); ++i) {
    const Box cell = {box.left + width * static_cast<double>(i % columns),
                      box.top + height * static_cast<double>(i / columns),
                      box.left + width * static_cast<double>(i % columns + 1),
                      box.top + height * static_cast<double>(i / columns + 1)};
    const double radius = std::min((height - kName) / 2 - kEnds, (width / 2 - 98) / kSlant);
    const Wheel wheel = {cell.middle_x(), cell.top + kName + (height - kName) / 2, radius};
    const std::string& label = labels[i][0];
    const double begin = wheel.x - (TextPixels(label, name) + kSign) / 2;
    script->Marker(begin + 8, cell.top + kName / 2, rows[i], 2);
    script->Text(begin + kSign, cell.top + kName / 2, Align::kLeft, label, name);
    DrawWheel(wheel, axes.size(), script);
    DrawAxisTexts(wheel, texts, small, small, 9, script);
    const std::optional<size_t> faint = rows[i] == 0 ? std::nullopt : std::optional<size_t>(0);
    DrawOutlines(axes, {rows[i]}, wheel, true, faint, 1.3, script);
  }
}

}  // namespace

Plot RadarPlot(const Comparison& comparison) {
  const RadarFigures figures = RadarAxes(comparison);
  const std::vector<RadarAxis>& axes = figures.axes;
  const std::vector<size_t> rows = ComparableRows(comparison);
  const bool small = rows.size() > kMostOverlaid;
  const size_t columns = ColumnsFor(rows.size()), lines = (rows.size() + columns - 1) / columns;
  const double width = small ? kCellWidth * static_cast<double>(columns) + 2 * kPageMargin : kRadarWidth;
  const double height = small ? kCellHeight * static_cast<double>(lines) + kAroundCells : kRadarHeight;
  PlotScript script(width, height);
  std::string explained = absl::StrCat(SubjectText(comparison), ". ", kSharesExplained);
  if (small) absl::StrAppend(&explained, " Thin and dashed: ", comparison.rows[0].label, ".");
  const double top = DrawHeading("All qualities at once", explained, &script);
  const double end = DrawNotes(Notes(comparison, figures), &script);
  Box box = {kPageMargin, top, width - kPageMargin, end};
  if (axes.size() < 3) {
    script.Text(box.middle_x(), box.middle_y(), Align::kCentre, "no variant has figures that could be compared", {18});
    script.Panel(box, {}, {}, 0);
    script.Plot({"NaN"});
  } else {
    box.bottom = DrawMeanings(axes, box, &script);
    (small ? DrawSmall : DrawOverlaid)(comparison, axes, rows, box, &script);
  }
  return {"radar_chart.png", width, height, script.Take()};
}

}  // namespace octavo::client
