#ifndef OCTAVO_CLIENT_RENDER_LABEL_PLACEMENT_H_
#define OCTAVO_CLIENT_RENDER_LABEL_PLACEMENT_H_

#include <vector>

#include "absl/types/span.h"
#include "client/render/plot_script.h"

namespace octavo::client {

/// A point that wants a label of a certain size near it.
struct LabelWish {
  double x = 0, y = 0;
  double width = 0, height = 0;
};

/// What a label had better not cover.
struct Obstacle {
  Box box;
  double cost = 0;  // pixels of distance that a label goes to avoid it
};

struct PlacedLabel {
  Box box;
  bool apart = false;  // so far from its point that a line must lead there
};

/// A place for every label inside `area`: near its point, over no other label, over as few obstacles as the way round
/// is worth, with lines to far points that cross no label and each other as little as may be. Labels overlap only where
/// `area` has no room for all of them. Equal input gives equal places. Pure.
std::vector<PlacedLabel> PlaceLabels(const Box& area, absl::Span<const LabelWish> wishes,
                                     absl::Span<const Obstacle> obstacles, double clearance);

/// The point of `box` nearest to (x, y), where a line to its point begins.
void NearestPoint(const Box& box, double x, double y, double* near_x, double* near_y);

bool Overlap(const Box& a, const Box& b);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_LABEL_PLACEMENT_H_
