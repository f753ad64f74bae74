#include "client/render/plot_script.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "client/render/axis_ticks.h"
#include "client/render/numbers.h"
#include "client/render/palette.h"
#include "client/render/plain_text.h"
#include "client/render/text_fit.h"

namespace octavo::client {
namespace {

constexpr double kPointsPerPixel = 0.75;  // gnuplot's cairo terminals count 96 pixels to the inch
constexpr double kFontSlack = 1.05;       // beyond what TextEms() expects
constexpr double kBoldWidth = 1.12;
constexpr double kLineHeight = 1.4;  // of the font's size

/// gnuplot's point types by MarkerShape: filled, and the outline of the same.
struct PointType {
  int filled, outline;
};
constexpr PointType kPointTypes[] = {{7, 6}, {5, 4}, {13, 12}, {9, 8}, {11, 10}, {15, 14}};

/// pngcairo's fill patterns by Hatch; 3 is solid.
constexpr int kPatterns[] = {3, 4, 5, 1, 7, 6};

constexpr double kDotShare = 0.3;  // of the size of a marker

/// A gnuplot string. Within single quotes nothing is expanded: no escapes, commands or macros. gnuplot has an escape
/// for the quote itself that fails at the beginning and where two follow each other: the typographic one stands for it.
std::string Quote(absl::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(CleanText(text), {{"'", "’"}, {"\n", " "}, {"\t", " "}}), "'");
}

std::string FontName(const TextStyle& style) {
  return absl::StrCat("'Sans", style.bold ? ":Bold" : "", ",", PlotNumber(style.size * kPointsPerPixel), "'");
}

const char* AlignName(Align align) {
  return align == Align::kLeft ? "left" : align == Align::kCentre ? "center" : "right";
}

/// How many ems fit; a little more than that, so that rounding does not shorten what was measured to fit.
double EmsIn(double pixels, const TextStyle& style) {
  return pixels / (style.size * kFontSlack * (style.bold ? kBoldWidth : 1)) + 0.01;
}

std::string TickList(const PlotAxis& axis) {
  return absl::StrJoin(axis.ticks, ", ",
                       [](std::string* out, double tick) { absl::StrAppend(out, "'' ", PlotNumber(tick)); });
}

}  // namespace

double TextPixels(absl::string_view text, const TextStyle& style) {
  return TextEms(text) * style.size * kFontSlack * (style.bold ? kBoldWidth : 1);
}

std::string FitText(absl::string_view text, const TextStyle& style, double pixels) {
  return Shorten(CleanText(text), EmsIn(pixels, style));
}

std::vector<std::string> FitLines(absl::string_view text, const TextStyle& style, double pixels, size_t most) {
  return WrapText(CleanText(text), EmsIn(pixels, style), most);
}

std::vector<std::vector<std::string>> FitNames(std::vector<std::string> names, const TextStyle& style, double pixels,
                                               size_t most) {
  for (std::string& name : names) name = CleanText(name);
  return WrapApart(names, EmsIn(pixels, style), most);
}

std::string AxisTitle(absl::string_view what, const PlotAxis& axis) {
  return absl::StrCat(what, axis.low > 0 ? " (does not begin at 0)" : "");
}

double PositionOn(const PlotAxis& axis, double value, double start, double end) {
  const double share = axis.log ? std::log(value / axis.low) / std::log(axis.high / axis.low)
                                : (value - axis.low) / (axis.high - axis.low);
  return start + share * (end - start);
}

PlotScript::PlotScript(double width, double height) : width_(width), height_(height) {
  Add("set multiplot\nunset key\nset style fill solid noborder\nset pointintervalbox 0\nset tics scale 0.5 nomirror "
      "out");
}

std::string PlotScript::At(double x, double y) const {
  return absl::StrCat("screen ", Fixed(x / width_, 5), ",screen ", Fixed(1 - y / height_, 5));
}

void PlotScript::Text(double x, double y, Align align, absl::string_view text, const TextStyle& style) {
  Add("set label ", Quote(text), " at ", At(x, y), " ", AlignName(align), " front font ", FontName(style), " tc rgb '",
      style.colour, "'");
}

double PlotScript::Lines(double x, double y, Align align, const std::vector<std::string>& lines,
                         const TextStyle& style) {
  for (const std::string& line : lines) {
    Text(x, y, align, line, style);
    y += kLineHeight * style.size;
  }
  return y;
}

void PlotScript::Rectangle(const Box& box, absl::string_view colour) {
  Add("set object rectangle from ", At(box.left, box.bottom), " to ", At(box.right, box.top), " behind fc rgb '",
      colour, "' fs solid noborder");
}

void PlotScript::Segment(double x1, double y1, double x2, double y2, absl::string_view style) {
  Add("set arrow from ", At(x1, y1), " to ", At(x2, y2), " nohead ", style);
}

void PlotScript::Marker(double x, double y, size_t row, double size) {
  for (const std::string& layer : MarkerLayers(row, size)) Add("set label '' at ", At(x, y), " front point ", layer);
}

void PlotScript::Panel(const Box& box, const PlotAxis& x, const PlotAxis& y, int frame) {
  Add("set lmargin at screen ", Fixed(box.left / width_, 5), "\nset rmargin at screen ", Fixed(box.right / width_, 5),
      "\nset tmargin at screen ", Fixed(1 - box.top / height_, 5), "\nset bmargin at screen ",
      Fixed(1 - box.bottom / height_, 5));
  Add(frame == 0 ? "unset border" : absl::StrCat("set border ", frame, " lc rgb '#666666' lw 1"));
  for (const auto& [name, axis] : {std::pair("x", x), std::pair("y", y)}) {
    Add(axis.log ? "set" : "unset", " logscale ", name, "\nset ", name, "range [", PlotNumber(axis.low), ":",
        PlotNumber(axis.high), "]");
    if (axis.ticks.empty()) {
      Add("unset ", name, "tics\nset grid no", name, "tics");
    } else {
      Add("set ", name, "tics nomirror out scale 0.5 (", TickList(axis), ")\nset grid ", name, "tics back lc rgb '",
          kGridInk, "' lw 1 dt 1");
    }
  }
}

void PlotScript::XNumbers(const Box& box, const PlotAxis& axis, const TextStyle& style) {
  const int decimals = axis.log ? 0 : TickDecimals(axis.ticks);
  for (double tick : axis.ticks) {
    Text(PositionOn(axis, tick, box.left, box.right), box.bottom + style.size * 1.1, Align::kCentre,
         axis.log ? absl::StrCat(tick) : Fixed(tick, decimals), style);
  }
}

void PlotScript::YNumbers(const Box& box, const PlotAxis& axis, const TextStyle& style) {
  for (double tick : axis.ticks) {
    Text(box.left - style.size * 0.8, PositionOn(axis, tick, box.bottom, box.top), Align::kRight,
         Fixed(tick, TickDecimals(axis.ticks)), style);
  }
}

std::string PlotScript::Data(const std::vector<std::string>& rows) {
  const std::string name = absl::StrCat("$data", ++blocks_);
  Add(name, " << EOD\n", absl::StrJoin(rows, "\n"), "\nEOD");
  return name;
}

void PlotScript::Plot(const std::vector<std::string>& elements) {
  Add("plot ", absl::StrJoin(elements, ", \\\n  "), "\nunset label\nunset arrow\nunset object");
}

std::string PlotScript::Take() {
  Add("unset multiplot");
  return std::exchange(script_, "");
}

std::vector<std::string> MarkerLayers(size_t row, double size) {
  const PointType point = kPointTypes[static_cast<size_t>(StyleOf(row).shape)];
  const auto layer = [](int type, double of_size, double width, absl::string_view colour) {
    return absl::StrCat("pt ", type, " ps ", PlotNumber(of_size), " lw ", PlotNumber(width), " lc rgb '", colour, "'");
  };
  std::vector<std::string> layers = {layer(point.filled, size, 3, VariantColour(row)),
                                     layer(point.outline, size, 1, kInk)};
  if (StyleOf(row).dotted)
    layers.push_back(layer(kPointTypes[0].filled, kDotShare * size, 1, IsDarkColour(row) ? "#ffffff" : kInk));
  return layers;
}

std::string HatchOf(size_t row) {
  if (StyleOf(row).hatch == Hatch::kPlain) return "";
  return absl::StrCat("fs transparent pattern ", kPatterns[static_cast<size_t>(StyleOf(row).hatch)],
                      " noborder lc rgb '", IsDarkColour(row) ? "#99ffffff" : "#99000000", "'");
}

std::string DashOf(size_t row) {
  std::vector<int> lengths;
  for (int length : StyleOf(row).dash) {
    if (length > 0) lengths.push_back(length);
  }
  return lengths.empty() ? "1" : absl::StrCat("(", absl::StrJoin(lengths, ","), ")");
}

std::string PlotNumber(double value) {
  if (!std::isfinite(value)) return "NaN";
  std::string text = Fixed(value, 6);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace octavo::client
