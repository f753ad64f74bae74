#include "client/render/html_row_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "client/render/axis_ticks.h"
#include "client/render/html_svg.h"
#include "client/render/html_text.h"
#include "client/render/numbers.h"
#include "client/render/plain_text.h"
#include "client/render/text_fit.h"

namespace octavo::client {
namespace {

constexpr double kRowsWidth = 780, kRowsLeft = 200, kRowsTop = 26, kRowsBottom = 44;
constexpr double kBarHeight = 18, kRangeHeight = 10, kEndHeight = 15;
constexpr double kRowLabelEms = 13.2, kGapEms = 42;

struct RowLayout {
  Scale x;
  double height = 0;  // of a row
  double bottom = 0;  // of the plot
};

bool IsDrawn(const RowShape& shape) { return std::isfinite(shape.from) && std::isfinite(shape.to); }

/// The ends of the axis: what was given, else what is drawn and a little more; zero where something begins there.
Scale RowAxis(const RowChart& chart) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const ChartRow& row : chart.rows) {
    for (const RowItem& item : row.items) {
      for (const RowShape& shape : item.shapes) {
        if (!IsDrawn(shape)) continue;
        const bool point = shape.kind == RowShape::Kind::kDot || shape.kind == RowShape::Kind::kHollowDot;
        low = std::min(low, point ? shape.to : shape.from);
        high = std::max(high, shape.to);
      }
    }
  }
  for (const RowGuide& guide : chart.guides) low = std::min(low, guide.value), high = std::max(high, guide.value);
  if (!(high >= low)) low = 0, high = 1;
  const double margin = high > low ? 0.04 * (high - low) : 0.5 + 0.1 * std::abs(high);
  Scale scale;
  // What is never negative has no axis that is.
  scale.low = chart.low.value_or(low >= 0 ? std::max(0.0, low - margin) : low - margin);
  scale.high = chart.high.value_or(high == 0 ? 0 : high + margin);
  if (scale.high <= scale.low) scale.high = scale.low + 1;
  scale.start = kRowsLeft;
  scale.end = chart.dense ? kRowsWidth - 16 : kRowsWidth - 190;
  return scale;
}

std::string RowGrid(const RowChart& chart, const RowLayout& layout) {
  std::string svg;
  const std::vector<double> ticks = RoundTicks(layout.x.low, layout.x.high, 5);
  for (const double tick : ticks) {
    const double x = layout.x.At(tick);
    absl::StrAppend(&svg, SvgLine(x, kRowsTop, x, layout.bottom, "grid"),
                    SvgText(x, layout.bottom + 17, Anchor::kMiddle, "tick", Fixed(tick, TickDecimals(ticks))));
  }
  for (const RowGuide& guide : chart.guides) {
    const double x = layout.x.At(guide.value);
    absl::StrAppend(&svg, SvgLine(x, kRowsTop - 4, x, layout.bottom, "guide"),
                    SvgText(x, kRowsTop - 9, Anchor::kMiddle, "tick", guide.label));
  }
  absl::StrAppend(
      &svg, SvgText((layout.x.start + layout.x.end) / 2, layout.bottom + 36, Anchor::kMiddle, "axis", chart.axis));
  return Element("g", "aria-hidden=\"true\"", svg) + "\n";
}

std::string DrawShape(const RowShape& shape, const Scale& x, double y, size_t style) {
  const double from = x.At(std::clamp(shape.from, x.low, x.high)), to = x.At(std::clamp(shape.to, x.low, x.high));
  switch (shape.kind) {
    case RowShape::Kind::kBar:
      return SvgBar(std::min(from, to), y - kBarHeight / 2, std::abs(to - from), kBarHeight, style);
    case RowShape::Kind::kRange:
      return SvgBar(from, y - kRangeHeight / 2, to - from, kRangeHeight, style);
    case RowShape::Kind::kWhisker:
      return SvgWhisker(from, y, to, y);
    case RowShape::Kind::kEnds:
      return absl::StrCat(SvgLine(from, y - kEndHeight / 2, from, y + kEndHeight / 2, "stroke"),
                          SvgLine(to, y - kEndHeight / 2, to, y + kEndHeight / 2, "stroke"));
    case RowShape::Kind::kDot:
      return SvgMarker(to, y, style, false);
    case RowShape::Kind::kHollowDot:
      return SvgMarker(to, y, style, true);
  }
  return "";
}

/// `label` is the row's, as short as there is room for.
std::string DrawRow(const ChartRow& row, const std::string& label, const RowLayout& layout, double y) {
  std::string head = SvgText(kRowsLeft - 12, y + 4.5, Anchor::kEnd, "label", label);
  if (label != row.label) head = Element("g", "", absl::StrCat("<title>", EscapeHtml(row.label), "</title>", head));
  if (!row.figure.empty())
    absl::StrAppend(&head, SvgText(layout.x.end + 12, y + 4.5, Anchor::kStart, "figure", row.figure));
  std::string svg = Element("g", "aria-hidden=\"true\"", head) + "\n";
  if (!row.gap.empty()) {
    return absl::StrCat(svg,
                        SvgMark(absl::StrCat(row.label, ": ", row.gap),
                                SvgText(kRowsLeft + 6, y + 4.5, Anchor::kStart, "gap", Shorten(row.gap, kGapEms))));
  }
  for (const RowItem& item : row.items) {
    std::string shapes;
    // A row of one item answers wherever it is pointed at.
    if (row.items.size() == 1) {
      shapes = absl::StrCat("<rect class=\"hit\" x=\"", Coordinate(layout.x.start), "\" y=\"",
                            Coordinate(y - layout.height / 2), "\" width=\"", Coordinate(layout.x.end - layout.x.start),
                            "\" height=\"", Coordinate(layout.height), "\"/>");
    }
    for (const RowShape& shape : item.shapes) {
      if (IsDrawn(shape)) absl::StrAppend(&shapes, DrawShape(shape, layout.x, y, row.style));
    }
    absl::StrAppend(&svg, SvgMark(item.tip, shapes));
  }
  return svg;
}

}  // namespace

std::string ZeroNote(const RowChart& chart) {
  return RowAxis(chart).low > 0 ? " The axis does not begin at zero." : "";
}

std::string RenderRowChart(const RowChart& chart) {
  RowLayout layout;
  layout.x = RowAxis(chart);
  layout.height = chart.dense ? 19 : 32;
  layout.bottom = kRowsTop + layout.height * static_cast<double>(chart.rows.size());
  std::string svg = RowGrid(chart, layout);
  double y = kRowsTop + layout.height / 2;
  std::vector<std::string> labels;
  for (const ChartRow& row : chart.rows) labels.push_back(CleanText(row.label));
  labels = ShortenApart(labels, kRowLabelEms);
  for (size_t i = 0; i < labels.size(); ++i) {
    absl::StrAppend(&svg, DrawRow(chart.rows[i], labels[i], layout, y));
    y += layout.height;
  }
  return SvgPicture(chart.id, kRowsWidth, layout.bottom + kRowsBottom, svg);
}

}  // namespace octavo::client
