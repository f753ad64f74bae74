#include "client/compare/pareto.h"

#include <algorithm>

namespace octavo::client {
namespace {

bool Beats(const Tradeoff& a, const Tradeoff& b) {
  const bool timed = a.latency_ms.has_value() && b.latency_ms.has_value();
  if (a.accuracy < b.accuracy || a.size_bytes > b.size_bytes || (timed && *a.latency_ms > *b.latency_ms)) return false;
  return a.accuracy > b.accuracy || a.size_bytes < b.size_bytes || (timed && *a.latency_ms < *b.latency_ms);
}

}  // namespace

std::vector<bool> ParetoFront(absl::Span<const Tradeoff> points) {
  std::vector<bool> front;
  for (const Tradeoff& point : points) {
    front.push_back(
        std::none_of(points.begin(), points.end(), [&](const Tradeoff& other) { return Beats(other, point); }));
  }
  return front;
}

}  // namespace octavo::client
