#include "client/compare/pareto.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

std::vector<std::pair<double, double>> FrontStairs(std::vector<std::pair<double, double>> points, bool less_x) {
  std::erase_if(points, [](const auto& point) { return !std::isfinite(point.first) || !std::isfinite(point.second); });
  // From the best x on, a point is on the front where its y is above all before it.
  std::sort(points.begin(), points.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? (a.first < b.first) == less_x : a.second > b.second;
  });
  std::vector<std::pair<double, double>> stairs;
  for (const auto& [x, y] : points) {
    if (!stairs.empty() && y <= stairs.back().second) continue;
    if (!stairs.empty()) stairs.push_back({x, stairs.back().second});
    stairs.push_back({x, y});
  }
  return stairs;
}

}  // namespace octavo::client
