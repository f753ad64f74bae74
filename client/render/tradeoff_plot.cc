#include "client/render/tradeoff_plot.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/compare/pareto.h"
#include "client/render/axis_ticks.h"
#include "client/render/label_placement.h"
#include "client/render/palette.h"
#include "client/render/plot_page.h"

namespace octavo::client {
namespace {

constexpr double kLogFrom = 5;        // largest size over smallest
constexpr double kMarker = 2.8;       // as PlotScript::Marker() takes it
constexpr double kMarkerRadius = 13;  // pixels, of the largest one
constexpr double kLongestLabel = 330;
constexpr size_t kFewLabels = 4;
constexpr const char* kFrontInk = "#444444";

struct Point {
  size_t row;
  double size, accuracy;  // MiB, per cent
  Interval interval;
};

std::vector<Point> PointsOf(const Comparison& comparison) {
  std::vector<Point> points;
  for (size_t i : ComparableRows(comparison)) {
    const ComparisonRow& row = comparison.rows[i];
    points.push_back({i,
                      static_cast<double>(row.figures.size_bytes) / (1 << 20),
                      100 * row.figures.accuracy,
                      {100 * row.accuracy_interval.low, 100 * row.accuracy_interval.high}});
  }
  return points;
}

PlotAxis SizeAxis(const std::vector<Point>& points) {
  const auto [least, most] =
      std::minmax_element(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.size < b.size; });
  PlotAxis axis;
  axis.log = most->size > kLogFrom * least->size;
  axis.low = axis.log ? least->size / 1.5 : 0;
  axis.high = axis.log ? most->size * 1.5 : most->size * 1.15;
  axis.ticks = axis.log ? LogTicks(axis.low, axis.high) : RoundTicks(axis.low, axis.high, 8);
  return axis;
}

PlotAxis AccuracyAxis(const std::vector<Point>& points) {
  double low = 100, high = 0;
  for (const Point& point : points) {
    low = std::min(low, point.interval.low);
    high = std::max(high, point.interval.high);
  }
  const double margin = std::max(0.25, 0.08 * (high - low));
  PlotAxis axis;
  axis.low = std::max(0.0, low - margin);
  axis.high = std::min(100.0 + margin / 2, high + margin);
  axis.ticks = RoundTicks(axis.low, std::min(100.0, axis.high), 7);
  return axis;
}

/// The panel's places in pixels.
struct Layout {
  Box plot;
  PlotAxis x, y;
  double X(double size) const { return PositionOn(x, size, plot.left, plot.right); }
  double Y(double accuracy) const { return PositionOn(y, accuracy, plot.bottom, plot.top); }
};

std::vector<std::pair<double, double>> FrontOf(const std::vector<Point>& points) {
  std::vector<std::pair<double, double>> places;
  for (const Point& point : points) places.push_back({point.size, point.accuracy});
  return FrontStairs(std::move(places), true);
}

/// The stairs, from the bottom at their smallest size to the right edge at their best accuracy: what lies below and
/// right of them is beaten. A single point has none.
std::vector<std::pair<double, double>> WholeFront(const std::vector<Point>& points, const Layout& layout) {
  if (points.size() < 2) return {};
  std::vector<std::pair<double, double>> front = FrontOf(points);
  front.insert(front.begin(), {front.front().first, layout.y.low});
  front.push_back({layout.x.high, front.back().second});
  return front;
}

std::vector<Obstacle> ObstaclesOf(const std::vector<Point>& points, const std::vector<std::pair<double, double>>& front,
                                  const Layout& layout) {
  std::vector<Obstacle> obstacles;
  for (const Point& point : points) {
    const double x = layout.X(point.size), y = layout.Y(point.accuracy);
    obstacles.push_back({{x - kMarkerRadius, y - kMarkerRadius, x + kMarkerRadius, y + kMarkerRadius}, 150});
    obstacles.push_back({{x - 6, layout.Y(point.interval.high), x + 6, layout.Y(point.interval.low)}, 45});
  }
  for (size_t i = 1; i < front.size(); ++i) {
    const double x1 = layout.X(front[i - 1].first), x2 = layout.X(front[i].first);
    const double y1 = layout.Y(front[i - 1].second), y2 = layout.Y(front[i].second);
    obstacles.push_back({{std::min(x1, x2) - 2, std::min(y1, y2) - 2, std::max(x1, x2) + 2, std::max(y1, y2) + 2}, 30});
  }
  return obstacles;
}

void DrawLabels(const Comparison& comparison, const std::vector<Point>& points, const Layout& layout,
                const std::vector<std::pair<double, double>>& front, double size, PlotScript* script) {
  std::vector<std::string> texts;
  std::vector<LabelWish> wishes;
  const TextStyle style = {size};
  // Where lines lead from many labels to one place, their markers tell which is which.
  const double sign = points.size() > kFewLabels ? 1.5 * size : 0;
  std::vector<std::string> names;
  for (const Point& point : points) names.push_back(comparison.rows[point.row].label);
  const auto fitted = FitNames(std::move(names), style, std::min(kLongestLabel, 0.4 * layout.plot.width()), 1);
  for (size_t i = 0; i < points.size(); ++i) {
    texts.push_back(fitted[i][0]);
    wishes.push_back(
        {layout.X(points[i].size), layout.Y(points[i].accuracy), TextPixels(texts[i], style) + sign, 1.3 * style.size});
  }
  if (!front.empty()) {
    // The front's own label belongs near the end that leads out of the picture.
    texts.push_back("Pareto front");
    wishes.push_back({layout.plot.right - TextPixels(texts.back(), style) / 2 - 12, layout.Y(front.back().second),
                      TextPixels(texts.back(), style), 1.3 * style.size});
  }
  const Box inside = {layout.plot.left + 6, layout.plot.top + 4, layout.plot.right - 6, layout.plot.bottom - 6};
  const std::vector<PlacedLabel> places =
      PlaceLabels(inside, wishes, ObstaclesOf(points, front, layout), kMarkerRadius);
  for (size_t i = 0; i < places.size(); ++i) {
    const Box& box = places[i].box;
    if (i == points.size()) {
      script->Text(box.middle_x(), box.middle_y(), Align::kCentre, texts[i], {style.size, true, kFrontInk});
      continue;
    }
    if (sign > 0) {
      script->Marker(box.left + 0.4 * sign, box.middle_y(), points[i].row, size / 11);
      script->Text(box.left + sign, box.middle_y(), Align::kLeft, texts[i], style);
    } else {
      script->Text(box.middle_x(), box.middle_y(), Align::kCentre, texts[i], style);
    }
    if (!places[i].apart) continue;
    double x = 0, y = 0;
    NearestPoint(box, wishes[i].x, wishes[i].y, &x, &y);
    script->Segment(x, y, wishes[i].x, wishes[i].y, "back lw 1 lc rgb '#777777'");
  }
}

std::string PointData(const std::vector<Point>& points, PlotScript* script) {
  std::vector<std::string> rows;
  for (const Point& point : points) {
    rows.push_back(absl::StrCat(PlotNumber(point.size), " ", PlotNumber(point.accuracy), " ",
                                PlotNumber(point.interval.low), " ", PlotNumber(point.interval.high)));
  }
  return script->Data(rows);
}

/// The stairs, where there are any, below the points.
std::vector<std::string> FrontElements(const std::vector<std::pair<double, double>>& front, PlotScript* script) {
  if (front.empty()) return {};
  std::vector<std::string> stairs;
  for (const auto& [x, y] : front) stairs.push_back(absl::StrCat(PlotNumber(x), " ", PlotNumber(y)));
  return {absl::StrCat(script->Data(stairs), " using 1:2 with lines dt (14,8) lw 2.5 lc rgb '", kFrontInk, "'")};
}

std::vector<std::string> Elements(const std::vector<Point>& points, const std::string& data) {
  std::vector<std::string> elements;
  const auto one = [&](size_t i) { return absl::StrCat(data, " every ::", i, "::", i, " using "); };
  for (size_t i = 0; i < points.size(); ++i) {
    const std::string whisker = absl::StrCat(one(i), "1:2:3:4 with yerrorbars pt 0 ");
    elements.push_back(absl::StrCat(whisker, "lw 3.5 lc rgb '#555555'"));  // keeps light colours visible
    elements.push_back(absl::StrCat(whisker, "lw 2 lc rgb '", VariantColour(points[i].row), "'"));
  }
  for (size_t i = 0; i < points.size(); ++i) {
    for (const std::string& layer : MarkerLayers(points[i].row, kMarker))
      elements.push_back(absl::StrCat(one(i), "1:2 with points ", layer));
  }
  return elements;
}

}  // namespace

void DrawTradeoff(const Comparison& comparison, const Box& box, double text, PlotScript* script) {
  const std::vector<Point> points = PointsOf(comparison);
  const TextStyle number = {text - 2, false, kMutedInk}, axis = {text, false, kMutedInk};
  Layout layout{box, {}, {}};
  layout.plot.left += 5 * text;
  layout.plot.bottom -= 3.6 * text;
  layout.plot.top += 2 * text;
  if (points.empty()) {
    script->Text(box.middle_x(), box.middle_y(), Align::kCentre, "no variant has both an accuracy and a size", axis);
    script->Panel(layout.plot, {}, {}, 0);
    script->Plot({"NaN"});
    return;
  }
  layout.x = SizeAxis(points);
  layout.y = AccuracyAxis(points);
  const std::vector<std::pair<double, double>> front = WholeFront(points, layout);
  script->XNumbers(layout.plot, layout.x, number);
  script->YNumbers(layout.plot, layout.y, number);
  script->Text(box.left, box.top + 0.6 * text, Align::kLeft, AxisTitle("accuracy, %", layout.y), axis);
  script->Text(layout.plot.right, box.bottom - 0.8 * text, Align::kRight,
               absl::StrCat("size of the model's files, MiB", layout.x.log ? " (logarithmic)" : ""), axis);
  DrawLabels(comparison, points, layout, front, text, script);
  script->Panel(layout.plot, layout.x, layout.y, 3);
  std::vector<std::string> elements = FrontElements(front, script);
  for (std::string& element : Elements(points, PointData(points, script))) elements.push_back(std::move(element));
  script->Plot(elements);
}

Plot AccuracyVsSizePlot(const Comparison& comparison) {
  PlotScript script(kPictureWidth, kPictureHeight);
  std::vector<std::string> notes;
  if (ComparableRows(comparison).size() > 1) {
    notes.push_back(absl::StrCat(
        "Better is up and to the left. A variant that is at none of the front's outer corners is beaten by one there, "
        "which is at least as accurate and as small, and better in one of the two.",
        IsTimed(comparison)
            ? " This front is of accuracy and size alone; that of summary_report.md also asks for speed."
            : ""));
  }
  for (const ComparisonRow& row : comparison.rows) {
    if (const std::string why = WhyNotDrawn(row); !why.empty())
      notes.push_back(absl::StrCat("Not shown: ", row.label, " (", why, ")."));
  }
  for (std::string& note : MissingStageNotes(comparison)) notes.push_back(std::move(note));
  const double top = DrawHeading("Accuracy against size",
                                 absl::StrCat(SubjectText(comparison), ". Whiskers: 95 % interval (Wilson)."), &script);
  const double end = DrawNotes(notes, &script);
  DrawTradeoff(comparison, {kPageMargin, top, kPictureWidth - kPageMargin, end}, 17, &script);
  return {"accuracy_vs_size.png", kPictureWidth, kPictureHeight, script.Take()};
}

}  // namespace octavo::client
