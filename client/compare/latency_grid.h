#ifndef OCTAVO_CLIENT_COMPARE_LATENCY_GRID_H_
#define OCTAVO_CLIENT_COMPARE_LATENCY_GRID_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/json.h"
#include "common/stats.h"

namespace octavo::client {

/// What one variant needed at one shape.
struct ShapeTimes {
  double p50_ms = 0;
  double gflops = 0;  // per second
  int64_t runs = 0;
};

/// One shape of the latency grid, all variants timed in turn.
struct GridShape {
  std::string shape;                              // "8x128": texts x tokens
  std::map<std::string, ShapeTimes> times;        // by variant
  std::map<std::string, RatioEstimate> speedups;  // by variant, over the reference
};

/// Under what conditions a job measured its times.
struct Conditions {
  std::optional<double> load_before;
  std::optional<double> load_after;
  std::optional<double> neighbour_cpu;             // CPUs that other processes used meanwhile, on average
  std::map<std::string, double> gemm_peak_gflops;  // by arithmetic: "fp32", "int8"
  std::optional<bool> credible;                    // whether the reference comes near its peak
  std::optional<double> reference_share;           // of its peak …
  std::string reference_shape;                     // … at this shape
};

/// `grid` of an octavo.result/1 object; empty where nothing was timed. INVALID_ARGUMENT names the shape and the field.
absl::StatusOr<std::vector<GridShape>> ParseLatencyGrid(const Json& result);

/// `measurement` of an octavo.result/1 object. What is absent or null is unknown.
Conditions ParseConditions(const Json& result);

/// The shapes at which `variant` was slower than its reference.
std::vector<const GridShape*> SlowerShapes(const std::vector<GridShape>& grid, const std::string& variant);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_LATENCY_GRID_H_
