#ifndef OCTAVO_CLIENT_COMPARE_PARETO_H_
#define OCTAVO_CLIENT_COMPARE_PARETO_H_

#include <optional>
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

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_PARETO_H_
