#include "client/render/label_placement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace octavo::client {
namespace {

constexpr double kStep = 6;            // of the search, in pixels
constexpr double kGap = 4;             // between labels
constexpr double kNear = 9;            // beyond the clearance: from there on a line leads to the point
constexpr double kCrossing = 220;      // cost of a line over a label, or a label over a line
constexpr double kLinesCrossing = 60;  // cost of two lines that cross
constexpr double kAskew = 0.2;         // cost of a pixel that a label stands higher or lower than its point
constexpr double kApart = 12;          // cost of a line at all
constexpr double kWorthIt = 1;         // a change of two places gains at least that
constexpr int kMostRounds = 8;

struct Line {
  double x1, y1, x2, y2;
};

/// On which side of the line the point lies.
double Side(const Line& line, double x, double y) {
  return (line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1);
}

bool Cross(const Line& a, const Line& b) {
  return Side(a, b.x1, b.y1) * Side(a, b.x2, b.y2) < 0 && Side(b, a.x1, a.y1) * Side(b, a.x2, a.y2) < 0;
}

bool Cross(const Line& line, const Box& box) {
  return Cross(line, Line{box.left, box.top, box.right, box.bottom}) ||
         Cross(line, Line{box.left, box.bottom, box.right, box.top});
}

/// Places one label after the other.
class Placer {
 public:
  Placer(const Box& area, absl::Span<const Obstacle> obstacles, double clearance)
      : area_(area), obstacles_(obstacles), clearance_(clearance) {}

  PlacedLabel Place(const LabelWish& wish) {
    PlacedLabel best;
    double least = std::numeric_limits<double>::infinity();
    auto consider = [&](double left, double top) {
      const Box box = {left, top, left + wish.width, top + wish.height};
      if (box.left < area_.left || box.right > area_.right || box.top < area_.top || box.bottom > area_.bottom) return;
      const double cost = CostOf(wish, box, least);
      if (cost < least) least = cost, best = {box, Distance(wish, box) > clearance_ + kNear};
    };
    const double half_width = wish.width / 2, half_height = wish.height / 2, near = clearance_ + 1;
    // Beside the point first: of equally good places the first is taken.
    consider(wish.x + near, wish.y - half_height);
    consider(wish.x - near - wish.width, wish.y - half_height);
    consider(wish.x - half_width, wish.y - near - wish.height);
    consider(wish.x - half_width, wish.y + near);
    for (double top = area_.top; top + wish.height <= area_.bottom; top += kStep) {
      for (double left = area_.left; left + wish.width <= area_.right; left += kStep) consider(left, top);
    }
    if (!std::isfinite(least)) best = Anyhow(wish);
    Put(wish, best);
    return best;
  }

  /// Lets labels change places in twos as long as that makes it better: one that came later found only what the others
  /// had left, and its line led across theirs.
  void Untangle(absl::Span<const LabelWish> wishes, std::vector<PlacedLabel>* places) {
    double cost = CostOfAll(wishes, *places);
    bool better = true;
    for (int round = 0; round < kMostRounds && better; ++round) {
      better = false;
      for (size_t i = 0; i < places->size(); ++i) {
        for (size_t k = 0; k < i; ++k) {
          std::vector<PlacedLabel> changed = *places;
          changed[i] = Moved(wishes[i], (*places)[k].box);
          changed[k] = Moved(wishes[k], (*places)[i].box);
          const double other = CostOfAll(wishes, changed);
          if (!(other < cost - kWorthIt)) continue;
          cost = other, better = true;
          *places = std::move(changed);
        }
      }
    }
  }

 private:
  void Put(const LabelWish& wish, const PlacedLabel& place) {
    if (place.apart) lines_.push_back(LineTo(wish, place.box));
    placed_.push_back(place.box);
  }

  /// The label of `wish` in the place of another: from its left edge, at its height.
  PlacedLabel Moved(const LabelWish& wish, const Box& place) const {
    const double top = place.middle_y() - wish.height / 2;
    const Box box = {place.left, top, place.left + wish.width, top + wish.height};
    return {box, Distance(wish, box) > clearance_ + kNear};
  }

  /// What all labels cost where they are, each beside those before it; infinite where one may not be.
  double CostOfAll(absl::Span<const LabelWish> wishes, const std::vector<PlacedLabel>& places) {
    placed_.clear();
    lines_.clear();
    double cost = 0;
    for (size_t i = 0; i < places.size(); ++i) {
      const Box& box = places[i].box;
      if (box.right > area_.right) return std::numeric_limits<double>::infinity();
      cost += CostOf(wishes[i], box, std::numeric_limits<double>::infinity());
      Put(wishes[i], places[i]);
    }
    return cost;
  }

  static double Distance(const LabelWish& wish, const Box& box) {
    double x = 0, y = 0;
    NearestPoint(box, wish.x, wish.y, &x, &y);
    return std::hypot(x - wish.x, y - wish.y);
  }

  static Line LineTo(const LabelWish& wish, const Box& box) {
    Line line{0, 0, wish.x, wish.y};
    NearestPoint(box, wish.x, wish.y, &line.x1, &line.y1);
    return line;
  }

  /// Infinite where another label is below; not worked out any further than `enough`.
  double CostOf(const LabelWish& wish, const Box& box, double enough) const {
    const double distance = Distance(wish, box);
    double cost = distance + kAskew * std::abs(box.middle_y() - wish.y);
    if (distance < clearance_) return std::numeric_limits<double>::infinity();
    if (cost >= enough) return cost;
    const Box wide = {box.left - kGap, box.top - kGap / 2, box.right + kGap, box.bottom + kGap / 2};
    for (const Box& other : placed_) {
      if (Overlap(wide, other)) return std::numeric_limits<double>::infinity();
    }
    for (const Obstacle& obstacle : obstacles_) {
      if (Overlap(box, obstacle.box)) cost += obstacle.cost;
    }
    for (const Line& line : lines_) {
      if (Cross(line, box)) cost += kCrossing;
    }
    if (distance <= clearance_ + kNear) return cost;
    const Line own = LineTo(wish, box);
    cost += kApart;
    for (const Box& other : placed_) cost += Cross(own, other) ? kCrossing : 0;
    for (const Line& line : lines_) cost += Cross(own, line) ? kLinesCrossing : 0;
    return cost;
  }

  /// Where there is no room left: beside the point, whatever is there, but inside.
  PlacedLabel Anyhow(const LabelWish& wish) const {
    const double left = std::clamp(wish.x + clearance_, area_.left, std::max(area_.left, area_.right - wish.width));
    const double top = std::clamp(wish.y - wish.height / 2, area_.top, std::max(area_.top, area_.bottom - wish.height));
    return {{left, top, left + wish.width, top + wish.height}, false};
  }

  const Box area_;
  const absl::Span<const Obstacle> obstacles_;
  const double clearance_;
  std::vector<Box> placed_;
  std::vector<Line> lines_;
};

}  // namespace

void NearestPoint(const Box& box, double x, double y, double* near_x, double* near_y) {
  *near_x = std::clamp(x, box.left, box.right);
  *near_y = std::clamp(y, box.top, box.bottom);
}

bool Overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

std::vector<PlacedLabel> PlaceLabels(const Box& area, absl::Span<const LabelWish> wishes,
                                     absl::Span<const Obstacle> obstacles, double clearance) {
  // From the top: labels of points that lie close together then stand in the order of the points.
  std::vector<size_t> order(wishes.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::pair(wishes[a].y, wishes[a].x) < std::pair(wishes[b].y, wishes[b].x);
  });
  Placer placer(area, obstacles, clearance);
  std::vector<PlacedLabel> placed(wishes.size());
  for (size_t i : order) placed[i] = placer.Place(wishes[i]);
  placer.Untangle(wishes, &placed);
  return placed;
}

}  // namespace octavo::client
