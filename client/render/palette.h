#ifndef OCTAVO_CLIENT_RENDER_PALETTE_H_
#define OCTAVO_CLIENT_RENDER_PALETTE_H_

#include <array>
#include <cstddef>

namespace octavo::client {

// One colour for each variant, in every picture and page: that of its row in the comparison.

/// Okabe and Ito's palette, which colour-blind readers tell apart, but for its black, on which error bars would not be
/// seen; then five more. Where colours fail (in greyscale, or for the later ones), patterns and markers tell.
inline constexpr std::array<const char*, 12> kVariantColours = {"#0072B2", "#E69F00", "#009E73", "#CC79A7",
                                                                "#D55E00", "#56B4E9", "#F0E442", "#999999",
                                                                "#A6761D", "#332288", "#882255", "#44AA99"};

constexpr const char* VariantColour(size_t row) { return kVariantColours[row % kVariantColours.size()]; }

/// How light the colour of a row is in greyscale, 0 … 255 (ITU-R BT.601).
int VariantLuma(size_t row);

/// Whether lines over the colour have to be light.
bool IsDarkColour(size_t row);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_PALETTE_H_
