#include "client/render/html_svg.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/render/html_text.h"
#include "client/render/numbers.h"
#include "client/render/palette.h"

namespace octavo::client {
namespace {

/// By MarkerShape, around the origin, of about the same area.
constexpr absl::string_view kShapes[] = {"M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
                                         "M-4.5 -4.5h9v9h-9z",
                                         "M0 -6.5L6.5 0L0 6.5L-6.5 0z",
                                         "M0 -6L6 4.5H-6z",
                                         "M0 6L6 -4.5H-6z",
                                         "M0 -5.8L5.5 -1.8L3.4 4.7H-3.4L-5.5 -1.8z"};

/// By MarkerShape: where the middle of the shape is, for its dot.
constexpr double kMiddles[] = {0, 0, 0, 1, -1, 0};

/// By Hatch: what is drawn over the colour of a bar, in a tile of 8 by 8.
constexpr absl::string_view kHatches[] = {"",
                                          "M-1 1l2 -2M0 8l8 -8M7 9l2 -2",
                                          "M-1 7l2 2M0 0l8 8M7 -1l2 2",
                                          "M0 0l8 8M8 0l-8 8",
                                          "M0 8l4 -8M4 8l4 -8",
                                          "M0 0l4 8M4 0l4 8"};

/// Lines of a page are thinner than those of a picture, for which the dashes are given.
constexpr double kDashScale = 0.5;

/// The dot in the middle of a marker that has one; of a hollow marker, which has no colour, in ink.
std::string Dot(double x, double y, size_t row, bool hollow) {
  const VariantStyle& style = StyleOf(row);
  if (!style.dotted) return "";
  return absl::StrCat("<circle class=\"",
                      hollow              ? "dot"
                      : IsDarkColour(row) ? "dot light"
                                          : "dot dark",
                      "\" cx=\"", Coordinate(x), "\" cy=\"", Coordinate(y + kMiddles[static_cast<size_t>(style.shape)]),
                      "\" r=\"1.8\"/>");
}

}  // namespace

std::string Coordinate(double value) {
  std::string text = Fixed(value, 2);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

double Scale::At(double value) const {
  return high == low ? (start + end) / 2 : start + (value - low) / (high - low) * (end - start);
}

std::string SvgText(double x, double y, Anchor anchor, absl::string_view css_class, absl::string_view text) {
  const absl::string_view where = anchor == Anchor::kStart ? "start" : anchor == Anchor::kMiddle ? "middle" : "end";
  return absl::StrCat("<text x=\"", Coordinate(x), "\" y=\"", Coordinate(y), "\" text-anchor=\"", where, "\" class=\"",
                      css_class, "\">", EscapeHtml(text), "</text>");
}

std::string SvgLine(double x1, double y1, double x2, double y2, absl::string_view css_class) {
  return absl::StrCat("<path d=\"M", Coordinate(x1), " ", Coordinate(y1), "L", Coordinate(x2), " ", Coordinate(y2),
                      "\" class=\"", css_class, "\"/>");
}

std::string SvgMarker(double x, double y, size_t row, bool hollow) {
  return absl::StrCat("<path class=\"", hollow ? "marker hollow" : "marker", "\" transform=\"translate(", Coordinate(x),
                      " ", Coordinate(y), ")\" fill=\"", VariantColour(row), "\" d=\"",
                      kShapes[static_cast<size_t>(StyleOf(row).shape)], "\"/>", Dot(x, y, row, hollow));
}

std::string SvgBar(double x, double y, double width, double height, size_t row) {
  return absl::StrCat("<rect class=\"bar\" x=\"", Coordinate(x), "\" y=\"", Coordinate(y), "\" width=\"",
                      Coordinate(std::max(width, 0.5)), "\" height=\"", Coordinate(height), "\" fill=\"url(#fill-",
                      row % kVariantStyles.size(), ")\"/>");
}

std::string SvgWhisker(double x1, double y1, double x2, double y2) {
  const double dx = x1 == x2 ? 4 : 0, dy = x1 == x2 ? 0 : 4;
  auto end = [&](double x, double y) {
    return absl::StrCat("M", Coordinate(x - dx), " ", Coordinate(y - dy), "L", Coordinate(x + dx), " ",
                        Coordinate(y + dy));
  };
  const std::string path = absl::StrCat("M", Coordinate(x1), " ", Coordinate(y1), "L", Coordinate(x2), " ",
                                        Coordinate(y2), end(x1, y1), end(x2, y2));
  // The wider line below keeps it visible on a bar of any colour.
  return absl::StrCat("<path class=\"halo\" d=\"", path, "\"/><path class=\"whisker\" d=\"", path, "\"/>");
}

std::string SvgLineStyle(size_t row) {
  std::string dash;
  for (int length : StyleOf(row).dash) {
    if (length > 0) absl::StrAppend(&dash, dash.empty() ? "" : " ", Coordinate(kDashScale * length));
  }
  return absl::StrCat("stroke=\"", VariantColour(row), "\" stroke-dasharray=\"", dash.empty() ? "none" : dash, "\"");
}

std::string SvgMark(absl::string_view tip, absl::string_view content) {
  return absl::StrCat("<g class=\"mark\" role=\"img\"><title>", EscapeHtml(tip), "</title>", content, "</g>\n");
}

std::string SvgPicture(absl::string_view figure, double width, double height, absl::string_view content) {
  return absl::StrCat("<div class=\"scroll\"><svg class=\"chart\" role=\"group\" aria-labelledby=\"", figure,
                      "-caption\" viewBox=\"0 0 ", Coordinate(width), " ", Coordinate(height), "\">\n", content,
                      "</svg></div>\n");
}

std::string VariantSign(size_t row) {
  return absl::StrCat("<svg class=\"sign\" viewBox=\"-8 -8 16 16\" aria-hidden=\"true\">", SvgMarker(0, 0, row, false),
                      "</svg>");
}

std::string SvgPatterns(size_t rows) {
  std::string patterns = "<svg class=\"patterns\" aria-hidden=\"true\" focusable=\"false\"><defs>\n";
  for (size_t row = 0; row < std::min(rows, kVariantStyles.size()); ++row) {
    absl::StrAppend(&patterns, "<pattern id=\"fill-", row,
                    "\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 0h8v8h-8z\" fill=\"",
                    VariantColour(row), "\"/>");
    if (const absl::string_view hatch = kHatches[static_cast<size_t>(StyleOf(row).hatch)]; !hatch.empty()) {
      absl::StrAppend(&patterns, "<path d=\"", hatch, "\" fill=\"none\" stroke-width=\"1.4\" stroke=\"",
                      IsDarkColour(row) ? "#fff" : "#000", "\" stroke-opacity=\".6\"/>");
    }
    absl::StrAppend(&patterns, "</pattern>\n");
  }
  return absl::StrCat(patterns, "</defs></svg>\n");
}

}  // namespace octavo::client
