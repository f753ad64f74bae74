#ifndef OCTAVO_CLIENT_RENDER_PALETTE_H_
#define OCTAVO_CLIENT_RENDER_PALETTE_H_

#include <array>
#include <cstddef>

namespace octavo::client {

// How a variant is drawn, in every picture and page: by the style of its row in the comparison. What the shapes and
// hatches are in gnuplot's and in SVG's terms is said where they are drawn (plot_script.cc, html_svg.cc).

enum class MarkerShape { kCircle, kSquare, kDiamond, kTriangle, kTriangleDown, kPentagon };

/// Lines over the colour of a bar.
enum class Hatch { kPlain, kRising, kFalling, kCrossed, kSteepRising, kSteepFalling };

struct VariantStyle {
  const char* colour;
  MarkerShape shape;
  bool dotted;  // the marker has a dot in its middle
  Hatch hatch;
  std::array<int, 6> dash;  // of its lines: on and off in turn, in pixels of a picture; zeros: the end, or solid
};

/// The colours are Okabe and Ito's, which colour-blind readers tell apart, but for their black, on which error bars
/// would not be seen; then five more. Where colours fail (in greyscale, or for the later ones) the rest tells: no two
/// rows have the same marker, and neighbours differ in marker, hatch and dash.
inline constexpr std::array<VariantStyle, 12> kVariantStyles = {{
    {"#0072B2", MarkerShape::kCircle, false, Hatch::kPlain, {}},
    {"#E69F00", MarkerShape::kSquare, false, Hatch::kRising, {14, 6}},
    {"#009E73", MarkerShape::kDiamond, false, Hatch::kFalling, {4, 5}},
    {"#CC79A7", MarkerShape::kTriangle, false, Hatch::kCrossed, {16, 6, 4, 6}},
    {"#D55E00", MarkerShape::kTriangleDown, false, Hatch::kSteepRising, {22, 8}},
    {"#56B4E9", MarkerShape::kPentagon, false, Hatch::kSteepFalling, {10, 4, 3, 4, 3, 4}},
    {"#F0E442", MarkerShape::kCircle, true, Hatch::kRising, {8, 8}},
    {"#999999", MarkerShape::kSquare, true, Hatch::kFalling, {24, 6, 6, 6}},
    {"#A6761D", MarkerShape::kDiamond, true, Hatch::kCrossed, {3, 7}},
    {"#332288", MarkerShape::kTriangle, true, Hatch::kSteepRising, {14, 4, 4, 4, 4, 4}},
    {"#882255", MarkerShape::kTriangleDown, true, Hatch::kSteepFalling, {6, 4}},
    {"#44AA99", MarkerShape::kPentagon, true, Hatch::kPlain, {18, 8, 8, 8}},
}};

constexpr const VariantStyle& StyleOf(size_t row) { return kVariantStyles[row % kVariantStyles.size()]; }

constexpr const char* VariantColour(size_t row) { return StyleOf(row).colour; }

/// How light the colour of a row is in greyscale, 0 … 255 (ITU-R BT.601).
int VariantLuma(size_t row);

/// Whether what is drawn over the colour has to be light.
bool IsDarkColour(size_t row);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_PALETTE_H_
