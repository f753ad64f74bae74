#include "client/render/html_xy_chart.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "client/render/axis_ticks.h"
#include "client/render/html_svg.h"
#include "client/render/html_text.h"
#include "client/render/numbers.h"
#include "client/render/plain_text.h"
#include "client/render/text_fit.h"

namespace octavo::client {
namespace {

constexpr double kXyWidth = 760, kXyHeight = 400, kXyLeft = 64, kXyTop = 24, kXyBottom = 350;
constexpr double kXyLabels = 190, kXyLabelHeight = 17;
constexpr double kXyLabelEms = 12, kXyNameEms = 6;

struct XyLayout {
  Scale x, y;
};

bool IsDrawn(const XyPoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

/// The ends of an axis that has to show `values`.
Scale Around(const std::vector<double>& values, const std::optional<double>& low, const std::optional<double>& high) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double from = values.empty() ? 0 : *least, to = values.empty() ? 1 : *most;
  const double margin = to > from ? 0.07 * (to - from) : 0.5 + 0.1 * std::abs(to);
  Scale scale;
  // What is never negative has no axis that is.
  scale.low = low.value_or(from >= 0 ? std::max(0.0, from - margin) : from - margin);
  scale.high = high.value_or(to + margin);
  if (scale.high <= scale.low) scale.high = scale.low + 1;
  return scale;
}

XyLayout LayOut(const XyChart& chart) {
  std::vector<double> xs, ys;
  for (const XyPoint& point : chart.points) {
    if (!IsDrawn(point)) continue;
    xs.push_back(point.x);
    ys.push_back(point.y);
    if (point.interval.has_value()) ys.insert(ys.end(), {point.interval->low, point.interval->high});
  }
  for (const XyLine& line : chart.lines) {
    for (const auto& [x, y] : line.points) xs.push_back(x), ys.push_back(y);
  }
  for (const XyGuide& guide : chart.guides) ys.push_back(guide.y);
  XyLayout layout{Around(xs, chart.x_low, chart.x_high), Around(ys, chart.y_low, chart.y_high)};
  const bool labels =
      std::any_of(chart.points.begin(), chart.points.end(), [](const XyPoint& p) { return !p.label.empty(); });
  layout.x.start = kXyLeft;
  layout.x.end = kXyWidth - (labels ? kXyLabels : 16);
  layout.y.start = kXyBottom;
  layout.y.end = kXyTop;
  return layout;
}

std::string XAxis(const XyChart& chart, const XyLayout& layout) {
  std::string svg;
  auto tick = [&](double value, const std::string& name) {
    const double x = layout.x.At(value);
    absl::StrAppend(&svg, SvgLine(x, kXyTop, x, kXyBottom, "grid"),
                    SvgText(x, kXyBottom + 17, Anchor::kMiddle, "tick", name));
  };
  if (chart.x_names.empty()) {
    const std::vector<double> ticks = RoundTicks(layout.x.low, layout.x.high, 6);
    for (const double value : ticks) tick(value, Fixed(value, TickDecimals(ticks)));
  } else {
    const std::vector<std::string> names = ShortenApart(chart.x_names, kXyNameEms);
    for (size_t i = 0; i < names.size(); ++i) tick(static_cast<double>(i), names[i]);
  }
  return absl::StrCat(
      svg, SvgText((layout.x.start + layout.x.end) / 2, kXyBottom + 40, Anchor::kMiddle, "axis", chart.x_axis));
}

std::string YAxis(const XyChart& chart, const XyLayout& layout) {
  std::string svg;
  const std::vector<double> ticks = RoundTicks(layout.y.low, layout.y.high, 6);
  for (const double value : ticks) {
    const double y = layout.y.At(value);
    absl::StrAppend(&svg, SvgLine(layout.x.start, y, layout.x.end, y, "grid"),
                    SvgText(kXyLeft - 8, y + 4.5, Anchor::kEnd, "tick", Fixed(value, TickDecimals(ticks))));
  }
  for (const XyGuide& guide : chart.guides) {
    const double y = layout.y.At(guide.y);
    absl::StrAppend(&svg, SvgLine(layout.x.start, y, layout.x.end, y, "guide"),
                    SvgText(layout.x.end - 4, y - 5, Anchor::kEnd, "tick", guide.label));
  }
  const double middle = (kXyTop + kXyBottom) / 2;
  return absl::StrCat(svg, "<g transform=\"translate(15 ", Coordinate(middle), ") rotate(-90)\">",
                      SvgText(0, 0, Anchor::kMiddle, "axis", chart.y_axis), "</g>");
}

std::string DrawLine(const XyLine& line, const XyLayout& layout) {
  std::string path;
  for (const auto& [x, y] : line.points) {
    absl::StrAppend(&path, path.empty() ? "M" : "L", Coordinate(layout.x.At(x)), " ", Coordinate(layout.y.At(y)));
  }
  if (path.empty()) return "";
  if (line.kind == XyLine::Kind::kFront) {
    // What the front bounds goes on to the edges of the plot.
    path = absl::StrCat("M", Coordinate(layout.x.At(line.points[0].first)), " ", Coordinate(layout.y.start), "L",
                        path.substr(1), "H", Coordinate(line.less_x ? layout.x.end : layout.x.start));
  }
  static constexpr absl::string_view kClasses[] = {"line", "line solid", "faint", "front"};
  const std::string style = line.kind == XyLine::Kind::kFront ? "" : SvgLineStyle(line.style);
  return absl::StrCat("<path class=\"", kClasses[static_cast<size_t>(line.kind)], "\" d=\"", path, "\" ", style,
                      "/>\n");
}

bool HasFront(const XyChart& chart) {
  return std::any_of(chart.lines.begin(), chart.lines.end(),
                     [](const XyLine& line) { return line.kind == XyLine::Kind::kFront; });
}

/// What the stepped line is, above the plot.
std::string FrontKey(const XyLayout& layout) {
  return absl::StrCat(SvgLine(layout.x.end - 122, kXyTop - 10, layout.x.end - 90, kXyTop - 10, "front"),
                      SvgText(layout.x.end - 84, kXyTop - 5.5, Anchor::kStart, "tick", "Pareto front"), "\n");
}

/// Heights for the labels of `wanted` heights: as near to those as goes without one over another, all within the plot.
std::vector<double> SpreadLabels(const std::vector<double>& wanted) {
  std::vector<size_t> order(wanted.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return wanted[a] < wanted[b]; });
  std::vector<double> placed(wanted.size());
  double free = kXyTop;
  for (const size_t i : order) free = (placed[i] = std::max(wanted[i], free)) + kXyLabelHeight;
  double limit = kXyBottom;
  for (auto i = order.rbegin(); i != order.rend(); ++i) {
    placed[*i] = std::min(placed[*i], limit);
    limit = placed[*i] - kXyLabelHeight;
  }
  return placed;
}

std::string DrawLabels(const XyChart& chart, const XyLayout& layout) {
  std::vector<const XyPoint*> named;
  std::vector<std::string> labels;
  std::vector<double> wanted;
  for (const XyPoint& point : chart.points) {
    if (point.label.empty() || !IsDrawn(point)) continue;
    named.push_back(&point);
    labels.push_back(CleanText(point.label));
    wanted.push_back(layout.y.At(point.y));
  }
  labels = ShortenApart(labels, kXyLabelEms);
  const std::vector<double> placed = SpreadLabels(wanted);
  std::string svg;
  for (size_t i = 0; i < named.size(); ++i) {
    const double x = layout.x.end + 14;
    absl::StrAppend(&svg, "<path class=\"leader\" d=\"M", Coordinate(layout.x.At(named[i]->x)), " ",
                    Coordinate(wanted[i]), "L", Coordinate(layout.x.end), " ", Coordinate(placed[i]), "H",
                    Coordinate(x - 2), "\"/>", SvgText(x + 2, placed[i] + 4.5, Anchor::kStart, "label", labels[i]),
                    "\n");
  }
  return svg;
}

std::string DrawPoint(const XyPoint& point, const XyLayout& layout) {
  const double x = layout.x.At(point.x), y = layout.y.At(point.y);
  std::string shapes =
      absl::StrCat("<circle class=\"hit\" cx=\"", Coordinate(x), "\" cy=\"", Coordinate(y), "\" r=\"11\"/>");
  if (point.interval.has_value() && std::isfinite(point.interval->low) && std::isfinite(point.interval->high))
    absl::StrAppend(&shapes, SvgWhisker(x, layout.y.At(point.interval->low), x, layout.y.At(point.interval->high)));
  if (point.ringed) {
    absl::StrAppend(&shapes, "<circle class=\"stroke\" cx=\"", Coordinate(x), "\" cy=\"", Coordinate(y),
                    "\" r=\"10\"/>");
  }
  return SvgMark(point.tip, absl::StrCat(shapes, SvgMarker(x, y, point.style, point.hollow)));
}

}  // namespace

std::string ZeroNote(const XyChart& chart, absl::string_view what) {
  return LayOut(chart).y.low > 0 ? absl::StrCat(" The axis of the ", what, " does not begin at zero.") : "";
}

std::string RenderXyChart(const XyChart& chart) {
  const XyLayout layout = LayOut(chart);
  std::string back = absl::StrCat(XAxis(chart, layout), YAxis(chart, layout));
  for (const XyLine& line : chart.lines) absl::StrAppend(&back, DrawLine(line, layout));
  if (HasFront(chart)) absl::StrAppend(&back, FrontKey(layout));
  std::string svg = Element("g", "aria-hidden=\"true\"", absl::StrCat(back, DrawLabels(chart, layout))) + "\n";
  for (const XyPoint& point : chart.points) {
    if (IsDrawn(point)) absl::StrAppend(&svg, DrawPoint(point, layout));
  }
  return SvgPicture(chart.id, kXyWidth, kXyHeight, svg);
}

}  // namespace octavo::client
