#include "client/compare/latency_grid.h"

#include "absl/strings/str_cat.h"
#include "client/compare/result_fields.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

/// A variant's entry of a cell is the object with times; the other keys describe the shape.
bool IsTimes(const Json& value) { return value.is_object() && value.contains("p50_ms"); }

absl::Status ParseShape(const Json& cell, GridShape* shape) {
  OCTAVO_RETURN_IF_ERROR(Read(cell, "shape", &shape->shape));
  for (const auto& [name, value] : cell.items()) {
    if (!IsTimes(value)) continue;
    ShapeTimes& times = shape->times[name];
    OCTAVO_RETURN_IF_ERROR(Read(value, "p50_ms", &times.p50_ms));
    OCTAVO_RETURN_IF_ERROR(Read(value, "gflops", &times.gflops));
    OCTAVO_RETURN_IF_ERROR(Read(value, "runs", &times.runs));
  }
  const Json* speedups = At(cell, "speedup");
  if (speedups == nullptr || !speedups->is_object()) return absl::OkStatus();
  for (const auto& [name, value] : speedups->items()) {
    if (const std::optional<RatioEstimate> speed = ParseRatio(&value)) shape->speedups[name] = *speed;
  }
  return absl::OkStatus();
}

std::optional<double> Number(const Json& result, absl::string_view path) {
  double value = 0;
  return Read(result, path, &value).ok() ? std::optional<double>(value) : std::nullopt;
}

}  // namespace

absl::StatusOr<std::vector<GridShape>> ParseLatencyGrid(const Json& result) {
  std::vector<GridShape> grid;
  const Json* cells = At(result, "grid");
  if (cells == nullptr || cells->is_null()) return grid;
  if (!cells->is_array()) return BadField("grid", "a list");
  for (const Json& cell : *cells) {
    GridShape shape;
    if (const absl::Status parsed = ParseShape(cell, &shape); !parsed.ok())
      return absl::InvalidArgumentError(absl::StrCat("grid/", grid.size(), ": ", parsed.message()));
    grid.push_back(std::move(shape));
  }
  return grid;
}

Conditions ParseConditions(const Json& result) {
  Conditions conditions;
  conditions.load_before = Number(result, "measurement/load_average_before");
  conditions.load_after = Number(result, "measurement/load_average_after");
  conditions.neighbour_cpu = Number(result, "measurement/neighbour_cpu");
  conditions.reference_share = Number(result, "measurement/fp32_share_of_peak/share");
  Read(result, "measurement/fp32_share_of_peak/shape", &conditions.reference_shape).IgnoreError();
  if (const Json* credible = At(result, "measurement/credible"); credible != nullptr && credible->is_boolean())
    conditions.credible = credible->get<bool>();
  if (const Json* peaks = At(result, "measurement/gemm_peak_gflops"); peaks != nullptr && peaks->is_object()) {
    for (const auto& [name, value] : peaks->items()) {
      if (value.is_number()) conditions.gemm_peak_gflops[name] = value.get<double>();
    }
  }
  return conditions;
}

std::vector<const GridShape*> SlowerShapes(const std::vector<GridShape>& grid, const std::string& variant) {
  std::vector<const GridShape*> slower;
  for (const GridShape& shape : grid) {
    const auto speed = shape.speedups.find(variant);
    if (speed != shape.speedups.end() && speed->second.ratio < 1) slower.push_back(&shape);
  }
  return slower;
}

}  // namespace octavo::client
