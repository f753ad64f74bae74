#ifndef OCTAVO_CLIENT_RENDER_HTML_SVG_H_
#define OCTAVO_CLIENT_RENDER_HTML_SVG_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace octavo::client {

// Pieces of inline SVG. Numbers have a point in every locale and at most two decimals, so that equal pictures are equal
// bytes. Texts are escaped here; classes and ids are our own.

/// A coordinate: at most two decimals, none that is not needed.
std::string Coordinate(double value);

/// A linear map from values to coordinates.
struct Scale {
  double low = 0, high = 1;   // values
  double start = 0, end = 1;  // coordinates
  double At(double value) const;
};

enum class Anchor { kStart, kMiddle, kEnd };

std::string SvgText(double x, double y, Anchor anchor, absl::string_view css_class, absl::string_view text);
std::string SvgLine(double x1, double y1, double x2, double y2, absl::string_view css_class);
/// The marker of a variant (its shape and colour) around a point; `hollow` keeps only the outline.
std::string SvgMarker(double x, double y, size_t row, bool hollow);
/// A rectangle in the variant's colour and pattern.
std::string SvgBar(double x, double y, double width, double height, size_t row);
/// A line with ends, as intervals have them.
std::string SvgWhisker(double x1, double y1, double x2, double y2);
/// The dash pattern of a variant's lines, as attributes with its colour.
std::string SvgLineStyle(size_t row);

/// What one tells by pointing at it or by moving the keyboard's focus to it. Without scripts `tip` is its title.
std::string SvgMark(absl::string_view tip, absl::string_view content);

/// A picture of which `figure` is the id of the figure around it: its caption names it.
std::string SvgPicture(absl::string_view figure, double width, double height, absl::string_view content);

/// A variant's sign in text and tables: its marker in its colour.
std::string VariantSign(size_t row);

/// The patterns of the first `rows` variants' bars, once for a page, before any bar.
std::string SvgPatterns(size_t rows);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_SVG_H_
