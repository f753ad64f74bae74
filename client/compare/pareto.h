#ifndef OCTAVO_CLIENT_COMPARE_PARETO_H_
#define OCTAVO_CLIENT_COMPARE_PARETO_H_

#include <optional>
#include <utility>
#include <vector>

#include "absl/types/span.h"

namespace octavo::client {

/// What a variant costs and gives.
struct Tradeoff {
  double accuracy = 0;               // more is better
  double size_bytes = 0;             // less is better
  std::optional<double> latency_ms;  // less is better; a point without it is compared by the other two
};

/// Which points no other point beats: is at least as good in everything and better in something. Pure.
std::vector<bool> ParetoFront(absl::Span<const Tradeoff> points);

/// The stairs through the points that no other beats, from the best x to the best y. More `y` is better, and less x if
/// `less_x`, else more.
std::vector<std::pair<double, double>> FrontStairs(std::vector<std::pair<double, double>> points, bool less_x);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_PARETO_H_
