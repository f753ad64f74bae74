#ifndef OCTAVO_CLIENT_RENDER_PLOT_SCRIPT_H_
#define OCTAVO_CLIENT_RENDER_PLOT_SCRIPT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace octavo::client {

/// A rectangle in pixels; y grows downwards.
struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
  double middle_x() const { return (left + right) / 2; }
  double middle_y() const { return (top + bottom) / 2; }
};

enum class Align { kLeft, kCentre, kRight };

inline constexpr const char* kInk = "#222222";
inline constexpr const char* kMutedInk = "#5f6368";
inline constexpr const char* kGridInk = "#dddddd";
inline constexpr const char* kBandInk = "#f3f5f7";

struct TextStyle {
  double size = 16;  // pixels
  bool bold = false;
  const char* colour = kInk;
};

/// About how wide the text is drawn, rather too wide.
double TextPixels(absl::string_view text, const TextStyle& style);
/// `text` on one line of at most that many pixels, shortened if need be.
std::string FitText(absl::string_view text, const TextStyle& style, double pixels);
/// The same on at most `most` lines.
std::vector<std::string> FitLines(absl::string_view text, const TextStyle& style, double pixels, size_t most);
/// Names that stand in one picture, each so: where they differ they look different.
std::vector<std::vector<std::string>> FitNames(std::vector<std::string> names, const TextStyle& style, double pixels,
                                               size_t most);

/// An axis of a panel.
struct PlotAxis {
  double low = 0, high = 1;
  bool log = false;
  std::vector<double> ticks = {};
};

/// `what` and, where the axis begins above zero, that it does so.
std::string AxisTitle(absl::string_view what, const PlotAxis& axis);

/// Where between `start` and `end` a value of the axis lies.
double PositionOn(const PlotAxis& axis, double value, double start, double end);

/// Writes a gnuplot script of a page on which every text has its place in pixels, so that what is drawn neither depends
/// on gnuplot's own layout nor overlaps. What is put down is drawn with the next Plot(). Texts from outside are inert:
/// single-quoted, clean UTF-8, and never in a place where gnuplot reads a format. Thread-compatible.
class PlotScript {
 public:
  PlotScript(double width, double height);
  double width() const { return width_; }
  double height() const { return height_; }

  /// One line of text whose middle is at height `y`.
  void Text(double x, double y, Align align, absl::string_view text, const TextStyle& style = {});
  /// Lines from `y`, the middle of the first, downwards; returns the middle of a line after the last.
  double Lines(double x, double y, Align align, const std::vector<std::string>& lines, const TextStyle& style = {});
  void Rectangle(const Box& box, absl::string_view colour);
  /// A straight line; `style` as gnuplot writes it: "lc rgb '#222222' lw 1".
  void Segment(double x1, double y1, double x2, double y2, absl::string_view style);
  /// The marker of a row in its colour; `size` in gnuplot's units of about 7 pixels.
  void Marker(double x, double y, size_t row, double size);

  /// Where the next Plot() draws, and over which axes. Only ticks and grid are drawn of these; `frame` as gnuplot's
  /// `set border`.
  void Panel(const Box& box, const PlotAxis& x, const PlotAxis& y, int frame);
  /// The numbers below the ticks of a panel's x axis, and left of those of its y axis.
  void XNumbers(const Box& box, const PlotAxis& axis, const TextStyle& style);
  void YNumbers(const Box& box, const PlotAxis& axis, const TextStyle& style);
  /// A block of data: one string for each row. Returns its name.
  std::string Data(const std::vector<std::string>& rows);
  /// Draws; every element as gnuplot's plot command has it. At least one.
  void Plot(const std::vector<std::string>& elements);

  /// The script, which is then empty.
  std::string Take();

 private:
  /// "screen 0.5,screen 0.5"
  std::string At(double x, double y) const;
  template <typename... Parts>
  void Add(const Parts&... parts) {
    absl::StrAppend(&script_, parts..., "\n");
  }

  const double width_, height_;
  size_t blocks_ = 0;
  std::string script_;
};

// The style of a row of the comparison (palette.h) as gnuplot writes it.

/// Its marker as options of points, to be drawn one over the other: "pt 7 ps 2 …". An outline in ink keeps light
/// colours visible.
std::vector<std::string> MarkerLayers(size_t row, double size);
/// What is drawn over its bars, as options of boxes; empty where they are plain.
std::string HatchOf(size_t row);
/// The dash type of its lines: "(14,6)".
std::string DashOf(size_t row);

/// A number as a script holds it: a point in every locale, and what is not finite as gnuplot's NaN.
std::string PlotNumber(double value);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_PLOT_SCRIPT_H_
